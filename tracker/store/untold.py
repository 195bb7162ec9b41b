"""What reached nobody: records in no digest, items that were passed over, records that became part of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.model.record import RecordId, Sighting
from tracker.store.codec import time_text
from tracker.store.database import Database, listed

KEPT_FOR = timedelta(days=180)
"""So long after a feed last showed it, an item that was passed over is remembered."""

SENT = """SELECT coalesce(alias.kept, digest_item.record) FROM delivery JOIN digest_item USING (digest)
          LEFT JOIN alias ON alias.id = digest_item.record WHERE state <> 'refused'"""
STILL_PASSED_OVER = """passed_over WHERE (source, passed_over.key) NOT IN (SELECT source, sighting.key FROM sighting)
    AND name NOT IN (SELECT doi FROM record WHERE doi IS NOT NULL)"""
"""Without those that another source, or a widened search, has brought in since."""

MINE = "(digest_item.record = ?1 OR digest_item.record IN (SELECT id FROM alias WHERE kept = ?1))"


@dataclass(frozen=True, slots=True)
class PassedOver:
    """name: PMID, DOI or address."""

    source: str
    name: str
    title: str
    last: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """One digest to one reader that announces a record. sent: None while it waits."""

    address: str
    due: str
    state: str
    sent: str | None


class Untold:
    def __init__(self, db: Database) -> None:
        self._db = db

    def records(self, *, baseline: bool | None = None) -> tuple[RecordId, ...]:
        """Records that no digest announces, newest first; baseline: only those, or only the others."""
        found = self._db.rows(
            f"""SELECT id FROM record WHERE id NOT IN (SELECT id FROM alias) AND id NOT IN ({SENT})
                AND (:baseline IS NULL OR baseline = :baseline) ORDER BY id DESC""",  # noqa: S608
            {"baseline": baseline},
        )
        return tuple(RecordId(row[0]) for row in found)

    def baseline(self) -> int:
        """How many of them are baseline."""
        number: int = self._db.value(
            f"""SELECT count(*) FROM record WHERE baseline = 1 AND id NOT IN (SELECT id FROM alias)
                AND id NOT IN ({SENT})"""  # noqa: S608
        )
        return number

    def refused(self, ids: Iterable[RecordId]) -> frozenset[RecordId]:
        """Those that stood in a digest that was refused."""
        found = self._db.rows(
            """SELECT DISTINCT record FROM delivery JOIN digest_item USING (digest)
               WHERE state = 'refused' AND record IN (SELECT value FROM json_each(?))""",
            (listed(ids),),
        )
        return frozenset(RecordId(row[0]) for row in found)

    def told(self, id: RecordId) -> tuple[Told, ...]:
        """Who is, or will be, sent a record, in the order of planning."""
        found = self._db.rows(
            f"""SELECT address, due, state, sent FROM delivery JOIN digest_item USING (digest)
                JOIN subscriber ON subscriber.id = delivery.subscriber
                WHERE {MINE} ORDER BY delivery.id""",  # noqa: S608
            (id,),
        )
        return tuple(Told(row["address"], row["due"], row["state"], row["sent"]) for row in found)

    def duplicates(self) -> tuple[tuple[str, RecordId, str], ...]:
        """(title, the record that it became part of, why)."""
        found = self._db.rows(
            "SELECT title, kept, why FROM alias JOIN record ON record.id = alias.id ORDER BY alias.number DESC"
        )
        return tuple((row[0], RecordId(row[1]), row[2]) for row in found)

    # --- feed items that no topic matched --------------------------------------------------------------------

    def pass_over(self, sightings: Iterable[Sighting], at: datetime) -> None:
        with self._db.atomic():
            self._db.write_each(
                """INSERT INTO passed_over (source, key, title, name, first, last)
                   VALUES (:source, :key, :title, :name, :at, :at)
                   ON CONFLICT (source, key) DO UPDATE SET last = excluded.last, title = excluded.title""",
                [
                    {
                        "source": one.source,
                        "key": one.key,
                        "title": one.record.title,
                        "name": str(one.record.pmid or one.record.doi or one.record.url or one.key),
                        "at": time_text(at),
                    }
                    for one in sightings
                ],
            )
            self._db.write("DELETE FROM passed_over WHERE last < ?", (time_text(at - KEPT_FOR),))

    def passed_over(self, limit: int, *, name: str | None = None) -> tuple[PassedOver, ...]:
        """The last ones that a feed showed, newest first; name: those of this PMID, DOI or address."""
        found = self._db.rows(
            f"""SELECT source, name, title, last FROM {STILL_PASSED_OVER} AND (:name IS NULL OR name = :name)
                ORDER BY last DESC, title LIMIT :limit""",  # noqa: S608
            {"name": name, "limit": limit},
        )
        return tuple(PassedOver(row[0], row[1], row[2], datetime.fromisoformat(row[3])) for row in found)

    def passed_over_count(self) -> int:
        number: int = self._db.value(f"SELECT count(*) FROM {STILL_PASSED_OVER}")  # noqa: S608
        return number
