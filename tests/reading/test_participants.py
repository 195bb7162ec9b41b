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
