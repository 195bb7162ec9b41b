"""One work, one record; what is told of a change, and of a notice about another work."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.jobs.fakes import Clock, record, sighting
from tracker.jobs.keep import Kept, Wanted, keep, keep_all
from tracker.model.event import EventKind
from tracker.model.record import Link, LinkKind, Record, RecordId, SourceKind
from tracker.store import Store


def put(store: Store, one: Record, clock: Clock, *, feed: str = "", news: bool = True) -> Kept:
    source, kind = (feed, SourceKind.FEED) if feed else ("pubmed", SourceKind.PUBMED)
    with store.atomic():
        return keep(store, sighting(one, clock(), source, kind), topics=["calm"], news=news, now=clock())


def kinds(store: Store) -> list[tuple[EventKind, RecordId | None]]:
    return [(event.kind, event.record) for event in store.events.after(0)]


def from_feed(doi: str | None = "10.5555/fiction.1", text: str = "") -> Record:
    return replace(record(1, "calm", text=text), pmid=None, doi=doi)


def test_f36_a_feed_item_and_its_pubmed_record_are_one(store: Store, clock: Clock) -> None:
    """Joined by DOI, announced once; the text that came later is a first reading."""
    first = put(store, from_feed(), clock, feed="journal")
    again = put(store, replace(record(1, "calm"), doi="10.5555/fiction.1"), clock)
    assert (again.id, again.new) == (first.id, False)
    assert kinds(store) == [(EventKind.NEW_RECORD, first.id), (EventKind.FIRST_READING, first.id)]
    (stored,) = store.records.load([first.id])
    assert (stored.record.pmid, stored.record.abstract_text) == (1, "Calm rose.")
    assert set(stored.sources) == {"journal", "pubmed"}


def test_a_feed_never_overwrites_pubmed(store: Store, clock: Clock) -> None:
    """The shortened text of a feed item leaves PubMed's abstract as it is."""
    first = put(store, replace(record(1, "calm"), doi="10.5555/fiction.1"), clock)
    put(store, from_feed(text="Calm ro..."), clock, feed="journal")
    (stored,) = store.records.load([first.id])
    assert stored.record.abstract_text == "Calm rose."


def test_alike_is_not_the_same(store: Store, clock: Clock) -> None:
    """The same title under another DOI stays a record of its own."""
    first = put(store, from_feed(), clock, feed="journal")
    other = put(store, from_feed(doi="10.5555/fiction.2"), clock, feed="preprints")
    assert other.new
    assert other.id != first.id


def test_two_pmids_never_merge(store: Store, clock: Clock) -> None:
    """Not even with one DOI on both."""
    first = put(store, replace(record(1, "calm"), doi="10.5555/fiction.1"), clock)
    other = put(store, replace(record(2, "calm"), doi="10.5555/fiction.1"), clock)
    assert first.id != other.id


def test_f22_a_retraction_is_told_once_from_either_side(store: Store, clock: Clock) -> None:
    """The notice comes first, the changed record days later: one event, about the paper, never about the notice."""
    paper = put(store, record(1, "calm"), clock)
    notice = record(2, "calm", links=(Link(LinkKind.RETRACTION_OF, 1),), publication_types=("Retraction Notice",))
    put(store, notice, clock)
    (stored,) = store.records.load([paper.id])
    assert stored.record.is_retracted
    put(store, record(1, "calm", links=(Link(LinkKind.RETRACTION_IN, 2),)), clock)
    told = [event for event in kinds(store) if event[0] is EventKind.RETRACTION]
    assert told == [(EventKind.RETRACTION, paper.id)]


def test_f22_a_notice_that_comes_after_its_paper_said_so_is_told_once(store: Store, clock: Clock) -> None:
    """The record changes first, the notice is found days later: still one event."""
    put(store, record(1, "calm"), clock)
    put(store, record(1, "calm", links=(Link(LinkKind.RETRACTION_IN, 2),)), clock)
    put(store, record(2, "calm", links=(Link(LinkKind.RETRACTION_OF, 1),)), clock)
    assert [kind for kind, _ in kinds(store)].count(EventKind.RETRACTION) == 1


def test_f22_an_expression_of_concern_is_told(store: Store, clock: Clock) -> None:
    """Also of a paper of the baseline: what was there before may have been read elsewhere."""
    paper = put(store, record(1, "calm"), clock, news=False)
    put(store, record(1, "calm", links=(Link(LinkKind.CONCERN_IN, 7, "J Imaginary. 2030"),)), clock)
    (event,) = store.events.after(0)
    assert (event.kind, event.record, event.detail) == (EventKind.CONCERN, paper.id, "J Imaginary. 2030")


def test_a_paper_that_arrives_retracted_is_new_and_no_alert(store: Store, clock: Clock) -> None:
    """Nobody was told of it before: its retraction is part of it."""
    put(store, record(1, "calm", links=(Link(LinkKind.RETRACTION_IN, 2),)), clock)
    assert [kind for kind, _ in kinds(store)] == [EventKind.NEW_RECORD]


def test_the_same_again_changes_nothing(store: Store, clock: Clock) -> None:
    """Seen twice, kept once; the second time nothing changed."""
    put(store, record(1, "calm"), clock)
    again = put(store, record(1, "calm"), clock)
    assert (again.new, again.changed) == (False, False)
    assert len(kinds(store)) == 1


def test_what_a_feed_showed_in_silence_is_told_when_pubmed_brings_it_as_new(store: Store, clock: Clock) -> None:
    """A feed's first reading is silent; the same paper is new in PubMed days later."""
    first = put(store, from_feed(), clock, feed="journal", news=False)
    put(store, replace(record(1, "calm"), doi="10.5555/fiction.1"), clock)
    assert kinds(store) == [(EventKind.NEW_RECORD, first.id)]
    (stored,) = store.records.load([first.id])
    assert not stored.baseline


def batch() -> list[Record]:
    """New ones, one twice, two with one identifier, one that a notice among them is about, and a guideline."""
    return [
        record(1, "calm"),
        replace(record(2, "calm"), doi="10.5555/fiction.2"),
        replace(record(3, "calm"), pmid=None, doi="10.5555/fiction.2"),
        record(4, "calm", links=(Link(LinkKind.RETRACTION_OF, 1),), publication_types=("Retraction Notice",)),
        record(5, "calm", publication_types=("Practice Guideline",)),
        replace(record(5, "calm"), title="Number five, corrected"),
        record(6, "calm", trial_ids=("NCT00000001",)),
        replace(record(7, "calm"), doi="10.5555/fiction.2"),
    ]


@pytest.mark.parametrize("news", [True, False])
def test_a_batch_is_kept_as_if_one_by_one(tmp_path: Path, clock: Clock, news: bool) -> None:
    """The same rows in every table, in the same order, and the same answers; some of it is stored before."""
    before = replace(record(7, "calm"), title="Number seven, before")
    dumps, answers = [], []
    for name in ("one by one", "batch"):
        with Store.open(tmp_path / f"{name}.db", create=True) as store:
            put(store, before, clock)
            wanted = [Wanted(sighting(one, clock()), ("calm", "pain"), news) for one in batch()]
            with store.atomic():
                if name == "batch":
                    answers.append(keep_all(store, wanted, clock()))
                else:
                    answers.append(
                        [keep(store, one.sighting, topics=one.topics, news=news, now=clock()) for one in wanted]
                    )
            ids = [one.id for one in answers[-1]]
            dumps.append(rows_of(store))
            assert len(store.records.search("number", 20)) == len({one.id for one in store.records.load(ids)})
    assert answers[0] == answers[1]
    assert dumps[0] == dumps[1]


DIFFER = ("signing", "_sqlite_migrations")
"""A random key, and when a table was laid."""


def rows_of(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """All that stands in the tables."""
    with closing(sqlite3.connect(f"file:{store.path}?mode=ro", uri=True)) as db:
        names = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'").fetchall()
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for (name,) in names if name not in DIFFER}


def test_what_is_new_is_written_together(store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two hundred new records are one call of the store, and one question whether they are there."""
    asked: list[int] = []
    add, shared = store.records.add_all, store.records.shared
    monkeypatch.setattr(store.records, "add_all", lambda some: asked.append(len(some)) or add(some))
    monkeypatch.setattr(store.records, "shared", lambda keys: asked.append(0) or shared(keys))
    wanted = [Wanted(sighting(record(number, "calm"), clock()), ("calm",), False) for number in range(1, 201)]
    with store.atomic():
        keep_all(store, wanted, clock())
    assert asked == [0, 200]
