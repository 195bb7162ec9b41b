"""Values to JSON and back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.errors import StoreError
from tracker.model.appraisal import Appraisal
from tracker.model.cursor import FeedCursor
from tracker.model.digest import Digest
from tracker.model.ledger import ClaimState, StateChange
from tracker.model.receipt import Receipt
from tracker.model.record import Record
from tracker.model.subscriber import Preferences, Subscriber
from tracker.model.window import Window
from tracker.store.codec import dumps, loads, time_text

from .fictional import a_record

st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))


@pytest.mark.parametrize(
    "kind", [Record, Appraisal, Digest, ClaimState, StateChange, Receipt, Preferences, FeedCursor, Subscriber, Window]
)
def test_whatever_is_kept_comes_back_equal(kind: Any) -> None:
    """For any value of each kept type, reading back what was written gives the value."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_type(kind))
    def holds(value: object) -> None:
        assert loads(kind, dumps(value)) == value

    holds()


def test_json_from_before_a_field_was_added_reads_with_its_default() -> None:
    """A newer program reads what an older one wrote."""
    old = json.loads(dumps(a_record()))
    del old["is_preprint"], old["url"]
    assert loads(Record, json.dumps(old)) == a_record()


def test_a_field_that_is_gone_is_passed_over() -> None:
    """What an older version kept and this one does not know does no harm."""
    assert loads(Preferences, '{"hour": 5, "carrier_pigeon": true}') == Preferences(hour=5)


@pytest.mark.parametrize(
    "damaged", ["", "[]", '{"pmid": 5}', '{"title": 5}', '{"title": "a", "pmid": "5"}', '{"title": "a", "links": [{}]}']
)
def test_damaged_json_is_a_store_error(damaged: str) -> None:
    """Anything that is not a value of the type is said to be damaged, never half-read."""
    with pytest.raises(StoreError, match="Record"):
        loads(Record, damaged)


def test_times_are_written_in_utc_and_sort_as_texts() -> None:
    """The order of the texts is the order of the times, whatever zone they came in."""
    here = datetime(2031, 3, 1, 23, 30, tzinfo=timezone(-timedelta(hours=5)))
    later = datetime(2031, 3, 2, 4, 30, 0, 1, tzinfo=UTC)
    assert time_text(here) == "2031-03-02 04:30:00.000000+00:00" < time_text(later)


def test_a_time_without_zone_is_refused() -> None:
    """Nobody guesses a zone."""
    with pytest.raises(ValueError, match="zone"):
        time_text(datetime(2031, 3, 1))


def test_nan_is_refused() -> None:
    """JSON has no such number, and SQLite's JSON check would refuse the row."""
    with pytest.raises(ValueError, match="JSON"):
        dumps({"value": float("nan")})
