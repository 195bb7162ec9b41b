"""The page for maintainers: what it says of searches holds."""

from __future__ import annotations

import re
from pathlib import Path

from tracker.query import check_search

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "maintaining.md").read_text(encoding="utf-8")


def test_each_wrong_search_of_the_page_is_told() -> None:
    """The linter has a word on every example in the table."""
    rows = re.findall(r"^\| (`.+`) \| (?!what)", PAGE, re.M)
    examples = [one for row in rows for one in re.findall(r"`([^`]+)`", row)]
    assert len(examples) >= 12
    assert all([one for one in check_search(example) if one.code != "no-tag"] for example in examples)
