"""Exclusions in the open: what reached no digest and why, and the whole story of one record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.app.topicwork import named
from tracker.app.views import minute
from tracker.app.workshop import Workshop, find_record
from tracker.errors import UsageError
from tracker.model.digest import StudyCard
from tracker.model.reason import Reason
from tracker.model.record import RecordId, StoredRecord
from tracker.rules.unannounced import Case, reason

if TYPE_CHECKING:
    from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Excluded:
    """name: PMID, DOI or address; reason: in public words."""

    name: str
    title: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class FoundBy:
    """terms: of the topic's search that the record meets; by_words: headings that only its text names."""

    topic: str
    title: str
    terms: tuple[str, ...]
    by_words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One record's story. sent: (address, due day, state, when); reason: why no digest announces it."""

    card: StudyCard | None
    name: str
    title: str
    first_seen: str
    sources: tuple[str, ...]
    found_by: tuple[FoundBy, ...]
    events: tuple[tuple[str, str], ...]
    sent: tuple[tuple[str, str, str, str], ...]
    reason: Reason | None


class Exclusions:
    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def counts(self) -> dict[Reason, int]:
        """How many stand under each reason; reasons without any are left out."""
        with self._workshop.store(read_only=True) as store:
            return counts(store, self._watched)

    def listed(self, wanted: Reason | None, limit: int) -> tuple[Excluded, ...]:
        """The newest first, of one reason or of all."""
        with self._workshop.store(read_only=True) as store:
            found: list[Excluded] = []
            if wanted in (None, Reason.AWAITING_RECORD):
                found += [Excluded(str(pmid), "", Reason.AWAITING_RECORD) for pmid in store.records.missing()]
            if wanted in (None, Reason.DUPLICATE):
                duplicates = store.untold.duplicates()
                kept = {one.id: named(one) for one in store.records.load(id for _, id, _ in duplicates)}
                found += [
                    Excluded(f"in {kept[id].name}" if id in kept else "", title, Reason.DUPLICATE)
                    for title, id, _ in duplicates
                ]
            if wanted not in (Reason.AWAITING_RECORD, Reason.DUPLICATE, Reason.OFF_TOPIC):
                stored = store.records.load(store.untold.records())
                found += [
                    Excluded(named(one).name, one.record.title, why)
                    for one, why in reasons(store, stored, self._watched)
                    if wanted in (None, why)
                ]
            if wanted in (None, Reason.OFF_TOPIC):
                passed = store.untold.passed_over(limit)
                found += [Excluded(one.name, one.title, Reason.OFF_TOPIC) for one in passed]
        return tuple(found[:limit])

    def explain(self, name: str) -> Explanation:
        """By PMID or DOI, also for what was never kept. Raises UsageError for a name that nothing is known of."""
        with self._workshop.store(read_only=True) as store:
            stored = find_record(store, name)
            return self._passed_over(store, name) if stored is None else self._explained(store, stored)

    @property
    def _watched(self) -> Collection[str]:
        return self._workshop.registry.topics_by_id

    def _passed_over(self, store: Store, name: str) -> Explanation:
        if name.isdecimal() and int(name) in store.records.missing():
            return _bare(name, "", Reason.AWAITING_RECORD)
        for one in store.untold.passed_over(1, name=name.lower()):
            return _bare(one.name, one.title, Reason.OFF_TOPIC, (one.source,))
        raise UsageError(
            f"nothing is known of {name}: no search and no feed has shown it",
            mend="Does a topic's search match it? See: python daemon.py topics preview TOPIC --live",
        )

    def _explained(self, store: Store, stored: StoredRecord) -> Explanation:
        from tracker.app.showing.cards import cards
        from tracker.query import compile_search, parse, ready

        registry = self._workshop.registry
        (card,) = cards(store, registry.claims_by_id, registry.words, [stored.id])
        text = ready(stored.record)
        found_by = []
        for id in stored.topics:
            topic = registry.topics_by_id.get(id)
            match = compile_search(parse(topic.search), registry.mesh).matches(text) if topic else None
            found_by.append(
                FoundBy(
                    id,
                    topic.title if topic else "no longer watched",
                    match.terms if match else (),
                    match.by_words if match else (),
                )
            )
        told = store.untold.told(stored.id)
        announced = any(one.state != "refused" for one in told)
        return Explanation(
            card=card,
            name=named(stored).name,
            title=stored.record.title,
            first_seen=minute(stored.first_seen),
            sources=stored.sources,
            found_by=tuple(found_by),
            events=tuple(
                (minute(event.at), " ".join(filter(None, [event.kind.value, event.claim, event.after, event.detail])))
                for event in store.events.of(stored.id)
            ),
            sent=tuple((one.address, one.due, one.state, one.sent or "") for one in told),
            reason=None if announced else next(why for _, why in reasons(store, [stored], self._watched)),
        )


def _bare(name: str, title: str, why: Reason, sources: tuple[str, ...] = ("pubmed",)) -> Explanation:
    return Explanation(
        card=None, name=name, title=title, first_seen="", sources=sources, found_by=(), events=(), sent=(), reason=why
    )


def reasons(
    store: Store, records: Sequence[StoredRecord], topics: Collection[str]
) -> list[tuple[StoredRecord, Reason]]:
    """For records that no digest announces."""
    refused = store.untold.refused(one.id for one in records)
    readers = store.subscribers.all()
    return [
        (
            one,
            reason(
                Case(
                    stored=one,
                    events=store.events.of(one.id) if not one.baseline else (),
                    refused=one.id in refused,
                    topics=topics,
                    readers=readers,
                )
            ),
        )
        for one in records
    ]


def counts(store: Store, topics: Collection[str]) -> dict[Reason, int]:
    """The silent baseline is counted as a whole, whatever else may be said of a record of it."""
    found = dict.fromkeys(Reason, 0)
    found[Reason.OFF_TOPIC] = store.untold.passed_over_count()
    found[Reason.DUPLICATE] = len(store.untold.duplicates())
    found[Reason.AWAITING_RECORD] = len(store.records.missing())
    found[Reason.BASELINE] = store.untold.baseline()
    ids: tuple[RecordId, ...] = store.untold.records(baseline=False)
    for _, why in reasons(store, store.records.load(ids), topics):
        found[why] += 1
    return {why: number for why, number in found.items() if number}
