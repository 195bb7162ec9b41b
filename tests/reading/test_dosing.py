"""One dose or several."""

import pytest

from tracker.reading import Reader


@pytest.mark.parametrize(
    ("title", "methods", "single"),
    [
        ("A single infusion of ketamine in depression", "Scores were rated weekly after the infusion.", True),
        ("Repeated ketamine infusions in depression", "A single centre took part.", False),
        ("Ketamine in depression", "Forty adults were given one intravenous dose of ketamine.", True),
        ("Ketamine in depression", "Forty adults were given six infusions over two weeks.", False),
        ("Ketamine in depression", "In this single-arm study patients were dosed twice weekly.", False),
        ("The course of improvement on ketamine", "Forty adults were rated 7 and 14 days after the infusion.", None),
        (
            "Ketamine in depression",
            "Adults had a single dose: 0.5 or 0.2 mg/kg infusions. Infusions took an hour.",
            True,
        ),
        ("Ketamine and transcranial stimulation in depression", "Two trials were compared.", None),
    ],
)
def test_the_title_decides_and_then_the_words_on_dosing(
    reader: Reader, title: str, methods: str, single: bool | None
) -> None:
    """A single arm or centre is no single dose, and ratings after days are no doses."""
    assert reader.appraise(title, f"METHODS: {methods} RESULTS: MADRS scores fell.").single_dose is single
