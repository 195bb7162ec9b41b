"""Results in many wordings give one stance: what an abstract says of an effect, whichever of its words it takes."""

from __future__ import annotations

import pytest

from tests.rules.wordings import Wordings

WORDINGS = Wordings("effectwordings.txt")


@pytest.mark.parametrize("told", WORDINGS.blocks, ids=[block[0] for block in WORDINGS.blocks])
def test_each_wording_gives_the_stance(told: list[str]) -> None:
    """Each sentence alone in a study's results; all that give another stance are named at once."""
    stance, given = WORDINGS.given(told)
    assert {line: other for line, other in given.items() if other.partition("/")[0] != stance} == {}
