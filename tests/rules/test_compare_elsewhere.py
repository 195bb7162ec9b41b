"""Sentences that look like a claim's result and tell of another time, route, form, scale or matter; fictional."""

import pytest

from tests.rules.comparing import stances

OPEN = "Ketamine in treatment-resistant depression: an open-label study"
ADULTS = "METHODS: 44 adults with treatment-resistant depression received ketamine. "
THRICE = "METHODS: 44 adults with treatment-resistant depression received three doses of ketamine. "
TRIAL = "METHODS: 60 adults with treatment-resistant depression were randomized to ketamine or placebo. "
RAPID = "trd-rapid-onset"


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        (ADULTS + "RESULTS: MADRS scores dropped significantly from day 1 to day 14.", None),
        (ADULTS + "RESULTS: MADRS scores dropped significantly on day 1.", "supports"),
        (
            THRICE + "MADRS scores were measured 1 day after the last dose. RESULTS: MADRS scores fell from 31 to 18.",
            None,
        ),
        (
            ADULTS + "MADRS scores were measured 1 day after the dose. RESULTS: MADRS scores fell from 31 to 18.",
            "supports",
        ),
    ],
)
def test_the_first_day_is_that_of_the_first_dose(text: str, stance: str | None) -> None:
    """A change that is counted from the first day, or measured after the last of several doses, is none of a day."""
    assert stances(OPEN, text).get(RAPID) == stance


@pytest.mark.parametrize(
    ("results", "stance"),
    [
        ("At day 21 MADRS scores did not differ between the tablet and placebo (p = .40).", None),
        ("At day 21 MADRS scores did not differ between intranasal esketamine and placebo (p = .40).",
         "challenges/not-shown"),
    ],
)  # fmt: skip
def test_a_claim_on_one_route_beside_another(results: str, stance: str | None) -> None:
    """Where two routes were studied, the sentence has to name the claim's own, or its form of the drug."""
    title = "Oral ketamine and intranasal esketamine in treatment-resistant depression: two placebo-controlled trials"
    assert stances(title, TRIAL + "RESULTS: " + results).get("nasal-esketamine-works") == stance


@pytest.mark.parametrize(
    ("dosing", "stance"),
    [("120 mg of ketamine per day", None), ("240 mg/d of ketamine", None), ("one dose of ketamine", "supports")],
)
def test_a_daily_dose_is_no_single_one(dosing: str, stance: str | None) -> None:
    """What is lost later, on daily doses, says nothing of one dose."""
    text = (
        f"METHODS: 60 adults with treatment-resistant depression were randomized to {dosing} or placebo. RESULTS: "
        "MADRS scores were lower with ketamine than with placebo on day 4 (p = .02). MADRS scores did "
        "not differ between ketamine and placebo on day 21 (p = .41)."
    )
    title = "Ketamine in treatment-resistant depression: a randomized placebo-controlled trial"
    assert stances(title, text).get("trd-single-dose-fades") == stance


def test_volunteers_named_once_are_healthy() -> None:
    """What an acute dose does to them is no relief of an illness."""
    results = "RESULTS: Anxiety ratings were lower with ketamine than with saline (p = .01)."
    title = "Subjective effects of ketamine: a placebo-controlled study"
    claim = "anxiety-efficacy"
    volunteers = "METHODS: Ten psychiatrically healthy volunteers were randomized to ketamine or saline. "
    patients = "METHODS: Ten patients with generalized anxiety disorder were randomized to ketamine or saline. "
    assert stances(title, volunteers + results).get(claim) is None
    assert stances(title, patients + results).get(claim) == "supports"


@pytest.mark.parametrize(
    ("results", "stance"),
    [
        ("Ketamine normalized major depressive disorder pathophysiology.", None),
        ("Ketamine normalized depressive symptoms.", "supports"),
        ("The threshold for the MADRS revealed that an improvement of 3 points was felt.", None),
        ("The MADRS revealed an improvement of 9 points.", "supports"),
        ("Our results support the idea of using ketamine to reduce depressive symptoms.", None),
        ("Ketamine reduced depressive symptoms.", "supports"),
        ("Sadness and decreased appetite were absent in all patients.", None),
        ("Sadness decreased in all patients.", "supports"),
        ("Suicidality was measured every week by a trained rater, blind to dose, using the Montgomery-Asberg "
         "Depression Rating Scale (MADRS), and fell significantly.", None),
        ("The severity of illness was measured every week using the MADRS, and fell significantly.", "supports"),
        ("In all, 61% achieved remission on suicidality.", None),
        ("In all, 61% achieved remission on ketamine.", "supports"),
        ("The number needed to treat for response (SSI < 4) was 2.", None),
        ("The number needed to treat for response (MADRS halved) was 2.", "supports"),
    ],
)  # fmt: skip
def test_only_the_illness_itself_gets_better(results: str, stance: str | None) -> None:
    """Not its science, a scale's threshold, an idea, a symptom named by a change, or another outcome on its scale."""
    assert stances(OPEN, ADULTS + "RESULTS: " + results).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("who", "stance"), [("patients", "supports"), ("those with a baseline score of more than 20", None)]
)
def test_earlier_in_part_of_the_people_is_not_earlier(who: str, stance: str | None) -> None:
    """Where a subgroup did better earlier, the speed of the drug is not told."""
    title = "Ketamine or escitalopram in treatment-resistant depression: a randomized trial"
    text = (
        "METHODS: 60 adults with treatment-resistant depression were randomized to ketamine or escitalopram. RESULTS: "
        f"In {who} MADRS scores improved earlier with ketamine than with escitalopram."
    )
    assert stances(title, text).get("faster-than-standard") == stance


@pytest.mark.parametrize(
    ("addition", "stance"), [("adjunctive vagus nerve stimulation", None), ("sertraline", "supports")]
)
def test_what_was_added_may_be_what_helped(addition: str, stance: str | None) -> None:
    """Beside stimulation a fall is not the drug's."""
    text = (
        "METHODS: We reviewed the charts of 40 adults with depression on esketamine. RESULTS: MADRS scores fell by 12."
    )
    title = f"Maintenance esketamine with {addition} in depression: a chart review"
    assert stances(title, text).get("trd-efficacy") == stance
    assert stances(title, text).get("real-world-effectiveness") == stance


@pytest.mark.parametrize(
    ("title", "stance"),
    [
        ("Ketamine for chronic pain and postpartum depression: a chart review", None),
        ("Ketamine for chronic pain: a chart review", "supports"),
    ],
)
def test_mood_of_other_patients_is_no_mood_in_pain(title: str, stance: str | None) -> None:
    """Where other patients were treated too, the sentence has to name those in pain."""
    text = "METHODS: 40 patients received ketamine for chronic pain. RESULTS: Depression scores fell significantly."
    assert stances(title, text).get("pain-affective") == stance


def test_a_class_of_medicines_is_no_transmitter() -> None:
    """ "Monoamine oxidase inhibitors" name medicines, whatever changed beside them."""
    methods = "METHODS: 40 patients received ketamine. RESULTS: "
    title = "Ketamine in depression"
    medicine = "For the monoamine oxidase-inhibitor, reports showed no relevant changes during ketamine."
    assert stances(title, methods + medicine).get("other-transmitters") is None
    transmitter = "Ketamine increased the release of monoamines."
    assert stances(title, methods + transmitter).get("other-transmitters") == "supports"
