"""A record: one publication as PubMed or a feed describes it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

_JSON = json.JSONEncoder(ensure_ascii=False)
RecordId = NewType("RecordId", int)
"""The store's own number of a record; PMIDs and DOIs are attributes, never keys."""


class SourceKind(StrEnum):
    PUBMED = "pubmed"
    FEED = "feed"


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date as precise as its source gives it: a missing month or day stays missing."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
            if self.day is not None:
                parts.append(f"{self.day:02d}")
        return "-".join(parts)

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read back what `str` wrote. Raises ValueError on anything else."""
        numbers = [int(part) for part in text.split("-")]
        if not 1 <= len(numbers) <= 3:
            raise ValueError(f"not a date: {text!r}")
        return cls(*numbers)


@dataclass(frozen=True, slots=True)
class Author:
    """A person (`family`, `given` or initials) or a group (`collective`)."""

    family: str = ""
    given: str = ""
    collective: str = ""

    def __str__(self) -> str:
        return self.collective or " ".join(filter(None, (self.family, self.given)))


@dataclass(frozen=True, slots=True)
class Journal:
    title: str
    abbreviation: str = ""
    issn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an abstract. `label` as printed ("RESULTS"); `category` is NLM's NlmCategory."""

    text: str
    label: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class MeshHeading:
    descriptor: str
    ui: str = ""
    major: bool = False
    qualifiers: tuple[str, ...] = ()


class LinkKind(StrEnum):
    """PubMed's CommentsCorrections RefType, spelled as PubMed spells it."""

    RETRACTION_IN = "RetractionIn"
    RETRACTION_OF = "RetractionOf"
    PARTIAL_RETRACTION_IN = "PartialRetractionIn"
    PARTIAL_RETRACTION_OF = "PartialRetractionOf"
    CONCERN_IN = "ExpressionOfConcernIn"
    CONCERN_FOR = "ExpressionOfConcernFor"
    ERRATUM_IN = "ErratumIn"
    ERRATUM_FOR = "ErratumFor"
    CORRECTED_IN = "CorrectedandRepublishedIn"
    CORRECTED_FROM = "CorrectedandRepublishedFrom"
    RETRACTED_IN = "RetractedandRepublishedIn"
    RETRACTED_FROM = "RetractedandRepublishedFrom"
    REPUBLISHED_IN = "RepublishedIn"
    REPUBLISHED_FROM = "RepublishedFrom"
    UPDATE_IN = "UpdateIn"
    UPDATE_OF = "UpdateOf"
    REPRINT_IN = "ReprintIn"
    REPRINT_OF = "ReprintOf"
    COMMENT_IN = "CommentIn"
    COMMENT_ON = "CommentOn"
    CITES = "Cites"
    OTHER = "Other"


@dataclass(frozen=True, slots=True)
class Link:
    """A tie from this record to another. `pmid` may be missing: PubMed leaves it out at times."""

    kind: LinkKind
    pmid: int | None = None
    citation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """All that is kept of one publication. Text is plain: markup is gone, entities are resolved.

    doi is bare and lower case; `created` is PubMed's create date (crdt), the day the record appeared there;
    trial_ids are registry numbers as the record names them (NCT…, ISRCTN…, CRD…), upper case.
    """

    title: str
    pmid: int | None = None
    doi: str | None = None
    pmcid: str | None = None
    pii: str | None = None
    abstract: tuple[Section, ...] = ()
    other_abstracts: tuple[str, ...] = ()
    vernacular_title: str = ""
    authors: tuple[Author, ...] = ()
    journal: Journal | None = None
    published: PartialDate | None = None
    created: date | None = None
    revised: date | None = None
    publication_types: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    keywords: tuple[str, ...] = ()
    substances: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    trial_ids: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    status: str = ""  #: PubMed's MedlineCitation Status ("Publisher", "MEDLINE", …); "" from a feed
    is_book: bool = False
    is_preprint: bool = False
    url: str | None = None  #: http(s) only; where the source points to

    @property
    def abstract_text(self) -> str:
        """The abstract as one text, labels included. Quotes are exact substrings of this or of the title."""
        return " ".join(f"{part.label}: {part.text}" if part.label else part.text for part in self.abstract)

    @property
    def is_retracted(self) -> bool:
        """True for a retracted work; false for the notice that retracts it."""
        return "Retracted Publication" in self.publication_types or any(
            link.kind in (LinkKind.RETRACTION_IN, LinkKind.RETRACTED_IN) for link in self.links
        )

    @property
    def has_concern(self) -> bool:
        """True where an expression of concern was published about this record."""
        return any(link.kind is LinkKind.CONCERN_IN for link in self.links)

    @property
    def is_corrected(self) -> bool:
        return any(
            link.kind in (LinkKind.ERRATUM_IN, LinkKind.CORRECTED_IN, LinkKind.PARTIAL_RETRACTION_IN)
            for link in self.links
        )

    @property
    def is_notice(self) -> bool:
        """True for a notice about another record: a retraction, an erratum, an expression of concern."""
        return any(
            link.kind in (LinkKind.RETRACTION_OF, LinkKind.CONCERN_FOR, LinkKind.ERRATUM_FOR)
            for link in self.links
        ) or bool({"Retraction Notice", "Retraction of Publication", "Published Erratum",
                   "Expression of Concern"} & set(self.publication_types))  # fmt: skip


def content_hash(record: Record) -> str:
    """A hash of what a reader would call the content: 32 hex digits.

    DateRevised, status and the create date are left out: they move without the content moving.
    """
    parts = (
        record.title, record.pmid, record.doi, record.pmcid,
        [(part.label, part.category, part.text) for part in record.abstract],
        record.other_abstracts, record.vernacular_title,
        [str(author) for author in record.authors],
        (record.journal.title, record.journal.abbreviation, record.journal.issn) if record.journal else None,
        str(record.published), record.publication_types,
        [(m.descriptor, m.major, m.qualifiers) for m in record.mesh],
        record.keywords, record.substances,
        [(link.kind, link.pmid, link.citation) for link in record.links],
        record.trial_ids, record.languages, record.is_book, record.is_preprint,
    )  # fmt: skip
    return hashlib.blake2b(_JSON.encode(parts).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """A record as one source served it at one time, with the bytes, so that it can be read again.

    key: what the source calls it: the PMID, or the feed item's guid. source: "pubmed" or the feed's id.
    """

    source: str
    kind: SourceKind
    key: str
    seen: datetime
    record: Record
    raw: bytes


@dataclass(frozen=True, slots=True)
class Addition:
    """A sighting that gets a record of its own. keys: rules/identity.lookup_keys; baseline: never news."""

    sighting: Sighting
    keys: tuple[tuple[str, str], ...]
    topics: tuple[str, ...]
    baseline: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """A record with what the store knows of it."""

    id: RecordId
    record: Record
    content_hash: str
    first_seen: datetime
    baseline: bool  #: brought by a first run, a backfill or a widened search: never announced as new
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    withdrawn: bool = False  #: PubMed no longer returns it
