"""The demo, lived through once for all tests that look at what it left."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.demo import run_demo


class Lived:
    """What the demo printed and left."""

    def __init__(self, folder: Path, lines: list[str], code: int) -> None:
        self.folder, self.lines, self.code = folder, lines, code

    def said(self) -> str:
        return "\n".join(self.lines)

    def text(self, week: int, reader: str) -> str:
        """The text part of a reader's digest, with lines joined."""
        return " ".join((self.folder / f"week-{week}" / f"{reader}.txt").read_text(encoding="utf-8").split())

    def html(self, week: int, reader: str) -> str:
        return (self.folder / f"week-{week}" / f"{reader}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    folder = tmp_path_factory.mktemp("demo")
    lines: list[str] = []
    code = run_demo(None, folder, say=lines.append)
    return Lived(folder, lines, code)
