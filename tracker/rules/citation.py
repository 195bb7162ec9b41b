"""A work as an article prints it, held against a stored record."""

from __future__ import annotations

from tracker.model.claim import CitedWork
from tracker.model.folding import fold
from tracker.model.record import Record

SHORTEST = 20
"""Letters of a title below which it could stand in a citation by chance."""


def is_printed_in(title: str, work: CitedWork) -> bool:
    """The record's title stands whole in the printed citation."""
    folded = fold(title)
    return len(folded) >= SHORTEST and f" {folded} " in f" {fold(work.citation)} "


def mismatches(work: CitedWork, record: Record) -> tuple[str, ...]:
    """Where the printed citation disagrees with the record. Volume and pages are not held against it: none are kept."""
    found = []
    if record.published and record.published.year != work.year:
        found.append(f"the year is printed as {work.year}, the record says {record.published.year}")
    if record.journal and fold(work.journal) not in fold(f"{record.journal.title} {record.journal.abbreviation}"):
        found.append(f"the journal is printed as {work.journal}, the record says {record.journal.title}")
    first = record.authors[0] if record.authors else None
    if first and first.family and fold(first.family) not in fold(work.first_author):
        found.append(f"the first author is printed as {work.first_author}, the record says {first}")
    return tuple(found)
