"""Records: kept, found again, changed, joined, missed and withdrawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.model.record import RecordId, Section, content_hash
from tracker.store import Store

from .conftest import NOW, Keep
from .fictional import SEEN, a_record, an_appraisal, sighted

FEED = "annals-of-imaginary-sleep"


def changes(store: Store) -> int:
    count: int = store._db.utils.conn.total_changes
    return count


def test_a_record_comes_back_as_it_was_kept(store: Store, keep: Keep) -> None:
    """Every field, with what the store knows of it."""
    (stored,) = store.records.load([keep(topics=("sleep", "moon"), baseline=True)])
    assert stored.record == a_record()
    assert stored.content_hash == content_hash(a_record())
    assert stored.first_seen == SEEN
    assert stored.baseline
    assert set(stored.topics) == {"sleep", "moon"}
    assert stored.sources == ("pubmed",)
    assert not stored.withdrawn


def test_loading_keeps_the_order_asked_for(store: Store, keep: Keep) -> None:
    """Each once; an unknown id is left out."""
    first, second = keep(a_record(pmid=1)), keep(a_record(pmid=2))
    assert [stored.id for stored in store.records.load([second, first, RecordId(99), second])] == [second, first]
    assert store.records.load([]) == ()


def test_a_record_is_found_by_its_identifiers(store: Store, keep: Keep) -> None:
    """By PMID, by DOI in any case, and by the keys of the identity rules."""
    id = keep()
    for found in (
        store.records.by_pmid(990001),
        store.records.by_doi("10.9999/MOONLEAF.1"),
        *store.records.candidates([("pmid", "990001"), ("doi", "10.1/other")]),
    ):
        assert found is not None
        assert found.id == id
    assert store.records.by_pmid(5) is store.records.by_doi("10.1/other") is None
    assert store.records.candidates([("doi", "990001")]) == store.records.candidates([]) == ()


def test_known_tells_stored_pmids_from_new_ones(store: Store, keep: Keep) -> None:
    """Only those that are stored are named, with their records."""
    id = keep()
    assert store.records.known([990001, 990002]) == {990001: id}
    assert store.records.known(range(100_000)) == {}


def test_the_same_sighting_again_writes_nothing(store: Store, keep: Keep) -> None:
    """Windows overlap: most of what is fetched again is as it was."""
    id = keep()
    before = changes(store)
    assert not store.records.update(id, sighted(a_record()), a_record(), keys=[("pmid", "990001")])
    assert changes(store) == before


def test_new_bytes_with_the_same_content_are_no_change(store: Store, keep: Keep) -> None:
    """The bytes are kept; the content and its reading stay."""
    id = keep()
    read(store, id)
    later = a_record(status="MEDLINE")
    assert not store.records.update(id, sighted(later, raw=b"newer"), later, keys=[("pmid", "990001")])
    (stored,) = store.records.load([id])
    assert stored.record.status == "MEDLINE"
    assert store.records.raw(id) == {("pubmed", "990001"): b"newer"}
    assert store.records.unread("r1") == ()


def read(store: Store, id: RecordId) -> None:
    (stored,) = store.records.load([id])
    store.readings.save(id, stored.content_hash, "r1", an_appraisal(), [], NOW)


def test_a_changed_text_is_a_change_and_waits_to_be_read(store: Store, keep: Keep) -> None:
    """Columns, search words, keys, trial numbers and the reading follow the new text."""
    id = keep()
    read(store, id)
    longer = a_record(abstract=(Section("Quokkas slept."),), trial_ids=("NCT99000002",), doi="10.9999/new")
    assert store.records.update(id, sighted(longer), longer, keys=[("doi", "10.9999/new")])
    assert store.records.unread("r1") == (id,)
    assert [one.id for one in store.records.search("quokka", 5)] == [id]
    assert store.records.search("miners", 5) == ()
    assert store.records.candidates([("pmid", "990001")]) == ()
    assert [one.id for one in store.records.candidates([("doi", "10.9999/new")])] == [id]
    assert store.records.by_doi("10.9999/moonleaf.1") is None


def test_a_second_source_stands_beside_the_first(store: Store, keep: Keep) -> None:
    """Both sources are named, and both kept their bytes."""
    id = keep()
    store.records.update(id, sighted(a_record(), source=FEED, key="guid-1", raw=b"<item/>"), a_record(), keys=[])
    (stored,) = store.records.load([id])
    assert set(stored.sources) == {"pubmed", FEED}
    assert store.records.raw(id)[FEED, "guid-1"] == b"<item/>"


def test_marking_changes_a_record_without_a_sighting(store: Store, keep: Keep) -> None:
    """A notice about it came before its own new text."""
    id = keep()
    bytes_before = store.records.raw(id)
    store.records.mark(id, a_record(publication_types=("Retracted Publication",)))
    (stored,) = store.records.load([id])
    assert stored.record.is_retracted
    assert store.records.raw(id) == bytes_before


def test_topics_are_added_once(store: Store, keep: Keep) -> None:
    """Only those that are new to the record are returned."""
    id = keep(topics=("sleep",))
    assert store.records.add_topics(id, ["sleep", "moon", "moon"]) == ("moon",)
    assert store.records.add_topics(id, ["moon"]) == ()


def test_topics_count_their_records(store: Store, keep: Keep) -> None:
    """A record that was merged into another counts once, with it."""
    kept, merged = keep(topics=("sleep", "moon")), keep(a_record(pmid=None), topics=("sleep",))
    assert store.records.by_topic() == {"moon": 1, "sleep": 2}
    store.records.merge(kept, merged, a_record(), keys=[], why="by hand")
    assert store.records.by_topic() == {"moon": 1, "sleep": 1}


def test_missing_pmids_are_counted_until_they_come(store: Store) -> None:
    """Asked for and not received is remembered, with how often."""
    store.records.note_missing([7, 8], NOW)
    store.records.note_missing([8], NOW)
    assert store.records.missing() == {7: 1, 8: 2}
    store.records.clear_missing([8, 9])
    assert store.records.missing() == {7: 1}


def test_a_withdrawn_record_is_marked_and_never_removed(store: Store, keep: Keep) -> None:
    """A later sighting from PubMed takes the mark away; one from a feed does not."""
    id = keep()
    store.records.withdraw([990001, 5], NOW)
    store.records.withdraw([990001], NOW.replace(year=2040))
    assert store._db.value("SELECT withdrawn FROM record")[:4] == "2031"
    assert store.records.load([id])[0].withdrawn
    assert store.records.withdrawn([id, RecordId(99)]) == {id}
    store.records.update(id, sighted(a_record(), source=FEED), a_record(), keys=[])
    assert store.records.load([id])[0].withdrawn
    store.records.update(id, sighted(a_record()), a_record(), keys=[])
    assert not store.records.load([id])[0].withdrawn
    assert store.records.withdrawn([id]) == frozenset()


def test_unread_lists_the_oldest_first(store: Store, keep: Keep) -> None:
    """By the time they were first seen, whatever their ids."""
    late = keep(a_record(pmid=1))
    early = store.records.add(
        replace(sighted(a_record(pmid=2)), seen=SEEN.replace(year=2030)), keys=[], topics=[], baseline=False
    )
    assert store.records.unread("r1") == (early, late)
    read(store, late)
    assert store.records.unread("r1") == (early,)
    assert store.records.unread("r2") == (early, late)


def test_a_reading_taken_up_again_reads_again(store: Store, keep: Keep) -> None:
    """Its verdicts are to be the present ones, not those of the reading in between."""
    id = keep()
    (stored,) = store.records.load([id])
    for reading, participants in (("r1", 10), ("r2", 20)):
        store.readings.save(id, stored.content_hash, reading, an_appraisal(participants), [], NOW)
    assert store.records.unread("r1") == (id,)
    store.readings.save(id, stored.content_hash, "r1", an_appraisal(11), [], NOW)
    assert store.records.unread("r1") == ()
    assert store.readings.appraisals([id])[id].participants == 11


@pytest.mark.parametrize(
    "words",
    [
        'moonleaf "', '"moonleaf', "moonleaf's", "moonleaf*", "moonleaf AND NOT tea", "NEAR(moonleaf tea, 2)",
        "title:moonleaf", "-moonleaf", "moonleaf^2", "{title} : moonleaf", "moonleaf OR", "(moonleaf",
        "moonleaf\0tea", "moonleaf 🌙", "moonleaf; DROP TABLE record", "moonleaf\ud800", "MOONLEAF", "moonleaf " * 500,
    ],
)  # fmt: skip
def test_hostile_words_are_only_words(store: Store, keep: Keep, words: str) -> None:
    """No syntax of the search engine leaks: nothing raises, and what names a word that is there may find it."""
    keep()
    assert len(store.records.search(words, 5)) <= 1
    assert len(store.records.search(words.replace("\0", " ").split("moonleaf")[0] + " moonleaf", 5)) <= 1


@pytest.mark.parametrize("words", ["", "  ", '"', "🌙", "*", "***", ":", "()", "\0", "- -"])
def test_no_words_find_nothing(store: Store, keep: Keep, words: str) -> None:
    """Nor do they find everything."""
    keep()
    assert store.records.search(words, 5) == ()


@pytest.mark.parametrize(
    "words", ["Moonleaf", "restless night", "RANDOMISED", "moon 🌙", '"sleep is', "tea:", "sixty-four"]
)
def test_words_are_found_in_any_form(store: Store, keep: Keep, words: str) -> None:
    """Case, endings and marks do not count; every word has to occur."""
    id = keep()
    assert [one.id for one in store.records.search(words, 5)] == [id]
    assert store.records.search(words + " absentword", 5) == ()


def test_a_word_in_the_title_comes_first(store: Store, keep: Keep) -> None:
    """Best first, and no more than asked for."""
    keep(a_record(pmid=1, title="Other things", abstract=(Section("One quokka slept."),)))
    best = keep(a_record(pmid=2, title="The quokka", abstract=(Section("It slept."),)))
    assert [one.id for one in store.records.search("quokka", 1)] == [best]
    assert len(store.records.search("quokka", 9)) == 2
    assert store.records.search("quokka", 0) == ()


def test_accents_do_not_matter(store: Store, keep: Keep) -> None:
    """A reader without the accent on the keyboard finds the name."""
    id = keep(a_record(title="Ménière at night"))
    assert [one.id for one in store.records.search("meniere", 5)] == [id]
