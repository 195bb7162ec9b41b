"""Composes digests for many readers: what they are made of is read once, and equal wishes share one composition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tracker.jobs.ports import Store
from tracker.model.claim import Claim
from tracker.model.digest import Digest, DigestReceipt, SourceLine
from tracker.model.event import Event
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.record import RecordId
from tracker.model.subscriber import Preferences
from tracker.model.topic import Subject, Topic
from tracker.rules.digest import Material, compose
from tracker.rules.evidence import in_force

FETCH = "fetch"
"""The job whose receipts a digest carries: a fetch of everything."""

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What the files say, as far as a digest needs it."""

    subject: Subject
    topics: Sequence[Topic]
    claims: Mapping[str, Claim]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """All that a digest depends on beside the store: who has equal ones is sent the same.

    after: number of the last event the reader heard of; told: records they were told of (only those that `Composing`
    names count); since: fetches that started later are those whose news it carries; heard: numbers of events that a
    mail between digests told; only: the events of such a mail, None for a digest.
    """

    preferences: Preferences
    after: int
    told: frozenset[RecordId]
    start: date
    end: date
    since: datetime
    heard: frozenset[int] = frozenset()
    only: frozenset[int] | None = None


class Composing:
    """As the store stands at `now`. events: those behind the earliest place of all wishes that will be asked for."""

    def __init__(self, store: Store, knowledge: Knowledge, *, events: Sequence[Event], now: datetime) -> None:
        self._store = store
        self._now = now
        self._read_since = now
        self._fetches: list[Receipt] = []
        self._receipts: dict[int, DigestReceipt] = {}
        self._material = _material(store, knowledge, events)

    @property
    def records(self) -> frozenset[RecordId]:
        """All that anything happened to."""
        return frozenset(self._material.records)

    @property
    def numbers(self) -> frozenset[int]:
        """The events that a digest may tell."""
        return frozenset(event.number or 0 for event in self._material.events)

    def digest(self, wish: Wish) -> Digest:
        events = [
            event
            for event in self._material.events
            if event.number not in wish.heard and (wish.only is None or event.number in wish.only)
        ]
        material = replace(self._material, events=events, receipt=self._receipt(wish.since))
        return compose(material, wish.preferences, after=wish.after, told=wish.told, start=wish.start, end=wish.end)

    def _receipt(self, since: datetime) -> DigestReceipt:
        if since < self._read_since:
            self._read_since, self._fetches = since, fetches(self._store, self._now, since=since)
        carried = [one for one in self._fetches if one.started > since]
        if len(carried) not in self._receipts:
            self._receipts[len(carried)] = digest_receipt(carried)
        return self._receipts[len(carried)]


def _material(store: Store, knowledge: Knowledge, events: Sequence[Event]) -> Material:
    ids = sorted({event.record for event in events if event.record is not None})
    verdicts, overrules = store.readings.verdicts(ids), store.readings.overrules(ids)
    return Material(
        subject=knowledge.subject,
        topics=knowledge.topics,
        claims=knowledge.claims,
        words=knowledge.words,
        events=events,
        records={stored.id: stored for stored in store.records.load(ids)},
        appraisals=store.readings.appraisals(ids),
        verdicts={
            id: tuple(
                verdict for verdict, _ in in_force(verdicts.get(id, ()), [one for one in overrules if one.record == id])
            )
            for id in ids
        },
        receipt=digest_receipt([]),
    )


def fetches(store: Store, now: datetime, *, since: datetime | None = None) -> list[Receipt]:
    """Fetches of everything since then, or in the last week."""
    return [one for one in store.receipts.between(since or now - WEEK, now) if one.job == FETCH]


def digest_receipt(receipts: Sequence[Receipt]) -> DigestReceipt:
    """One line per source. A source whose newest answer in the period failed is named as failed."""
    by_source: dict[str, list[SourceOutcome]] = {}
    for receipt in receipts:
        for outcome in receipt.outcomes:
            by_source.setdefault(outcome.source, []).append(outcome)
    failed: list[SourceLine] = []
    answered: list[SourceLine] = []
    for outcomes in by_source.values():
        newest = outcomes[-1]
        bad = newest.failed or newest.status is SourceStatus.PARTIAL
        line = SourceLine(title=newest.title, status=newest.status.value, words=_source_words(outcomes))
        (failed if bad else answered).append(line)
    return DigestReceipt(
        runs=len(receipts),
        first_run=f"{receipts[0].started:%Y-%m-%d %H:%M} UTC" if receipts else "",
        last_run=f"{receipts[-1].started:%Y-%m-%d %H:%M} UTC" if receipts else "",
        failed=tuple(failed),
        answered=tuple(answered),
    )


def _source_words(outcomes: Sequence[SourceOutcome]) -> str:
    newest = outcomes[-1]
    answers = [outcome for outcome in outcomes if not outcome.failed]
    words = [f"answered {len(answers)} of {len(outcomes)} times"]
    counts = [outcome.new for outcome in answers if outcome.new is not None]
    if counts:
        words.append(f"{sum(counts)} new")
    return ", ".join(words) + (f": {newest.message}" if newest.message else "")
