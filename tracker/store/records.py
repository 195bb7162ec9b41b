"""Records and their sightings."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache

from tracker.errors import StoreError
from tracker.model.record import Addition, Record, RecordId, Sighting, StoredRecord
from tracker.store import merging, rows
from tracker.store.codec import time_text
from tracker.store.database import Database, listed
from tracker.store.words import phrase_query

PMIDS = "(SELECT value FROM json_each(?))"
RANKED = 5_000
SIGHTING = """
    INSERT INTO sighting (record, source, key, kind, first_seen, last_seen, raw_hash, raw)
    VALUES (:id, :source, :key, :kind, :seen, :seen, :raw_hash, :raw)
"""
COMPRESSION = 6  #: level of zlib; 9 is three times slower for one per cent on PubMed's XML


class Records:
    """Every method takes the id of a merged record for the one it was merged into."""

    def __init__(self, db: Database) -> None:
        self._db = db

    # --- looking up ------------------------------------------------------------------------------------------

    def known(self, pmids: Iterable[int]) -> dict[int, RecordId]:
        found = self._db.rows(
            f"SELECT pmid, id FROM record WHERE pmid IN {PMIDS} ORDER BY pmid",  # noqa: S608
            (listed(pmids),),
        )
        return {row["pmid"]: RecordId(row["id"]) for row in found}

    def created_within(self, start: date, end: date) -> tuple[int, ...]:
        """Reads every record: for the rare question alone."""
        found = self._db.rows(
            """SELECT pmid FROM record WHERE pmid IS NOT NULL AND withdrawn IS NULL
               AND body ->> 'created' BETWEEN ? AND ? ORDER BY pmid""",
            (start.isoformat(), end.isoformat()),
        )
        return tuple(row[0] for row in found)

    def load(self, ids: Iterable[RecordId]) -> tuple[StoredRecord, ...]:
        """In the order asked for, each once; an id that is not there is left out."""
        return rows.load(self._db, ids)

    def by_pmid(self, pmid: int) -> StoredRecord | None:
        return self._first("SELECT id FROM record WHERE pmid = ?", pmid)

    def by_doi(self, doi: str) -> StoredRecord | None:
        """Where two PMIDs name the same DOI, the one that came first."""
        return self._first("SELECT id FROM record WHERE doi = ? ORDER BY pmid IS NULL, id", doi.lower())

    def _first(self, sql: str, value: object) -> StoredRecord | None:
        id = self._db.value(sql, (value,))
        return None if id is None else rows.load(self._db, [id])[0]

    def seen(self, sightings: Iterable[Sighting]) -> frozenset[str]:
        """A withdrawn record has to lose its mark: it is not among them."""
        hashes = {one.key: _raw_hash(one.raw) for one in sightings if one.record.pmid is not None}
        found = self._db.rows(
            f"""SELECT sighting.key, raw_hash FROM record
                JOIN sighting ON sighting.record = record.id AND source = 'pubmed' AND sighting.key = record.pmid
                WHERE record.pmid IN {PMIDS} AND withdrawn IS NULL""",  # noqa: S608
            (listed(hashes),),
        )
        return frozenset(row["key"] for row in found if hashes[row["key"]] == row["raw_hash"])

    def candidates(self, keys: Iterable[tuple[str, str]]) -> tuple[StoredRecord, ...]:
        found = self._db.rows(
            """SELECT DISTINCT lookup_key.record FROM json_each(?) AS asked
               JOIN lookup_key ON kind = asked.value ->> 0 AND lookup_key.value = asked.value ->> 1
               ORDER BY lookup_key.record""",
            (listed(keys),),
        )
        return rows.load(self._db, [row[0] for row in found])

    def shared(self, keys: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        found = self._db.rows(
            """SELECT DISTINCT kind, lookup_key.value FROM json_each(?) AS asked
               JOIN lookup_key ON kind = asked.value ->> 0 AND lookup_key.value = asked.value ->> 1""",
            (listed(keys),),
        )
        return frozenset((row[0], row[1]) for row in found)

    def search(self, words: str, limit: int) -> tuple[StoredRecord, ...]:
        """The best among the newest RANKED hits: among a million records a common word has too many to weigh them all.

        A word in the title weighs five times one in the abstract; word endings do not count.
        """
        query = phrase_query(words)
        if not query:
            return ()
        found = self._db.rows(
            """SELECT rowid FROM record_words WHERE record_words MATCH :query AND rowid NOT IN (SELECT id FROM alias)
               AND rowid >= (SELECT min(rowid) FROM (SELECT rowid FROM record_words WHERE record_words MATCH :query
                   ORDER BY rowid DESC LIMIT :ranked))
               ORDER BY bm25(record_words, 5.0, 1.0), rowid DESC LIMIT :limit""",
            {"query": query, "ranked": RANKED, "limit": max(limit, 0)},
        )
        return rows.load(self._db, [row[0] for row in found])

    # --- keeping ---------------------------------------------------------------------------------------------

    def add(
        self, sighting: Sighting, *, keys: Iterable[tuple[str, str]], topics: Iterable[str], baseline: bool
    ) -> RecordId:
        """A new record. Looking for the same work among those stored is the caller's part."""
        (id,) = self.add_all([Addition(sighting, tuple(keys), tuple(topics), baseline)])
        return id

    def add_all(self, additions: Sequence[Addition]) -> tuple[RecordId, ...]:
        """New records, in order, table by table: a statement for each row would cost half as much again."""
        with self._db.joined():
            first = 1 + (self._db.value("SELECT max(id) FROM record") or 0)
            each = [(RecordId(id), one, one.sighting) for id, one in enumerate(additions, first)]
            self._db.write_each(
                """INSERT INTO record (id, pmid, doi, title, abstract, body, content_hash, first_seen, baseline)
                   VALUES (:id, :pmid, :doi, :title, :abstract, :body, :content_hash, :seen, :baseline)""",
                (
                    {**rows.columns(seen.record), "id": id, "seen": time_text(seen.seen), "baseline": one.baseline}
                    for id, one, seen in each
                ),
            )
            rows.index_new(self._db, [(id, seen.record) for id, _, seen in each])
            rows.add_keys(self._db, [(*key, id) for id, one, _ in each for key in set(one.keys)])
            self._db.write_each(SIGHTING, (_sighting(id, seen, _raw_hash(seen.raw)) for id, _, seen in each))
            self._db.write_each(
                "INSERT OR IGNORE INTO record_topic (record, topic) VALUES (?, ?)",
                [(id, topic) for id, one, _ in each for topic in one.topics],
            )
        return tuple(id for id, _, _ in each)

    def update(self, id: RecordId, sighting: Sighting, merged: Record, *, keys: Iterable[tuple[str, str]]) -> bool:
        """Bytes and record as they were: nothing at all is written."""
        with self._db.joined():
            id = rows.own_id(self._db, id)
            self._note(id, sighting)
            changed = rows.put(self._db, id, merged)
            rows.set_keys(self._db, id, keys)
            if sighting.record.pmid is not None and sighting.kind == "pubmed":
                self._db.write("UPDATE record SET withdrawn = NULL WHERE id = ? AND withdrawn IS NOT NULL", (id,))
        return changed

    def mark(self, id: RecordId, record: Record) -> None:
        with self._db.joined():
            rows.put(self._db, rows.own_id(self._db, id), record)

    def _note(self, id: RecordId, sighting: Sighting) -> None:
        raw_hash = _raw_hash(sighting.raw)
        same = self._db.row(
            "SELECT 1 FROM sighting WHERE record = ? AND source = ? AND key = ? AND raw_hash = ?",
            (id, sighting.source, sighting.key, raw_hash),
        )
        if not same:
            self._db.write(
                SIGHTING
                + """ON CONFLICT (record, source, key) DO UPDATE
                     SET last_seen = excluded.last_seen, raw_hash = excluded.raw_hash, raw = excluded.raw""",
                _sighting(id, sighting, raw_hash),
            )

    def raw(self, id: RecordId) -> dict[tuple[str, str], bytes]:
        """(source, key) -> the newest bytes of each source that showed the record."""
        found = self._db.rows(
            f"""SELECT source, sighting.key, raw FROM {rows.ASKED}
                JOIN sighting ON sighting.record = record.id
                    OR sighting.record IN (SELECT id FROM alias WHERE kept = record.id)""",  # noqa: S608
            (listed([id]),),
        )
        try:
            return {(row[0], row[1]): zlib.decompress(row[2]) for row in found}
        except zlib.error as error:
            raise StoreError(f"the stored bytes of record {id} are damaged", mend="Restore a backup.") from error

    def by_topic(self) -> dict[str, int]:
        """How many records each topic has; topics without any are absent."""
        found = self._db.rows(
            """SELECT topic, count(*) FROM record_topic WHERE record NOT IN (SELECT id FROM alias)
               GROUP BY topic ORDER BY topic"""
        )
        return {row[0]: row[1] for row in found}

    def tell(self, id: RecordId) -> None:
        with self._db.joined():
            self._db.write("UPDATE record SET baseline = 0 WHERE id = ?", (rows.own_id(self._db, id),))

    def add_topics(self, id: RecordId, topics: Iterable[str]) -> tuple[str, ...]:
        with self._db.joined():
            id = rows.own_id(self._db, id)
            return tuple(
                topic
                for topic in dict.fromkeys(topics)
                if self._db.write("INSERT OR IGNORE INTO record_topic (record, topic) VALUES (?, ?)", (id, topic)) == 1
            )

    # --- the same work ---------------------------------------------------------------------------------------

    def propose_same(self, id: RecordId, other: RecordId, why: str) -> None:
        with self._db.joined():
            self._db.write(
                "INSERT OR REPLACE INTO proposed_merge (record, other, why) VALUES (?, ?, ?)", (id, other, why)
            )

    def proposals(self) -> tuple[tuple[RecordId, RecordId, str], ...]:
        """Merges that wait for a person's word: (record, other, why)."""
        return merging.proposals(self._db)

    def merge(
        self, keep: RecordId, drop: RecordId, merged: Record, *, keys: Iterable[tuple[str, str]], why: str
    ) -> None:
        """`drop` becomes an alias of `keep`, which holds `merged` from now on. Raises UsageError for two PMIDs."""
        with self._db.atomic():
            merging.merge(self._db, keep, drop, merged, keys, why)

    def unmerge(self, alias: RecordId) -> None:
        """Both records as they were at the merge; what a source said since comes again with its next sighting."""
        with self._db.atomic():
            merging.unmerge(self._db, alias)

    # --- what PubMed keeps back ------------------------------------------------------------------------------

    def note_missing(self, pmids: Iterable[int], at: datetime) -> None:
        with self._db.atomic():
            self._db.write_each(
                """INSERT INTO missing (pmid, times, first, last) VALUES (:pmid, 1, :at, :at)
                   ON CONFLICT (pmid) DO UPDATE SET times = times + 1, last = excluded.last""",
                [{"pmid": pmid, "at": time_text(at)} for pmid in pmids],
            )

    def clear_missing(self, pmids: Iterable[int]) -> None:
        with self._db.atomic():
            self._db.write(f"DELETE FROM missing WHERE pmid IN {PMIDS}", (listed(pmids),))  # noqa: S608

    def missing(self) -> dict[int, int]:
        return {row[0]: row[1] for row in self._db.rows("SELECT pmid, times FROM missing ORDER BY pmid")}

    def withdraw(self, pmids: Iterable[int], at: datetime) -> None:
        """Marks those that are stored; a later sighting from PubMed takes the mark away."""
        with self._db.atomic():
            self._db.write(
                f"UPDATE record SET withdrawn = ? WHERE withdrawn IS NULL AND pmid IN {PMIDS}",  # noqa: S608
                (time_text(at), listed(pmids)),
            )

    def unread(self, reading: str) -> tuple[RecordId, ...]:
        """Also those whose newest appraisal is another reading's, where this one is taken up again."""
        found = self._db.rows(
            """WITH waiting AS (
                   SELECT id, first_seen FROM record WHERE appraisal IS NULL
                   UNION ALL
                   SELECT record.id, first_seen FROM appraisal CROSS JOIN record ON record.appraisal = appraisal.id
                   WHERE reading < ?1 OR reading > ?1)
               SELECT id FROM waiting WHERE id NOT IN (SELECT id FROM alias) ORDER BY first_seen, id""",
            (reading,),
        )
        return tuple(RecordId(row[0]) for row in found)

    def baseline(self, ids: Iterable[RecordId]) -> frozenset[RecordId]:
        found = self._db.rows(f"SELECT record.id FROM {rows.ASKED} WHERE baseline", (listed(ids),))  # noqa: S608
        return frozenset(RecordId(row[0]) for row in found)

    def withdrawn(self, ids: Iterable[RecordId]) -> frozenset[RecordId]:
        found = self._db.rows(
            f"SELECT record.id FROM {rows.ASKED} WHERE withdrawn IS NOT NULL",  # noqa: S608
            (listed(ids),),
        )
        return frozenset(RecordId(row[0]) for row in found)


def _sighting(id: RecordId, sighting: Sighting, raw_hash: bytes) -> dict[str, object]:
    return {
        "id": id,
        "source": sighting.source,
        "key": sighting.key,
        "kind": sighting.kind.value,
        "seen": time_text(sighting.seen),
        "raw_hash": raw_hash,
        "raw": zlib.compress(sighting.raw, COMPRESSION),
    }


@lru_cache(maxsize=256)
def _raw_hash(raw: bytes) -> bytes:
    """Processors have instructions for this one: it is what an unchanged record costs. A batch is asked for by it
    first and stored with it then."""
    return hashlib.sha256(raw).digest()[:16]
