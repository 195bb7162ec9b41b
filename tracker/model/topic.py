"""Topics and feeds: what is watched, and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class MustFind:
    """A landmark record that the topic's search has to return; at least one of pmid and doi is given."""

    pmid: int | None = None
    doi: str | None = None
    note: str = ""

    @property
    def name(self) -> str:
        """ "PMID 1 (the first trial)", as people are told of it."""
        name = f"PMID {self.pmid}" if self.pmid is not None else self.doi or ""
        return f"{name} ({self.note})" if self.note else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One watched indication.

    search: PubMed's language, comments taken out and shared blocks filled in. claims: ids, in file order.
    """

    id: str
    title: str
    why: str
    search: str
    must_find: tuple[MustFind, ...] = ()
    claims: tuple[str, ...] = ()
    file: str = ""
    line: int = 0  #: where the search starts in `file`


class PublisherKind(StrEnum):
    """Whose habits the feed's items follow (see the corpus of publishers' quirks in sources/feeds)."""

    NATURE = "nature"
    SILVERCHAIR = "silverchair"
    ATYPON = "atypon"
    SCIENCEDIRECT = "sciencedirect"
    ELSEVIER_SITE = "elsevier-site"
    WILEY = "wiley"
    SPRINGER = "springer"
    MDPI = "mdpi"
    FRONTIERS = "frontiers"
    MEDRXIV = "medrxiv"
    LWW = "lww"
    PLOS = "plos"
    CAMBRIDGE = "cambridge"
    TANDF = "tandf"
    PUBMED = "pubmed"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One journal's feed. fallback: a PubMed journal search that covers it when the feed is blocked."""

    id: str
    title: str
    url: str
    issn: tuple[str, ...] = ()
    publisher: PublisherKind = PublisherKind.OTHER
    preprint: bool = False
    verified: bool = False
    fallback: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class CrisisLines:
    """Where to turn in a crisis, for readers of another language. name: of the language, in itself ("Deutsch")."""

    name: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the whole tracker is about, in words for readers; the code itself names no subject."""

    id: str
    title: str
    digest_name: str
    safety: tuple[str, ...] = ()
    crisis: tuple[str, ...] = ()
    crisis_in: dict[str, CrisisLines] = field(default_factory=dict)  #: by language ("de"), for readers who choose it
    blocks: dict[str, str] = field(default_factory=dict)  #: named search blocks that topics share
    serious_harms: tuple[str, ...] = ()  #: claims; a study that bears one out as harm stands before the topics
    topics_first: tuple[str, ...] = ()  #: topics that readers see first, in this order

    def crisis_for(self, language: str) -> tuple[str, ...]:
        """In that language, or in the digest's own where there are none."""
        return self.crisis_in[language].lines if language in self.crisis_in else self.crisis
