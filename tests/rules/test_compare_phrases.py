"""One phrase at a time: results that are easily taken for something else, each beside one that is what it seems."""

from __future__ import annotations

import pytest

from tests.rules.comparing import stances

TRIAL = (
    "METHODS: 80 adults with treatment-resistant depression and anxiety were randomized to ketamine or saline. "
    "RESULTS: {} CONCLUSIONS: More work is needed."
)
TITLE = "Ketamine for treatment-resistant depression: a randomized, placebo-controlled trial"
GOOD, NULL = "supports", "challenges/not-shown"


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        # what it did not differ from has to be said
        ("MADRS scores did not differ between ketamine and saline (p = .40).", NULL),
        ("We found no evidence of effects on energy production in depression.", None),
        # what an effect rests on is not whether there is one
        ("No mediation of the antidepressant effect over saline by sleep was found.", None),
        # "similarly" ties sentences together; "similar" compares
        ("Similarly, MADRS scores fell more with ketamine than with saline (p = .01).", GOOD),
        ("MADRS scores were similar with ketamine and with saline (p = .60).", NULL),
        # ways of giving the drug are no control
        ("Ketamine improved depression, and efficacy did not differ between these routes.", None),
        # denied in the next breath
        ("MADRS scores fell 2 points more with ketamine than with saline, although this was not significant.", NULL),
        ("MADRS scores fell more with ketamine than with saline, although this was not seen in men.", GOOD),
        # what may be, and what is only numerical
        ("Ketamine might be improving depression more than saline.", None),
        ("There was a numerical reduction of MADRS scores with ketamine compared with saline.", None),
        # told of others' work, or of no patients
        ("Depression improved with ketamine compared with saline in earlier work [3, 4].", None),
        (
            "None of the available evidence shows that ketamine has the better efficacy over placebo in depression.",
            None,
        ),
        ("Two patients on ketamine were excluded from the analysis of MADRS improvement over placebo.", None),
    ],
)
def test_of_efficacy(result: str, stance: str | None) -> None:
    """The verdict on the main claim, or none."""
    assert stances(TITLE, TRIAL.format(result)).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Nausea and anxiety were significantly more frequent in the ketamine group.", None),
        ("Anxiety scores were significantly higher in the ketamine group than with saline.", "challenges/against"),
    ],
)
def test_an_unwanted_event_is_no_outcome(result: str, stance: str | None) -> None:
    """A symptom that is counted among unwanted events says nothing on whether the drug treats it."""
    assert stances(TITLE, TRIAL.format(result)).get("anxiety-efficacy") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("The decline in working memory was larger after ketamine than after saline (p = .01).", "challenges/against"),
        ("Cognitive performance was better after ketamine than after saline (p = .01).", GOOD),
    ],
)
def test_the_size_of_a_loss_is_no_gain(result: str, stance: str) -> None:
    """ "Larger" belongs to the decline."""
    assert stances(TITLE, TRIAL.format(result)).get("cognition-improves") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Most studies (88%) reported an antidepressant response to ketamine.", None),
        ("An antidepressant response was seen in 78% of those on ketamine.", GOOD),
        ("Of the clinics 26% responded to the survey.", None),
    ],
)
def test_a_share_is_one_of_patients(result: str, stance: str | None) -> None:
    """Shares of studies, and of those who answer a survey, are no response rates."""
    assert stances(TITLE, TRIAL.format(result)).get("trd-response-rate") == stance
