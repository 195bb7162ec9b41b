"""Why a record is in no digest: each reason, and which of two goes first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tracker.model.event import Event, EventKind
from tracker.model.reason import Reason
from tracker.model.record import Record, RecordId, StoredRecord
from tracker.model.subscriber import Frequency, Preferences, Standing, Subscriber
from tracker.rules.unannounced import Case, reason

NOW = datetime(2030, 5, 6, tzinfo=UTC)
STORED = StoredRecord(
    id=RecordId(1),
    record=Record(title="A fictional trial", pmid=1),
    content_hash="",
    first_seen=NOW,
    baseline=False,
    topics=("rain",),
    sources=("pubmed",),
)
NEW = Event(kind=EventKind.NEW_RECORD, at=NOW, record=RecordId(1), number=5)
READER = Subscriber(
    id=1,
    address="reader@example.org",
    preferences=Preferences(),
    standing=Standing.ACTIVE,
    joined=NOW - timedelta(days=1),
    token="t",
    after=0,
)
CASE = Case(stored=STORED, events=(NEW,), refused=False, topics=("rain", "wind"), readers=(READER,))


def of(**changes: object) -> Reason:
    return reason(replace(CASE, **changes))  # type: ignore[arg-type]


def test_what_the_record_itself_is():
    """Withdrawn, a notice, of a topic that is gone, or there before the watch began."""
    assert of(stored=replace(STORED, withdrawn=True)) is Reason.WITHDRAWN
    notice = Record(title="Correction", publication_types=("Published Erratum",))
    assert of(stored=replace(STORED, record=notice)) is Reason.NOTICE
    assert of(topics=("wind",)) is Reason.UNWATCHED
    assert of(events=()) is Reason.BASELINE
    changed = replace(NEW, kind=EventKind.VERDICT_CHANGED)
    assert of(events=(changed,)) is Reason.BASELINE


def test_what_became_of_the_news():
    """It waits for a reader's next digest; or every digest is past, and left it out; or none was accepted."""
    assert of() is Reason.WAITING
    assert of(readers=(replace(READER, after=5),)) is Reason.NO_ROOM
    assert of(refused=True) is Reason.NOT_DELIVERED


def test_who_was_there_and_wanted_it():
    """Nobody, nobody yet, nobody who chose the topic, or only for alerts; one who left is no one to wait for."""
    assert of(readers=()) is Reason.NO_READERS
    assert of(readers=(replace(READER, joined=NOW + timedelta(days=1)),)) is Reason.NO_READERS
    assert of(readers=(replace(READER, preferences=Preferences(topics=("wind",))),)) is Reason.NOT_CHOSEN
    alerts = Preferences(frequency=Frequency.ALERTS)
    assert of(readers=(replace(READER, preferences=alerts),)) is Reason.NOT_CHOSEN


def test_every_reason_is_a_sentence():
    """They are read by everyone."""
    assert all(one.value[0].isupper() and one.value.endswith(".") for one in Reason)
