"""Every command that the documents name exists, with these options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tracker.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")]


def commands() -> list[str]:
    """What stands after the program's name in a block of shell, or between backticks."""
    found: set[str] = set()
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
            lines = (re.sub(r"(^|\s)#.*", "", line) for line in block.splitlines())
            found.update(match[1].strip() for line in lines if (match := re.search(r"python daemon\.py (.+)", line)))
        found.update(re.findall(r"`(?:[^`\n]*\s)?python daemon\.py ([^`\n]+)`", text))
    return sorted(found)


def test_the_documents_name_commands() -> None:
    """The pattern above still finds them."""
    assert len(commands()) > 15


@pytest.mark.parametrize("line", commands())
def test_a_documented_command_is_understood(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The command is there, and so is every option: with --help behind it, it explains itself instead of acting."""
    words = shlex.split(re.sub(r"[<>|].*", "", line))
    assert main([*words, "--help"]) == 0, capsys.readouterr().err
    assert "Usage:" in capsys.readouterr().out
