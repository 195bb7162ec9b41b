"""Receipts of runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tracker.model.receipt import SourceStatus
from tracker.store import Store

from .conftest import NOW
from .fictional import a_receipt, an_outcome

HOUR = timedelta(hours=1)


def test_a_receipt_comes_back_with_its_number(store: Store) -> None:
    """Unknown counts stay unknown."""
    given = a_receipt(NOW, an_outcome("pubmed"), an_outcome("feed", SourceStatus.FAILED))
    id = store.receipts.add(given)
    assert store.receipts.last("fetch") == replace(given, id=id)
    assert store.receipts.last("send") is None


def test_the_last_one_is_the_last_that_was_kept(store: Store) -> None:
    """Of its job, though the clock was set back meanwhile."""
    store.receipts.add(a_receipt(NOW))
    newest = store.receipts.add(a_receipt(NOW - HOUR))
    store.receipts.add(a_receipt(NOW + HOUR, job="send"))
    last = store.receipts.last("fetch")
    assert last is not None
    assert last.id == newest


def test_receipts_of_a_period_are_in_order_with_both_ends(store: Store) -> None:
    """A run that starts at the very end of the period still counts."""
    for hours in (3, 0, 1, 2):
        store.receipts.add(a_receipt(NOW + hours * HOUR))
    found = store.receipts.between(NOW, NOW + 2 * HOUR)
    assert [one.started for one in found] == [NOW, NOW + HOUR, NOW + 2 * HOUR]


def test_the_last_good_answer_of_each_source(store: Store) -> None:
    """Failed, blocked and partial answers are not good; "unchanged" is."""
    store.receipts.add(a_receipt(NOW, an_outcome("a"), an_outcome("b", SourceStatus.UNCHANGED)))
    store.receipts.add(
        a_receipt(NOW + HOUR, an_outcome("a", SourceStatus.PARTIAL), an_outcome("c", SourceStatus.BLOCKED))
    )
    assert store.receipts.last_good(NOW + HOUR) == {"a": NOW, "b": NOW}
    assert store.receipts.last_good(NOW - HOUR) == {}, "a clock that ran ahead"
