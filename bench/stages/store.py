"""New records into the store with full text, and the same ones seen again."""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench import made
from bench.measure import Contender, Figure
from bench.row import Row, within

TITLE = "new records stored with full text; unchanged ones seen again"
RECORDS = 4_000
BATCH = 200
NOW = datetime(2026, 6, 1, tzinfo=UTC)


def prepare(folder: Path, scale: float) -> None:
    (folder / "records.xml").write_bytes(made.reply(range(round(RECORDS * scale))))


def sightings(folder: Path) -> list[object]:
    from tracker.model.record import Sighting, SourceKind
    from tracker.sources.pubmed.parse import parse_batch

    return [
        Sighting(source="pubmed", kind=SourceKind.PUBMED, key=str(record.pmid), seen=NOW, record=record, raw=raw)
        for record, raw in parse_batch((folder / "records.xml").read_bytes()).records
    ]


def kept(folder: Path, *, again: bool) -> Generator[None, None, int]:
    from tracker.jobs.keep import Wanted, keep_all
    from tracker.store import Store

    file = fresh(folder / f"ours-{again}.db")
    found = sightings(folder)

    def work(store: Store) -> None:
        for start in range(0, len(found), BATCH):
            batch = found[start : start + BATCH]
            seen = store.records.seen(batch)
            with store.atomic():
                keep_all(store, [Wanted(one, ("a",), news=False) for one in batch if one.key not in seen], NOW)

    if again:
        with Store.open(file, create=True) as store:
            work(store)
    with Store.open(file, create=True) as store:
        yield
        work(store)
    return len(found)


def new(folder: Path) -> Generator[None, None, int]:
    return kept(folder, again=False)


def again(folder: Path) -> Generator[None, None, int]:
    return kept(folder, again=True)


def fresh(file: Path) -> Path:
    for name in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
        name.unlink(missing_ok=True)
    return file


def by_hand(folder: Path) -> Generator[None, None, int]:
    """The same rows, hashes, compression and full text by sqlite3 alone; nobody looks whether the work is there."""
    from tracker.model.record import content_hash
    from tracker.rules.identity import lookup_keys
    from tracker.store.codec import dumps
    from tracker.store.schema import EVENTS, READERS, READINGS
    from tracker.store.schema import RECORDS as TABLES

    found = sightings(folder)
    db = sqlite3.connect(fresh(folder / "hand.db"), isolation_level=None)
    db.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;")
    for part in (TABLES, READINGS, EVENTS, READERS):
        db.executescript(part)
    db.execute("DROP TRIGGER record_words_add")
    yield
    for start in range(0, len(found), BATCH):
        batch = list(enumerate(found[start : start + BATCH], start + 1))
        db.execute("BEGIN IMMEDIATE")
        db.executemany(
            "INSERT INTO record (id, pmid, doi, title, abstract, body, content_hash, first_seen, baseline) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
            [
                (id, one.record.pmid, one.record.doi, one.record.title, one.record.abstract_text, dumps(one.record),
                 content_hash(one.record), str(NOW)) for id, one in batch
            ],
        )  # fmt: skip
        db.executemany(
            "INSERT INTO record_words (rowid, title, abstract) VALUES (?, ?, ?)",
            [(id, one.record.title, one.record.abstract_text) for id, one in batch],
        )
        db.executemany(
            "INSERT INTO sighting VALUES (?, 'pubmed', ?, 'pubmed', ?, ?, ?, ?)",
            [
                (id, one.key, str(NOW), str(NOW), hashlib.sha256(one.raw).digest()[:16],
                 zlib.compress(one.raw, 6)) for id, one in batch
            ],
        )  # fmt: skip
        db.executemany(
            "INSERT INTO lookup_key VALUES (?, ?, ?)",
            [(*key, id) for id, one in batch for key in lookup_keys(one.record)],
        )
        db.executemany("INSERT INTO record_topic VALUES (?, 'a')", [(id,) for id, _ in batch])
        db.execute("COMMIT")
    return len(found)


CONTENDERS = (Contender("tracker, new", new), Contender("sqlite3 by hand", by_hand), Contender("tracker, again", again))


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    share = figures["tracker, again"].cpu / figures["tracker, new"].cpu
    return [
        within(figures, "tracker, new", "sqlite3 by hand", 1.25),
        Row("an unchanged record against a new one", "< 1/20", f"1/{1 / share:.1f} by CPU", share < 1 / 20),
    ]
