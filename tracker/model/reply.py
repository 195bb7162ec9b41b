"""What the sources bring back: values, whatever the wire looked like."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.model.record import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """A whole search: every PMID of it, and what PubMed said of the search."""

    pmids: frozenset[int]
    count: int  #: as PubMed counts it; reconciled with pmids
    translation: str = ""
    warnings: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """Records asked for by PMID. missing: asked for and not received, neither as record nor as deleted."""

    sightings: tuple[Sighting, ...]
    missing: tuple[int, ...] = ()
    deleted: tuple[int, ...] = ()


class FeedStatus(StrEnum):
    FRESH = "fresh"  #: read; items may be none
    UNCHANGED = "unchanged"  #: 304
    MOVED = "moved"  #: read, at another address for good


@dataclass(frozen=True, slots=True)
class FeedMemory:
    """What a feed told us to say at the next conditional GET.

    answer: of what it answered, as a hash: many servers answer in full each time. "" where that is to be read again.
    """

    etag: str = ""
    last_modified: str = ""
    answer: str = ""


NOTHING_TOLD = FeedMemory()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedReading:
    """A feed that answered. One that did not raises SourceError, BlockedError or GoneError instead.

    whole: false where some of its items could not be had (cut off, unreadable, too many); note says which.
    """

    status: FeedStatus
    items: tuple[Sighting, ...] = ()
    memory: FeedMemory = NOTHING_TOLD
    moved_to: str = ""
    note: str = ""
    whole: bool = True
