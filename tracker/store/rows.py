"""Between records and their rows: the columns, the tables derived from a record, and the rows made records again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.model.record import Record, RecordId, StoredRecord, content_hash
from tracker.store.codec import dumps, loads
from tracker.store.database import Database, Row, listed

ASKED = """
    json_each(?) AS asked
    LEFT JOIN alias ON alias.id = asked.value
    JOIN record ON record.id = coalesce(alias.kept, asked.value)
"""
"""Record ids as one JSON parameter, each with its record or the one it was merged into."""

STORED = """
    SELECT record.id, record.body, record.content_hash, record.first_seen, record.baseline, record.withdrawn,
        (SELECT json_group_array(topic) FROM record_topic WHERE record_topic.record = record.id) AS topics,
        (SELECT json_group_array(DISTINCT source) FROM sighting
         WHERE sighting.record = record.id
            OR sighting.record IN (SELECT id FROM alias WHERE alias.kept = record.id)) AS sources
"""


def load(db: Database, ids: Iterable[int]) -> tuple[StoredRecord, ...]:
    """In the order asked for, each once; an id that is not there is left out."""
    wanted = listed(ids)
    rows = db.rows(f"{STORED} FROM {ASKED} ORDER BY asked.key", (wanted,)) if wanted != "[]" else []
    return tuple({row["id"]: stored(row) for row in rows}.values())


def stored(row: Row) -> StoredRecord:
    return StoredRecord(
        id=RecordId(row["id"]),
        record=loads(Record, row["body"]),
        content_hash=row["content_hash"],
        first_seen=datetime.fromisoformat(row["first_seen"]),
        baseline=bool(row["baseline"]),
        topics=loads(tuple[str, ...], row["topics"]),
        sources=loads(tuple[str, ...], row["sources"]),
        withdrawn=row["withdrawn"] is not None,
    )


def columns(record: Record) -> dict[str, object]:
    return {
        "pmid": record.pmid,
        "doi": record.doi.lower() if record.doi else None,
        "title": record.title,
        "abstract": record.abstract_text,
        "body": dumps(record),
        "content_hash": content_hash(record),
    }


def put(db: Database, id: RecordId, record: Record) -> bool:
    """`record` in the place of what is stored. True if the content changed: then its text waits to be read again."""
    new = columns(record)
    old = db.row("SELECT content_hash, body FROM record WHERE id = ?", (id,))
    assert old is not None
    if old["body"] == new["body"]:
        return False
    changed: bool = old["content_hash"] != new["content_hash"]
    db.write(
        """UPDATE record SET pmid = :pmid, doi = :doi, title = :title, abstract = :abstract, body = :body,
           content_hash = :content_hash, appraisal = CASE WHEN content_hash = :content_hash THEN appraisal END
           WHERE id = :id""",
        {**new, "id": id},
    )
    index(db, id, record)
    return changed


def index(db: Database, id: RecordId, record: Record) -> None:
    """The trial numbers and the links that studies are found by."""
    db.write("DELETE FROM record_trial WHERE record = ?", (id,))
    db.write("DELETE FROM record_link WHERE record = ?", (id,))
    _index(db, [(id, record)])


def index_new(db: Database, records: Sequence[tuple[RecordId, Record]]) -> None:
    """Of records that had none of them, and their full text. (A trigger would put that in for twice the cost; the one
    for changes keeps it.)"""
    db.write_each(
        "INSERT INTO record_words (rowid, title, abstract) VALUES (?, ?, ?)",
        ((id, record.title, record.abstract_text) for id, record in records),
    )
    _index(db, records)


def _index(db: Database, records: Sequence[tuple[RecordId, Record]]) -> None:
    trials = [(trial, id) for id, record in records for trial in record.trial_ids]
    links = [
        (link.pmid, id, link.kind.value) for id, record in records for link in record.links if link.pmid is not None
    ]
    if trials:
        db.write_each("INSERT OR IGNORE INTO record_trial (trial, record) VALUES (?, ?)", trials)
    if links:
        db.write_each("INSERT OR IGNORE INTO record_link (pmid, record, kind) VALUES (?, ?, ?)", links)


def set_keys(db: Database, id: RecordId, keys: Iterable[tuple[str, str]]) -> None:
    wanted = set(keys)
    present = keys_of(db, id)
    if gone := present - wanted:
        db.write_each(
            "DELETE FROM lookup_key WHERE kind = ? AND value = ? AND record = ?", [(*key, id) for key in gone]
        )
    if added := wanted - present:
        add_keys(db, [(*key, id) for key in added])


def add_keys(db: Database, rows: Sequence[tuple[str, str, RecordId]]) -> None:
    db.write_each("INSERT INTO lookup_key (kind, value, record) VALUES (?, ?, ?)", rows)


def keys_of(db: Database, id: RecordId) -> set[tuple[str, str]]:
    return {(row[0], row[1]) for row in db.rows("SELECT kind, value FROM lookup_key WHERE record = ?", (id,))}


def own_id(db: Database, id: RecordId) -> RecordId:
    """The record that the id stands for: itself, or the one it was merged into."""
    kept = db.value("SELECT kept FROM alias WHERE id = ?", (id,))
    return id if kept is None else RecordId(kept)
