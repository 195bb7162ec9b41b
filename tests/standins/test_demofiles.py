"""Mistakes in a demo folder are all reported at once, with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.errors import FilesError
from tracker.standins.demofiles import DemoFiles

GOOD = {
    "world.yaml": "start: 2026-03-02\nweeks: 1\n",
    "journals.yaml": "flight: {title: Journal of Imaginary Flight}\n",
    "records/a.yaml": "kites:\n  week: 0\n  pmid: 90000001\n  title: Kites\n  journal: flight\n  published: 2026\n",
    "feeds/flight.yaml": (
        "title: Flight\npath: /f\nhome: https://f.example.org\nstyle: rss\nitems:\n- {week: 0, record: kites}\n"
    ),
    "subscribers.yaml": "- {address: ann@example.org}\n",
}


def folder_with(folder: Path, **changes: str) -> Path:
    for name, text in (GOOD | {key.replace("__", "/") + ".yaml": text for key, text in changes.items()}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    return folder


def problems_of(folder: Path) -> list[str]:
    with pytest.raises(FilesError) as caught:
        DemoFiles(folder)
    return [str(problem) for problem in caught.value.problems]


def test_a_good_folder_is_read(tmp_path: Path) -> None:
    """Records, feeds and subscribers in file order."""
    files = DemoFiles(folder_with(tmp_path))
    assert list(files.records) == ["kites"]
    assert list(files.feeds) == ["flight"]
    assert files.subscribers[0]["address"] == "ann@example.org"


def test_every_mistake_at_once(tmp_path: Path) -> None:
    """Two wrong records, a wrong feed and a wrong subscriber: four complaints with their lines."""
    record = "kites:\n  week: 0\n  titel: Kites\n  journal: sea\n  published: 2026\n"
    feed = "title: F\npath: /f\nhome: h\nstyle: rss\nitems:\n- {week: 0, record: boats}\n- {week: 0}\n"
    found = problems_of(
        folder_with(tmp_path, records__a=record, feeds__flight=feed, subscribers="- {adress: a@example.org}\n")
    )
    assert "records/a.yaml:3: kites: unknown key 'titel'" in found
    assert any("no journal 'sea'" in problem for problem in found)
    assert any("either title or title_markup" in problem for problem in found)
    assert any(problem.startswith("feeds/flight.yaml:6: there is no record 'boats'") for problem in found)
    assert any("feeds/flight.yaml:7: an item needs a record or a title" in problem for problem in found)
    assert any("subscribers.yaml:1: subscriber: unknown key 'adress'" in problem for problem in found)


def test_a_broken_file_and_a_missing_one(tmp_path: Path) -> None:
    """YAML that cannot be read is one complaint, not a traceback."""
    folder = folder_with(tmp_path, records__a="kites: [\n")
    (folder / "journals.yaml").unlink()
    found = problems_of(folder)
    assert any(problem.startswith("records/a.yaml:") for problem in found)
    assert "journals.yaml: the file is missing" in found
