"""Reads the journal feeds: every item that a topic's own search matches is kept, the others are counted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from tracker.errors import BlockedError, GoneError, SourceError
from tracker.jobs.keep import keep
from tracker.jobs.ports import Clock, FeedReader, Progress, Stop, Store, TopicsOf, never, quiet
from tracker.model.cursor import FeedCursor
from tracker.model.receipt import SourceOutcome, SourceStatus
from tracker.model.record import RecordId, Sighting
from tracker.model.reply import FeedReading, FeedStatus
from tracker.model.topic import Feed


class FeedFetch:
    """One run over the feeds. Each feed is one transaction; one that fails stops no other.

    watched: topics that were watched before this run; None for all.
    """

    def __init__(
        self,
        store: Store,
        reader: FeedReader,
        topics_of: TopicsOf,
        clock: Clock,
        *,
        watched: Collection[str] | None = None,
        progress: Progress = quiet,
        stop: Stop = never,
    ) -> None:
        self._store = store
        self._reader = reader
        self._topics_of = topics_of
        self._clock = clock
        self._watched = watched
        self._progress = progress
        self._stop = stop
        self.new: list[RecordId] = []

    def run(self, feeds: Sequence[Feed]) -> tuple[SourceOutcome, ...]:
        outcomes = []
        for number, feed in enumerate(feeds, start=1):
            if self._stop():
                break
            outcomes.append(self._one(feed))
            self._progress("feeds", number, len(feeds))
        return tuple(outcomes)

    def _one(self, feed: Feed) -> SourceOutcome:
        cursor = self._cursor(feed)
        if cursor.disabled:
            return _failure(feed, SourceStatus.GONE, "the feed said that it is gone; mend its address in feeds.yaml")
        try:
            reading = self._reader.read(replace(feed, url=cursor.moved_to or feed.url), cursor.memory)
        except GoneError as error:
            self._keep_cursor(replace(cursor, disabled=True))
            return _failure(feed, SourceStatus.GONE, str(error))
        except BlockedError as error:
            self._keep_cursor(replace(cursor, failures=cursor.failures + 1))
            return _failure(feed, SourceStatus.BLOCKED, f"{error}; its papers come through PubMed, later")
        except SourceError as error:
            self._keep_cursor(replace(cursor, failures=cursor.failures + 1))
            return _failure(feed, SourceStatus.FAILED, str(error))
        return self._keep(feed, cursor, reading)

    def _keep(self, feed: Feed, cursor: FeedCursor, reading: FeedReading) -> SourceOutcome:
        now = self._clock()
        if reading.status is FeedStatus.UNCHANGED:
            self._keep_cursor(replace(cursor, memory=reading.memory, failures=0))
            return _answer(feed, SourceStatus.UNCHANGED, reading, on_topic=0, new=0, silent=0, updated=0)
        on_topic = updated = told = 0
        added: list[RecordId] = []
        off_topic: list[Sighting] = []
        with self._store.atomic():
            for sighting in reading.items:
                topics = self._topics_of(sighting.record)
                if not topics:
                    off_topic.append(sighting)
                    continue
                on_topic += 1
                news = cursor.laid is not None and self._is_watched(topics)
                kept = keep(self._store, sighting, topics=topics, news=news, now=now)
                if kept.new:
                    added.append(kept.id)
                    told += kept.told
                else:
                    updated += kept.changed
            self._store.untold.pass_over(off_topic, now)
            self._store.cursors.set_feed(_advanced(cursor, reading, now))
        self.new.extend(added)
        status = SourceStatus.OK if reading.whole else SourceStatus.PARTIAL
        return _answer(feed, status, reading, on_topic=on_topic, new=told, silent=len(added) - told, updated=updated)

    def _cursor(self, feed: Feed) -> FeedCursor:
        """A feed whose address was mended starts afresh; what it showed in silence stays so."""
        cursor = self._store.cursors.feed(feed.id)
        return cursor if cursor.url == feed.url else FeedCursor(feed=feed.id, url=feed.url, laid=cursor.laid)

    def _is_watched(self, topics: Collection[str]) -> bool:
        """What stood in the feed before any of its topics was watched is no news."""
        return self._watched is None or any(topic in self._watched for topic in topics)

    def _keep_cursor(self, cursor: FeedCursor) -> None:
        with self._store.atomic():
            self._store.cursors.set_feed(cursor)


def _advanced(cursor: FeedCursor, reading: FeedReading, now: datetime) -> FeedCursor:
    return replace(
        cursor,
        memory=reading.memory,
        laid=cursor.laid or now,
        failures=0,
        moved_to=reading.moved_to or cursor.moved_to,
    )


def _failure(feed: Feed, status: SourceStatus, message: str) -> SourceOutcome:
    return SourceOutcome(source=feed.id, title=feed.title, status=status, requests=1, message=message)


def _answer(
    feed: Feed, status: SourceStatus, reading: FeedReading, *, on_topic: int, new: int, silent: int, updated: int
) -> SourceOutcome:
    message = reading.note
    if reading.moved_to:
        message = "; ".join(filter(None, [message, f"moved for good to {reading.moved_to}: mend it in feeds.yaml"]))
    return SourceOutcome(
        source=feed.id,
        title=feed.title,
        status=status,
        received=len(reading.items),
        on_topic=on_topic,
        new=new,
        silent=silent,
        updated=updated,
        requests=1,
        message=message,
    )
