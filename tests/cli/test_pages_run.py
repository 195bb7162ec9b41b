"""The pages for maintainers and for developers: every command on them runs."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Lived
from tracker.query import check_search

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "maintaining.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```$", PAGE + (DOCS / "developing.md").read_text(encoding="utf-8"), re.M | re.S)
LINES = dict.fromkeys(line for block in BLOCKS for line in re.findall(r"^python daemon\.py (.+)$", block, re.M))
COMMANDS = [line for line in LINES if "--watch" not in line]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_page(run: Run, lived: Lived, line: str) -> None:
    """Over the store that the demo leaves, without an error."""
    said = run("--state", lived.folder, *shlex.split(line))
    assert said.code == 0, said.err
    assert said.out


def test_each_wrong_search_of_the_page_is_told() -> None:
    """The linter has a word on every example in the table."""
    rows = re.findall(r"^\| (`.+`) \| (?!what)", PAGE, re.M)
    examples = [one for row in rows for one in re.findall(r"`([^`]+)`", row)]
    assert len(examples) >= 12
    assert all([one for one in check_search(example) if one.code != "no-tag"] for example in examples)
