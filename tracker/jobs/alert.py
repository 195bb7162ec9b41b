"""Plans what cannot wait for a reader's next digest: what became of studies that they were sent, new guidelines."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from tracker.jobs.composing import Composing, Knowledge, Wish
from tracker.jobs.freezing import Freezing
from tracker.jobs.ports import Clock, Store
from tracker.model.event import Event, EventKind
from tracker.model.record import RecordId
from tracker.model.subscriber import Standing, Subscriber
from tracker.rules.urgent import may_be_urgent, urgent_for, urgently

RECEIPTS = timedelta(days=1)
"""Such a mail names the fetches of so long."""


class Alerting:
    """Runs after the digests were planned: what a digest tells moves its reader on, and is not told here again."""

    def __init__(self, store: Store, knowledge: Knowledge, freezing: Freezing, clock: Clock) -> None:
        self._store = store
        self._knowledge = knowledge
        self._freezing = freezing
        self._clock = clock

    def run(self, *, only: str | None = None) -> int:
        """Returns how many mails were planned. only: one address."""
        readers = [
            one
            for one in self._store.subscribers.all(Standing.ACTIVE)
            if only is None or one.address.casefold() == only.casefold()
        ]
        if not readers:
            return 0
        events = [one for one in self._store.events.after(min(one.after for one in readers)) if may_be_urgent(one)]
        owed = self._owed(readers, events)
        if not owed:
            return 0
        composing = Composing(self._store, self._knowledge, events=events, now=self._clock())
        told = self._told(readers, events)
        return sum(
            self._plan(reader, owed[reader.id], told.get(reader.id, frozenset()), composing)
            for reader in readers
            if reader.id in owed
        )

    def _owed(self, readers: list[Subscriber], events: list[Event]) -> dict[int, frozenset[int]]:
        """The numbers of the events that each reader is to hear of now; absent where none."""
        if not events:
            return {}
        heard = self._heard(readers, events)
        told = self._told(readers, events)
        guidelines = self._guidelines(events)
        nothing: frozenset[int] = frozenset()
        found = {
            one.id: urgent_for(
                one,
                events,
                self._knowledge.topics,
                told=told.get(one.id, frozenset()),
                heard=heard.get(one.id, nothing),
                guidelines=guidelines,
            )
            for one in readers
        }
        return {id: numbers for id, numbers in found.items() if numbers}

    def _told(self, readers: list[Subscriber], events: list[Event]) -> dict[int, frozenset[RecordId]]:
        records = {one.record for one in events if one.record is not None and one.kind is not EventKind.CLAIM_STATE}
        return self._store.deliveries.told_of([one.id for one in readers], records)

    def _guidelines(self, events: list[Event]) -> dict[RecordId, tuple[str, ...]]:
        """Their topics; what was retracted meanwhile recommends nothing."""
        ids = {one.record for one in events if one.record is not None and one.kind is EventKind.GUIDELINE}
        found = self._store.records.load(ids) if ids else ()
        return {one.id: one.topics for one in found if not one.record.is_retracted}

    def _heard(self, readers: list[Subscriber], events: list[Event]) -> dict[int, frozenset[int]]:
        return self._store.deliveries.heard_of([one.id for one in readers], [event.number or 0 for event in events])

    def _plan(
        self, reader: Subscriber, numbers: frozenset[int], told: frozenset[RecordId], composing: Composing
    ) -> bool:
        now = self._clock()
        today = now.astimezone(ZoneInfo(reader.preferences.time_zone)).date()
        wish = Wish(
            preferences=urgently(reader.preferences),
            after=0,
            told=told,
            start=today,
            end=today,
            since=now - RECEIPTS,
            only=numbers,
        )
        digest = composing.digest(wish)
        if digest.is_empty:
            return False
        frozen = self._freezing.freeze(digest)
        with self._store.atomic():
            heard = self._store.deliveries.heard_of([reader.id], numbers).get(reader.id)
            if heard or reader.id not in self._store.subscribers.unmoved([reader]):
                return False  # another process has planned for this reader meanwhile
            return self._freezing.plan(
                reader.id, frozen, due=today, at=now, occasion=f"alert {max(numbers)}", events=numbers
            )
