"""Receipts of what was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tracker.model.receipt import Receipt, SourceStatus
from tracker.store.codec import dumps, loads, time_text
from tracker.store.database import Database, Row, listed

GOOD = (SourceStatus.OK, SourceStatus.UNCHANGED)


class Receipts:
    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, receipt: Receipt) -> int:
        """Returns the number that the store gives it."""
        started = time_text(receipt.started)
        with self._db.atomic():
            id = self._db.insert(
                "INSERT INTO receipt (job, started, finished, body) VALUES (?, ?, ?, ?)",
                (receipt.job, started, time_text(receipt.finished), dumps(receipt)),
            )
            self._db.write_each(
                "INSERT INTO receipt_source (receipt, source, status, started) VALUES (?, ?, ?, ?)",
                [(id, outcome.source, outcome.status, started) for outcome in receipt.outcomes],
            )
        return id

    def between(self, start: datetime, end: datetime) -> tuple[Receipt, ...]:
        """Runs that started then, both ends included, oldest first."""
        found = self._db.rows(
            "SELECT id, body FROM receipt WHERE started BETWEEN ? AND ? ORDER BY started, id",
            (time_text(start), time_text(end)),
        )
        return tuple(_receipt(row) for row in found)

    def last(self, job: str) -> Receipt | None:
        """Of those that were kept, whatever the clock said then."""
        newest = "(SELECT max(id) FROM receipt WHERE job = ?)"
        row = self._db.row(f"SELECT id, body FROM receipt WHERE id = {newest}", (job,))  # noqa: S608
        return None if row is None else _receipt(row)

    def last_good(self, now: datetime) -> dict[str, datetime]:
        """Source -> when the last run started in which it answered completely; none that lies ahead of now."""
        found = self._db.rows(
            """SELECT source, max(started) FROM receipt_source
               WHERE status IN (SELECT value FROM json_each(?)) AND started <= ? GROUP BY source""",
            (listed(GOOD), time_text(now)),
        )
        return {row[0]: datetime.fromisoformat(row[1]) for row in found}


def _receipt(row: Row) -> Receipt:
    return replace(loads(Receipt, row["body"]), id=row["id"])
