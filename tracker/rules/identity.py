"""Is this the same work as one that is stored? Identifiers decide; a likeness may propose, never merge."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from tracker.model.folding import fold
from tracker.model.noticetitle import notice_at_end
from tracker.model.record import Link, Record, RecordId, SourceKind, StoredRecord

T = TypeVar("T")

_ABOUT_ANOTHER = re.compile(
    r"^\W*(retract(ion|ed)|withdraw(al|n)|correct(ion|ed)|corrigend|errat|expression of concern|reply|response to|"
    r"comment(ary)? on|letter|re:|editorial)",
    re.IGNORECASE,
)
"""Titles that name another work: they look like it and are not it."""

_NOTICE = re.compile(
    r"^\W*(retraction|withdrawal|(author |publisher )?correction|corrigend\w+|errat\w+|expression of concern)"
    r"( notice| statement)?(:|\s+(of|to|for):)|^\W*(retraction|correction|withdrawal) (notice|statement) (of|to|for)\b",
    re.IGNORECASE,
)
"""Titles of notices. Not "RETRACTED: …": that is the work itself under its new title."""

_STANDARD_PII = re.compile(r"[SB][0-9X]{15,16}")
"""A PII with its journal in it. Others ("e123", "12-15") are only page numbers: two journals have the same."""

_SHORT_TITLE = 20
"""Letters; a shorter title ("Reply", "Sleep and mood") cannot tell works apart."""


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

    Two PMIDs never merge. Differing DOIs are different works. Without a common identifier only an exact title with
    year and first author, or with the web page, will do, and only where one side has no identifier at all. A notice
    never joins the work it is about, even where a feed gives it that work's DOI.
    """
    title = title_key(record.title)
    ordered = sorted(candidates, key=lambda stored: (title_key(stored.record.title) != title, stored.id))
    for stored in ordered:
        if record.pmid is not None and record.pmid == stored.record.pmid:
            return Same(stored.id)
    possible = [stored for stored in ordered if not _different(record, stored.record)]
    for stored in possible:
        if _share_an_identifier(record, stored.record):
            if _is_notice(record) is not _is_notice(stored.record):
                return Proposed(stored.id, "the same identifier, but only one of the two is a notice")
            return Same(stored.id)
    if not title or _ABOUT_ANOTHER.match(record.title) or notice_at_end(record.title):
        return New()
    alike = [stored for stored in possible if title_key(stored.record.title) == title]
    for stored in alike:
        proven = _named_the_same(record, stored.record) or _on_the_same_page(record, stored.record)
        if proven and (_has_no_id(record) or _has_no_id(stored.record)):
            return Same(stored.id)
    for stored in alike:
        return Proposed(stored.id, "the same title, and nothing else that proves it")
    return New()


def lookup_keys(record: Record) -> tuple[tuple[str, str], ...]:
    """(kind, value) pairs under which a record is found again; sharing one proves nothing yet."""
    keys = [
        ("pmid", str(record.pmid) if record.pmid is not None else ""),
        ("doi", record.doi or ""),
        ("pmcid", (record.pmcid or "").upper()),
        ("pii", _standard_pii(record)),
        ("title", title_key(record.title)),
    ]
    return tuple((kind, value) for kind, value in keys if value)


def title_key(title: str) -> str:
    """Letters and digits only, without accents or case; "" for a title too short to tell works apart."""
    key = fold(title).replace(" ", "")
    return key if len(key) >= _SHORT_TITLE else ""


def merge(older: Record, newer: Record, newer_kind: SourceKind) -> Record:
    """One record of both. A feed never overwrites what PubMed said; nothing that was known is lost.

    PubMed's new text replaces the old field by field where it says something; links and trial numbers are united. Of
    two feeds the one that was first stays, so that they do not take turns; the other adds what is missing, and the
    longer abstract.
    """
    from_pubmed = newer_kind is SourceKind.PUBMED
    both_feeds = not from_pubmed and older.pmid is None
    first, second = (newer, older) if from_pubmed else (older, newer)
    merged = {}
    for field in fields(Record):
        value, other = getattr(first, field.name), getattr(second, field.name)
        merged[field.name] = other if value in (None, "", ()) else value
    if both_feeds and len(newer.abstract_text) > len(older.abstract_text):
        merged["abstract"] = newer.abstract
    merged["links"] = _united(newer.links, older.links, key=_link_key)
    merged["trial_ids"] = _united(newer.trial_ids, older.trial_ids, key=str)
    # PubMed knows which of its records are preprints; before it has given types, anyone's word that it is one counts.
    merged["is_preprint"] = first.is_preprint or (second.is_preprint and not first.publication_types)
    merged["is_book"] = first.is_book
    return replace(first, **merged)


def _united(newer: Iterable[T], older: Iterable[T], key: Callable[[T], Hashable]) -> tuple[T, ...]:
    """All of both, the newer wording of what both name."""
    found: dict[Hashable, T] = {}
    for each in (*newer, *older):
        found.setdefault(key(each), each)
    return tuple(found.values())


def _link_key(link: Link) -> Hashable:
    return link.kind, link.pmid if link.pmid is not None else fold(link.citation)


def _different(one: Record, other: Record) -> bool:
    if one.pmid is not None and other.pmid is not None and one.pmid != other.pmid:
        return True
    return one.doi is not None and other.doi is not None and one.doi != other.doi


def _share_an_identifier(one: Record, other: Record) -> bool:
    mine = {key for key in lookup_keys(one) if key[0] != "title"}
    return not mine.isdisjoint(lookup_keys(other))


def _is_notice(record: Record) -> bool:
    return record.is_notice or bool(_NOTICE.match(record.title) or notice_at_end(record.title))


def _has_no_id(record: Record) -> bool:
    return record.pmid is None and record.doi is None and record.pmcid is None and record.pii is None


def _standard_pii(record: Record) -> str:
    pii = re.sub(r"\W", "", record.pii or "").upper()
    return pii if _STANDARD_PII.fullmatch(pii) else ""


def _named_the_same(one: Record, other: Record) -> bool:
    """Year and first author agree. A preprint is not its article, nor a paper in one journal that in another."""
    if not one.authors or not other.authors or one.published is None or other.published is None:
        return False
    if one.is_preprint is not other.is_preprint or _other_journal(one, other):
        return False
    return one.published.year == other.published.year and _family(one) == _family(other) != ""


def _on_the_same_page(one: Record, other: Record) -> bool:
    """A feed that changes its GUIDs, which were its DOIs, still leads to the same address."""
    return one.url is not None and one.url == other.url


def _other_journal(one: Record, other: Record) -> bool:
    mine, theirs = (set(record.journal.issn) if record.journal else set() for record in (one, other))
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _family(record: Record) -> str:
    first = record.authors[0]
    return fold(first.family or first.collective)
