"""Why a record reached no digest, in words for everyone: pure. No record that was fetched is left without a reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.model.event import Event, EventKind
from tracker.model.reason import Reason
from tracker.model.record import StoredRecord
from tracker.model.subscriber import Frequency, Standing, Subscriber

TELLS = (EventKind.NEW_RECORD, EventKind.FIRST_READING)
"""Events that put a study into a digest. That a paper is old when it is found is no reason: it is told, as late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A stored record that no digest to anybody announced, and all that its reason depends on.

    events: of this record; refused: it stood in a digest that was refused; topics: ids of those that are watched.
    """

    stored: StoredRecord
    events: Sequence[Event]
    refused: bool
    topics: Collection[str]
    readers: Sequence[Subscriber]


def reason(case: Case) -> Reason:
    """The first that holds."""
    if case.stored.withdrawn:
        return Reason.WITHDRAWN
    if case.stored.record.is_notice:
        return Reason.NOTICE
    if not set(case.stored.topics) & set(case.topics):
        return Reason.UNWATCHED
    told = [event for event in case.events if event.kind in TELLS]
    if not told:
        return Reason.BASELINE
    if case.refused:
        return Reason.NOT_DELIVERED
    last = max(event.number or 0 for event in told)
    there = [reader for reader in case.readers if reader.joined <= _at(told, last)]
    wanting = [reader for reader in there if _wants(reader, case.stored)]
    if any(reader.after < last and reader.standing is Standing.ACTIVE for reader in wanting):
        return Reason.WAITING
    if wanting:
        return Reason.NO_ROOM
    return Reason.NOT_CHOSEN if there else Reason.NO_READERS


def _at(events: Sequence[Event], number: int) -> datetime:
    return next(event.at for event in events if event.number == number)


def _wants(reader: Subscriber, stored: StoredRecord) -> bool:
    chosen, alerts_only = reader.preferences.topics, reader.preferences.frequency is Frequency.ALERTS
    return not alerts_only and (not chosen or bool(set(chosen) & set(stored.topics)))
