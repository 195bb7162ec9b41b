"""Spin: what the conclusion makes of the main result."""

import pytest

from tracker.reading import Reader

TRIAL = (
    "METHODS: 60 patients with depression were randomised to ketamine or placebo. The primary outcome was the MADRS "
    "score at day 28. RESULTS: The MADRS score at day 28, the primary outcome, did not differ significantly between "
    "ketamine and placebo (p = 0.28).{} CONCLUSIONS: {}"
)


@pytest.mark.parametrize(
    "also", ["", " Anxiety scores fell significantly more with ketamine than with placebo (p = 0.04)."]
)
def test_efficacy_stated_after_a_missed_primary_outcome_is_spin(reader: Reader, also: str) -> None:
    """The primary outcome was missed, whatever else was met, and the conclusion says that the drug works."""
    told = TRIAL.format(also, "Ketamine is an effective treatment for depression.")
    assert reader.appraise("Ketamine for depression", told).spin


@pytest.mark.parametrize(
    "conclusion", ["Ketamine may be effective.", "Ketamine was not effective in depression.", "Trials are needed."]
)
def test_a_careful_conclusion_is_none(reader: Reader, conclusion: str) -> None:
    """A "may", a "not", a wish for more trials: no spin."""
    assert not reader.appraise("Ketamine for depression", TRIAL.format("", conclusion)).spin


def test_a_ranking_of_two_treatments_is_none(reader: Reader) -> None:
    """Against: "one was more effective than the other" states no efficacy beyond the comparison."""
    told = TRIAL.format("", "Escitalopram was more effective than ketamine.").replace("placebo", "escitalopram")
    assert not reader.appraise("Ketamine or escitalopram for depression", told).spin


OPEN = (
    "METHODS: 40 patients received ketamine in an open-label study. RESULTS: Scores fell (p = .01).{} CONCLUSIONS: {}"
)


@pytest.mark.parametrize(
    "conclusion",
    [
        "Repeated ketamine infusions were safe and highly effective in this population.",
        "We confirmed that ketamine infusions were effective in older patients.",
        "All patients obtained substantial and enduring reductions in symptoms following this therapy.",
        "These results demonstrate the efficacy of ketamine.",
    ],
)
def test_efficacy_stated_without_any_control_is_spin(reader: Reader, conclusion: str) -> None:
    """Nothing was compared, yet the drug "was effective"."""
    assert reader.appraise("Ketamine for depression", OPEN.format("", conclusion)).spin


@pytest.mark.parametrize(
    "conclusion",
    [
        "Depression scores fell after ketamine.",
        "These results suggest that ketamine is effective.",
        "Trials are needed to establish the efficacy of ketamine.",
        "Future studies should test whether ketamine improves the outcome.",
        "The outreach programme was effective.",
        "Ketamine was safe.",
    ],
)
def test_an_open_study_that_tells_what_it_saw_is_none(reader: Reader, conclusion: str) -> None:
    """Against: what was seen, doubt, a wish, something else than the drug, safety."""
    assert not reader.appraise("Ketamine for depression", OPEN.format("", conclusion)).spin


def test_a_title_may_spin(reader: Reader) -> None:
    """For: "… is an effective treatment". Against: the same as a question."""
    told = OPEN.format("", "Trials are needed.")
    assert reader.appraise("Ketamine at home is a safe and effective treatment of depression", told).spin
    assert not reader.appraise("Is ketamine an effective treatment of depression?", told).spin


def test_a_study_with_a_control_is_judged_by_it(reader: Reader) -> None:
    """Against: better than a control group, though not at random."""
    also = " Depression scores were significantly lower with ketamine than with placebo (p = .01)."
    assert not reader.appraise("Ketamine for depression", OPEN.format(also, "Ketamine was effective.")).spin


def test_a_word_on_safety_is_no_doubt(reader: Reader) -> None:
    """For: "effective, with no serious adverse events" after a null result."""
    told = TRIAL.format("", "Ketamine is effective with no serious adverse events.")
    assert reader.appraise("Ketamine for depression", told).spin
