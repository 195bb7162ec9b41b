"""The service units: what they start exists, and both are shut in alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.cli import main

FOLDER = Path(__file__).parents[2] / "docs" / "operate"
UNITS = sorted(FOLDER.glob("*.service"))


def lines(unit: Path) -> list[str]:
    return [line for line in unit.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_what_a_unit_starts_is_understood(unit: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command is there, and so is every option."""
    (start,) = [line for line in lines(unit) if line.startswith("ExecStart=")]
    assert main([*start.split()[1:], "--help"]) == 0, capsys.readouterr().err


def test_both_units_are_shut_in_alike() -> None:
    """From the user on, they are the same to the letter: what is tightened in one is tightened in the other."""
    daemon, pages = (re.split(r"^User=", unit.read_text(encoding="utf-8"), flags=re.M)[1] for unit in UNITS)
    assert daemon == pages
    assert "ProtectSystem=strict" in daemon
