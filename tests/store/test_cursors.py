"""How far the sources were read."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.model.cursor import FeedCursor, TopicCursor
from tracker.model.reply import FeedMemory
from tracker.store import Store

from .conftest import NOW


def test_a_topic_has_no_cursor_until_it_was_read(store: Store) -> None:
    """And one afterwards, the last that was set."""
    assert store.cursors.topic("sleep") is None
    first = TopicCursor(topic="sleep", search_hash="h", since=date(2031, 1, 1), until=NOW)
    second = TopicCursor(topic="sleep", search_hash="h2", since=date(2030, 1, 1), until=NOW, search="sleep[ti]")
    for cursor in (first, second):
        store.cursors.set_topic(cursor)
        assert store.cursors.topic("sleep") == cursor
    assert store.cursors.topic("moon") is None


def test_a_feed_that_was_never_read_says_so(store: Store) -> None:
    """Its cursor is empty; what was set comes back whole."""
    assert store.cursors.feed("f") == FeedCursor(feed="f")
    told = FeedCursor(feed="f", memory=FeedMemory('"e"', "Mon"), laid=NOW, disabled=True, moved_to="x", failures=3)
    store.cursors.set_feed(told)
    assert store.cursors.feed("f") == told
    assert store.cursors.feed("g") == FeedCursor(feed="g")


def test_jobs_remember_when_they_were_last_done(store: Store) -> None:
    """Never done is None, not long ago."""
    assert store.cursors.last_done("health") is None
    store.cursors.set_done("health", NOW)
    store.cursors.set_done("health", NOW + timedelta(hours=1))
    assert store.cursors.last_done("health") == NOW + timedelta(hours=1)


def test_a_cursor_moves_only_with_what_it_stands_for(store: Store) -> None:
    """A step that fails leaves it where it was."""
    try:
        with store.atomic():
            store.cursors.set_done("health", NOW)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert store.cursors.last_done("health") is None
