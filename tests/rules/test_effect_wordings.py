"""Results in many wordings give one stance: what an abstract says of an effect, whichever of its words it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.comparing import stances

BLOCKS = Path(__file__).with_name("effectwordings.txt").read_text(encoding="utf-8").split("\n\n")
STUDIES = {
    name.removeprefix("study: "): (title.removeprefix("title: "), methods.removeprefix("methods: "))
    for name, title, methods in (block.splitlines() for block in BLOCKS if block.startswith("study: "))
}
WORDINGS = [block.splitlines() for block in BLOCKS if block.startswith("## ")]


@pytest.mark.parametrize("told", WORDINGS, ids=[block[0] for block in WORDINGS])
def test_each_wording_gives_the_stance(told: list[str]) -> None:
    """Each sentence alone in a study's results; all that give another stance are named at once."""
    study, claim, stance = told[0].removeprefix("## ").split()
    title, methods = STUDIES[study]
    given = {line: stances(title, f"{methods} {line}").get(claim, "none") for line in told[1:]}
    assert {line: other for line, other in given.items() if other.partition("/")[0] != stance} == {}
