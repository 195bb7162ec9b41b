"""Two records that are the same work: one becomes an alias of the other, and the way back stays open."""

from __future__ import annotations

import json
from collections.abc import Iterable

from tracker.errors import UsageError
from tracker.model.record import Record, RecordId
from tracker.store import rows
from tracker.store.codec import loads
from tracker.store.database import Database


def merge(
    db: Database, keep: RecordId, drop: RecordId, merged: Record, keys: Iterable[tuple[str, str]], why: str
) -> None:
    """The dropped record keeps its own row, sightings, topics and readings, unseen, until it is taken out again."""
    keep, drop = rows.own_id(db, keep), rows.own_id(db, drop)
    if keep == drop:
        return
    body = _body(db, keep)
    kept, dropped = loads(Record, body), loads(Record, _body(db, drop))
    if kept.pmid is not None and dropped.pmid is not None and kept.pmid != dropped.pmid:
        raise UsageError(f"PMID {kept.pmid} and PMID {dropped.pmid} are two records: they never merge")
    db.write("UPDATE record SET pmid = NULL WHERE id = ?", (drop,))
    db.write(
        "INSERT INTO alias (id, merged_into, kept, body_before, keys_before, why) VALUES (?, ?, ?, ?, ?, ?)",
        (drop, keep, keep, body, json.dumps(sorted(rows.keys_of(db, keep))), why),
    )
    _straighten(db)
    rows.put(db, keep, merged)
    rows.set_keys(db, keep, keys)
    db.write(
        "INSERT OR IGNORE INTO record_topic (record, topic) SELECT ?, topic FROM record_topic WHERE record = ?",
        (keep, drop),
    )
    db.write("DELETE FROM proposed_merge WHERE ? IN (record, other) AND ? IN (record, other)", (keep, drop))


def unmerge(db: Database, alias: RecordId) -> None:
    """Merges are undone in the opposite order; topics stay with both."""
    found = db.row("SELECT * FROM alias WHERE id = ?", (alias,))
    if found is None:
        raise UsageError(f"record {alias} was not merged into another")
    keep = RecordId(found["merged_into"])
    later = db.value("SELECT id FROM alias WHERE number > ? AND ? IN (id, merged_into)", (found["number"], keep))
    if later is not None:
        raise UsageError(f"record {later} was merged after it", mend="Take that one out first.")
    db.write("DELETE FROM alias WHERE id = ?", (alias,))
    _straighten(db)
    rows.put(db, keep, loads(Record, found["body_before"]))
    rows.set_keys(db, keep, [(kind, value) for kind, value in json.loads(found["keys_before"])])
    db.write("UPDATE record SET pmid = body ->> '$.pmid' WHERE id = ?", (alias,))


def proposals(db: Database) -> tuple[tuple[RecordId, RecordId, str], ...]:
    found = db.rows("SELECT record, other, why FROM proposed_merge ORDER BY record, other")
    return tuple((RecordId(row[0]), RecordId(row[1]), row[2]) for row in found)


def _body(db: Database, id: RecordId) -> str:
    text: str | None = db.value("SELECT body FROM record WHERE id = ?", (id,))
    if text is None:
        raise UsageError(f"there is no record {id}")
    return text


def _straighten(db: Database) -> None:
    """Every alias points at the end of its chain. There are few, and merges are rare."""
    into = {row[0]: row[1] for row in db.rows("SELECT id, merged_into FROM alias")}
    for id in into:
        end = into[id]
        while end in into:
            end = into[end]
        db.write("UPDATE alias SET kept = ? WHERE id = ? AND kept <> ?", (end, id, end))
