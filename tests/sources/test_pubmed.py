"""PubMed as the jobs use it, against a loopback E-utilities server."""

from __future__ import annotations

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from tracker.errors import SourceError
from tracker.model.record import SourceKind
from tracker.model.window import Window
from tracker.sources.trouble import TooMuch

from .eutils import DAY, SmallPubMed, article, articles, search_reply, some_days
from .loopback import Reply

KEY = "0123456789abcdef"


def test_search_in_a_window_sends_both_dates_and_who_we_are(pubmed, server):
    """A window search returns the PMIDs of that window, and NCBI is told tool, address and both ends."""
    small = SmallPubMed(some_days(range(101, 111)))
    found = pubmed(small.serve(server)).search("sleep[tiab]", Window("crdt", DAY, DAY + timedelta(days=2)))
    assert found.pmids == {101, 102, 103}
    assert found.count == 3
    assert found.translation == "sleep[All Fields]"
    form = server.asked[-1].form
    assert (form["datetype"], form["mindate"], form["maxdate"]) == ("crdt", "2026/02/01", "2026/02/03")
    assert (form["tool"], form["email"]) == ("evidence-tracker", "desk@tracker.example")
    assert server.asked[-1].headers["user-agent"] == "evidence-tracker/0.1 (mailto:desk@tracker.example)"


def test_count(pubmed, server):
    """A count asks for no PMIDs."""
    assert pubmed(SmallPubMed(some_days(range(1, 8))).serve(server)).count("sleep") == 7
    assert server.asked[-1].form["retmax"] == "0"


def test_fetch_gives_sightings_with_their_own_xml(pubmed, server, time):
    """Records come in order of PMID, each with its key, its time and the bytes it was read from."""
    fetched = pubmed(SmallPubMed(some_days(range(5, 8))).serve(server)).fetch([7, 5, 6, 5])
    assert [sighting.key for sighting in fetched.sightings] == ["5", "6", "7"]
    assert {sighting.kind for sighting in fetched.sightings} == {SourceKind.PUBMED}
    assert fetched.sightings[0].record.title == "Invented paper 5"
    assert b">5</PMID>" in fetched.sightings[0].raw
    assert b">6</PMID>" not in fetched.sightings[0].raw
    assert fetched.sightings[0].seen == time.clock()
    assert fetched.missing == fetched.deleted == ()


def test_many_ids_are_posted_in_batches(pubmed, server):
    """450 PMIDs go in three requests of at most 200, the long ones by POST."""
    small = SmallPubMed(some_days(range(1000, 1450)))
    asking = pubmed(small.serve(server))
    assert len(asking.fetch(small.created).sightings) == 450
    assert [asked.method for asked in server.asked] == ["POST", "POST", "GET"]
    assert [asked.form["id"].count(",") + 1 for asked in server.asked] == [200, 200, 50]
    assert asking.requests == 3


def test_two_requests_are_on_the_wire_at_most(pubmed, server):
    """However many threads ask: a third one waits until an answer has come."""
    small = SmallPubMed(some_days(range(1, 4)))
    url = small.serve(server)
    came, leave = threading.Semaphore(0), threading.Event()

    def answer(asked):
        came.release()
        leave.wait(10)
        return small.fetch(asked)

    server.script("/entrez/efetch.fcgi", answer)
    with ThreadPoolExecutor(3) as pool:
        asking = pubmed(url)
        answers = [pool.submit(asking.fetch, [pmid]) for pmid in (1, 2, 3)]
        assert came.acquire(timeout=10)
        assert came.acquire(timeout=10)
        assert not came.acquire(timeout=0.1)
        leave.set()
        assert [one.result().sightings[0].key for one in answers] == ["1", "2", "3"]


def test_nothing_asked_nothing_sent(pubmed, server):
    """No PMIDs, no request."""
    assert pubmed().fetch([]).sightings == ()
    assert pubmed().which_of("sleep", []) == frozenset()
    assert server.asked == []


def test_which_of_posts_groups_and_puts_the_term_in_parentheses(pubmed, server):
    """Of 700 PMIDs those that match are named, asked for in two POSTs that keep the term's own OR apart."""
    small = SmallPubMed(some_days(range(1, 400)))
    assert pubmed(small.serve(server)).which_of("a OR b", range(1, 701)) == set(range(1, 400))
    assert [asked.method for asked in server.asked] == ["POST", "POST"]
    assert all(asked.form["term"].startswith("(a OR b) AND (") for asked in server.asked)


def test_which_of_refuses_records_that_were_not_asked_about(pubmed, server):
    """A term that breaks out of its parentheses cannot smuggle other records in."""
    server.script("/entrez/esearch.fcgi", search_reply([1, 2, 999]))
    with pytest.raises(SourceError, match="returned others"):
        pubmed().which_of("sleep) OR (pain", [1, 2, 3])


@pytest.mark.parametrize("windowed", [True, False])
def test_f12_more_hits_than_the_wall_are_had_by_date(pubmed, server, windowed):
    """F12: beyond the wall the window is halved until every part fits, and all PMIDs come, once."""
    small = SmallPubMed(some_days(range(1, 501), per_day=20), wall=40)
    asking = pubmed(small.serve(server), wall=40)
    found = asking.search("sleep", Window("crdt", DAY, DAY + timedelta(days=90)) if windowed else None)
    assert found.pmids == set(range(1, 501))
    assert found.count == 500


def test_f12_a_single_day_over_the_wall_is_loud(pubmed, server):
    """F12: what cannot be partitioned fails, with the day's name."""
    small = SmallPubMed(some_days(range(1, 60), per_day=50), wall=40)
    with pytest.raises(SourceError, match="2026-02-01") as caught:
        pubmed(small.serve(server), wall=40).search("sleep", Window("crdt", DAY, DAY + timedelta(days=5)))
    assert not caught.value.retryable


def test_f12_a_part_that_vanishes_is_a_failure(pubmed, server):
    """F12: if the parts hold fewer than the whole, the search failed."""
    small = SmallPubMed(some_days(range(1, 101)), wall=40)

    def lossy(asked):
        lost = asked.form.get("mindate", "") > "2026/03/15"
        return search_reply([]) if lost else small.search(asked)

    small.serve(server)
    server.script("/entrez/esearch.fcgi", lossy)
    with pytest.raises(SourceError, match="100 hits counted"):
        pubmed(wall=40).search("sleep", None)


def test_f13_a_page_one_short_is_asked_again(pubmed, server):
    """F13: count and PMIDs are reconciled; a short page is asked for again."""
    server.script("/entrez/esearch.fcgi", search_reply([1, 2], count=3), search_reply([1, 2, 3]))
    assert pubmed().search("sleep", None).pmids == {1, 2, 3}


def test_f13_a_page_one_short_at_the_wall_is_partitioned(pubmed, server):
    """F13: at the wall, one short for good, the parts bring the missing one."""
    small = SmallPubMed(some_days(range(1, 41)), wall=39)
    found = pubmed(small.serve(server), wall=40).search("sleep", Window("crdt", DAY, DAY + timedelta(days=50)))
    assert found.pmids == set(range(1, 41))


def test_f13_a_page_that_stays_short_is_a_failure(pubmed, server):
    """F13: elsewhere a count that never fits is an error, with both figures."""
    server.script("/entrez/esearch.fcgi", search_reply([1, 2], count=5))
    with pytest.raises(SourceError, match="5 hits counted and 2 received"):
        pubmed().search("sleep", None)


def test_f14_missing_and_deleted_records_are_told_apart(pubmed, server):
    """F14: what did not come is named, what PubMed says is deleted is named as that."""
    gone = "<DeleteCitation><PMID Version='1'>3</PMID><PMID Version='1'>77</PMID></DeleteCitation>"
    server.script("/entrez/efetch.fcgi", articles(article(1), gone))
    fetched = pubmed().fetch([1, 2, 3])
    assert [s.key for s in fetched.sightings] == ["1"]
    assert fetched.missing == (2,)
    assert fetched.deleted == (3,)


def test_f14_an_empty_set_is_missing_records_not_an_error(pubmed, server):
    """F14: PubMed answers unknown PMIDs with an empty set."""
    server.script("/entrez/efetch.fcgi", articles())
    assert pubmed().fetch([5, 6]).missing == (5, 6)


def test_f15_no_history_is_used(pubmed, server):
    """F15: nothing rests on a WebEnv that NCBI may lose: records are fetched by their numbers."""
    asking = pubmed(SmallPubMed(some_days(range(1, 5))).serve(server))
    asking.fetch(asking.search("sleep", None).pmids)
    assert not any({"usehistory", "WebEnv", "query_key"} & asked.form.keys() for asked in server.asked)


@pytest.mark.parametrize("count", ["", "many", "-1", "12.5", "１２"])
def test_f16_a_count_that_is_no_number_is_a_failure(pubmed, server, count):
    """F16: garbage for a count is never zero."""
    server.script("/entrez/esearch.fcgi", search_reply([], count=count))
    with pytest.raises(SourceError, match="no count"):
        pubmed().search("sleep", None)


def test_f16_no_count_at_all_is_a_failure(pubmed, server):
    """F16: a reply without a count, or of another kind, is a failure."""
    for body in (b"<eSearchResult><IdList/></eSearchResult>", b"<eInfoResult/>"):
        server.script("/entrez/esearch.fcgi", body)
        with pytest.raises(SourceError):
            pubmed().count("sleep")


def test_f18_what_pubmed_says_of_the_search_is_kept(pubmed, server):
    """F18: dropped phrases, unknown fields and notes reach the caller."""
    extra = (
        "<ErrorList><PhraseNotFound>zzq</PhraseNotFound><FieldNotFound>tiabb</FieldNotFound></ErrorList>"
        '<WarningList><QuotedPhraseNotFound>"deep slep"</QuotedPhraseNotFound>'
        "<OutputMessage>No items found.</OutputMessage></WarningList>"
    )
    server.script("/entrez/esearch.fcgi", search_reply([], extra=extra))
    found = pubmed().search("sleep", None)
    assert found.errors == ("PhraseNotFound: zzq", "FieldNotFound: tiabb")
    assert found.warnings == ('QuotedPhraseNotFound: "deep slep"',)


def test_f24_a_clock_set_back_does_not_stall(pubmed, server, time):
    """F24: with the clock an hour back, the next request waits no longer than the limit asks for."""
    asking = pubmed(SmallPubMed(some_days(range(1, 3))).serve(server))
    asking.count("sleep")
    time.now -= timedelta(hours=1)
    asking.count("sleep")
    assert sum(time.slept) < 0.4


@pytest.mark.parametrize(("key", "per_second"), [("", 3), (KEY, 10)])
def test_requests_keep_ncbis_rate(pubmed, server, time, key, per_second):
    """Three requests a second without a key, ten with one, and never more."""
    small = SmallPubMed(some_days(range(1, 3)))
    at = []
    small.serve(server)
    server.script("/entrez/esearch.fcgi", lambda asked: at.append(time.now) or small.search(asked))
    asking = pubmed(api_key=key)
    for _ in range(12):
        asking.count("sleep")
    assert all((later - earlier).total_seconds() >= 1 / per_second for earlier, later in itertools.pairwise(at))
    assert (at[-1] - at[0]).total_seconds() < 12 * 1.3 / per_second


def test_size_and_time_limits_reach_pubmed_too(pubmed, server, monkeypatch):
    """F37: a reply that unpacks without end is an error for the batch, not a full memory."""
    import gzip

    bomb = gzip.compress(b" " * 140_000_000, 1)
    server.script("/entrez/efetch.fcgi", Reply(body=bomb, headers={"Content-Encoding": "gzip"}))
    with pytest.raises(TooMuch, match="unpacks to more"):
        pubmed().fetch([1])
