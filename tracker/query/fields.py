"""PubMed's search fields and every name that a tag may give them (PubMed User Guide, "Search field tags")."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum


class Field(StrEnum):
    """Fields by their shortest tag."""

    ALL = "all"
    TEXT_WORD = "tw"
    TITLE_ABSTRACT = "tiab"
    TITLE = "ti"
    ABSTRACT = "ab"
    KEYWORD = "ot"
    MESH = "mh"
    MAJOR_TOPIC = "majr"
    SUBHEADING = "sh"
    SUBSTANCE = "nm"
    PUBLICATION_TYPE = "pt"
    FILTER = "filter"
    AUTHOR = "au"
    FIRST_AUTHOR = "1au"
    LAST_AUTHOR = "lastau"
    FULL_AUTHOR = "fau"
    GROUP_AUTHOR = "cn"
    JOURNAL = "ta"
    LANGUAGE = "la"
    PUBLISHED = "dp"
    CREATED = "crdt"
    ENTERED = "edat"
    MODIFIED = "lr"
    INDEXED = "mhda"
    PMID = "pmid"
    LOCATION = "lid"
    SECONDARY_ID = "si"
    OTHER_TITLE = "tt"
    ELSEWHERE = "-"
    """A field of PubMed's that our records do not keep (affiliation, grants …)."""


TEXT_FIELDS = frozenset(
    {Field.ALL, Field.TEXT_WORD, Field.TITLE_ABSTRACT, Field.TITLE, Field.ABSTRACT, Field.KEYWORD, Field.OTHER_TITLE}
)
MESH_FIELDS = frozenset({Field.MESH, Field.MAJOR_TOPIC, Field.SUBHEADING})
DATE_FIELDS = frozenset({Field.PUBLISHED, Field.CREATED, Field.ENTERED, Field.MODIFIED, Field.INDEXED})

_NAMES = {
    Field.ALL: "all|all fields",
    Field.TEXT_WORD: "tw|text word|text words|word",
    Field.TITLE_ABSTRACT: "tiab|title/abstract",
    Field.TITLE: "ti|title|titl",
    Field.ABSTRACT: "ab|abstract",
    Field.KEYWORD: "ot|other term|other terms|othr",
    Field.MESH: "mh|mesh|mesh terms|mesh term",
    Field.MAJOR_TOPIC: "majr|mesh major topic",
    Field.SUBHEADING: "sh|mesh subheading|mesh subheadings|subh|subheading",
    Field.SUBSTANCE: "nm|supplementary concept|substance name|subs|substance",
    Field.PUBLICATION_TYPE: "pt|publication type|ptyp",
    Field.FILTER: "filter|sb|subset|filt",
    Field.AUTHOR: "au|author|auth|author name",
    Field.FIRST_AUTHOR: "1au|first author|first author name|author - first",
    Field.LAST_AUTHOR: "lastau|last author|last author name|author - last",
    Field.FULL_AUTHOR: "fau|full author name|author - full|full",
    Field.GROUP_AUTHOR: "cn|corporate author|author - corporate|cauth",
    Field.JOURNAL: "ta|journal|jour|is|issn|journal title abbreviation",
    Field.LANGUAGE: "la|language|lang",
    Field.PUBLISHED: (
        "dp|pdat|publication date|date - publication|ppdat|print publication date|epdat|electronic publication date"
    ),
    Field.CREATED: "crdt|create date|date - create",
    Field.ENTERED: "edat|entrez date|entry date|date - entry|date - entrez",
    Field.MODIFIED: "lr|mdat|modification date|date - modification|date last revised",
    Field.INDEXED: "mhda|mesh date|date - mesh",
    Field.PMID: "pmid|uid",
    Field.LOCATION: "lid|location id|aid|article identifier|doi|pmcid|pmc",
    Field.SECONDARY_ID: "si|secondary source id",
    Field.OTHER_TITLE: "tt|transliterated title",
    Field.ELSEWHERE: (
        "ad|affiliation|affl|auid|author identifier|author - identifier|book|cois|conflict of interest statement|"
        "conflict of interest statements|ed|editor|dcom|date - completion|completion date|fir|full investigator name|"
        "investigator - full|gr|grant number|grants and funding|ir|investigator|isbn|ip|issue|iss|jid|nlm unique id|"
        "mid|manuscript id|own|owner|pa|pharmacological action|pg|pagination|page|pl|place of publication|ps|"
        "personal name as subject|subject - personal name|pubn|publisher|rn|ec/rn number|vi|volume|vol|cited by|"
        "eid|electronic location id"
    ),
}  # fmt: skip
_BY_NAME = {name: each for each, names in _NAMES.items() for name in names.split("|")}
TAG_NAMES = frozenset(_BY_NAME)

_PARTS = re.compile(r"(?P<name>[^:]*?)\s*(?::\s*(?P<extra>.*))?", re.S)
_DISTANCE = re.compile(r"~\s*(\d{1,4})")


@dataclass(frozen=True, slots=True)
class Position:
    """Where something stands in a search: line and column from 1. block: the shared block it came from, or ""."""

    line: int
    column: int
    block: str = ""


class TagTrouble(StrEnum):
    NONE = ""
    UNKNOWN = "unknown"  #: PubMed would search all fields, without a word
    NO_EXPLOSION = "no explosion"  #: :noexp on a field that is never exploded
    EXTRA = "extra"  #: something after the colon that PubMed does not know


@dataclass(frozen=True, slots=True)
class Tag:
    """[tiab], [MeSH Terms:noexp], [tiab:~3]: as written, and as PubMed takes it."""

    text: str
    at: Position = field(compare=False)
    field: Field
    explode: bool = True
    distance: int | None = None
    trouble: TagTrouble = TagTrouble.NONE


def read_tag(text: str, at: Position) -> Tag:
    """Read what stands between the square brackets; trouble is noted, never raised."""
    parts = _PARTS.fullmatch(text)
    name = " ".join((parts["name"] if parts else text).lower().split())
    extra = ((parts["extra"] if parts else None) or "").strip().lower()
    known = _BY_NAME.get(name)
    if known is None:
        return Tag(text, at, Field.ALL, trouble=TagTrouble.UNKNOWN)
    if not extra:
        return Tag(text, at, known)
    if distance := _DISTANCE.fullmatch(extra):
        return Tag(text, at, known, distance=int(distance[1]))
    if extra == "noexp":
        usable = known in MESH_FIELDS or known is Field.PUBLICATION_TYPE
        return Tag(text, at, known, explode=False, trouble=TagTrouble.NONE if usable else TagTrouble.NO_EXPLOSION)
    return Tag(text, at, known, trouble=TagTrouble.EXTRA)
