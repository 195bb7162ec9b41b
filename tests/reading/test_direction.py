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
        (
            "MADRS scores had fallen by 15.9 points with ketamine and by 9.2 points with saline (difference -6.7, "
            "95% CI -9.6 to -3.8; p < 0.001).",
            "depression",
            Direction.BETTER,
        ),
        (
            "MADRS scores had fallen by 9.2 points with ketamine and by 15.9 points with saline (difference 6.7, "
            "95% CI 3.8 to 9.6; p < 0.001).",
            "depression",
            Direction.WORSE,
        ),
        (
            "MADRS scores had changed by -18.1 points with ketamine and by -16.6 points with placebo; the difference "
            "was not significant (-1.5, 95% CI -4.2 to 1.2; p = 0.28).",
            "depression",
            Direction.NO_DIFFERENCE,
        ),
        ("Saline was superior to ketamine in reducing depression scores (p = .01).", "depression", Direction.WORSE),
        ("Depression scores favored placebo over ketamine (p = .01).", "depression", Direction.WORSE),
        ("The improvement in depression was less with ketamine than with saline.", "depression", Direction.WORSE),
        ("The change in MADRS score was greater with ketamine than with saline.", "depression", Direction.BETTER),
        (
            "Similarly, response rates were greater with ketamine (RR = 1.4, 95% CI 1.1 to 1.7).",
            "response",
            Direction.BETTER,
        ),
        ("Ketamine exerted antidepressant effects in the whole group.", "antidepressant-effect", Direction.BETTER),
        ("Ketamine had no antidepressant effects in the group.", "antidepressant-effect", Direction.NO_DIFFERENCE),
        ("Patients without pain had lower depression scores on ketamine.", "depression", Direction.BETTER),
        ("Ketamine was given without lower depression scores.", "depression", Direction.NO_DIFFERENCE),
        ("The analysis did not reveal a benefit in depression scores.", "depression", Direction.NO_DIFFERENCE),
        ("The time to relapse was significantly longer with ketamine than with saline.", "relapse", Direction.BETTER),
        ("The time to relapse was significantly shorter with ketamine than with saline.", "relapse", Direction.WORSE),
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


def test_but_not_the_control_arm_is_no_null(reader: Reader) -> None:
    """ "Fell on the drug but not on the control" tells of the control arm; "but not depression" of the outcome."""
    for end, null in (("the midazolam group (p = .01).", False), ("anxiety scores (p = .40).", True)):
        told = reader.appraise(
            "Ketamine in major depression",
            FRAME.format(f"Depression and anxiety scores fell significantly in the ketamine but not {end}"),
        )
        assert (Direction.NO_DIFFERENCE in {f.direction for f in told.findings if f.outcome == "anxiety"}) is null


def test_a_control_given_with_the_drug_is_the_control_of_another(reader: Reader) -> None:
    """ "The blocker plus the drug against placebo plus the drug" compares the blocker."""
    one = "MADRS scores fell less after naltrexone plus ketamine than after placebo plus ketamine."
    two = "MADRS scores fell more after ketamine plus escitalopram than after placebo plus escitalopram."
    for sentence, marked in ((one, True), (two, False)):
        told = reader.appraise("Ketamine in major depression", FRAME.format(sentence))
        assert any("same-drug" in f.marks for f in told.findings if f.outcome == "depression") is marked
