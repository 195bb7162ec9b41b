"""Plans, reviews, surveys, series: what is no trial, each beside what looks like it."""

import pytest

from tracker.model.appraisal import Design, Species
from tracker.reading import Reader

KNOWN = "Low mood after surgery is common. Ketamine may help against it."


@pytest.mark.parametrize(
    ("text", "design"),
    [
        (f"{KNOWN} The purpose of this trial is to observe whether ketamine prevents it in patients.", Design.PROTOCOL),
        (f"{KNOWN} Patients get music or none. The primary aim is to compare their pressure.", Design.PROTOCOL),
        (f"{KNOWN} Volunteers get a placebo. The present phase 1 study intends to compare both.", Design.PROTOCOL),
        (
            f"{KNOWN} Effects are assessed in a randomized order; the pulse is higher. The hypothesis is that "
            "ketamine will significantly help.",
            Design.PROTOCOL,
        ),
        (f"{KNOWN} The researchers propose that it works better than propofol.", Design.PROTOCOL),
        (
            f"{KNOWN} The purpose of this trial is to observe whether ketamine prevents it in patients. Forty patients "
            "received it. Their mood improved (p = .01).",
            Design.TRIAL_NONRANDOMISED,
        ),
        (
            "Forty patients were randomized to ketamine or saline. Mood was better on ketamine. The results of the "
            "present study will support a larger one.",
            Design.RCT,
        ),
        (f"{KNOWN} The purpose of this review is to tell how it is prevented.", Design.NARRATIVE_REVIEW),
    ],
)
def test_a_text_that_ends_with_its_aim_is_a_plan(reader: Reader, text: str, design: Design) -> None:
    """For "protocol": what a trial is to find out, and then nothing. Against: what it found; a review's aim."""
    assert reader.appraise("Ketamine and mood after surgery", text).design is design


@pytest.mark.parametrize(
    ("text", "design"),
    [
        (
            "METHODS: A narrative literature review was conducted using PubMed and Scopus; 40 articles were included.",
            Design.NARRATIVE_REVIEW,
        ),
        (
            "AREAS COVERED: A full account, based on a systematic search of PubMed; 40 articles were included. "
            "EXPERT OPINION: More is to come.",
            Design.NARRATIVE_REVIEW,
        ),
        (
            "METHODS: A systematic search of PubMed and Scopus was conducted; 40 articles were included. They are "
            "told in a narrative review format.",
            Design.SYSTEMATIC_REVIEW,
        ),
    ],
)
def test_a_review_that_calls_itself_narrative_is_one(reader: Reader, text: str, design: Design) -> None:
    """For "narrative-review": its own words, whatever was searched. Against: a narrative format only."""
    assert reader.appraise("Drugs for alcohol use", text).design is design


@pytest.mark.parametrize(
    ("title", "design"),
    [
        ("Ketamine for depression: an overview of systematic reviews with meta-analyses", Design.SYSTEMATIC_REVIEW),
        ("Ketamine for depression: a systematic review and meta-analysis", Design.META_ANALYSIS),
    ],
)
def test_a_review_of_reviews_pools_nothing(reader: Reader, title: str, design: Design) -> None:
    """For "systematic-review": the meta-analyses are others'. Against: its own."""
    text = "METHODS: Medline was searched. RESULTS: Eleven reviews were included."
    assert reader.appraise(title, text).design is design


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("A questionnaire was given to 340 medical students; its results are discussed.", Design.COHORT),
        (
            "METHODS: In-depth interviews with 12 experts were held. RESULTS: We discuss three of their concerns.",
            Design.OTHER,
        ),
        ("We discuss an online survey of over 900 drug users. They knew of its dangers.", Design.COHORT),
        ("Telephone interviews were conducted with 66 former users. We discuss why they stopped.", Design.COHORT),
        (
            "The illness afflicts 280 million people. We discuss what questionnaires tell of it.",
            Design.NARRATIVE_REVIEW,
        ),
    ],
)
def test_people_asked_make_no_review(reader: Reader, text: str, design: Design) -> None:
    """For a study: students or experts who were asked. Against: how many people are ill in the world."""
    assert reader.appraise("Attitudes towards ketamine", text).design is design


@pytest.mark.parametrize(
    ("text", "design"),
    [
        (
            "The letter was written in response to an article on a randomized trial of ketamine in 90 patients.",
            Design.NARRATIVE_REVIEW,
        ),
        ("Ketamine was tried in a randomized trial in 90 patients. It worked (p = .01).", Design.RCT),
    ],
)
def test_a_letter_on_a_trial_is_no_trial(reader: Reader, text: str, design: Design) -> None:
    """For "narrative-review": a letter on an article. Against: the article."""
    assert reader.appraise("Ketamine after surgery: methods matter", text).design is design


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("We conducted a case series analysis of adults with depression (n = 267) who had four infusions.", "cohort"),
        (
            "We conducted a case series analysis of adults with depression (n = 6) who had four infusions.",
            "case-series",
        ),
    ],
)
def test_a_series_is_of_few_people(reader: Reader, text: str, design: str) -> None:
    """For "cohort": hundreds, counted in brackets. Against: six."""
    assert reader.appraise("Ketamine in a clinic", text).design == design


@pytest.mark.parametrize(
    ("title", "design"),
    [
        ("A cohort-based case report: ketamine for nurses", Design.TRIAL_NONRANDOMISED),
        ("A case report: ketamine for a nurse", Design.CASE_REPORT),
    ],
)
def test_a_case_report_of_cohorts_is_none(reader: Reader, title: str, design: Design) -> None:
    """For a study of people: cohorts of many. Against: a case."""
    text = "A programme was told. Scores of three groups, in all 94 patients, improved after they received ketamine."
    assert reader.appraise(title, text).design is design


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("The data of 90 children aged 2-9 who had teeth drawn in our clinic were gathered.", Design.COHORT),
        ("Data were obtained from 900 young people of a longitudinal youth project.", Design.COHORT),
        ("90 children had teeth drawn, and their data will be of use.", Design.TRIAL_NONRANDOMISED),
        (
            "90 children had ketamine. Cross-sectional correlations were seen at each visit.",
            Design.TRIAL_NONRANDOMISED,
        ),
    ],
)
def test_people_whose_data_are_gathered_were_not_treated_to_a_plan(reader: Reader, text: str, design: Design) -> None:
    """For "cohort": data of routine care, a youth project, people asked years later. Against: measured on purpose."""
    assert reader.appraise("Ketamine in children", f"METHODS: {text} RESULTS: p = .01.").design is design


@pytest.mark.parametrize(
    ("done", "design"),
    [("contacted for follow-up", Design.COHORT), ("followed up", Design.TRIAL_NONRANDOMISED)],
)
def test_people_asked_years_later_are_a_cohort(reader: Reader, done: str, design: Design) -> None:
    """For "cohort": those of a past trial, contacted. Against: those of this trial."""
    text = f"METHODS: 90 participants were {done}. RESULTS: Mood had held (p = .01)."
    assert reader.appraise("After a clinical trial of ketamine", text).design is design


@pytest.mark.parametrize(
    ("text", "species"),
    [
        ("In moving rats ketamine, at doses of human use, raised the temperature of the brain.", Species.ANIMAL),
        ("Levels were higher in female than in male rats.", Species.ANIMAL),
        ("Levels were higher in female than in male patients; in rats they were not.", Species.HUMAN),
    ],
)
def test_a_word_for_people_and_animals_makes_no_people(reader: Reader, text: str, species: Species) -> None:
    """For "animal": doses of human use, female rats. Against: patients beside rats."""
    assert reader.appraise("Effects of ketamine", f"RESULTS: {text}").species is species
