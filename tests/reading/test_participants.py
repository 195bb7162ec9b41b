"""How many people: for and against each way of saying it."""

import pytest

from tracker.reading import Reader

STUDY = "METHODS: {} RESULTS: Depression scores fell significantly (p < .01)."


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Thirty-two patients with depression were randomised to ketamine or saline.", 32),
        ("Of 230 patients screened, 120 were randomized to ketamine or placebo.", 120),
        ("A total of 1,655 adults were enrolled and received ketamine.", 1655),
        ("18 patients with major depression and 18 healthy controls received ketamine.", 36),
        ("Adults with depression were randomized to oral (N = 30) or intravenous (N = 31) ketamine.", 61),
        ("12 subjects were randomized to the ketamine group, and 10 to the placebo group.", 22),
        ("Patients (n = 44) were randomized to ketamine or placebo.", 44),
        ("From the charts we identified seven patients with pain seen in one clinic for ketamine.", 7),
        ("71 cases, with a mean age of 33 years. In eight cases the patient had been prescribed ketamine.", 71),
    ],
)
def test_the_people_are_counted_as_stated(reader: Reader, sentence: str, people: int) -> None:
    """Randomised before enrolled; arms are added where only arms are given."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants == people


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients received six infusions over 12 days.",
        "We searched for 14 trials.",
        "Patients will be randomized; we plan to recruit 60 participants.",
    ],
)
def test_other_numbers_are_not_people(reader: Reader, sentence: str) -> None:
    """Infusions, trials and plans give no number of people."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants is None


def test_a_review_counts_people_and_studies_apart(reader: Reader) -> None:
    """Pooled people, and the studies that were included rather than found."""
    told = reader.appraise(
        "Ketamine for depression: a systematic review and meta-analysis",
        "METHODS: We searched PubMed. RESULTS: Of 594 articles, nine trials with 606 participants were included.",
    )
    assert (told.participants, told.n_studies) == (606, 9)


def test_animals_are_no_participants(reader: Reader) -> None:
    """Forty rats are nobody."""
    told = reader.appraise(
        "Ketamine in rats", "METHODS: Forty rats were randomized to ketamine or saline. RESULTS: They swam."
    )
    assert told.participants is None


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("90 teachers and nurses with depression were randomised to ketamine or saline.", 90),
        ("84 adults with depression who had responded to six infusions were randomised to ketamine or saline.", 84),
        ("Of the 42 patients who consented, 28 patients improved and were randomized to ketamine or saline.", 28),
        ("We compared 26 ketamine users, 25 former users, and 56 healthy controls.", 107),
        ("Scores were compared between 19 older (>=50 years) and 116 younger (<50 years) adults with depression.", 135),
        ("Ketamine users (n = 18) and controls (n = 16) were assessed.", 34),
        ("Ketamine was given to 18 patients with depression and an equal number of healthy controls.", 36),
        ("Patients were randomly assigned to two groups. In each group, 100 patients were studied.", 200),
        ("Patients (n=11 714) who attended the clinics were included.", 11714),
        ("130 volunteers, 60 patients with depression and 70 controls, were assessed.", 130),
        ("21 patients with depression (14 women and 7 men) received ketamine.", 21),
    ],
)
def test_groups_are_added_and_parts_are_not(reader: Reader, sentence: str, people: int) -> None:
    """Groups told one beside the other are added up; the parts of a whole that is told are not added to it."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants == people


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Eighteen studies (n = 915) were included.", 915),
        ("Overall, 99 patients received ketamine and 96 received placebo.", 195),
        ("Papers (n = 354) were read by two authors.", None),
        ("Studies (n = 20) show that plasticity changes.", None),
    ],
)
def test_a_review_s_brackets(reader: Reader, sentence: str, people: int | None) -> None:
    """After a number of studies the bracket holds people; after papers or bare studies it does not."""
    told = reader.appraise(
        "Ketamine for depression: a systematic review and meta-analysis",
        f"METHODS: We searched PubMed for trials. RESULTS: {sentence}",
    )
    assert told.participants == people


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Of 435 people screened, 227 underwent randomization and 197 completed the trial.", 227),
        ("A single dose of ketamine (n = 36) or midazolam (n = 21) was given.", 57),
        ("Data for ketamine (n = 226; 59.3% females) and placebo (n = 225; 62.2% females) were analyzed.", 451),
        ("Eighty-one users who were hospitalized for the treatment of dependence and 39 healthy controls came.", 120),
        ("34 recently detoxified patients and 26 healthy comparison subjects completed the test days.", 60),
        ("An initial group (n = 31) received a high dose. A second group (n = 24) received a low dose.", 55),
        ("15 males and 5 females were given ketamine.", 20),
        ("A sample of 1247 completed treatment.", 1247),
        ("30 patients were randomized in each of three groups, 30 patients in each study group.", 90),
        ("32 patients (17 with depression) who responded to ketamine were randomly divided.", 32),
        ("Of the 65 volunteers, 41 (63%) were male. A total of 53 volunteers (82%) completed both infusions.", 65),
        ("Out of 29 enrolled patients, 8 were excluded.", 29),
        ("The study included 17 patients. A subset of participants (n = 12) was tested again.", 17),
        ("In 40 patients doses (n = 19 and n = 21) were told twice (n = 19 and n = 21).", 40),
    ],
)
def test_wholes_and_parts_in_other_words(reader: Reader, sentence: str, people: int) -> None:
    """The randomised, the groups together; never those who completed, responded or were tested again."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants == people


@pytest.mark.parametrize(
    "sentence",
    [
        "A planned sample size of 40 patients randomly assigned to treatment was estimated to give enough power.",
        "The trial (target n = 45) recruits patients in hospital.",
    ],
)
def test_a_size_planned_is_no_size(reader: Reader, sentence: str) -> None:
    """Against: how many were to come says nothing of how many came."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants is None


def test_a_case_told_is_one_person(reader: Reader) -> None:
    """For 1: a case report that counts nobody. Against: the people of an economic model are nobody."""
    assert reader.appraise("Ketamine for pain: a case report", "We treated a man. He improved.").participants == 1
    reckoned = reader.appraise("Cost-effectiveness of ketamine", "Our model included 3000 eligible patients.")
    assert reckoned.participants is None
    heard = reader.appraise("Voices of patients: a qualitative study", "METHODS: 26 patients were interviewed.")
    assert heard.participants == 26


def test_the_people_of_several_studies_stand_in_brackets(reader: Reader) -> None:
    """For people: "14 studies (1364 participants)"."""
    told = reader.appraise(
        "Ketamine for depression: a meta-analysis", "RESULTS: We identified 14 studies (1364 participants)."
    )
    assert told.participants == 1364


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("20 normal volunteers were given 2.5 mg/kg ketamine and 20 were given 5.0 mg/kg thiopental.", 40),
        ("Twelve patients were treated with ketamine, and twelve patients were treated with stimulation.", 24),
        ("The ketamine cohort included 165 patients, and the other cohort included 156 patients.", 321),
        ("We compared 17 patients who had not responded and 23 patients who had never been treated.", 40),
        ("The patients were randomly allocated to group I and group II comprising 30 patients each.", 60),
        ("This analysis included 203 (mean age = 45 years) patients receiving ketamine.", 203),
        ("We conducted a study wherein 24 healthy subjects (n = 11 males) were randomized.", 24),
    ],
)
def test_groups_told_each_in_its_own_words(reader: Reader, sentence: str, people: int) -> None:
    """Each group with what it was given, or what it was; a part in brackets is none."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants == people


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("900 patients were assessed, and 410 were randomly assigned to ketamine or saline.", 410),
        ("One hundred adults with depression were screened, 64 were randomized, and 50 completed the study.", 64),
        ("90 children were randomly assigned to 3 groups. A total of 81 children completed the study.", 90),
        ("310 patients were included. Among the 120 patients who had one dose, scores fell.", 310),
        ("26 of 240 eligible adults took part and had ketamine.", 26),
        ("The trial ended after 74 of the planned 92 patients were enrolled.", 74),
        ("Of 90 randomised adults, 70 of the 80 patients on ketamine were included in the second part.", 90),
        ("60 (31 on ketamine, 29 on saline) patients were randomly assigned.", 60),
        ("In all, 33 patients who had responded with a mean score of 9.5 points were randomly divided.", 33),
    ],
)
def test_those_who_were_looked_at_or_stayed_are_not_the_study_s(reader: Reader, sentence: str, people: int) -> None:
    """Randomised goes before assessed, screened, completed, and those of them who had this or that."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants == people


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("In all, 9 males and 6 females were given three doses.", 15),
        ("48 women each were randomized to ketamine and saline.", 96),
        (
            "Forty patients in the treatment group had ketamine. Thirty-eight patients in the placebo group had none.",
            78,
        ),
        ("Patients with depression (n = 44) were scanned. Healthy controls (n = 31) were scanned once.", 75),
        (
            "Twenty patients with depression underwent a scan. "
            "Eighteen age- and sex-matched healthy volunteers came once.",
            38,
        ),
        ("45 patients with depression and healthy controls were scanned. Healthy controls (n = 20) came once.", 45),
    ],
)
def test_groups_told_apart_are_added(reader: Reader, sentence: str, people: int) -> None:
    """Sexes, arms told with "each", arms and controls in sentences of their own; not if the count holds them."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants == people


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Visitors of the clinics were assessed (n=11 714).", 11714),
        ("We recruited 37 male and female participants with remitted depression.", 37),
        ("Between October 1, 2015-February 16, 2018, patients received ketamine (n = 928).", 928),
        ("Data came from the 2015 survey of adolescents.", None),
        ("The score rose in three patients.", None),
    ],
)
def test_one_number_alone_is_taken_where_it_is_that_of_a_group(
    reader: Reader, sentence: str, people: int | None
) -> None:
    """A text that holds one number of people states it, however it is told; a year is none, nor are a few of them."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants == people


def test_a_single_study_is_not_the_review(reader: Reader) -> None:
    """ "In one study with 18 participants" counts the people of that study."""
    told = reader.appraise(
        "Ketamine for depression: a systematic review and meta-analysis",
        "RESULTS: We included 25 studies (1242 participants). In one study with 18 participants, ketamine was better.",
    )
    assert told.participants == 1242


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("In study 1, adults with depression (n = 40) were seen. In study 2, adults (n = 43) had ketamine.", 83),
        ("Experiment 1 assessed volunteers (n = 16). Experiment 2 compared users (n = 18) and controls (n = 19).", 53),
        ("Two hundred seventeen patients were enrolled in study 1 and 212 in study 2.", 429),
        ("In study 1, adults (n = 36) came. In study 2, adults (n = 18 of 36) came again.", 36),
        (
            "In study 1, adults (n = 40) completed it; a subset of participants (n = 15) came again.",
            40,
        ),
    ],
)
def test_studies_told_in_one_paper_are_added(reader: Reader, sentence: str, people: int) -> None:
    """Study 1 and study 2 have people of their own. Against: one of them that counts nobody, and a subset."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants == people


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        (
            "Scans were made in 10 patients with depression. They were held against 15 age- and sex-matched controls.",
            25,
        ),
        (
            "34 participants with depression slept there. They were held against healthy controls (n = 22).",
            56,
        ),
        ("We studied 308 adults initiating ketamine in two years and 1540 propensity-matched controls.", 1848),
        ("In a town, 360 club-drug users and 303 non-drug users were assessed.", 663),
        ("With depression (29 subjects) and without (25 subjects), people were compared.", 54),
        (
            "One cohort included 246 patients (mean age, 46.5 years; 63% female), and the other cohorts included 904.",
            1150,
        ),
        ("In the database 418 patients were treated with ketamine and 8300 patients were in the other group.", 8718),
        ("Ketamine was studied in a placebo-controlled way (n = 12 in both groups).", 24),
        ("The trial was stopped with 12 patients in each of the ketamine and propofol groups.", 24),
        ("Scans were made in 10 patients with depression. Matching is told elsewhere.", 10),
    ],
)
def test_people_set_beside_each_other_are_added(reader: Reader, sentence: str, people: int) -> None:
    """Matched controls in a sentence of their own, cohorts, both groups. Against: the same with no second number."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants == people


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Of 802 enrolled patients, 580 (74%) of 779 patients who entered the first phase completed it.", 802),
        ("Results: 480 patients enrolled; to date, 222 patients have completed the first year.", 480),
        ("To date, thirteen participants have been enrolled; one dropped out (n=12).", 13),
        (
            "People seen in past years (n = 900) were contacted. RESULTS: Of the 203 people in follow-up, 52 were ill.",
            203,
        ),
        (
            "Adult (age 18-65), hospitalized participants were recruited. RESULTS: Participants (n = 44) were old.",
            44,
        ),
        (
            "They came. RESULTS: Sixteen participants initiated the protocol, with 8 patients well.",
            16,
        ),
    ],
)
def test_those_who_came_and_not_those_who_were_asked(reader: Reader, sentence: str, people: int) -> None:
    """Enrolled before completed; never those who were contacted, nor an age."""
    assert reader.appraise("Ketamine in major depression", STUDY.format(sentence)).participants == people


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("Five trials (ketamine group: n = 141; other group: n = 137) were pooled.", 278),
        ("Seven studies included 669 patients treated with ketamine and 619 comparisons.", 1288),
        ("Five trials (ketamine group: n = 141) were pooled.", None),
    ],
)
def test_the_arms_of_a_pooled_analysis_are_added(reader: Reader, sentence: str, people: int | None) -> None:
    """Both arms over all the trials. Against: one of them."""
    told = reader.appraise("Ketamine for depression: a meta-analysis", f"RESULTS: {sentence}")
    assert told.participants == people
