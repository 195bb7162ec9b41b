"""The matrix of faults names tests that exist, one a row at least."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| F(\d+) \|.*\| `([\w/.]+)::(\w+)`(?: and (\d+) more)? \|$", re.M)


def test_every_row_names_a_test_that_exists() -> None:
    """F1 to F60, each with a test that bears its number."""
    rows = ROW.findall((ROOT / "docs" / "reliability.md").read_text(encoding="utf-8"))
    assert [int(number) for number, *_ in rows] == list(range(1, 61))
    for number, file, name, _more in rows:
        assert re.search(rf"_f0?{number}_", name), name
        assert f"def {name}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), name
