"""Made-up stored records for the tests of the rules on records."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tracker.model.record import Author, PartialDate, Record, RecordId, StoredRecord, content_hash

TITLE = "Walking in the rain with an umbrella: a fictional trial"


def record(**fields: Any) -> Record:
    """A record with title, year and first author; everything else as given."""
    known: dict[str, Any] = {
        "title": TITLE,
        "authors": (Author("Pùddle", "A"),),
        "published": PartialDate(2024),
    }
    return Record(**(known | fields))


def stored(id: int, held: Record) -> StoredRecord:
    return StoredRecord(
        id=RecordId(id),
        record=held,
        content_hash=content_hash(held),
        first_seen=datetime(2024, 1, 1, tzinfo=UTC),
        baseline=False,
        topics=(),
        sources=(),
    )
