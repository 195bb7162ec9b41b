"""Two records that are the same work, joined and taken apart again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.store.fictional import told
from tracker.errors import UsageError
from tracker.model.record import RecordId
from tracker.model.verdict import Overrule, Stance
from tracker.store import Store

from .conftest import NOW, Keep
from .fictional import ALL_DAY, SOME_PARTS, a_digest, a_record, a_verdict, an_appraisal, an_event, sighted

ITEM = a_record(pmid=None, title="Moonleaf tea, from the feed", doi="10.9999/early")
KEYS = [("pmid", "990001"), ("doi", "10.9999/moonleaf.1"), ("guid", "1")]


@pytest.fixture
def pair(store: Store, keep: Keep) -> tuple[RecordId, RecordId]:
    """(feed item that came first, its PubMed record)."""
    item = store.records.add(sighted(ITEM, source="a-feed"), keys=[("guid", "1")], topics=["moon"], baseline=False)
    return item, keep()


def merge(store: Store, pair: tuple[RecordId, RecordId]) -> None:
    item, article = pair
    store.records.merge(item, article, replace(a_record(), url="https://moon.example/1"), keys=KEYS, why="by hand")


def test_every_lookup_of_the_merged_one_gives_the_kept_one(store: Store, pair: tuple[RecordId, RecordId]) -> None:
    """By id, PMID, DOI, key of either, and words; with the sources and topics of both."""
    merge(store, pair)
    item, article = pair
    for found in (
        *store.records.load([article]),
        store.records.by_pmid(990001),
        store.records.by_doi("10.9999/moonleaf.1"),
        *store.records.candidates([("guid", "1")]),
        *store.records.candidates([("pmid", "990001")]),
        *store.records.search("moonleaf", 9),
    ):
        assert found is not None
        assert found.id == item
    assert len(store.records.candidates(KEYS)) == len(store.records.search("moonleaf", 9)) == 1
    (stored,) = store.records.load([article, item])
    assert set(stored.sources) == {"a-feed", "pubmed"}
    assert set(stored.topics) == {"moon", "sleep"}
    assert store.records.known([990001]) == {990001: item}
    assert store.records.unread("r1") == (item,)
    assert store.facts().records == 1
    assert len(store.records.raw(article)) == 2


def test_what_was_kept_under_the_merged_one_follows(store: Store, pair: tuple[RecordId, RecordId]) -> None:
    """Events, overrules, studies and what a reader was told are the kept one's; both ids may be asked for."""
    item, article = pair
    store.events.append([an_event(article)])
    store.readings.overrule(
        Overrule(record=article, claim="c", stance=Stance.MIXED, ground=None, why="because", at=NOW)
    )
    reader = store.subscribers.add("ada@moon.example", ALL_DAY, token="t", at=NOW)
    store.deliveries.keep_digest("k", a_digest(), SOME_PARTS)
    store.deliveries.plan(reader.id, due=NOW.date(), digest="k", message_id="<1@x>", records=[article], at=NOW)
    merge(store, pair)
    assert [event.record for event in store.events.after(0)] == [item]
    assert store.events.of(article) == store.events.of(item) == store.events.after(0)
    assert store.readings.records_with("c") == (item,)
    assert [one.record for one in store.readings.overrules([article])] == [item]
    assert store.studies.of([article]) == {article: item}
    assert told(store, reader.id) >= {item}


def test_a_reading_is_asked_for_by_either_id(store: Store, pair: tuple[RecordId, RecordId]) -> None:
    """What is saved for one is found for both, and stands under the id that was asked for."""
    merge(store, pair)
    item, article = pair
    (stored,) = store.records.load([item])
    store.readings.save(article, stored.content_hash, "r1", an_appraisal(), [a_verdict()], NOW)
    assert set(store.readings.appraisals([item, article])) == {item, article}
    assert store.readings.verdicts([article])[article] == store.readings.verdicts([item])[item]
    assert store.readings.records_with("longer-sleep") == (item,)


def test_an_update_of_the_merged_one_reaches_the_kept_one(store: Store, pair: tuple[RecordId, RecordId]) -> None:
    """PubMed goes on telling of it."""
    merge(store, pair)
    item, article = pair
    new = a_record(title="Moonleaf tea, corrected")
    assert store.records.update(article, sighted(new), new, keys=KEYS)
    assert store.records.load([item])[0].record.title == "Moonleaf tea, corrected"


def test_taking_them_apart_gives_both_back(store: Store, pair: tuple[RecordId, RecordId]) -> None:
    """As they were: texts, PMID, keys, search words."""
    merge(store, pair)
    item, article = pair
    store.records.unmerge(article)
    first, second = store.records.load([item, article])
    assert (first.id, first.record) == (item, ITEM)
    assert (second.id, second.record) == (article, a_record())
    assert store.records.known([990001]) == {990001: article}
    assert [one.id for one in store.records.candidates([("pmid", "990001")])] == [article]
    assert [one.id for one in store.records.candidates([("guid", "1")])] == [item]
    assert [one.id for one in store.records.search("feed", 9)] == [item]
    with pytest.raises(UsageError, match="not merged"):
        store.records.unmerge(article)


def test_the_words_of_the_merged_one_are_not_searched(store: Store, keep: Keep) -> None:
    """What is found has to be in the text that is shown."""
    item, article = keep(a_record(pmid=None, title="Solitary wombat")), keep()
    store.records.merge(article, item, a_record(), keys=[], why="by hand")
    assert store.records.search("wombat", 9) == ()
    store.records.unmerge(item)
    assert len(store.records.search("wombat", 9)) == 1


def test_two_pmids_never_merge(store: Store, keep: Keep) -> None:
    """Whoever asks: two PMIDs are two records."""
    first, second = keep(a_record(pmid=1)), keep(a_record(pmid=2))
    with pytest.raises(UsageError, match="never merge"):
        store.records.merge(first, second, a_record(pmid=1), keys=[], why="alike")
    assert len(store.records.load([first, second])) == 2


def test_chains_end_at_the_last_one_and_are_undone_from_it(store: Store, keep: Keep) -> None:
    """a in b, b in c: all are c; b cannot give a back before c gave b back."""
    a, b, c = (keep(a_record(pmid=None, title=f"Item {name}", doi=f"10.1/{name}")) for name in "abc")
    store.records.merge(b, a, a_record(pmid=None, title="Item b"), keys=[], why="")
    store.records.merge(c, b, a_record(pmid=None, title="Item c"), keys=[], why="")
    assert [one.id for one in store.records.load([a, b, c])] == [c]
    store.records.merge(c, a, a_record(), keys=[], why="again")
    with pytest.raises(UsageError, match="merged after") as refused:
        store.records.unmerge(a)
    assert "Take that one out" in refused.value.mend
    store.records.unmerge(b)
    assert [one.id for one in store.records.load([a, b, c])] == [b, c]
    store.records.unmerge(a)
    assert [one.id for one in store.records.load([a, b, c])] == [a, b, c]


def test_a_proposed_merge_waits_for_a_person(store: Store, pair: tuple[RecordId, RecordId]) -> None:
    """It changes nothing by itself, and is gone once it was done."""
    item, article = pair
    store.records.propose_same(article, item, "same title, year and first author")
    store.records.propose_same(article, item, "same title, year and first author")
    assert store.records.proposals() == ((article, item, "same title, year and first author"),)
    assert store.facts().proposed_merges == 1
    merge(store, pair)
    assert store.records.proposals() == ()
