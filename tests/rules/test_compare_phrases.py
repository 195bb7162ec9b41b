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
        ("Ketamine improved depression, and efficacy did not differ between these routes.", GOOD),
        ("The efficacy of ketamine did not differ between these routes.", None),
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


OPEN = "METHODS: 40 adults with treatment-resistant depression received one infusion of ketamine. RESULTS: {}"
OPEN_TITLE = "Ketamine for treatment-resistant depression: an open-label study"


@pytest.mark.parametrize(
    ("title", "result", "stance"),
    [
        # what the drug is in general is no result
        (OPEN_TITLE, "Ketamine is an N-methyl-D-aspartate (NMDA) antagonist with rapid antidepressant effects.", None),
        (OPEN_TITLE, "Ketamine had rapid antidepressant effects (p = .01).", GOOD),
        # nor is what goes with the response, nor what is said of some patients
        (OPEN_TITLE, "Changes are observed in visual areas, which relate to clinical responses.", None),
        (OPEN_TITLE, "Ketamine reduced depression in patients with a relatively smaller hippocampus.", None),
        # "treatment with the drug was associated with a fall" is a fall
        (OPEN_TITLE, "Treatment with ABC-1 was associated with a significant reduction in depression.", GOOD),
        # remission is of what the title is about
        ("Ketamine for suicidal ideation: an open-label study", "Remission was kept by 29% of the patients.", None),
        # the title may name the kind of drug
        ("A receptor antagonist in treatment-resistant depression", "Depression improved significantly.", GOOD),
        ("Psilocybin in treatment-resistant depression", "Depression improved significantly.", None),
    ],
)
def test_of_efficacy_without_a_control(title: str, result: str, stance: str | None) -> None:
    """The verdict on the main claim in an open study, or none."""
    text = OPEN.format(result) + " CONCLUSIONS: Ketamine deserves study. More work is needed."
    assert stances(title, text).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("arms", "stance"),
    [
        ("46 (63.0%) of 83 participants in the ketamine arm and 25 (31.6%) of 73 in the placebo arm", GOOD),
        ("25 (31.6%) of 83 participants in the ketamine arm and 46 (63.0%) of 73 in the placebo arm", None),
    ],
)
def test_the_arm_named_after_a_share_has_it(arms: str, stance: str | None) -> None:
    """ "of 83 participants in the drug arm" names the arm, however near the other arm's name stands before."""
    title = "Ketamine for suicidal ideation: a randomised placebo controlled trial"
    text = (
        "METHODS: 156 patients with suicidal ideation were randomised to ketamine or placebo. The primary outcome was "
        f"remission of suicidal ideas at day 3. RESULTS: Remission of suicidal ideas at day 3 was seen in {arms} "
        "(P<0.001). CONCLUSIONS: More work is needed."
    )
    assert stances(title, text).get("suicidality-rapid") == stance


@pytest.mark.parametrize(
    ("told", "stance"),
    [
        ("ECT and ketamine improved depression scores versus placebo", GOOD),
        ("ECT improved depression scores more than ketamine", None),
    ],
)
def test_a_review_against_a_treatment_may_tell_of_placebo(told: str, stance: str | None) -> None:
    """In a network of treatments, only what is held against placebo says whether the drug works."""
    title = "Ketamine and electroconvulsive therapy for severe depression: a network meta-analysis"
    text = f"METHODS: We searched PubMed for trials. RESULTS: 17 trials with 1370 patients were included. {told}."
    assert stances(title, text).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("told", "claim", "stance"),
    [
        ("Workplace disability was significantly reduced.", "functioning-improves", GOOD),
        ("Social functioning was significantly reduced.", "functioning-improves", None),
        ("Ketamine improved neurocognitive functioning.", "functioning-improves", None),
        ("Ketamine improved neurocognitive functioning.", "cognition-improves", GOOD),
        ("Ketamine improved cognition, whereas ECT was followed by a decrease.", "cognition-improves", GOOD),
        ("Cognition remained similar or slightly improved.", "cognition-improves", None),
    ],
)
def test_of_function_and_thinking(told: str, claim: str, stance: str | None) -> None:
    """Less disability is better, less function is not; and "similar or improved" is no gain."""
    assert stances(OPEN_TITLE, OPEN.format(told) + " CONCLUSIONS: More work is needed.").get(claim) == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("MADRS scores fell more with ketamine than in the other three groups (p = .01).", GOOD),
        ("On ketamine, more patients of the calm group than the tense group achieved remission (p = .01).", None),
        ("Ketamine was associated with greater connectivity than saline, and this predicted greater response.", None),
        ("Ketamine was associated with a greater fall of MADRS scores than saline (p = .01).", GOOD),
        ("There was a significant effect of depression group on sleep (p = .04).", None),
        ("Half of the studies reported a modulation of mood benefits by the experience on ketamine.", None),
    ],
)
def test_kinds_of_people_and_what_goes_together_decide_nothing(result: str, stance: str | None) -> None:
    """Efficacy is between arms: not between kinds of patients, nor between a measure and the response."""
    assert stances(TITLE, TRIAL.format(result)).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("result", "claim", "stance"),
    [
        # up and down in one sentence: each score has its own word
        ("MADRS scores were significantly increased and the correct response rate decreased.", "trd-efficacy", None),
        ("Greater Montgomery-Asberg Depression Rating Scale score reduction was seen.", "trd-efficacy", GOOD),
        ("Two left because of failure to benefit and increasing anxiety.", "anxiety-efficacy", None),
        # what is over a day later was a loss
        ("Ketamine induced declines in attention, all of which had resolved by 1 day.", "cognition-improves", None),
        # before the drug, by a trait, adjusted away, or a question
        ("Depression improved after talks and before ketamine was administered.", "trd-efficacy", None),
        ("Each 5-point rise in stress reduced remission odds by 60%.", "trd-efficacy", None),
        ("Patients with high stress scores had more remission.", "trd-efficacy", None),
        ("Patient remitters showed increased connectivity.", "trd-efficacy", None),
        ("Attention improved when controlling for age and changes in depression severity.", "trd-efficacy", None),
        ("Will patients have a clinical response (50%) after ketamine?", "trd-not-everyone", None),
        ("The combination showed moderate discrimination of response with an AUC of 0.8.", "trd-efficacy", None),
        ("Remission of anxiety was seen in 40% of the patients.", "trd-not-everyone", None),
        ("Remission of depression was seen in 40% of the patients.", "trd-efficacy", GOOD),
        ("Most used ketamine in patient controlled analgesia.", "chronic-pain-efficacy", None),
    ],
)
def test_of_words_that_are_not_about_the_outcome(result: str, claim: str, stance: str | None) -> None:
    """A word of change has to be of the outcome, in all the people, after the drug."""
    assert stances(OPEN_TITLE, OPEN.format(result) + " CONCLUSIONS: More work is needed.").get(claim) == stance


def test_equal_gains_in_both_groups_show_nothing() -> None:
    """Against placebo, "improved equally in both groups" challenges; it is no support."""
    result = "MADRS scores improved equally in both groups."
    assert stances(TITLE, TRIAL.format(result)).get("trd-efficacy") == NULL


def test_a_title_that_names_the_route_decides_it() -> None:
    """An oral drug is not judged as a nasal spray, though the text compares itself with one."""
    text = TRIAL.format("MADRS scores fell more with esketamine than with saline (p = .01). A nasal spray is in use.")
    text = text.replace("ketamine or saline", "esketamine or saline")
    oral = stances("Oral esketamine tablets for treatment-resistant depression: a randomized trial", text)
    nasal = stances("Intranasal esketamine for treatment-resistant depression: a randomized trial", text)
    assert "nasal-esketamine-works" not in oral
    assert nasal.get("nasal-esketamine-works") == GOOD
