"""Plans the first mail after joining: the ledger so far. It goes the way of all digests, so it is sent once."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from tracker.jobs.composing import Knowledge, digest_receipt, fetches
from tracker.jobs.freezing import Freezing
from tracker.jobs.ports import Clock, Store
from tracker.model.digest import Digest
from tracker.model.subscriber import Subscriber
from tracker.rules.digest import wanted_topics
from tracker.rules.sofar import so_far


class Welcoming:
    def __init__(self, store: Store, knowledge: Knowledge, freezing: Freezing, clock: Clock) -> None:
        self._store = store
        self._knowledge = knowledge
        self._freezing = freezing
        self._clock = clock

    def run(self, *, only: str | None = None) -> int:
        """Returns how many mails were planned. only: one address."""
        now = self._clock()
        planned = 0
        for reader in self._store.subscribers.to_welcome():
            if only is not None and reader.address.casefold() != only.casefold():
                continue
            digest = self._digest(reader)
            frozen = self._freezing.freeze(digest)
            with self._store.atomic():
                if self._store.subscribers.take_welcome(reader.id):
                    planned += self._freezing.plan(
                        reader.id, frozen, due=digest.end, at=now, occasion=f"welcome {reader.joined.isoformat()}"
                    )
        return planned

    def _digest(self, reader: Subscriber) -> Digest:
        subject = self._knowledge.subject
        now = self._clock()
        today = now.astimezone(ZoneInfo(reader.preferences.time_zone)).date()
        lines, unseen = so_far(
            wanted_topics(self._knowledge.topics, reader.preferences),
            self._knowledge.claims,
            self._store.ledger.states(),
            self._knowledge.words,
        )
        return Digest(
            name=subject.digest_name,
            start=today,
            end=today,
            up_to=reader.after,
            safety=subject.safety,
            crisis=subject.crisis_for(reader.preferences.language),
            crisis_language=reader.preferences.language if reader.preferences.language in subject.crisis_in else "",
            welcome=True,
            so_far=lines,
            unseen=unseen,
            receipt=digest_receipt(fetches(self._store, now)),
        )
