"""What all tests share. Browser tests need Chromium: without it they are deselected, and it is said so."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tracker.app.files import Files
from tracker.demo import run_demo

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if CHROMIUM:
        return
    browser = [item for item in items if item.get_closest_marker("browser")]
    if browser and os.environ.get("BROWSER_TESTS") == "required":
        raise pytest.UsageError("Chromium is not installed, and BROWSER_TESTS=required asks for the browser tests")
    config.hook.pytest_deselected(items=browser)
    items[:] = [item for item in items if not item.get_closest_marker("browser")]
    config.stash[_LEFT_OUT] = len(browser)


_LEFT_OUT = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash.get(_LEFT_OUT, 0) or not CHROMIUM:
        terminalreporter.write_line("Browser tests were deselected: Chromium is not installed.")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser."""
    assert CHROMIUM is not None
    return CHROMIUM


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
    code = run_demo(Files.find(), folder, say=lines.append)
    return Lived(folder, lines, code)
