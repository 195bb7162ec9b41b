"""What the drug did to a change that something else had brought; fictional results in countered.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rules.comparing import stances

BLOCKS = [
    block.splitlines()
    for block in Path(__file__).with_name("countered.txt").read_text(encoding="utf-8").split("\n\n")
    if block.startswith("## ")
]
METHODS = "METHODS: Rats exposed to stress received ketamine (10 mg/kg, i.p.) or saline. RESULTS: "


@pytest.mark.parametrize("block", BLOCKS, ids=[block[0] for block in BLOCKS])
def test_a_change_that_is_prevented_goes_the_other_way(block: list[str]) -> None:
    """Prevented, reversed, attenuated, restored, failed to; by which dose, by which drug: each sentence alone."""
    claim, due = block[0].removeprefix("## ").split()
    given = {line: stances("Ketamine in stressed rats", METHODS + line).get(claim, "none") for line in block[1:]}
    assert [(line, stance) for line, stance in given.items() if stance.partition("/")[0] != due] == []
