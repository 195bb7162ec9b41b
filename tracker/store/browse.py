"""What pages ask: lists of what is stored. Nothing here writes; merged records stand under the one they became."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.model.event import Event, EventKind
from tracker.model.ledger import StateChange
from tracker.model.record import RecordId
from tracker.store.codec import loads
from tracker.store.database import Database, listed
from tracker.store.events import EVENT, event_of
from tracker.store.rows import ASKED

NOT_MERGED = "record.id NOT IN (SELECT id FROM alias)"
NAME = "coalesce(record.pmid, 'r' || record.id)"
YEAR = "record.body ->> '$.published.year'"


class Browse:
    def __init__(self, db: Database) -> None:
        self._db = db

    def records(self, topic: str | None = None) -> tuple[RecordId, ...]:
        """Of one topic or of all, newest publication first."""
        found = self._db.rows(
            f"""SELECT id FROM record WHERE {NOT_MERGED}
                AND (:topic IS NULL OR id IN (SELECT record FROM record_topic WHERE topic = :topic))
                ORDER BY {YEAR} DESC, body ->> '$.published.month' DESC, body ->> '$.published.day' DESC, id DESC""",  # noqa: S608
            {"topic": topic},
        )
        return tuple(RecordId(row[0]) for row in found)

    def names(self, ids: Iterable[RecordId] | None = None) -> dict[RecordId, str]:
        """What the pages of these records, or of all, are called today: the PMID, or "r" and our own number."""
        if ids is None:
            found = self._db.rows(f"SELECT id, {NAME} FROM record WHERE {NOT_MERGED} ORDER BY id")  # noqa: S608
        else:
            found = self._db.rows(f"SELECT asked.value, {NAME} FROM {ASKED}", (listed(ids),))  # noqa: S608
        return {RecordId(row[0]): str(row[1]) for row in found}

    def created_since(self, day: date) -> tuple[RecordId, ...]:
        """Records that appeared in their source since then; one without a create date counts from when it was seen."""
        found = self._db.rows(
            f"""SELECT id FROM record WHERE {NOT_MERGED}
                AND coalesce(body ->> '$.created', substr(first_seen, 1, 10)) >= ? ORDER BY id DESC""",  # noqa: S608
            (day.isoformat(),),
        )
        return tuple(RecordId(row[0]) for row in found)

    def titles(self) -> dict[RecordId, str]:
        found = self._db.rows(f"SELECT id, title FROM record WHERE {NOT_MERGED} ORDER BY id")  # noqa: S608
        return {RecordId(row[0]): row[1] for row in found}

    def study_of(self, id: RecordId) -> tuple[RecordId, ...]:
        """All records of the study that this one belongs to, itself among them."""
        found = self._db.rows(
            f"""SELECT record.id FROM study JOIN record ON record.id = study.record
                WHERE study.study = (SELECT study FROM study WHERE record = ?) AND {NOT_MERGED} ORDER BY record.id""",  # noqa: S608
            (id,),
        )
        return tuple(RecordId(row[0]) for row in found)

    def designs_by_year(self, topic: str) -> dict[tuple[int | None, str, str], int]:
        """(year of publication, design, species) -> how many records; None and "" where they are not known."""
        found = self._db.rows(
            f"""SELECT {YEAR} AS year, coalesce(appraisal.body ->> '$.design', '') AS design,
                    coalesce(appraisal.body ->> '$.species', '') AS species, count(*)
                FROM record_topic JOIN record ON record.id = record_topic.record
                LEFT JOIN appraisal ON appraisal.id = record.appraisal
                WHERE topic = ? AND {NOT_MERGED} GROUP BY 1, 2, 3""",  # noqa: S608
            (topic,),
        )
        return {(row[0], row[1], row[2]): row[3] for row in found}

    def changes(self) -> tuple[StateChange, ...]:
        """The changes of all claims' states, newest first."""
        found = self._db.rows("SELECT body FROM state_change ORDER BY id DESC")
        return tuple(loads(StateChange, row[0]) for row in found)

    def events(self, kinds: Iterable[EventKind], limit: int, *, topic: str | None = None) -> tuple[Event, ...]:
        """The last of these kinds, newest first; topic: about records of this topic only."""
        found = self._db.rows(
            f"""{EVENT} WHERE kind IN (SELECT value FROM json_each(:kinds))
                AND (:topic IS NULL OR owner IN (SELECT record FROM record_topic WHERE topic = :topic))
                ORDER BY event.number DESC LIMIT :limit""",  # noqa: S608
            {"kinds": listed(kind.value for kind in kinds), "topic": topic, "limit": limit},
        )
        return tuple(event_of(row) for row in found)

    def is_sent(self, digest: str) -> bool:
        """Whether the digest of this key is somebody's: sent, or about to be."""
        return self._db.row("SELECT 1 FROM delivery WHERE digest = ? LIMIT 1", (digest,)) is not None

    def digests(self) -> tuple[str, ...]:
        """The keys of all that are somebody's: sent, or about to be. Oldest first."""
        found = self._db.rows("SELECT key FROM digest WHERE key IN (SELECT digest FROM delivery) ORDER BY rowid")
        return tuple(row[0] for row in found)
