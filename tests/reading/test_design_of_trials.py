"""A trial and a second look at one; at random or not; watched or treated: the boundaries, each way."""

import pytest

from tracker.model.appraisal import Design
from tracker.reading import Reader

RANDOMISED = "METHODS: 40 patients with depression were randomized to ketamine or saline."


@pytest.mark.parametrize(
    ("text", "design"),
    [
        (f"{RANDOMISED} RESULTS: Scores fell (p = .01). In secondary analyses the gains lasted two weeks.", Design.RCT),
        (f"{RANDOMISED} RESULTS: The final analysis included 38 patients. Scores fell (p = .01).", Design.RCT),
        (
            f"{RANDOMISED} A secondary analysis of sleep was performed. RESULTS: Sleep improved (p = .01).",
            Design.RCT_SECONDARY,
        ),
        (
            "METHODS: The parent study randomized 40 patients to ketamine or saline. RESULTS: Sleep improved (p = .1).",
            Design.RCT_SECONDARY,
        ),
    ],
)
def test_a_later_look_is_said_before_the_results(reader: Reader, text: str, design: Design) -> None:
    """For "rct-secondary": methods that look again. Against: one later look among a trial's own results."""
    assert reader.appraise("Ketamine in major depression", text).design is design


@pytest.mark.parametrize(
    ("who", "design"),
    [
        ("20 healthy volunteers", Design.RCT),
        ("20 healthy adults, as a model of what patients live through,", Design.RCT),
        ("20 individuals with depression (n = 12) and healthy volunteers (n = 8)", Design.RCT_SECONDARY),
        ("Patients with major depression (12 subjects) and 8 healthy controls", Design.RCT_SECONDARY),
    ],
)
def test_the_brain_of_patients_is_a_second_question(reader: Reader, who: str, design: Design) -> None:
    """For "rct-secondary": a marker in patients, also beside healthy people. Against: in healthy people alone."""
    text = f"METHODS: {who} took part in a double-blind crossover study of ketamine and placebo. RESULTS: Power rose."
    assert reader.appraise("Ketamine and EEG in depression", text).design is design


@pytest.mark.parametrize(
    ("text", "at_random"),
    [
        ("In this placebo-controlled study with a non-randomized design men got ketamine. Power rose (p = .1).", False),
        ("In this placebo-controlled study with a crossover design men got ketamine. Power rose (p = .1).", True),
        ("In 2 randomized placebo-controlled trials we studied ketamine in 12 men. Recall fell (p = .01).", True),
        ("RATIONALE: Time is bent. OBJECTIVE AND METHODS: In a double-blind crossover study ketamine or placebo was "
         "given to 12 men. RESULTS: Timing was impaired (p = .01).", True),
    ],
)  # fmt: skip
def test_at_random_is_what_the_authors_say_of_their_own_study(reader: Reader, text: str, at_random: bool) -> None:
    """For "rct": their own two trials, methods under a label of two words. Against: "a non-randomized design"."""
    assert (reader.appraise("Ketamine and timing in healthy men", text).design is Design.RCT) is at_random


def test_one_outcome_analysed_later_makes_no_second_look(reader: Reader) -> None:
    """For "rct": one endpoint "as a post hoc analysis". Against: "in a post hoc analysis" of the whole."""
    text = f"{RANDOMISED} Remission was tested as a post hoc analysis. RESULTS: Scores fell (p = .01)."
    assert reader.appraise("Ketamine in major depression", text).design is Design.RCT
    again = f"{RANDOMISED} In a post hoc analysis remission was tested. RESULTS: Scores fell (p = .01)."
    assert reader.appraise("Ketamine in major depression", again).design is Design.RCT_SECONDARY


def test_one_abstract_without_labels_tells_its_trial_anywhere(reader: Reader) -> None:
    """For "rct": "this double-blind study" among sentences that read like background."""
    text = "Ketamine acts fast. This double-blind, placebo-controlled study gave it to 12 men. Their sleep improved."
    assert reader.appraise("Ketamine and sleep", text).design is Design.RCT


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("METHODS: 60 children were assigned to one of three groups. RESULTS: No difference was seen.", Design.RCT),
        ("METHODS: 60 women were divided into two groups by random allocation. RESULTS: Pain fell.", Design.RCT),
        ("METHODS: 60 women were divided into two groups by weight. RESULTS: Pain fell.", Design.TRIAL_NONRANDOMISED),
        (
            "METHODS: 60 adults took it in an open-label trial (retrospectively registered). RESULTS: Pain fell.",
            Design.TRIAL_NONRANDOMISED,
        ),
        ("METHODS: A second cohort of 60 adults received ketamine. RESULTS: Pain fell.", Design.TRIAL_NONRANDOMISED),
        ("METHODS: In this cohort study 60 adults received ketamine. RESULTS: Pain fell.", Design.COHORT),
        ("METHODS: Chart data of 60 adults who received ketamine. RESULTS: Pain fell.", Design.COHORT),
    ],
)
def test_how_people_came_to_their_group(reader: Reader, text: str, design: Design) -> None:
    """At random, to a plan, or in routine care; a cohort is a design only where it is called one."""
    assert reader.appraise("Ketamine for pain", text).design is design


@pytest.mark.parametrize(
    "text",
    [
        "METHODS: Data were from four phase 3 studies of 884 adults. RESULTS: Cognition was stable (p = .3).",
        "METHODS: We studied 295 healthy subjects who participated in 11 separate studies. RESULTS: None was worse.",
    ],
)
def test_the_data_of_several_studies_are_a_second_look(reader: Reader, text: str) -> None:
    """For "rct-secondary": people of several trials, or of several experiments."""
    assert reader.appraise("Cognition after ketamine", text).design is Design.RCT_SECONDARY


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("In this article, we present two cases. Both improved. Randomized trials are needed.", Design.CASE_REPORT),
        ("In this report, the authors describe lasting harm in two patients given ketamine.", Design.CASE_REPORT),
        ("Here, two cases are reported in which ketamine helped. This review of both is short.", Design.CASE_REPORT),
        ("Ketamine is new. We present the first cases. The four cases include adolescents.", Design.CASE_SERIES),
        ("In this article, the authors describe two cases for and against its use.", Design.NARRATIVE_REVIEW),
    ],
)
def test_cases_told_in_an_article_are_cases(reader: Reader, text: str, design: Design) -> None:
    """For "case-report": cases presented, whatever else the article speaks of. Against: a case made for a treatment."""
    assert reader.appraise("Ketamine in hospice care", text).design is design


def test_a_survey_is_no_review(reader: Reader) -> None:
    """For "cohort": respondents and questionnaires. Against: an article that reviews."""
    text = "This survey rests on 250 questionnaires. The article reviews how often ketamine was used by {}."
    assert reader.appraise("Ketamine in clubs", text.format("the respondents")).design is Design.COHORT


@pytest.mark.parametrize(
    ("text", "design"),
    [
        (
            "A double-blind, randomised trial of ketamine and midazolam. Its objective is to verify a fall of 50%.",
            "protocol",
        ),
        ("This is an ongoing double-blind, randomised trial of ketamine; 230 patients were enrolled.", "protocol"),
        ("A double-blind, randomised trial of ketamine and midazolam. Response was more frequent (50%).", "rct"),
    ],
)
def test_a_trial_without_results_is_a_plan(reader: Reader, text: str, design: str) -> None:
    """For "rct": something was found. Against: aims, definitions and a trial still under way."""
    assert reader.appraise("Ketamine or midazolam", text).design == Design(design)


@pytest.mark.parametrize(
    ("title", "design"),
    [
        ("Efficacy of ketamine in anxious versus nonanxious depression", Design.RCT_SECONDARY),
        ("Efficacy of ketamine in younger and older adults with depression", Design.RCT_SECONDARY),
        ("Efficacy of ketamine versus midazolam in depression", Design.RCT),
    ],
)
def test_two_kinds_of_patients_are_a_second_question(reader: Reader, title: str, design: Design) -> None:
    """For "rct-secondary": who responds. Against: two treatments compared."""
    assert reader.appraise(title, f"{RANDOMISED} RESULTS: Scores fell (p = .01).").design is design


@pytest.mark.parametrize(
    ("title", "text", "design"),
    [
        (
            "Inflammation in suicidality",
            "METHODS: We measured levels in 64 attempters and 36 controls. RESULTS: They were higher (p = .01).",
            Design.COHORT,
        ),
        (
            "Inflammation after ketamine",
            "METHODS: We measured levels in 64 patients and 36 controls. RESULTS: They were higher (p = .01).",
            Design.TRIAL_NONRANDOMISED,
        ),
        (
            "A short form of a scale",
            "METHODS: Retrospective data of 260 patients on ketamine were randomly divided into two datasets. "
            "RESULTS: Both agreed (p = .01).",
            Design.COHORT,
        ),
    ],
)
def test_people_only_looked_at(reader: Reader, title: str, text: str, design: Design) -> None:
    """For "cohort": nothing was given, or it had been. Against: a drug in the title."""
    assert reader.appraise(title, text).design is design


def test_pooled_effects_make_a_meta_analysis(reader: Reader) -> None:
    """For "meta-analysis": an effect with the number of studies behind it. Against: studies told one by one."""
    text = "METHODS: We searched MEDLINE; two authors independently chose. RESULTS: Ten studies were included. {}"
    title = "Ketamine for depression in adults"
    pooled = "Response was likelier (OR 3.2, 95% CI 1.2 to 9.1; participants = 33; studies = 2)."
    assert reader.appraise(title, text.format(pooled)).design is Design.META_ANALYSIS
    assert reader.appraise(title, text.format("Nine reported a benefit.")).design is Design.SYSTEMATIC_REVIEW


@pytest.mark.parametrize(
    ("title", "design"),
    [
        ("Ketamine effects on mood and their association with response: a randomized trial", Design.RCT_SECONDARY),
        ("Ketamine effects on mood: a randomized trial", Design.RCT),
    ],
)
def test_what_goes_with_a_response_is_a_second_question(reader: Reader, title: str, design: Design) -> None:
    """For "rct-secondary": an association in the title, also of what calls itself a randomised trial."""
    assert reader.appraise(title, f"{RANDOMISED} RESULTS: Scores fell (p = .01).").design is design


@pytest.mark.parametrize(
    ("text", "design"),
    [
        ("METHODS: 17 healthy men received ketamine or saline. RESULTS: No level rose.", Design.RCT),
        (
            "METHODS: 26 patients received one infusion of ketamine. A post hoc analysis compared those with and those "
            "without anxiety. RESULTS: Scores fell (p = .01).",
            Design.RCT_SECONDARY,
        ),
        (
            "METHODS: 26 patients received open-label ketamine. A post hoc analysis compared those with and those "
            "without anxiety. RESULTS: Scores fell (p = .01).",
            Design.TRIAL_NONRANDOMISED,
        ),
    ],
)
def test_a_trial_that_does_not_say_random(reader: Reader, text: str, design: Design) -> None:
    """For a trial: the drug or saline; for its second look: post hoc. Against: open-label."""
    assert reader.appraise("Ketamine and the brain", text).design is design


def test_a_registers_long_entry_tells_no_result(reader: Reader) -> None:
    """For "protocol": pages on how patients are treated. Against: the same with a result that was found."""
    pages = "Patients were randomized to ketamine or saline. Anesthesia was induced and maintained within 20%. " * 40
    assert reader.appraise("Ketamine after surgery", pages).design is Design.PROTOCOL
    assert reader.appraise("Ketamine after surgery", pages + "Pain fell (p = .01).").design is Design.RCT


@pytest.mark.parametrize(
    ("found", "systematic"),
    [
        ("A total of 24 articles were analyzed.", True),
        ("In open studies, these were found to have like rates.", False),
    ],
)
def test_a_search_counts_what_it_found(reader: Reader, found: str, systematic: bool) -> None:
    """For "systematic-review": a database and the number of articles. Against: a search that counts nothing."""
    text = f"METHODS: A detailed search on PubMed was conducted. RESULTS: {found} Rates were high (50%)."
    design = reader.appraise("Comparative efficacy of ketamine", text).design
    assert (design is Design.SYSTEMATIC_REVIEW) is systematic


@pytest.mark.parametrize(
    ("told", "design"),
    [
        ("INTRODUCTION: This post hoc study weighed gains and harms. ", Design.RCT_SECONDARY),
        ("INTRODUCTION: In this secondary publication harms are told. ", Design.RCT_SECONDARY),
        ("BACKGROUND: The study was conducted as a post-hoc analysis. ", Design.RCT_SECONDARY),
        ("METHODS: A subset of patients during a double-blind study was recorded. ", Design.RCT_SECONDARY),
        ("METHODS: The last 20 people in a published trial were rated. ", Design.RCT_SECONDARY),
        ("BACKGROUND: A post hoc study by others weighed gains and harms. ", Design.RCT),
    ],
)
def test_a_text_says_of_itself_that_it_looks_again(reader: Reader, told: str, design: Design) -> None:
    """For "rct-secondary": said of this very work, wherever. Against: of the work of others."""
    text = f"{told}{RANDOMISED} RESULTS: Scores fell (p = .01)."
    assert reader.appraise("Ketamine in major depression", text).design is design


@pytest.mark.parametrize(
    ("text", "design"),
    [
        (f"{RANDOMISED} RESULTS: Scores fell (p = .01). Secondary analysis of all participants agreed.", Design.RCT),
        (
            "METHODS: 13 patients with schizophrenia and 13 healthy volunteers got ketamine in a double-blind, "
            "placebo-controlled design. RESULTS: Voices came (p = .01).",
            Design.RCT,
        ),
        (
            "METHODS: 83 patients received six infusions. The data were divided randomly into training and test sets. "
            "RESULTS: Genes told who responds (p = .01).",
            Design.TRIAL_NONRANDOMISED,
        ),
        (
            "METHODS: 83 patients were divided randomly into two groups. RESULTS: Scores fell (p = .01).",
            Design.RCT,
        ),
        (
            "METHODS: The data of 90 patients treated in 2019 were chosen for the retrospective analysis; by the "
            "double-blind method two groups were formed. RESULTS: Scores fell (p = .01).",
            Design.COHORT,
        ),
    ],
)
def test_words_that_make_no_second_look_and_no_trial(reader: Reader, text: str, design: Design) -> None:
    """Against "rct-secondary": one more result, healthy people too. Against a trial: data split, past care."""
    assert reader.appraise("Ketamine in schizophrenia and depression", text).design is design


@pytest.mark.parametrize(
    ("title", "design"),
    [
        ("Ketamine during surgery and sleep disturbance in depression", Design.RCT),
        ("Ketamine and the sleep of patients with depression", Design.RCT_SECONDARY),
    ],
)
def test_bad_sleep_is_an_outcome(reader: Reader, title: str, design: Design) -> None:
    """For "rct": sleep disturbance prevented. Against: sleep as what goes with the response."""
    assert reader.appraise(title, f"{RANDOMISED} RESULTS: Scores fell (p = .01).").design is design
