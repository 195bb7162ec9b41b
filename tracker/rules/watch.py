"""What to ask PubMed for, and which of the answers are news."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tracker.model.cursor import TopicCursor
from tracker.model.record import Record
from tracker.model.topic import Topic
from tracker.model.window import Window

LATE_AFTER_DAYS = 60
"""A paper whose own date lies further back than this when it is found is announced as late.

The 99th percentile of the lag from publication to PubMed is 21 days; issues carry dates a month or two ahead or behind.
"""


def search_hash(topic: Topic) -> str:
    """Changes when the search changes in more than white space."""
    return hashlib.blake2b(" ".join(topic.search.split()).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True, slots=True)
class Baseline:
    """Days that a topic's search is to be read in silence, both counted."""

    topic: Topic
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Plan:
    """baselines: topics that are new, or whose search was edited. watched: topics whose news is asked for together,
    over `start`..`end`, by create and by modification date."""

    baselines: tuple[Baseline, ...]
    watched: tuple[Topic, ...]
    start: date
    end: date

    @property
    def windows(self) -> tuple[Window, Window]:
        return Window("crdt", self.start, self.end), Window("mdat", self.start, self.end)


def plan(
    topics: Sequence[Topic],
    cursors: Mapping[str, TopicCursor],
    now: datetime,
    *,
    baseline_days: int,
    overlap_days: int,
) -> Plan:
    """A new topic is only read in silence; an edited one is read in silence up to where news begins.

    The overlap is there because a day is over everywhere only at 12:00 UTC on the next, and PubMed adds late.
    """
    today = now.date()
    baselines: list[Baseline] = []
    watched: list[Topic] = []
    starts: list[date] = []
    for topic in topics:
        cursor = cursors.get(topic.id)
        if cursor is None:
            baselines.append(Baseline(topic, today - timedelta(days=baseline_days), today))
            continue
        start = min(cursor.until.date(), today) - timedelta(days=overlap_days)
        if cursor.search_hash != search_hash(topic):
            baselines.append(Baseline(topic, cursor.since, max(cursor.since, start - timedelta(days=1))))
        watched.append(topic)
        starts.append(start)
    return Plan(tuple(baselines), tuple(watched), min(starts, default=today), today)


def joined(topics: Iterable[Topic]) -> str:
    """One search for all topics. PubMed works from left to right, so each stands in parentheses."""
    return " OR ".join(f"({' '.join(topic.search.split())})" for topic in topics)


def is_news(record: Record, since: date, today: date) -> bool:
    """A record created before the watch began was not missed by it: it is kept, in silence."""
    return (record.created or today) >= since


def is_late(record: Record, today: date) -> bool:
    """Judged by the paper's own date, as precise as it is given: a bare year is late only once it is over."""
    published = record.published
    if published is None:
        return False
    last_day = date(published.year, published.month or 12, published.day or 28)
    return (today - last_day).days > LATE_AFTER_DAYS
