"""The works that the articles cite, and what cites them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tracker.model.cited import CitedState, Citing
from tracker.store.codec import dumps, loads, time_text
from tracker.store.database import Database, listed


class Cited:
    def __init__(self, db: Database) -> None:
        self._db = db

    def states(self) -> dict[str, CitedState]:
        """By printed line."""
        found = self._db.rows("SELECT citation, body FROM cited_work")
        return {row[0]: loads(CitedState, row[1]) for row in found}

    def save(self, states: Iterable[CitedState]) -> None:
        with self._db.atomic():
            self._db.write_each(
                "INSERT OR REPLACE INTO cited_work (citation, body) VALUES (?, ?)",
                [(one.citation, dumps(one)) for one in states],
            )

    def citing(self, cited: Iterable[int]) -> tuple[Citing, ...]:
        """What cites these, the newest first seen first."""
        found = self._db.rows(
            """SELECT cited, pmid, first, baseline, title FROM citing
               WHERE cited IN (SELECT value FROM json_each(?)) ORDER BY first DESC, pmid DESC""",
            (listed(cited),),
        )
        return tuple(
            Citing(row[0], row[1], datetime.fromisoformat(row[2]), baseline=bool(row[3]), title=row[4]) for row in found
        )

    def add_citing(self, found: Iterable[Citing]) -> None:
        """What is known already stays as it is."""
        with self._db.atomic():
            self._db.write_each(
                "INSERT OR IGNORE INTO citing (cited, pmid, first, baseline, title) VALUES (?, ?, ?, ?, ?)",
                [(one.cited, one.pmid, time_text(one.first), int(one.baseline), one.title) for one in found],
            )
