"""Feed items that were passed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.store.conftest import NOW
from tracker.model.record import Record, Sighting, SourceKind
from tracker.store import Store

ITEM = Sighting(
    source="journal",
    kind=SourceKind.FEED,
    key="guid-1",
    seen=NOW,
    record=Record(title="On fictional hats", doi="10.9999/hats"),
    raw=b"<item/>",
)


def test_an_item_is_remembered_once_and_forgotten_in_time(store: Store) -> None:
    """Shown again it stays one; half a year after a feed last showed it, it goes."""
    store.untold.pass_over([ITEM], NOW)
    store.untold.pass_over([ITEM], NOW + timedelta(days=1))
    (one,) = store.untold.passed_over(10, name="10.9999/hats")
    assert (one.title, one.last) == ("On fictional hats", NOW + timedelta(days=1))
    store.untold.pass_over([replace(ITEM, key="guid-2")], NOW + timedelta(days=200))
    assert store.untold.passed_over_count() == 1


def test_what_was_kept_since_is_passed_over_no_more(store: Store) -> None:
    """By the same item, or by its DOI from another source."""
    store.untold.pass_over([ITEM, replace(ITEM, key="guid-2")], NOW)
    store.records.add(ITEM, keys=(), topics=("hats",), baseline=False)
    assert store.untold.passed_over_count() == 0
    assert store.untold.passed_over(10) == ()
