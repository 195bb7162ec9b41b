"""Is this the same work as one that is stored? Identifiers decide; a likeness may propose, never merge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from tracker.model.record import Record, RecordId, SourceKind, StoredRecord

T = TypeVar("T")

_ABOUT_ANOTHER = re.compile(
    r"^\W*(retract(ion|ed)|withdraw(al|n)|correct(ion|ed)|corrigend|errat|expression of concern|reply|response to|"
    r"comment(ary)? on|letter|re:|editorial)",
    re.IGNORECASE,
)
"""Titles that name another work: they look like it and are not it."""


@dataclass(frozen=True, slots=True)
class Same:
    id: RecordId


@dataclass(frozen=True, slots=True)
class Proposed:
    """Looks the same; only a person may say so."""

    id: RecordId
    why: str


@dataclass(frozen=True, slots=True)
class New:
    pass


def identify(record: Record, candidates: Sequence[StoredRecord]) -> Same | Proposed | New:
    """Compare with the stored records that share a lookup key.

    Two PMIDs never merge. Differing DOIs are different works. Without a common identifier only an exact title, year
    and first author will do, and only where one side has no identifier at all.
    """
    for stored in candidates:
        if record.pmid is not None and record.pmid == stored.record.pmid:
            return Same(stored.id)
    possible = [stored for stored in candidates if not _different(record, stored.record)]
    for stored in possible:
        if _share_an_identifier(record, stored.record):
            return Same(stored.id)
    alike = [stored for stored in possible if title_key(record.title) == title_key(stored.record.title)]
    for stored in alike:
        if _named_the_same(record, stored.record) and (_has_no_id(record) or _has_no_id(stored.record)):
            return Same(stored.id)
    for stored in alike:
        if not _ABOUT_ANOTHER.match(record.title):
            return Proposed(stored.id, "the same title, and nothing else that proves it")
    return New()


def lookup_keys(record: Record) -> tuple[tuple[str, str], ...]:
    """(kind, value) pairs under which a record is found again; sharing one proves nothing yet."""
    keys = [
        ("pmid", str(record.pmid) if record.pmid is not None else ""),
        ("doi", record.doi or ""),
        ("pmcid", (record.pmcid or "").upper()),
        ("pii", re.sub(r"\W", "", record.pii or "").upper()),
        ("title", title_key(record.title)),
    ]
    return tuple((kind, value) for kind, value in keys if value)


def title_key(title: str) -> str:
    """Letters and digits only, without accents or case; "" for a title too short to tell works apart."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    key = "".join(char for char in plain if char.isalnum())
    return key if len(key) >= 20 else ""


def merge(older: Record, newer: Record, newer_kind: SourceKind) -> Record:
    """One record of both. A feed never overwrites what PubMed said; nothing that was known is lost.

    PubMed's new text replaces the old field by field where it says something; links and trial numbers are united.
    """
    from_pubmed = newer_kind is SourceKind.PUBMED
    if from_pubmed or older.pmid is None:
        first, second = newer, older
    else:
        first, second = older, newer
    merged = {}
    for field in fields(Record):
        value, other = getattr(first, field.name), getattr(second, field.name)
        merged[field.name] = other if value in (None, "", ()) else value
    merged["links"] = _united(older.links, newer.links)
    merged["trial_ids"] = _united(older.trial_ids, newer.trial_ids)
    # a preprint stays one: its article is a record of its own
    merged["is_preprint"] = first.is_preprint
    merged["is_book"] = first.is_book
    return replace(first, **merged)


def _united(older: Iterable[T], newer: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*newer, *older)))


def _different(one: Record, other: Record) -> bool:
    if one.pmid is not None and other.pmid is not None and one.pmid != other.pmid:
        return True
    return one.doi is not None and other.doi is not None and one.doi != other.doi


def _share_an_identifier(one: Record, other: Record) -> bool:
    mine = {key for key in lookup_keys(one) if key[0] != "title"}
    return not mine.isdisjoint(lookup_keys(other))


def _has_no_id(record: Record) -> bool:
    return record.pmid is None and record.doi is None and record.pmcid is None and record.pii is None


def _named_the_same(one: Record, other: Record) -> bool:
    if _ABOUT_ANOTHER.match(one.title) or _ABOUT_ANOTHER.match(other.title):
        return False
    if not one.authors or not other.authors or one.published is None or other.published is None:
        return False
    return one.published.year == other.published.year and _family(one) == _family(other) != ""


def _family(record: Record) -> str:
    first = record.authors[0]
    name = first.family or first.collective
    return "".join(char for char in unicodedata.normalize("NFKD", name).casefold() if char.isalpha())
