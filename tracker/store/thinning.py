"""What nothing looks at again is taken out: readings that a later one replaced, and old receipts."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from tracker.store.codec import time_text
from tracker.store.database import Database, listed
from tracker.store.receipts import GOOD

REPLACED = """
    DELETE FROM appraisal WHERE at < ?
        AND id NOT IN (SELECT appraisal FROM record WHERE appraisal IS NOT NULL)
        AND id NOT IN (SELECT max(id) FROM appraisal GROUP BY record)
"""
"""Neither what is shown, nor the last that was read of a text that has changed since: a reversal is seen by it."""

OLD = """
    SELECT id FROM receipt WHERE started < :before
        AND id NOT IN (SELECT max(id) FROM receipt GROUP BY job)
        AND id NOT IN (
            SELECT max(receipt) FROM receipt_source
            WHERE status IN (SELECT value FROM json_each(:good)) GROUP BY source)
"""
"""Not the last of a kind of run, nor the last good answer of a source: both are told, however old they are."""


class Thinned(NamedTuple):
    """How many of each were taken out."""

    readings: int
    receipts: int


def thin(db: Database, before: datetime) -> Thinned:
    """Takes out what is older. Records, events, digests and what was sent stay; the file's room is used again."""
    at = time_text(before)
    with db.atomic():
        readings = db.write(REPLACED, (at,))
        old = [row[0] for row in db.rows(OLD, {"before": at, "good": listed(GOOD)})]
        db.write("DELETE FROM receipt_source WHERE receipt IN (SELECT value FROM json_each(?))", (listed(old),))
        db.write("DELETE FROM receipt WHERE id IN (SELECT value FROM json_each(?))", (listed(old),))
    return Thinned(readings, len(old))
