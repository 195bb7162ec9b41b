"""What tells how people stood before anything was given, and what only starts from there."""

from __future__ import annotations

import pytest

from tracker.reading.atstart import tells_of_the_start


@pytest.mark.parametrize(
    "told",
    [
        "the groups did not differ before the infusion",
        "baseline scores (p = 0.39) and ratings (p = 0.92) were similar in both groups",
        "initial severity was higher in the control group",
        "scores at admission were comparable",
        "before treatment the mean was 24",
    ],
)
def test_the_start_is_no_result(told: str) -> None:
    """Nothing had been given yet."""
    assert tells_of_the_start(told)


@pytest.mark.parametrize(
    "told",
    [
        "scores fell from 8.1 before treatment to 5.2",
        "after adjusting for baseline scores the groups did not differ",
        "the change from baseline did not differ",
        "a higher dose did better in patients with high baseline scores",
        "the groups did not differ at baseline or at any later visit",
    ],
)
def test_what_begins_at_the_start_may_be_a_result(told: str) -> None:
    """A later time or a change is told, or the start says only whom it was given to."""
    assert not tells_of_the_start(told)
