"""What all tests share. Browser tests need Chromium: without it they are deselected, and it is said so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from tracker.app.files import Files
from tracker.demo import run_demo
from tracker.registry.load import load

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not CHROMIUM:
        _leave_out_browser_tests(config, items)
    if hasattr(config, "workerinput"):  # one of several processes that share the tests
        for item in items:
            _keep_together(item)


def _leave_out_browser_tests(config: pytest.Config, items: list[pytest.Item]) -> None:
    browser = [item for item in items if item.get_closest_marker("browser")]
    if browser and os.environ.get("BROWSER_TESTS") == "required":
        raise pytest.UsageError("Chromium is not installed, and BROWSER_TESTS=required asks for the browser tests")
    config.hook.pytest_deselected(items=browser)
    items[:] = [item for item in items if not item.get_closest_marker("browser")]
    config.stash[_LEFT_OUT] = len(browser)


def _keep_together(item: pytest.Item) -> None:
    """Tests that share what takes long to make run in one process: all that use the demo, and those of one file.

    xdist tells the group at the end of a test's name, which it writes where pytest 9.2 no longer looks for it
    (pytest-xdist's issue 1386): so it is written here.
    """
    named = item.get_closest_marker("xdist_group")
    group = "demo" if "lived" in getattr(item, "fixturenames", ()) else named.args[0] if named else item.path.name
    if not item.nodeid.endswith(f"@{group}"):
        item._id = type(item.id).parse(f"{item.nodeid}@{group}")


_LEFT_OUT = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if config.stash.get(_LEFT_OUT, 0) or not CHROMIUM:
        terminalreporter.write_line("Browser tests were deselected: Chromium is not installed.")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser."""
    assert CHROMIUM is not None
    return CHROMIUM


@pytest.fixture(scope="session", autouse=True)
def files_are_read_once() -> Iterator[None]:
    """A folder of which nothing has changed is not read again for each of a thousand commands: it takes a fifth of a
    second, and what it gives is frozen. Tests of the reading itself, and of `check`, do not come by here."""
    read = lru_cache(maxsize=4)(lambda folder, _stamps: load(folder))

    def stamps(folder: Path) -> tuple[tuple[str, int, int, int], ...]:
        found = ((path, path.stat()) for path in sorted(folder.rglob("*")))
        return tuple((str(path), stat.st_ino, stat.st_mtime_ns, stat.st_size) for path, stat in found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Files, "registry", lambda files: read(files.queries, stamps(files.queries)))
        yield


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
