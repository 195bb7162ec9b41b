"""Results that are easily told the wrong way round: a verdict or none, but never the opposite one."""

from __future__ import annotations

import pytest

from tests.rules.wordings import Wordings

WORDINGS = Wordings("neverreversed.txt")


@pytest.mark.parametrize("told", WORDINGS.blocks, ids=[block[0] for block in WORDINGS.blocks])
def test_no_wording_is_told_the_wrong_way_round(told: list[str]) -> None:
    """Each sentence alone in a study's results; all that give the opposite stance are named at once."""
    opposite, given = WORDINGS.given(told)
    assert len(given) > 3
    assert [line for line, stance in given.items() if stance.partition("/")[0] == opposite] == []
