"""One work, one record; what is told of a change, and of a notice about another work."""

from __future__ import annotations

from dataclasses import replace

from tests.jobs.fakes import Clock, record, sighting
from tracker.jobs.keep import Kept, keep
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
