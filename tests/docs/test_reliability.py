"""The page about reliability shows the matrix and the figures as they are."""

from __future__ import annotations

from tests.faults.matrix import PAGE, ROWS, how_many_bear, written


def test_every_row_has_a_test_that_bears_its_number() -> None:
    """F1 to F60."""
    assert list(ROWS) == list(range(1, 61))
    assert [row for row, number in how_many_bear().items() if not number] == []


def test_the_page_shows_what_there_is() -> None:
    """Else: python -m tests.faults.matrix"""
    page = PAGE.read_text(encoding="utf-8")
    assert page == written(page)
