"""Direction of benefit, one clause at a time."""

import pytest

from tracker.model.appraisal import Direction
from tracker.reading import Reader

FRAME = "METHODS: 60 patients with major depression were randomized to ketamine or saline. RESULTS: {}"


@pytest.mark.parametrize(
    ("sentence", "outcome", "direction"),
    [
        ("MADRS scores fell more with ketamine than with placebo (p = .01).", "depression", Direction.BETTER),
        ("The response rate fell with ketamine compared with placebo (p = .01).", "response", Direction.WORSE),
        ("Depression scores increased with ketamine compared with placebo (p = .01).", "depression", Direction.WORSE),
        ("Ketamine failed to reduce depressive symptoms compared with placebo.", "depression", Direction.NO_DIFFERENCE),
        ("Depression scores were comparable between ketamine and placebo.", "depression", Direction.NO_DIFFERENCE),
        ("Depression scores fell more with ketamine (p = .30).", "depression", Direction.NO_DIFFERENCE),
        ("Depression improved more with placebo than with ketamine (p = .01).", "depression", Direction.WORSE),
        ("Age was associated with improvement in depression scores.", "depression", Direction.UNCLEAR),
        ("Ketamine was associated with a significant reduction in depression scores.", "depression", Direction.BETTER),
        ("Anxiety improved with ketamine but not depression.", "depression", Direction.NO_DIFFERENCE),
        ("Abstinence was reached by 48% with ketamine and 11% with placebo.", "abstinence", Direction.BETTER),
    ],
)
def test_the_way_is_that_of_benefit(reader: Reader, sentence: str, outcome: str, direction: Direction) -> None:
    """A fall in a scale is good, a fall in response is not; "failed to" and p above .05 are no difference."""
    told = reader.appraise("Ketamine in major depression", FRAME.format(sentence))
    assert direction in {f.direction for f in told.findings if f.outcome == outcome}


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients with depression received the infusion.",
        "Responders had lower cortisol than non-responders.",
        "Response was defined as a 50% reduction of MADRS scores.",
    ],
)
def test_words_for_people_and_definitions_are_no_outcome(reader: Reader, sentence: str) -> None:
    """Naming who was studied, or how response is defined, tells of no result."""
    told = reader.appraise("Ketamine in major depression", FRAME.format(sentence))
    assert not [
        f
        for f in told.findings
        if f.kind == "outcome" and f.quote.section == "results" and f.direction is Direction.BETTER
    ]
