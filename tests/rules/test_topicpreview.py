"""What an edited search brings in and loses."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tracker.model.mesh import MeshFile
from tracker.model.record import Record, RecordId, StoredRecord
from tracker.model.topic import MustFind, Topic
from tracker.rules.topicpreview import ClauseHits, preview

TITLES = ("rain and hats", "wind and hats", "hail and hats", "rain and wind and hats", "snow")
STORED = tuple(
    StoredRecord(
        id=RecordId(number),
        record=Record(title=title, pmid=number),
        content_hash="",
        first_seen=datetime(2030, 1, 1, tzinfo=UTC),
        baseline=False,
        topics=("weather",),
        sources=("pubmed",),
    )
    for number, title in enumerate(TITLES, start=1)
)
MUST, LOST, ELSEWHERE = MustFind(pmid=1), MustFind(pmid=3), MustFind(pmid=99)
TOPIC = Topic(
    id="weather",
    title="Weather",
    why="",
    search="hats[ti] AND (rain[ti] OR wind[ti] OR sleet[ti])",
    must_find=(MUST, LOST, ELSEWHERE),
)


def test_what_comes_in_and_goes_out():
    """Against the search last used; must-finds missed, or not stored and so unknown."""
    found = preview(
        TOPIC, "hats[ti] AND (rain[ti] OR hail[ti])", STORED, {MUST: STORED[0], LOST: STORED[2]}, MeshFile()
    )
    assert [one.id for one in found.comes_in] == [2]
    assert [one.id for one in found.goes_out] == [3]
    assert (found.looked_at, found.found_before, found.found_now) == (5, 3, 3)
    assert found.missed == (LOST,)
    assert found.unknown == (ELSEWHERE,)


def test_each_clause_and_what_it_alone_finds():
    """A record that two clauses match is found by neither alone; one that matches nothing is named with 0."""
    found = preview(TOPIC, None, STORED, {}, MeshFile())
    assert found.clauses == (ClauseHits("rain[ti]", 2, 1), ClauseHits("wind[ti]", 2, 1), ClauseHits("sleet[ti]", 0, 0))
    assert (found.found_before, found.comes_in, found.goes_out) == (None, (), ())


def test_an_unchanged_search_changes_nothing():
    """The same words: nothing in, nothing out."""
    found = preview(replace(TOPIC, must_find=()), TOPIC.search, STORED, {}, MeshFile())
    assert (found.comes_in, found.goes_out, found.found_before) == ((), (), 3)
