"""What a round over the feeds keeps, and what it says of feeds that do not answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.jobs.fakes import Clock, FakeFeeds, record
from tracker.errors import BlockedError, GoneError, SourceError
from tracker.jobs.feeds import FeedFetch
from tracker.model.event import EventKind
from tracker.model.receipt import SourceOutcome, SourceStatus
from tracker.model.record import Record
from tracker.model.topic import Feed
from tracker.store import Store

JOURNAL, OTHER = (Feed(id=id, title=id.title(), url=f"https://{id}.example.org/feed") for id in ("journal", "other"))


def item(number: int, *words: str) -> Record:
    return replace(record(number, *words), pmid=None, doi=f"10.5555/fiction.{number}")


class Round:
    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.feeds, self.clock = store, FakeFeeds(clock), clock

    def read(self) -> tuple[SourceOutcome, ...]:
        job = FeedFetch(self.store, self.feeds, lambda one: one.keywords, self.clock)
        return job.run((JOURNAL, OTHER))

    def announced(self) -> int:
        return sum(event.kind is EventKind.NEW_RECORD for event in self.store.events.after(0))


@pytest.fixture
def rounds(store: Store, clock: Clock) -> Round:
    return Round(store, clock)


def test_the_first_reading_of_a_feed_is_silent(rounds: Round) -> None:
    """What a feed shows when it is first read was there before."""
    rounds.feeds.shows["journal"] = [item(1, "calm"), item(2)]
    first, _ = rounds.read()
    assert (first.received, first.on_topic, first.new, first.silent) == (2, 1, 0, 1)
    assert rounds.announced() == 0
    rounds.feeds.shows["journal"] = [item(1, "calm"), item(2), item(3, "calm")]
    rounds.read()
    assert rounds.announced() == 1


def test_f25_an_unchanged_feed_is_an_answer(rounds: Round) -> None:
    """304: not a failure, nothing new."""
    rounds.feeds.shows["journal"] = [item(1, "calm")]
    rounds.read()
    first, _ = rounds.read()
    assert first.status is SourceStatus.UNCHANGED
    assert first.new == 0


def test_one_failing_feed_stops_no_other(rounds: Round) -> None:
    """Named as failed with its count unknown; the next feed is read; its memory stands."""
    rounds.feeds.shows["journal"] = SourceError("no answer")
    rounds.feeds.shows["other"] = [item(1, "calm")]
    first, second = rounds.read()
    assert (first.status, first.new) == (SourceStatus.FAILED, None)
    assert second.silent == 1
    assert rounds.store.cursors.feed("journal").failures == 1


def test_f27_a_feed_that_is_gone_is_asked_no_more(rounds: Round) -> None:
    """410: reported at every run, until its address is mended."""
    rounds.feeds.shows["journal"] = GoneError("gone")
    rounds.read()
    rounds.feeds.shows["journal"] = [item(1, "calm")]
    first, _ = rounds.read()
    assert first.status is SourceStatus.GONE
    assert "feeds.yaml" in first.message
    mended = FeedFetch(rounds.store, rounds.feeds, lambda one: one.keywords, rounds.clock)
    (again,) = mended.run([replace(JOURNAL, url="https://new.example.org/feed")])
    assert again.status is SourceStatus.OK


def test_f28_a_blocked_feed_says_how_its_papers_come(rounds: Round) -> None:
    """403 or a challenge page: blocked, not empty."""
    rounds.feeds.shows["journal"] = BlockedError("refused")
    first, _ = rounds.read()
    assert (first.status, first.received) == (SourceStatus.BLOCKED, None)
    assert "PubMed" in first.message


def test_f32_other_guids_announce_nothing(rounds: Round) -> None:
    """All guids change: the works are the same, and none is announced again."""
    rounds.feeds.shows["journal"] = [item(1, "calm"), item(2, "calm")]
    rounds.read()
    shown = [replace(item(number, "calm"), url="https://new.example.org") for number in (1, 2)]
    rounds.feeds.shows["journal"] = [*shown, item(9)]
    rounds.read()
    assert rounds.announced() == 0


def test_a_topic_that_is_new_announces_nothing_old(rounds: Round) -> None:
    """An item that stood in the feed before its topic was watched is kept in silence."""
    rounds.feeds.shows["journal"] = [item(1)]
    rounds.read()
    rounds.feeds.shows["journal"] = [item(1, "calm"), item(2, "pain")]
    job = FeedFetch(rounds.store, rounds.feeds, lambda one: one.keywords, rounds.clock, watched={"pain"})
    first, _ = job.run((JOURNAL, OTHER))
    assert (first.new, first.silent) == (1, 1)
