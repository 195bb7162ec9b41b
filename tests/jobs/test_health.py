"""The weekly look at each topic's search."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.jobs.fakes import Clock, FakePubMed, record, sighting, topic
from tracker.jobs.health import EVERY, topic_health
from tracker.model.receipt import Receipt, SourceStatus
from tracker.model.reply import SearchResult
from tracker.model.topic import MustFind, Topic
from tracker.store import Store


class Week:
    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.pubmed = store, clock, FakePubMed(clock)

    def look(self, one: Topic) -> Receipt:
        self.clock.pass_days(7)
        receipt = topic_health(self.store, self.pubmed, [one], self.clock)
        assert receipt is not None
        return receipt

    def message(self, one: Topic) -> str:
        return self.look(one).outcomes[0].message


@pytest.fixture
def week(store: Store, clock: Clock) -> Week:
    found = Week(store, clock)
    found.pubmed.holds(*(record(number, "rain") for number in range(1, 11)))
    return found


def test_a_sound_topic(week: Week):
    """Its count is kept, and nothing is said."""
    (outcome,) = week.look(topic("rain")).outcomes
    assert (outcome.status, outcome.received, outcome.message) == (SourceStatus.OK, 10, "")
    assert week.store.receipts.last("health") is not None


def test_a_count_against_its_own_history(week: Week):
    """A slow decline is held against the most that the same search ever found; a jump against the last time."""
    week.look(topic("rain"))
    for number in (1, 2):
        week.pubmed._held.pop(number)
    assert week.message(topic("rain")) == ""
    week.pubmed._held.pop(3)
    assert week.message(topic("rain")) == "the search found 10 before and finds 7 now"
    week.pubmed.holds(*(record(number, "rain") for number in range(20, 90)))
    assert week.message(topic("rain")) == "the search found 7 the last time and finds 77 now"
    assert week.message(topic("rain", "wind")) == "the search finds nothing at all"


def test_an_edited_search_starts_anew(week: Week):
    """Its count is not compared with that of another search."""
    week.pubmed.holds(record(50, "wind"))
    week.look(topic("rain"))
    assert week.message(topic("rain", "wind")) == ""


def test_must_finds_by_number_and_by_doi(week: Week, monkeypatch: pytest.MonkeyPatch):
    """One without a PMID is known from the store, or asked for by its DOI."""
    stored = record(3, "rain", doi="10.9999/kept")
    with week.store.atomic():
        week.store.records.add(sighting(stored, week.clock()), keys=(), topics=("rain",), baseline=True)
    must = (MustFind(pmid=77, note="a landmark"), MustFind(doi="10.9999/kept"), MustFind(doi="10.9999/gone"))
    asked: list[str] = []

    def examine(term: str) -> SearchResult:
        asked.append(term)
        return SearchResult(pmids=frozenset(), count=0 if "[lid]" in term else 10)

    monkeypatch.setattr(week.pubmed, "examine", examine)
    said = week.message(replace(topic("rain"), must_find=must))
    assert said == "no longer found: PMID 77 (a landmark), 10.9999/gone"
    assert asked[1] == '(rain) AND ("10.9999/gone"[lid])'


def test_what_pubmed_says_is_told_with_its_place(week: Week, monkeypatch: pytest.MonkeyPatch):
    """Warnings, errors, and a reading that is not what was written."""
    answer = SearchResult(
        pmids=frozenset(), count=3, translation='"rains"[Title]', warnings=("PhraseNotFound: wet hat",)
    )
    monkeypatch.setattr(week.pubmed, "examine", lambda _term: answer)
    said = week.message(replace(topic("rain", "rain[ti]"), file="queries/topics/rain.yaml", line=4))
    assert "queries/topics/rain.yaml:4: PhraseNotFound: wet hat" in said
    assert "left out or changed rain[ti]" in said


def test_no_answer_is_no_zero(week: Week):
    """A failure is told as one, without a count."""
    week.pubmed.fails = lambda _what: True
    (outcome,) = week.look(topic("rain")).outcomes
    assert (outcome.status, outcome.received) == (SourceStatus.FAILED, None)


def test_a_week_without_any_answer_is_looked_at_again_in_an_hour(week: Week):
    """Otherwise an outage at that moment would leave every topic unknown until the next week."""
    week.pubmed.fails = lambda _what: True
    looked = week.look(topic("rain")).started
    assert week.store.cursors.last_done("health") == looked - EVERY + timedelta(hours=1)
    week.pubmed.fails = lambda _what: False
    looked = week.look(topic("rain")).started
    assert week.store.cursors.last_done("health") == looked


def test_a_look_that_was_stopped_is_no_finding(week: Week):
    """It would stand as "failed" for a week, in `status` and in the operator's mail."""
    stopped = topic_health(week.store, week.pubmed, [topic("rain")], week.clock, stop=lambda: True)
    assert stopped is None
    assert week.store.receipts.last("health") is None
    assert week.store.cursors.last_done("health") is None
