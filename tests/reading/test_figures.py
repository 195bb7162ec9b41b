"""Directions read from figures, and two arms that fared alike."""

import pytest

from tests.rules.comparing import stances

TITLE = "Ketamine for treatment-resistant depression: a randomized, placebo-controlled trial"
TRIAL = "METHODS: 80 adults with treatment-resistant depression were randomized to ketamine or saline. RESULTS: {}"
OPEN_TITLE = "An open-label trial of ketamine in treatment-resistant depression"
OPEN = "METHODS: 40 adults with treatment-resistant depression received ketamine. RESULTS: {}"
NULL, HARM = "challenges/not-shown", "challenges/against"


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("The adjusted mean difference in MADRS score was -6.4 points (95% CI, -9.3 to -3.1; P < .001).", "supports"),
        ("The adjusted mean difference in MADRS score was -0.4 points (95% CI, -2.3 to 1.5; P = .77).", NULL),
        ("For saline compared with ketamine the mean difference in MADRS was -6.4 (95% CI -9.3 to -3.1).", None),
        ("The effect of ketamine on the MADRS was large (d = 1.1) compared with saline.", "supports"),
        ("The effect of ketamine on the MADRS was small (d = 0.1) compared with saline.", None),
        ("Depressive symptoms improved similarly in the ketamine and saline groups.", NULL),
        ("Improvement in depression was comparable between arms.", NULL),
        ("Similarly, depression improved more in the ketamine group than in the saline group.", "supports"),
        ("MADRS scores decreased over time in both groups (p < .001), without a group effect (p = .45).", NULL),
        ("There was no treatment effect on MADRS scores (p = .34).", NULL),
        ("There was a lack of difference in MADRS scores between the two arms.", NULL),
        ("Differences on the MADRS were nonsignificant.", NULL),
        ("Response rates were 35% with ketamine and 30% with saline (p = .61).", NULL),
        ("Ketamine did not outperform saline on the HAM-D.", NULL),
        ("The fall of MADRS scores was numerically greater with ketamine than with saline, but not significant.", NULL),
        ("Patients on ketamine were more likely to respond than those on saline (RR 2.5, 95% CI 1.4-4.6).", "supports"),
    ],
)
def test_of_two_arms(result: str, stance: str | None) -> None:
    """A difference, its interval and its size tell the way; so do arms that fared alike."""
    assert stances(TITLE, TRIAL.format(result)).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Mean PHQ-9 scores went from 19.2 at baseline to 9.1 after six infusions.", "supports"),
        ("Mean PHQ-9 scores went from 9.2 at baseline to 19.1 after six infusions.", None),
        ("Mean PHQ-9 scores were collected from 19 sites at baseline to 12 weeks.", None),
        ("Only 18% of patients responded.", None),
        ("Only ketamine brought relief of depressive symptoms.", "supports"),
        ("A large effect on depression was observed (Cohen's d = 1.6).", "supports"),
        ("A significant change in MADRS scores from baseline was seen (p < .001).", "supports"),
        ("A change in MADRS scores from baseline was not seen (p = .60).", None),
    ],
)
def test_of_one_arm(result: str, stance: str | None) -> None:
    """From one number to a lower one, a large effect, a significant change since the start: symptoms fell."""
    assert stances(OPEN_TITLE, OPEN.format(result)).get("trd-efficacy") == stance


SUICIDE = "Ketamine for suicidal ideation in major depression: a randomized, midazolam-controlled trial"
FRAME = "METHODS: 60 inpatients with suicidal ideation were randomized to ketamine or midazolam. RESULTS: {}"


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("The proportion without suicidal ideation at 24 h was higher with ketamine than with midazolam.", "supports"),
        ("The proportion with suicidal ideation at 24 h was higher with ketamine than with midazolam.", HARM),
        ("Suicidal ideation did not change more with ketamine than with midazolam.", NULL),
    ],
)
def test_of_those_without_the_symptom(result: str, stance: str) -> None:
    """More people without the symptom is better; more people with it is worse."""
    assert stances(SUICIDE, FRAME.format(result)).get("suicidality-rapid") == stance
