"""Effects with their intervals."""

import pytest

from tracker.reading.effects import effects_in, excludes_null, rules_out
from tracker.reading.text import fold


def only(text: str):  # type: ignore[no-untyped-def]
    found = effects_in(text, fold(text))
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("text", "measure", "excludes"),
    [
        ("SMD = -0.30, 95% CI -0.47 to -0.12", "SMD", True),
        ("(standardized mean difference: -0.24, 95% confidence interval: -0.38, -0.09)", "SMD", True),
        ("OR = 1.61 (95% CI, 0.90-2.40)", "OR", False),
        ("risk ratio 0.60, 95% CI 0.45 to 0.80", "RR", True),
        ("mean difference -2.0 (95% CI -5.1 to 1.1)", "MD", False),
        ("mean difference [95% confidence interval], -3.8 [-5.75 to -1.89]", "MD", True),
        ("the least-squares mean difference (95% CI) was -3.6 (-7.20, 0.07)", "MD", False),
    ],
)
def test_the_interval_tells_whether_no_difference_is_left_out(text: str, measure: str, excludes: bool) -> None:
    """Zero for differences, one for ratios."""
    effect = only(text)
    assert (effect.measure, excludes_null(effect)) == (measure, excludes)


def test_only_a_narrow_interval_around_nothing_rules_a_difference_out() -> None:
    """For: -0.15 to 0.11. Against: -0.85 to 0.25."""
    assert rules_out(only("SMD = -0.02, 95% CI -0.15 to 0.11"))
    assert not rules_out(only("SMD = -0.30, 95% CI -0.85 to 0.25"))


def test_a_bare_confidence_level_is_no_effect() -> None:
    """Against: "95 % of patients"."""
    assert effects_in("95 % of patients", "95 % of patients") == []
