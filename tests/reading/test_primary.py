"""The main result: which sentence it is read from."""

import pytest

from tracker.reading import Reader

METHODS = "METHODS: 120 adults with major depression were randomised to ketamine or saline. "
SIDE = "Anxiety scores fell more with ketamine (p = 0.01). "
MAIN = "The primary outcome, the depression score at week 4, did not differ from saline (p = 0.6). "


def told(reader: Reader, results: str) -> tuple[str, str | None]:
    read = reader.appraise("Ketamine in major depression", METHODS + results)
    return read.primary_result.value, dict(read.quotes)["primary_result"].text if read.quotes[1:] else None


@pytest.mark.parametrize("results", ["RESULTS: " + SIDE + MAIN, "RESULTS: " + MAIN + SIDE])
def test_it_is_read_from_the_outcome_called_primary(reader: Reader, results: str) -> None:
    """Wherever it stands, and whatever the others came to."""
    assert told(reader, results) == ("no-difference", MAIN.strip())


def test_a_conclusion_is_never_its_sentence(reader: Reader) -> None:
    """The result may be told only there, and then it is not quoted as one."""
    assert told(reader, "CONCLUSION: Depression scores fell more with ketamine than with saline.") == ("favours", None)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Ketamine in major depression: a narrative review", "This article discusses ketamine. Scores fell."),
        (
            "Ketamine in major depression: study protocol of a randomised trial",
            "METHODS: 90 adults will be randomised. RESULTS: Depression scores will fall more with ketamine.",
        ),
    ],
)
def test_plans_and_narrative_reviews_found_nothing(reader: Reader, title: str, text: str) -> None:
    """What they tell of outcomes is other people's result, or nobody's yet."""
    assert reader.appraise(title, text).findings == ()
