"""Plans digests: composes what is due, freezes it, and notes a delivery for each reader, all in the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from tracker.jobs.ports import Clock, Renderer, Store
from tracker.model.claim import Claim
from tracker.model.digest import Digest, DigestReceipt, Parts, SourceLine, content_key
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.record import RecordId
from tracker.model.subscriber import Frequency, Preferences, Standing, Subscriber
from tracker.model.topic import Subject, Topic
from tracker.rules.digest import Material, compose
from tracker.rules.due import due_date, period
from tracker.rules.evidence import in_force

FETCH = "fetch"
"""The job whose receipts a digest carries: a fetch of everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What the files say, as far as a digest needs it."""

    subject: Subject
    topics: Sequence[Topic]
    claims: Mapping[str, Claim]
    words: Mapping[str, str]


class Planning:
    def __init__(
        self,
        store: Store,
        renderer: Renderer,
        knowledge: Knowledge,
        clock: Clock,
        *,
        new_message_id: Callable[[], str],
    ) -> None:
        self._store = store
        self._renderer = renderer
        self._knowledge = knowledge
        self._clock = clock
        self._new_message_id = new_message_id
        self._drawn: dict[str, Parts] = {}

    def run(self, *, only: str | None = None) -> int:
        """Returns how many deliveries were planned. Each subscriber is one transaction. only: one address."""
        now = self._clock()
        planned = 0
        for subscriber in self._store.subscribers.all(Standing.ACTIVE):
            if only is not None and subscriber.address.casefold() != only.casefold():
                continue
            due = due_date(subscriber.preferences, subscriber.last_due, subscriber.joined, now)
            if due is not None:
                planned += self._plan_one(subscriber, due, now)
        return planned

    def preview(self, preferences: Preferences, start: date, end: date) -> tuple[Digest, Parts]:
        """A digest of those days for nobody in particular; changes nothing."""
        since = datetime.combine(start, time(), ZoneInfo(preferences.time_zone))
        earlier = [event.number or 0 for event in self._store.events.after(0) if event.at < since]
        digest = self.digest(
            preferences, after=max(earlier, default=0), told=frozenset(), start=start, end=end, since=since
        )
        return digest, self._renderer.draw(digest)

    def preview_for(self, subscriber: Subscriber) -> tuple[Digest, Parts]:
        """What the subscriber would be sent if it were due now; changes nothing."""
        today = self._clock().astimezone(ZoneInfo(subscriber.preferences.time_zone)).date()
        digest = self._digest_for(subscriber, today)
        return digest, self._renderer.draw(digest)

    def _plan_one(self, subscriber: Subscriber, due: date, now: datetime) -> bool:
        digest = self._digest_for(subscriber, due)
        nothing_to_say = digest.is_empty and (
            subscriber.preferences.frequency is Frequency.ALERTS or not subscriber.preferences.empty_mail
        )
        key = content_key(digest)
        with self._store.atomic():
            fresh = self._store.subscribers.get(subscriber.address)
            if fresh is None or (fresh.after, fresh.last_due) != (subscriber.after, subscriber.last_due):
                return False  # another process has planned for this reader meanwhile
            planned = False
            if not nothing_to_say:
                if key not in self._drawn:
                    self._drawn[key] = self._renderer.draw(digest)
                self._store.deliveries.keep_digest(key, digest, self._drawn[key])
                planned = self._store.deliveries.plan(
                    subscriber.id,
                    due=due,
                    digest=key,
                    message_id=self._new_message_id(),
                    records=self._drawn[key].records,
                    at=now,
                )
            self._store.subscribers.advance(subscriber.id, after=digest.up_to, due=due)
        return planned

    def _digest_for(self, subscriber: Subscriber, due: date) -> Digest:
        start, end = period(subscriber.preferences, subscriber.last_due, due, subscriber.joined)
        told = self._store.deliveries.told(subscriber.id)
        since = self._store.deliveries.last_planned(subscriber.id) or subscriber.joined
        return self.digest(subscriber.preferences, after=subscriber.after, told=told, start=start, end=end, since=since)

    def digest(
        self,
        preferences: Preferences,
        *,
        after: int,
        told: frozenset[RecordId],
        start: date,
        end: date,
        since: datetime,
    ) -> Digest:
        """since: fetches that started later are those whose news it carries."""
        events = self._store.events.after(after)
        ids = sorted({event.record for event in events if event.record is not None})
        records = {stored.id: stored for stored in self._store.records.load(ids)}
        verdicts = self._store.readings.verdicts(ids)
        overrules = self._store.readings.overrules(ids)
        material = Material(
            subject=self._knowledge.subject,
            topics=self._knowledge.topics,
            claims=self._knowledge.claims,
            words=self._knowledge.words,
            events=events,
            records=records,
            appraisals=self._store.readings.appraisals(ids),
            verdicts={
                id: tuple(
                    verdict
                    for verdict, _ in in_force(verdicts.get(id, ()), [one for one in overrules if one.record == id])
                )
                for id in ids
            },
            receipt=self._receipt(since),
        )
        return compose(material, preferences, after=after, told=told, start=start, end=end)

    def _receipt(self, since: datetime) -> DigestReceipt:
        runs = self._store.receipts.between(since, self._clock())
        return digest_receipt([one for one in runs if one.job == FETCH and one.started > since])


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
