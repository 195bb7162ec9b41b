"""Plans digests: composes what is due, freezes it, and notes a delivery for each reader, all in the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from tracker.jobs.composing import Composing, Knowledge, Wish
from tracker.jobs.freezing import Freezing, Frozen
from tracker.jobs.ports import Clock, Store
from tracker.model.digest import Digest, Parts
from tracker.model.subscriber import Frequency, Preferences, Standing, Subscriber
from tracker.rules.due import due_date, period

TOGETHER = 500
"""Readers planned in one transaction. Nothing is composed or drawn inside it: other writers wait only for rows."""

Due = tuple[Subscriber, date]


class Planning:
    def __init__(self, store: Store, knowledge: Knowledge, freezing: Freezing, clock: Clock) -> None:
        self._store = store
        self._knowledge = knowledge
        self._freezing = freezing
        self._clock = clock

    def run(self, *, only: str | None = None) -> int:
        """Returns how many deliveries were planned. only: one address."""
        now = self._clock()
        due = self._due(now, only)
        if not due:
            return 0
        composing = self._composing(min(subscriber.after for subscriber, _ in due), now)
        frozen: dict[Wish, Frozen] = {}
        planned = 0
        for start in range(0, len(due), TOGETHER):
            batch = due[start : start + TOGETHER]
            wishes = self._wishes(batch, composing)
            for wish in wishes:
                if wish not in frozen:
                    frozen[wish] = self._freeze(wish, composing.digest(wish))
            planned += self._plan(batch, [frozen[wish] for wish in wishes], now)
        return planned

    def preview(self, preferences: Preferences, start: date, end: date) -> tuple[Digest, Parts]:
        """A digest of those days for nobody in particular; changes nothing."""
        since = datetime.combine(start, time(), ZoneInfo(preferences.time_zone))
        after = max((event.number or 0 for event in self._store.events.after(0) if event.at < since), default=0)
        wish = Wish(preferences=preferences, after=after, told=frozenset(), start=start, end=end, since=since)
        digest = self._composing(after, self._clock()).digest(wish)
        return digest, self._freezing.renderer.draw(digest)

    def preview_for(self, subscriber: Subscriber) -> tuple[Digest, Parts]:
        """What the subscriber would be sent if it were due now; changes nothing."""
        now = self._clock()
        today = now.astimezone(ZoneInfo(subscriber.preferences.time_zone)).date()
        composing = self._composing(subscriber.after, now)
        (wish,) = self._wishes([(subscriber, today)], composing)
        digest = composing.digest(wish)
        return digest, self._freezing.renderer.draw(digest)

    def _composing(self, after: int, now: datetime) -> Composing:
        return Composing(self._store, self._knowledge, events=self._store.events.after(after), now=now)

    def _due(self, now: datetime, only: str | None) -> list[Due]:
        found = []
        for subscriber in self._store.subscribers.all(Standing.ACTIVE):
            if only is not None and subscriber.address.casefold() != only.casefold():
                continue
            due = due_date(subscriber.preferences, subscriber.last_due, subscriber.joined, now)
            if due is not None:
                found.append((subscriber, due))
        return found

    def _wishes(self, batch: Sequence[Due], composing: Composing) -> list[Wish]:
        ids = [subscriber.id for subscriber, _ in batch]
        told = self._store.deliveries.told_of(ids, composing.records)
        heard = self._store.deliveries.heard_of(ids, composing.numbers)
        planned = self._store.deliveries.last_planned(ids)
        now = self._clock()
        wishes = []
        for subscriber, due in batch:
            start, end = period(subscriber.preferences, subscriber.last_due, due, subscriber.joined)
            since = planned.get(subscriber.id, subscriber.joined)
            wishes.append(
                Wish(
                    preferences=subscriber.preferences,
                    after=subscriber.after,
                    told=told.get(subscriber.id, frozenset()),
                    start=start,
                    end=end,
                    since=since if since <= now else datetime.combine(start, time(), UTC),
                    heard=heard.get(subscriber.id, frozenset()),
                )
            )
        return wishes

    def _freeze(self, wish: Wish, digest: Digest) -> Frozen:
        """Drawn and kept, unless there is nothing to say to those who wish for it."""
        wants_empty = wish.preferences.empty_mail and wish.preferences.frequency is not Frequency.ALERTS
        if digest.is_empty and not wants_empty:
            return Frozen("", digest.up_to)
        return self._freezing.freeze(digest)

    def _plan(self, batch: Sequence[Due], frozen: Sequence[Frozen], now: datetime) -> int:
        planned = 0
        with self._store.atomic():
            unmoved = self._store.subscribers.unmoved([subscriber for subscriber, _ in batch])
            for (subscriber, due), digest in zip(batch, frozen, strict=True):
                if subscriber.id not in unmoved:
                    continue  # another process has planned for this reader meanwhile
                # A clock that ran ahead may have used the date up: then its news is for the next one.
                taken = not digest.key or self._freezing.plan(subscriber.id, digest, due=due, at=now)
                planned += taken and bool(digest.key)
                self._store.subscribers.advance(
                    subscriber.id,
                    after=digest.up_to if taken else subscriber.after,
                    due=due,
                    back=subscriber.last_due is not None and subscriber.last_due > due,
                )
        return planned
