"""How far each source has been read, and when each job was last done."""

from __future__ import annotations

from datetime import date, datetime

from tracker.model.cursor import FeedCursor, TopicCursor
from tracker.store.codec import dumps, loads, maybe_time, time_text
from tracker.store.database import Database


class Cursors:
    def __init__(self, db: Database) -> None:
        self._db = db

    def topic(self, topic: str) -> TopicCursor | None:
        row = self._db.row("SELECT search_hash, since, until, search FROM topic_cursor WHERE topic = ?", (topic,))
        if row is None:
            return None
        return TopicCursor(
            topic=topic,
            search_hash=row["search_hash"],
            since=date.fromisoformat(row["since"]),
            until=datetime.fromisoformat(row["until"]),
            search=row["search"],
        )

    def set_topic(self, cursor: TopicCursor) -> None:
        with self._db.atomic():
            self._db.write(
                "INSERT OR REPLACE INTO topic_cursor (topic, search_hash, since, until, search) VALUES (?, ?, ?, ?, ?)",
                (cursor.topic, cursor.search_hash, cursor.since.isoformat(), time_text(cursor.until), cursor.search),
            )

    def feed(self, feed: str) -> FeedCursor:
        """A feed that was never read has a cursor that says so."""
        body = self._db.value("SELECT body FROM feed_cursor WHERE feed = ?", (feed,))
        return FeedCursor(feed=feed) if body is None else loads(FeedCursor, body)

    def set_feed(self, cursor: FeedCursor) -> None:
        with self._db.atomic():
            self._db.write(
                "INSERT OR REPLACE INTO feed_cursor (feed, body) VALUES (?, ?)", (cursor.feed, dumps(cursor))
            )

    def last_done(self, job: str) -> datetime | None:
        return maybe_time(self._db.value("SELECT at FROM job_done WHERE job = ?", (job,)))

    def set_done(self, job: str, at: datetime) -> None:
        with self._db.atomic():
            self._db.write("INSERT OR REPLACE INTO job_done (job, at) VALUES (?, ?)", (job, time_text(at)))
