"""The append-only list of news."""

# ruff: noqa: PT012  (a block that fails half-way is what is tested)

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from tracker.model.event import EventKind
from tracker.store import Store

from .conftest import Keep
from .fictional import a_record, an_event


def test_events_are_numbered_as_they_come(store: Store, keep: Keep) -> None:
    """The numbers grow by one, come back with the events, and are the store's own."""
    id = keep()
    assert store.events.last() == 0
    told = an_event(
        id, kind=EventKind.VERDICT_CHANGED, claim="c", stratum="tea", before="supports", after="", detail="d", late=True
    )
    assert store.events.append([an_event(id), replace(told, number=77)]) == 2
    assert store.events.append([]) == 2
    assert store.events.after(0) == (replace(an_event(id), number=1), replace(told, number=2))
    assert store.events.after(1) == store.events.after(0)[1:]
    assert store.events.after(2) == ()


def test_events_of_one_record(store: Store, keep: Keep) -> None:
    """Only its own; events of no record are nobody's."""
    first, second = keep(a_record(pmid=1)), keep(a_record(pmid=2))
    store.events.append([an_event(first), an_event(second), an_event(None), an_event(first)])
    assert [event.number for event in store.events.of(first)] == [1, 4]


def test_events_are_never_changed_nor_removed(store: Store) -> None:
    """Not even by a defect."""
    store.events.append([an_event(None)])
    for sql in ("DELETE FROM event", "UPDATE event SET detail = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"), store._db.atomic():
            store._db.write(sql)
    assert store.events.last() == 1


def test_an_event_undone_gives_its_number_back(store: Store) -> None:
    """Numbers have no holes that a reader could take for lost news."""
    with pytest.raises(ZeroDivisionError), store.atomic():
        store.events.append([an_event(None)])
        raise ZeroDivisionError
    assert store.events.append([an_event(None)]) == 1
