"""Why a record reached no digest, in words for everyone: pure. No record that was fetched is left without a reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model.event import Event, EventKind
from tracker.model.record import StoredRecord
from tracker.model.subscriber import Frequency, Standing, Subscriber

TELLS = (EventKind.NEW_RECORD, EventKind.FIRST_READING)
"""Events that put a study into a digest. That a paper is old when it is found is no reason: it is told, as late."""


class Reason(StrEnum):
    """The value is the sentence that everyone may read."""

    OFF_TOPIC = "A journal's feed showed it, and no topic's search matches it."
    UNWATCHED = "The topics that it was found for are no longer watched."
    DUPLICATE = "It is the same publication as another record, and stands under that one."
    BASELINE = "It was there before the watch of its topic began; it is kept, and was never announced as new."
    NOTICE = "It is a notice about another publication, not a study; readers of that one are told."
    WITHDRAWN = "PubMed has taken it back."
    AWAITING_RECORD = "PubMed names it and has not given its record yet; it is asked for again."
    WAITING = "It is new and stands in the next digest of everyone who follows its topic."
    NO_READERS = "Nobody was subscribed when it came."
    NOT_CHOSEN = "It is new, and none of the subscribers had chosen its topic, or they had asked for alerts only."
    NO_ROOM = "It was left out of a digest that had grown too long; the digest says how many were."
    NOT_DELIVERED = "It stood in digests that no mail server accepted."


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
