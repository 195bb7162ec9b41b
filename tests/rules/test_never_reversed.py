"""Results that are easily told the wrong way round: a verdict or none, but never the opposite one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.comparing import stances

BLOCKS = Path(__file__).with_name("neverreversed.txt").read_text(encoding="utf-8").split("\n\n")
STUDIES = {
    name.removeprefix("study: "): (title.removeprefix("title: "), methods.removeprefix("methods: "))
    for name, title, methods in (block.splitlines() for block in BLOCKS if block.startswith("study: "))
}
WORDINGS = [block.splitlines() for block in BLOCKS if block.startswith("## ")]


@pytest.mark.parametrize("told", WORDINGS, ids=[block[0] for block in WORDINGS])
def test_no_wording_is_told_the_wrong_way_round(told: list[str]) -> None:
    """Each sentence alone in a study's results; all that give the opposite stance are named at once."""
    study, claim, opposite = told[0].removeprefix("## ").split()
    title, methods = STUDIES[study]
    given = {line: stances(title, f"{methods} {line}").get(claim, "none") for line in told[1:] if line}
    assert len(given) > 3
    assert [line for line, stance in given.items() if stance.partition("/")[0] == opposite] == []
