"""Freezes digests: drawn once, kept under their content, and handed to the deliveries of all who are sent them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.jobs.ports import Renderer, Store
from tracker.model.digest import Digest, content_key
from tracker.model.record import RecordId


@dataclass(frozen=True, slots=True)
class Frozen:
    """What planning has to know of a digest that was composed. key: "" where nobody is to be sent it."""

    key: str
    up_to: int
    records: tuple[RecordId, ...] = ()


class Freezing:
    def __init__(self, store: Store, renderer: Renderer, new_message_id: Callable[[], str]) -> None:
        self._store = store
        self.renderer = renderer
        self._new_message_id = new_message_id
        self._kept: dict[str, tuple[RecordId, ...]] = {}

    def freeze(self, digest: Digest) -> Frozen:
        key = content_key(digest)
        if key not in self._kept:
            parts = self.renderer.draw(digest)
            with self._store.atomic():
                self._store.deliveries.keep_digest(key, digest, parts)
            self._kept[key] = parts.records
        return Frozen(key, digest.up_to, self._kept[key])

    def plan(
        self,
        subscriber: int,
        frozen: Frozen,
        *,
        due: date,
        at: datetime,
        occasion: str = "",
        events: Iterable[int] = (),
    ) -> bool:
        return self._store.deliveries.plan(
            subscriber,
            due=due,
            digest=frozen.key,
            message_id=self._new_message_id(),
            records=frozen.records,
            at=at,
            occasion=occasion,
            events=events,
        )
