"""How far each source has been read. A cursor moves only in the transaction that stores what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.model.reply import NOTHING_TOLD, FeedMemory


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicCursor:
    """search_hash: of the search this cursor was laid for; since: first day of the baseline; until: read up to here;
    search: the words themselves, "" where an earlier version laid it."""

    topic: str
    search_hash: str
    since: date
    until: datetime
    search: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedCursor:
    """url: the address in feeds.yaml that all else here is about; laid: when the silent baseline of the feed was laid
    (None: not yet); disabled: the feed said that it is gone."""

    feed: str
    url: str = ""
    memory: FeedMemory = NOTHING_TOLD
    laid: datetime | None = None
    disabled: bool = False
    moved_to: str = ""
    failures: int = 0
