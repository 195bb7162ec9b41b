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
