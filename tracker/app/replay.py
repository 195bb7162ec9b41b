"""Past weeks once more, from the bytes that were received to the mails that told of them, under today's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.app.reread import Reread, reread
from tracker.errors import SourceError
from tracker.model.digest import StudyCard
from tracker.model.record import Record, RecordId, SourceKind, StoredRecord
from tracker.rules import identity

if TYPE_CHECKING:
    from tracker.jobs.ports import Progress
    from tracker.jobs.read import Reading
    from tracker.store import Store

BATCH = 100
PUBMED = "pubmed"

Cards = Callable[[Sequence[RecordId]], tuple[StudyCard, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """Records by where their text was taken from. changed: names of those whose bytes say something else today."""

    from_bytes: int
    from_texts: int  #: known from feeds alone, or without bytes that can be read: as they are stored
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One study of a mail that was sent, as readers would be shown it under each reading."""

    was: StudyCard
    becomes: StudyCard


@dataclass(frozen=True, slots=True)
class Mail:
    """A digest that was sent. differing: its studies that would have been shown otherwise."""

    subject: str
    differing: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """mails: every digest that told of a record of these days, also those that would have been the same."""

    parsed: Parsed
    reread: Reread
    mails: tuple[Mail, ...]


def replay(
    store: Store,
    reading: Reading,
    cards: Cards,
    now: datetime,
    progress: Progress,
    *,
    first_seen: Callable[[datetime], bool],
) -> Replay:
    """For a copy of the store: it is changed by this. Raises StoreError."""
    told = _told(store, first_seen)
    before = cards(list(told))
    parsed = parse_again(store, progress)
    result = reread(store, reading, now, first_seen=first_seen)
    shown = [Told(was, becomes) for was, becomes in zip(before, cards(list(told)), strict=True)]
    return Replay(parsed=parsed, reread=result, mails=tuple(_mails(told, shown)))


def _told(store: Store, first_seen: Callable[[datetime], bool]) -> dict[RecordId, tuple[str, ...]]:
    """Records of these days that were mailed, each with the subjects of its mails."""
    found = {one.id: store.deliveries.subjects_that_told(one.id) for one in _all(store) if first_seen(one.first_seen)}
    return {id: subjects for id, subjects in found.items() if subjects}


def _mails(told: dict[RecordId, tuple[str, ...]], shown: Sequence[Told]) -> Iterable[Mail]:
    by_record = {one.was.record: one for one in shown}
    subjects = sorted({subject for all_of_it in told.values() for subject in all_of_it})
    for subject in subjects:
        its = [by_record[id] for id, named in told.items() if subject in named]
        yield Mail(subject, tuple(one for one in its if one.was != one.becomes))


def parse_again(store: Store, progress: Progress) -> Parsed:
    """What PubMed sent is parsed again and takes the place of the stored text, as if it were sent again today."""
    from_bytes, changed, stored = 0, [], list(_all(store))
    for number, one in enumerate(stored, start=1):
        record = _from_bytes(store, one)
        if record is not None:
            from_bytes += 1
            if record != one.record:
                store.records.mark(one.id, record)
                changed.append(str(one.record.pmid))
        if number % BATCH == 0 or number == len(stored):
            progress("records parsed", number, len(stored))
    return Parsed(from_bytes=from_bytes, from_texts=len(stored) - from_bytes, changed=tuple(changed))


def _from_bytes(store: Store, stored: StoredRecord) -> Record | None:
    from tracker.sources.pubmed.parse import parse_record

    raw = store.records.raw(stored.id).get((PUBMED, str(stored.record.pmid)))
    try:
        return None if raw is None else identity.merge(stored.record, parse_record(raw), SourceKind.PUBMED)
    except SourceError:
        return None


def _all(store: Store) -> Iterable[StoredRecord]:
    ids = list(store.browse.names())
    for start in range(0, len(ids), BATCH):
        yield from store.records.load(ids[start : start + BATCH])
