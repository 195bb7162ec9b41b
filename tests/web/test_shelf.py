"""Pages that are kept: drawn once, and anew as soon as anything was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.store import Store
from tracker.web import shelf
from tracker.web.shelf import Shelf

from .conftest import Clock


class Pen:
    """Draws another page each time."""

    drawn = 0

    def __call__(self) -> str:
        self.drawn += 1
        return f"page {self.drawn}"


def test_a_page_is_drawn_once(tmp_path: Path) -> None:
    """As long as nothing is written; each address has its own."""
    kept, pen = Shelf[str](tmp_path / "tracker.db", Clock()), Pen()
    assert [kept.page("a", pen), kept.page("a", pen), kept.page("b", pen)] == ["page 1", "page 1", "page 2"]


def test_a_page_is_drawn_anew_after_a_write(tmp_path: Path) -> None:
    """One commit is enough; so is a store where there was none, and a minute that went by."""
    file, clock, pen = tmp_path / "tracker.db", Clock(), Pen()
    kept = Shelf[str](file, clock)
    kept.page("a", pen)
    with Store.open(file, create=True) as store:
        assert kept.page("a", pen) == "page 2"
        store.cursors.set_done("anything", clock())
        assert kept.page("a", pen) == "page 3"
        assert kept.page("a", pen) == "page 3"
        clock.pass_by(minutes=1)
        assert kept.page("a", pen) == "page 4"


def test_what_came_while_it_was_drawn_is_not_missed(tmp_path: Path) -> None:
    """A page that was begun before a write is not kept beyond it; a page that is none is never kept."""
    file, pen = tmp_path / "tracker.db", Pen()
    kept = Shelf[str](file, Clock())

    def meanwhile() -> str:
        with Store.open(file, create=True):
            return pen()

    assert kept.page("a", meanwhile) == "page 1"
    assert kept.page("a", pen) == "page 2"
    assert kept.page("b", lambda: None) is None
    assert kept.page("b", pen) == "page 3"


def test_the_shelf_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page that has stood there longest goes first."""
    monkeypatch.setattr(shelf, "MOST", 2)
    kept, pen = Shelf[str](tmp_path / "tracker.db", Clock()), Pen()
    for address in ("a", "b", "c"):
        kept.page(address, pen)
    assert [kept.page("b", pen), kept.page("c", pen), kept.page("a", pen)] == ["page 2", "page 3", "page 4"]
