"""What the drug was compared with."""

from __future__ import annotations

import pytest

from tracker.model.appraisal import Comparator
from tracker.reading import Reader

RANDOMISED = "METHODS: 40 adults with depression were randomized to "


@pytest.mark.parametrize(
    ("title", "arms", "comparator"),
    [
        ("Ketamine in depression", "ketamine or placebo.", Comparator.PLACEBO),
        ("Ketamine in depression", "ketamine or a control group.", Comparator.PLACEBO),
        ("Ketamine in depression", "ketamine or control.", Comparator.PLACEBO),
        ("Ketamine in depression", "ketamine or midazolam.", Comparator.ACTIVE_PLACEBO),
        ("High-dose versus low-dose ketamine in depression", "one of the two.", Comparator.DOSE),
        ("Ketamine for the control of depression", "1 or 2 mg/kg of ketamine.", Comparator.DOSE),
        ("Ketamine to control depression", "1 and 2 mg/kg of ketamine.", Comparator.DOSE),
    ],
)
def test_the_comparator_of_a_trial(reader: Reader, title: str, arms: str, comparator: Comparator) -> None:
    """An arm that is named; a word for keeping an illness in check names none."""
    read = reader.appraise(title, f"{RANDOMISED}{arms} RESULTS: Scores fell.")
    assert read.comparator is comparator
