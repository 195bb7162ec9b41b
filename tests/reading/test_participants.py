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
