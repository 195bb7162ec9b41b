"""The append-only, numbered list of what is news."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tracker.model.event import Event, EventKind
from tracker.model.record import RecordId
from tracker.store.codec import time_text
from tracker.store.database import Database, Row
from tracker.store.rows import own_id

EVENT = """
    SELECT event.number, kind, at, coalesce(alias.kept, record) AS owner, claim, stratum, was, became, detail, late
    FROM event LEFT JOIN alias ON alias.id = event.record
"""


class Events:
    """An event about a record that was merged later is about the one it was merged into."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def append(self, events: Iterable[Event]) -> int:
        """The store gives the numbers: one that an event brings along is passed over."""
        with self._db.joined():
            self._db.write_each(
                """INSERT INTO event (kind, at, record, claim, stratum, was, became, detail, late)
                   VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                [
                    (
                        event.kind, time_text(event.at), event.record, event.claim, event.stratum,
                        event.before, event.after, event.detail, int(event.late),
                    )
                    for event in events
                ],
            )  # fmt: skip
            return self.last()

    def after(self, number: int) -> tuple[Event, ...]:
        return tuple(
            event_of(row) for row in self._db.rows(f"{EVENT} WHERE event.number > ? ORDER BY event.number", (number,))
        )

    def last(self) -> int:
        """0 where nothing ever happened."""
        number: int = self._db.value("SELECT coalesce(max(number), 0) FROM event")
        return number

    def of(self, id: RecordId) -> tuple[Event, ...]:
        found = self._db.rows(
            f"{EVENT} WHERE record = ?1 OR record IN (SELECT id FROM alias WHERE kept = ?1) ORDER BY event.number",  # noqa: S608
            (own_id(self._db, id),),
        )
        return tuple(event_of(row) for row in found)


def event_of(row: Row) -> Event:
    return Event(
        number=row["number"],
        kind=EventKind(row["kind"]),
        at=datetime.fromisoformat(row["at"]),
        record=None if row["owner"] is None else RecordId(row["owner"]),
        claim=row["claim"],
        stratum=row["stratum"],
        before=row["was"],
        after=row["became"],
        detail=row["detail"],
        late=bool(row["late"]),
    )
