"""What a status page has to know of the store."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime

from tracker.errors import StoreError
from tracker.store.codec import maybe_time
from tracker.store.database import Database

MOST_PROBLEMS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """free: bytes left on the disk; unread: records whose present text no reading has read; stumbled: read by their
    title alone, since our rules stumbled over the abstract; missing: PMIDs asked for in vain; bytes: of the store;
    sound: SQLite's quick check found nothing; problems: what it found.
    """

    records: int
    baseline: int
    withdrawn: int
    merged: int
    proposed_merges: int
    unread: int
    stumbled: int
    missing: int
    events: int
    subscribers: int
    suspended: int
    unsent: int
    oldest_unsent: datetime | None
    bytes: int
    free: int
    sound: bool
    problems: tuple[str, ...] = ()


COUNTS = """
    SELECT
        (SELECT count(*) FROM record) - (SELECT count(*) FROM alias) AS records,
        (SELECT count(*) FROM record WHERE baseline AND id NOT IN (SELECT id FROM alias)) AS baseline,
        (SELECT count(*) FROM record WHERE withdrawn IS NOT NULL) AS withdrawn,
        (SELECT count(*) FROM alias) AS merged,
        (SELECT count(*) FROM proposed_merge) AS proposed_merges,
        (SELECT count(*) FROM record WHERE appraisal IS NULL AND id NOT IN (SELECT id FROM alias)) AS unread,
        (SELECT count(*) FROM appraisal JOIN record ON record.appraisal = appraisal.id WHERE stumbled) AS stumbled,
        (SELECT count(*) FROM missing) AS missing,
        (SELECT count(*) FROM event) AS events,
        (SELECT count(*) FROM subscriber WHERE standing = 'active') AS subscribers,
        (SELECT count(*) FROM subscriber WHERE standing = 'suspended') AS suspended
"""

UNSENT = """
    SELECT count(*), min(planned) FROM delivery
    JOIN subscriber ON subscriber.id = delivery.subscriber AND subscriber.standing = 'active'
    WHERE state IN ('planned', 'sending', 'deferred')
"""


def facts(db: Database) -> Facts:
    """Reads the whole file once, for the quick check."""
    counts = db.row(COUNTS)
    unsent = db.row(UNSENT)
    assert counts is not None
    assert unsent is not None
    found = problems(db)
    files = (db.path, db.path.with_name(db.path.name + "-wal"))
    return Facts(
        **dict(counts),
        unsent=unsent[0],
        oldest_unsent=maybe_time(unsent[1]),
        bytes=sum(file.stat().st_size for file in files if file.exists()),
        free=shutil.disk_usage(db.path.parent).free,
        sound=not found,
        problems=found,
    )


def problems(db: Database, *, thorough: bool = False) -> tuple[str, ...]:
    """What SQLite finds wrong with the file. thorough: every index entry against its row as well, and foreign keys."""
    check = "integrity_check" if thorough else "quick_check"
    try:
        said = [row[0] for row in db.rows(f"PRAGMA {check}({MOST_PROBLEMS})")]
        if thorough and said == ["ok"]:
            said = [f"{row[0]} row {row[1]} names a missing {row[2]}" for row in db.rows("PRAGMA foreign_key_check")]
    except StoreError as error:
        return (str(error),)
    return tuple(line for line in said[:MOST_PROBLEMS] if line != "ok")
