"""What PubMed is asked, and what of it is news."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tracker.model.cursor import TopicCursor
from tracker.model.record import PartialDate, Record
from tracker.model.topic import Topic
from tracker.rules import watch

NOW = datetime(2030, 5, 13, 8, 0, tzinfo=UTC)
TODAY = NOW.date()


def topic(id: str, search: str = "imaginol[tiab]") -> Topic:
    return Topic(id=id, title=id, why="", search=search)


def cursor(
    of: Topic, since: date = date(2030, 1, 1), until: datetime = datetime(2030, 5, 12, tzinfo=UTC)
) -> TopicCursor:
    return TopicCursor(topic=of.id, search_hash=watch.search_hash(of), since=since, until=until)


def plan(topics: list[Topic], cursors: dict[str, TopicCursor]) -> watch.Plan:
    return watch.plan(topics, cursors, NOW, baseline_days=30, overlap_days=3)


def test_a_new_topic_is_read_in_silence() -> None:
    """A topic without a cursor gets a baseline of thirty days and no news."""
    made = plan([topic("a")], {})
    assert made.watched == ()
    assert [(one.topic.id, one.start, one.end) for one in made.baselines] == [("a", date(2030, 4, 13), TODAY)]


def test_watched_topics_overlap_their_last_window() -> None:
    """The window starts three days before the oldest cursor, on both dates."""
    a, b = topic("a"), topic("b")
    made = plan([a, b], {"a": cursor(a), "b": cursor(b, until=datetime(2030, 5, 1, tzinfo=UTC))})
    assert made.baselines == ()
    assert [str(window) for window in made.windows] == [
        "crdt 2030-04-28..2030-05-13",
        "mdat 2030-04-28..2030-05-13",
    ]


def test_an_edited_search_is_read_in_silence_up_to_the_news() -> None:
    """What a widened search brings of old is baseline; what was created since is still news."""
    old, new = topic("a"), topic("a", "imaginol[tiab] OR fantasine[tiab]")
    made = plan([new], {"a": cursor(old)})
    assert [(one.start, one.end) for one in made.baselines] == [(date(2030, 1, 1), date(2030, 5, 8))]
    assert made.watched == (new,)
    assert made.start == date(2030, 5, 9)


def test_white_space_is_no_edit() -> None:
    """Wrapping a search differently leaves its hash."""
    assert watch.search_hash(topic("a", "x[ti]\n  AND y[ti]")) == watch.search_hash(topic("a", "x[ti] AND y[ti]"))


def test_a_clock_set_back_asks_for_no_future() -> None:
    """A cursor in the future (the clock was wrong) still gives a window that ends today."""
    a = topic("a")
    made = plan([a], {"a": cursor(a, until=datetime(2031, 1, 1, tzinfo=UTC))})
    assert made.start == date(2030, 5, 10)
    assert made.end == TODAY


def test_each_topic_stands_in_parentheses() -> None:
    """PubMed reads from left to right: an OR inside one topic must not swallow the next."""
    assert watch.joined([topic("a", "x OR y"), topic("b", "z")]) == "(x OR y) OR (z)"


def test_older_than_the_watch_is_no_news() -> None:
    """A record created before the baseline's first day was not missed by the watch."""
    assert not watch.is_news(Record(title="t", created=date(2029, 12, 31)), date(2030, 1, 1), TODAY)
    assert watch.is_news(Record(title="t", created=date(2030, 1, 1)), date(2030, 1, 1), TODAY)


def test_late_is_judged_by_the_papers_own_date() -> None:
    """A paper of last year is late; one that gives only this year is not."""
    assert watch.is_late(Record(title="t", published=PartialDate(2029, 6)), TODAY)
    assert not watch.is_late(Record(title="t", published=PartialDate(2030)), TODAY)
    assert not watch.is_late(Record(title="t"), TODAY)
