"""Wordings of results that were once passed over: each class in two or three invented sentences, and what it is not."""

from __future__ import annotations

import pytest

from tests.rules.comparing import stances

TITLE = "Ketamine for treatment-resistant depression: a randomized, placebo-controlled trial"
TRIAL = "METHODS: 80 adults with treatment-resistant depression were randomized to ketamine or saline. RESULTS: {}"
OPEN_TITLE = "An open-label trial of ketamine in treatment-resistant depression"
OPEN = "METHODS: 40 adults with treatment-resistant depression received one infusion of ketamine. RESULTS: {}"


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        # what is granted before the comma stands for itself
        ("Despite a significant fall in MADRS scores after ketamine, no change in zinc levels was found.", "supports"),
        ("Although MADRS scores fell significantly, blood pressure did not differ from before.", "supports"),
        # a p value with a space in it is one sentence
        ("Despite a significant (P <. 001) fall in MADRS scores, no change in zinc levels was found.", "supports"),
        # what goes with the change does not undo it
        ("MADRS scores fell after ketamine (p < .001), which was correlated with zinc levels.", "supports"),
        ("The fall in MADRS scores was correlated with zinc levels.", None),
        # a definition on the way to the share
        ("The response rate, defined as a fall of MADRS scores by half, was 62%.", "supports"),
        ("Response was defined as a fall of MADRS scores by 50%.", None),
        # words in brackets say what response is
        ("Twenty-six patients met criteria for response (a 50% reduction from baseline) at day 1.", "supports"),
        # some kinds of people
        ("Patients with shorter illness were more likely to experience improvement of depression.", None),
        ("Twelve had chronic pain, the majority of whom had greater reductions of MADRS scores.", None),
        ("The further the waves shifted, the more depressive symptoms improved.", None),
        # seen, prominent
        ("The antidepressant effect was prominent at day 3.", "supports"),
        ("The antidepressant effect was seen in none of the women.", None),
        # scores, where it goes without saying of what
        ("After ketamine a marked drop in mean scores was seen.", "supports"),
        ("Mean scores fell from 31 to 14 after ketamine.", "supports"),
        ("After ketamine a marked drop in the scores of the zinc test was seen.", None),
        ("After ketamine no drop in scores was seen.", None),
    ],
)
def test_an_open_trial_is_read_clause_by_clause(result: str, stance: str | None) -> None:
    """A change told beside something else counts; what it goes with, how it is defined, and in whom do not."""
    assert stances(OPEN_TITLE, OPEN.format(result)).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Ketamine relieved depression in comparison to saline, as we had reported previously.", "supports"),
        ("Ketamine relieved depression in comparison to saline in a trial that was reported previously.", None),
        ("We did not observe group differences in MADRS scores between ketamine and saline.", "challenges/not-shown"),
        ("An effect of ketamine was found on MADRS scores over saline (p = .001).", "supports"),
        ("The number needed to treat for treatment response over placebo was 4 at day 1.", "supports"),
    ],
)
def test_a_trial_is_read_whatever_its_wording(result: str, stance: str | None) -> None:
    """Results of one's own, of an effect found and of people needed to treat."""
    assert stances(TITLE, TRIAL.format(result)).get("trd-efficacy") == stance


SOON = (
    "METHODS: 40 adults with treatment-resistant depression received ketamine or saline in random order. MADRS scores "
    "were rated at baseline and {} after the infusion. RESULTS: {}"
)


@pytest.mark.parametrize(
    ("times", "result", "stance"),
    [
        ("40, 80 and 230 minutes", "MADRS scores fell more after ketamine than after saline (p = .01).", "supports"),
        ("1 day", "MADRS scores did not differ between ketamine and saline (p = .41).", "challenges/not-shown"),
        ("1 day and 14 days", "MADRS scores fell more after ketamine than after saline (p = .01).", None),
        ("1, 3 and 14 days", "At all time points MADRS scores fell more after ketamine than after saline.", "supports"),
        ("days 1, 3 and 7", "Rapid relief of depression was seen after ketamine, not after saline.", "supports"),
        ("1 day", "After six infusions MADRS scores were lower with ketamine than with saline (p = .01).", None),
    ],
)
def test_outcomes_measured_within_a_day_alone_are_of_that_day(times: str, result: str, stance: str | None) -> None:
    """Where the methods know only the first hours, a result without a time is of them; else it has to say so."""
    assert stances(TITLE, SOON.format(times, result)).get("trd-rapid-onset") == stance


ADDED = (
    "METHODS: 40 adults with treatment-resistant depression received one infusion of ketamine and were then randomized "
    "to riluzole or placebo. RESULTS: {}"
)


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("A day after ketamine 65% of patients met criteria for response.", "supports"),
        ("MADRS scores did not differ between riluzole and placebo.", None),
        ("MADRS scores fell more with riluzole than with placebo (p = .01).", None),
    ],
)
def test_where_all_got_the_drug_only_its_own_course_counts(result: str, stance: str | None) -> None:
    """The arms differ in a second drug: their difference says nothing of the first."""
    title = "Riluzole or placebo after ketamine in treatment-resistant depression"
    assert stances(title, ADDED.format(result)).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Ketamine was not superior to saline.", "challenges/not-shown"),
        ("Ketamine showed no advantage over saline.", "challenges/not-shown"),
        ("Ketamine was significantly better than saline.", "supports"),
        ("Treatment benefit with ketamine versus saline was observed at 24 hours.", "supports"),
        ("There was no difference in zinc levels between ketamine and saline.", None),
        ("Zinc levels did not differ between ketamine and saline.", None),
        ("Ketamine was no better tolerated than saline.", None),
    ],
)
def test_what_is_said_of_the_drug_alone_is_on_what_the_study_is_about(result: str, stance: str | None) -> None:
    """No outcome is named, and none is needed; where another thing is named it is not the study's outcome."""
    assert stances(TITLE, TRIAL.format(result)).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Significant clinical improvement was seen after ketamine.", "supports"),
        ("Benefit from ketamine was noted in 76% of subjects (mean age 48 years, 88% female).", "supports"),
        ("Ketamine brought significant improvement in sleep.", None),
        ("Ketamine may bring clinical benefit.", None),
    ],
)
def test_an_improvement_without_a_name_is_the_study_s(result: str, stance: str | None) -> None:
    """ "Improved" of the people is of what they were treated for; "improvement in sleep" is of sleep."""
    assert stances(OPEN_TITLE, OPEN.format(result)).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("title", "result", "claim", "stance"),
    [
        (
            "Ketamine in obsessive-compulsive disorder",
            "Half of the patients met criteria for response.",
            "ocd-efficacy",
            1,
        ),
        ("Ketamine in post-traumatic stress disorder", "Relapse was reported by no one.", "trd-efficacy", 0),
        ("Ketamine for suicidal ideation", "At 24 hours 60% of patients were in remission.", "suicidality-rapid", 1),
        ("Ketamine for suicidal ideation", "At 24 hours 60% of patients were in remission.", "trd-efficacy", 0),
    ],
)
def test_a_bare_response_is_of_what_the_title_names(title: str, result: str, claim: str, stance: int) -> None:
    """Response in a study of one illness is of that illness, and of no other."""
    people = title.split(" ", 2)[2].replace("suicidal ideation", "major depression and suicidal ideation")
    told = stances(f"{title}: an open-label trial", f"METHODS: 40 adults with {people} got ketamine. RESULTS: {result}")
    assert told.get(claim) == ("supports" if stance else None)


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Suicidal ideation, measured with the MADRS item, fell significantly at 24 hours.", None),
        ("Suicidal ideation and MADRS scores fell significantly at 24 hours.", "supports"),
    ],
)
def test_the_scale_that_something_is_measured_with_is_not_what_changed(result: str, stance: str | None) -> None:
    """One item of a mood scale is a measure of the harmful thoughts that it asks about."""
    assert stances(OPEN_TITLE, OPEN.format(result)).get("trd-efficacy") == stance


TWO = (
    "METHODS: 80 adults with alcohol use disorder were randomized to ketamine or saline. The primary outcomes were "
    "days abstinent and relapse. RESULTS: {}"
)


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        (
            "There were significantly more days abstinent with ketamine than with saline. Relapse rates did not differ "
            "between ketamine and saline.",
            "mixed",
        ),
        ("There were significantly more days abstinent and fewer relapses with ketamine than with saline.", "supports"),
    ],
)
def test_two_primary_outcomes_that_disagree_are_mixed(result: str, stance: str) -> None:
    """Where the methods name several primary outcomes, each of them counts."""
    title = "Ketamine for alcohol use disorder: a randomized, placebo-controlled trial"
    assert stances(title, TWO.format(result)).get("addiction-efficacy") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("At course end one patient had remitted in each of the ketamine and saline groups.", "challenges/not-shown"),
        ("At course end 12 patients had remitted after ketamine and 3 after saline (p = .01).", "supports"),
        ("At baseline, MADRS scores were higher in the saline group than in the ketamine group.", None),
        (
            "Among those with worry, ketamine was superior to saline for depressive symptoms (p = .01). Among those "
            "without worry, ketamine was not superior to saline.",
            "mixed",
        ),
        ("No significant differences were observed when comparing sadness with anxiety.", None),
        (
            "MADRS scores fell after ketamine more than after saline (p = .01). Effect sizes were greater for typical "
            "than for atypical depressive symptoms.",
            "supports",
        ),
    ],
)
def test_two_arms_are_held_against_each_other(result: str, stance: str | None) -> None:
    """As many in each arm is no benefit; entry values, symptoms held against symptoms and half the people are none."""
    assert stances(TITLE, TRIAL.format(result)).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("MADRS scores fell. The effect was significant after one day (p < .001) and grew with each dose.", "supports"),
        ("Only three of the patients responded.", None),
        ("All patients had decreased (or stable) MADRS scores.", None),
        ("Better sleep was seen in those who had greater improvement of MADRS scores.", None),
        ("The antidepressant effect persisted for five days.", "supports"),
        ("The antidepressant effect was not sustained.", None),
    ],
)
def test_what_an_effect_did_tells_that_it_was_there(result: str, stance: str | None) -> None:
    """An effect that lasts or grows is one; a few people, "or stable", and those who improved more are no effect."""
    assert stances(OPEN_TITLE, OPEN.format(result)).get("trd-efficacy") == stance


def test_a_title_on_another_illness_gives_no_verdict_on_this_one() -> None:
    """Depression beside the illness that the title names is not what the claim is about."""
    abstract = (
        "METHODS: 10 adults with obsessive-compulsive disorder and major depressive disorder received ketamine. "
        "RESULTS: Depressive symptoms fell significantly."
    )
    assert "trd-efficacy" not in stances("Ketamine in obsessive-compulsive disorder: an open-label trial", abstract)
    assert "trd-efficacy" in stances("Ketamine in major depression: an open-label trial", abstract)


def test_a_claim_on_one_form_of_the_drug_needs_a_result_on_it() -> None:
    """A review of two forms: what is told of the one is not told of the other."""
    title = "Ketamine and intranasal esketamine in major depressive disorder: a systematic review and meta-analysis"
    told = stances(
        title, "METHODS: We pooled randomized trials against placebo. RESULTS: Ketamine improved depression."
    )
    assert told.get("trd-efficacy") == "supports"
    assert "nasal-esketamine-works" not in told


@pytest.mark.parametrize(
    ("conclusion", "stance"),
    [
        ("Ketamine appears to improve depressive symptoms.", "supports"),
        ("Ketamine appears to be a promising agent for depressive symptoms.", None),
        ("Ketamine may improve depressive symptoms.", None),
        ("Ketamine for depressive symptoms appeared to be feasible, and no effect on depressive symptoms seen.", None),
    ],
)
def test_where_the_results_are_silent_what_seems_so_is_told_with_low_confidence(
    conclusion: str, stance: str | None
) -> None:
    """For: "appears to improve". Against: "promising", "may", "feasible"."""
    abstract = f"METHODS: 20 adults with major depressive disorder received ketamine. CONCLUSION: {conclusion}"
    assert stances("Ketamine in major depressive disorder: an open-label trial", abstract).get("trd-efficacy") == stance


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Six studies reported on the efficacy of ketamine for depressive symptoms.", None),
        ("Treatments were examined to determine their impact on improvement of depressive symptoms.", None),
        ("Six studies reported that ketamine improved depressive symptoms.", "supports"),
    ],
)
def test_what_was_looked_into_is_not_what_was_found(result: str, stance: str | None) -> None:
    """For: "reported that it improved". Against: "reported on the efficacy", "were examined to determine"."""
    assert stances(OPEN_TITLE, OPEN.format(result)).get("trd-efficacy") == stance


def test_a_headache_among_the_effects_makes_no_study_of_headache() -> None:
    """For: adults with chronic headache. Against: one who "reported headache that resolved"."""
    told = stances(
        "Intranasal ketamine in obsessive-compulsive disorder: an open-label trial",
        "METHODS: Five adults with OCD got ketamine. RESULTS: She reported headache that resolved by 180 min. "
        "Two more reported headache that resolved.",
    )
    assert "migraine-efficacy" not in told
    studied = stances(
        "Ketamine for chronic headache: an open-label trial",
        "METHODS: Five adults with chronic headache got ketamine. RESULTS: Headache intensity fell significantly.",
    )
    assert studied.get("migraine-efficacy") == "supports"


@pytest.mark.parametrize(
    ("result", "stance"),
    [
        ("Ketamine lowered stump pain (p = .01). No effect was seen on pain evoked by needles.", "supports"),
        ("Ketamine lowered pain evoked by needles (p = .01).", None),
    ],
)
def test_pain_that_is_evoked_is_not_the_illness(result: str, stance: str | None) -> None:
    """What hurts when it is tried out says nothing of how much the illness hurts."""
    title = "Ketamine for neuropathic pain: a randomized, placebo-controlled trial"
    abstract = f"METHODS: 80 adults with neuropathic pain were randomized to ketamine or saline. RESULTS: {result}"
    assert stances(title, abstract).get("neuropathic-pain-efficacy") == stance
