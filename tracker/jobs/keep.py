"""Keeps sightings: the same work joins its record, a new one gets its own; says what of it is news."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.jobs.ports import Store
from tracker.model.event import Event, EventKind
from tracker.model.record import Addition, Link, LinkKind, Record, RecordId, Sighting, SourceKind, StoredRecord
from tracker.rules import corrections, identity, watch
from tracker.rules.guideline import is_guideline

MARK_LEFT_BY = {
    EventKind.RETRACTION: LinkKind.RETRACTION_IN,
    EventKind.CONCERN: LinkKind.CONCERN_IN,
    EventKind.CORRECTION: LinkKind.ERRATUM_IN,
}


@dataclass(frozen=True, slots=True)
class Kept:
    """new: it had no record before; told: it became news; changed: what is kept of it is other than before."""

    id: RecordId
    new: bool
    told: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """news False keeps a new record in silence; changes of kept ones are always told."""

    sighting: Sighting
    topics: Sequence[str]
    news: bool


def keep_all(store: Store, wanted: Sequence[Wanted], now: datetime) -> list[Kept]:
    """As `keep` would one after the other, with what is surely new written together. Call inside `store.atomic()`."""
    keys = [identity.lookup_keys(one.sighting.record) for one in wanted]
    met = set(store.records.shared({key for each in keys for key in each}))
    kept: list[Kept] = []
    together: list[Addition] = []
    for one, own in zip(wanted, keys, strict=True):
        if met.isdisjoint(own) and not corrections.changes(None, one.sighting.record):
            together.append(Addition(one.sighting, tuple(own), tuple(one.topics), baseline=not one.news))
        else:
            kept += _add_all(store, together, now)
            together = []
            kept.append(keep(store, one.sighting, topics=one.topics, news=one.news, now=now))
        met.update(own)
    return kept + _add_all(store, together, now)


def keep(store: Store, sighting: Sighting, *, topics: Iterable[str], news: bool, now: datetime) -> Kept:
    """Call inside `store.atomic()`. news False keeps a new record in silence; changes of kept ones are always told."""
    record = sighting.record
    keys = identity.lookup_keys(record)
    found = identity.identify(record, store.records.candidates(keys))
    if isinstance(found, identity.Same):
        kept = _join(store, found.id, sighting, topics, news, now)
    else:
        (kept,) = _add_all(store, [Addition(sighting, tuple(keys), tuple(topics), baseline=not news)], now)
        if isinstance(found, identity.Proposed):
            store.records.propose_same(kept.id, found.id, found.why)
    if news:
        _tell_about_others(store, record, now)
    return kept


def _add_all(store: Store, additions: Sequence[Addition], now: datetime) -> list[Kept]:
    if not additions:
        return []
    ids = store.records.add_all(additions)
    told = [
        event
        for id, one in zip(ids, additions, strict=True)
        if not one.baseline
        for event in _announced(id, one.sighting.record, now)
    ]
    if told:
        store.events.append(told)
    return [Kept(id, new=True, told=not one.baseline, changed=True) for id, one in zip(ids, additions, strict=True)]


def _join(store: Store, id: RecordId, sighting: Sighting, topics: Iterable[str], news: bool, now: datetime) -> Kept:
    (stored,) = store.records.load([id])
    merged = identity.merge(stored.record, sighting.record, sighting.kind)
    changed = store.records.update(stored.id, sighting, merged, keys=identity.lookup_keys(merged))
    store.records.add_topics(stored.id, topics)
    if changed:
        store.events.append(_events_of_change(stored, merged, now))
    # a feed's first, silent reading may hold what PubMed brings as new days later
    told = news and stored.baseline and sighting.kind is SourceKind.PUBMED and stored.record.pmid is None
    if told:
        store.records.tell(stored.id)
        store.events.append(_announced(stored.id, merged, now))
    return Kept(stored.id, new=False, told=told, changed=changed)


def _announced(id: RecordId, record: Record, now: datetime) -> list[Event]:
    events = [Event(kind=EventKind.NEW_RECORD, at=now, record=id, late=watch.is_late(record, now.date()))]
    if is_guideline(record):
        events.append(Event(kind=EventKind.GUIDELINE, at=now, record=id))
    return events


def _events_of_change(stored: StoredRecord, merged: Record, now: datetime) -> list[Event]:
    events = [
        Event(kind=EventKind(change.kind), at=now, record=stored.id, detail=change.notice)
        for change in corrections.changes(stored.record, merged)
        if change.about is None or change.about == merged.pmid
    ]
    if merged.abstract and not stored.record.abstract and not stored.baseline:
        events.append(Event(kind=EventKind.FIRST_READING, at=now, record=stored.id))
    if is_guideline(merged) and not is_guideline(stored.record) and not stored.baseline:
        events.append(Event(kind=EventKind.GUIDELINE, at=now, record=stored.id))  # PubMed gives the type weeks later
    return events


def _tell_about_others(store: Store, notice: Record, now: datetime) -> None:
    """A notice tells of another record, often days before that record itself says so. Each kind is told once."""
    for change in corrections.changes(None, notice):
        target = store.records.by_pmid(change.about) if change.about is not None else None
        if target is None or change.about == notice.pmid:
            continue
        kind = EventKind(change.kind)
        mark = Link(MARK_LEFT_BY[kind], notice.pmid, change.notice)
        if any(link.kind is mark.kind and link.pmid in (mark.pmid, None) for link in target.record.links):
            continue
        store.records.mark(target.id, replace(target.record, links=(*target.record.links, mark)))
        store.events.append([Event(kind=kind, at=now, record=target.id, detail=change.notice)])
