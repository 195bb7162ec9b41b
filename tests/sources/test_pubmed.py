"""PubMed as the jobs use it, against a loopback E-utilities server."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest

from tracker.errors import BlockedError, SourceError
from tracker.model.record import SourceKind
from tracker.model.window import Window
from tracker.sources.http import HttpClient
from tracker.sources.pubmed import PubMed, PubMedOptions
from tracker.sources.trouble import RateLimited, TooMuch

from .eutils import SmallPubMed, article, articles, error_reply, search_reply
from .loopback import FEW_TRIES, FakeTime, Reply, Server

DAY = date(2026, 2, 1)
KEY = "0123456789abcdef"


@pytest.fixture
def pubmed(server: Server, http: HttpClient, time: FakeTime):
    def make(base: str = "", **changes) -> PubMed:
        options = {"email": "desk@tracker.example", "base_url": base or server.url + "/entrez/", "retry": FEW_TRIES}
        return PubMed(PubMedOptions(**{**options, **changes}), http, time.clock, time.sleep)

    return make


def some_days(numbers: range, per_day: int = 1) -> dict[int, date]:
    return {pmid: DAY + timedelta(days=place // per_day) for place, pmid in enumerate(numbers)}


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


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "7"}])
def test_f1_429_backs_off_and_loses_nothing(pubmed, server, time, headers):
    """F1: 429 is waited out, for as long as Retry-After says where it says so."""
    limited = Reply(
        429, b'{"error":"API rate limit exceeded","api-key":"203.0.113.7","count":"4","limit":"3"}', headers
    )
    server.script("/entrez/esearch.fcgi", limited, search_reply([1, 2]))
    assert pubmed().search("sleep", None).pmids == {1, 2}
    assert max(time.slept) == pytest.approx(7, abs=0) if headers else max(time.slept) >= 1


def test_f1_429_without_end_is_an_error(pubmed, server):
    """F1: if it never stops, the search failed, and says why."""
    server.script("/entrez/esearch.fcgi", Reply(429))
    with pytest.raises(RateLimited):
        pubmed().search("sleep", None)
    assert len(server.asked) == FEW_TRIES.attempts


def test_f2_429_body_with_status_200(pubmed, server):
    """F2: the body of a 429 counts as one, whatever the status."""
    body = b'{"error":"API rate limit exceeded","api-key":"203.0.113.7","count":"4","limit":"3"}'
    server.script("/entrez/efetch.fcgi", body, articles(article(4)))
    assert [s.key for s in pubmed().fetch([4]).sightings] == ["4"]


def test_f3_bad_key_is_permanent_and_never_shown(pubmed, server):
    """F3: one request, no retry, and the key that the reply echoes is in no message and no chained error."""
    body = f'{{"error":"API key invalid","api-key":"{KEY}","type":"invalid",\n"status":"unknown"}}'.encode()
    server.script("/entrez/esearch.fcgi", Reply(400, body))
    with pytest.raises(SourceError) as caught:
        pubmed(api_key=KEY).search("sleep", None)
    assert not caught.value.retryable
    assert len(server.asked) == 1
    assert KEY not in str(caught.getrepr(chain=True, showlocals=False))
    assert KEY not in repr(PubMedOptions(email="a@b.example", api_key=KEY))


def test_f3_key_in_an_unknown_error_is_masked(pubmed, server):
    """F3: a key echoed anywhere else is masked too."""
    server.script("/entrez/esearch.fcgi", Reply(400, f"strange api_key={KEY} and {KEY}".encode()))
    with pytest.raises(SourceError) as caught:
        pubmed(api_key=KEY).search("sleep", None)
    assert KEY not in str(caught.value)
    assert KEY not in repr(caught.value)


@pytest.mark.parametrize(
    "reply", [Reply(500, b"<html><h1>Server Error</h1></html>"), Reply(503), b"<!DOCTYPE html><html/>"]
)
def test_f4_server_errors_are_retried_with_growing_pauses(pubmed, server, time, reply):
    """F4: 500, 503 and a web page are asked again, after pauses that grow."""
    server.script("/entrez/esearch.fcgi", reply, reply, search_reply([3]))
    assert pubmed().search("sleep", None).pmids == {3}
    pauses = [pause for pause in time.slept if pause >= 1]
    assert len(pauses) == 2
    assert pauses[1] > pauses[0]


def test_f4_a_server_that_stays_down_is_a_failure(pubmed, server):
    """F4: in the end it is an error that says it is worth another try, never an empty result."""
    server.script("/entrez/esearch.fcgi", Reply(503))
    with pytest.raises(SourceError) as caught:
        pubmed().search("sleep", None)
    assert caught.value.retryable


def test_403_is_blocked(pubmed, server):
    """A 403 is told apart from passing trouble."""
    server.script("/entrez/esearch.fcgi", Reply(403))
    with pytest.raises(BlockedError):
        pubmed().search("sleep", None)


def test_f5_reset_and_cut_body_are_retried(pubmed, server):
    """F5: a reset connection and a body that ends early are asked again."""

    def reset(handler) -> None:
        handler.connection.close()

    whole = search_reply([8])
    server.script(
        "/entrez/esearch.fcgi", Reply(wire=reset), Reply(body=whole[:80], headers={"Content-Length": "999"}), whole
    )
    assert pubmed().search("sleep", None).pmids == {8}
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Search Backend failed: Database is not supported: pubmed",
        "Can't fetch uids from history because of: NCBI C++ Exception: Error: UNK_MODULE",
        "Cannot retrieve history data. query_key: 1, WebEnv: MCID_5f",
        "Something nobody has seen before",
    ],
)
def test_f7_error_with_status_200_is_a_failure_worth_a_retry(pubmed, server, text):
    """F7: an ERROR element fails the search whatever the status, after retries."""
    server.script("/entrez/esearch.fcgi", error_reply(text, "eSearchResult"))
    with pytest.raises(SourceError) as caught:
        pubmed().search("sleep", None)
    assert caught.value.retryable
    assert len(server.asked) == FEW_TRIES.attempts


@pytest.mark.parametrize("status", [200, 400])
def test_f8_viewer_timeout_halves_the_batch(pubmed, server, status):
    """F8: a batch that times out in NCBI's viewer is retried, then had in halves; nothing is lost."""
    small = SmallPubMed(some_days(range(1, 9)))
    timeout = Reply(status, error_reply(" Error: External viewer error: Empty Response. Bytes read: 0 Status: Timeout"))
    small.serve(server)
    server.script(
        "/entrez/efetch.fcgi", lambda asked: timeout if asked.form["id"].count(",") > 3 else small.fetch(asked)
    )
    fetched = pubmed().fetch(range(1, 9))
    assert [int(s.key) for s in fetched.sightings] == list(range(1, 9))
    assert fetched.missing == ()
    assert len(server.asked) == FEW_TRIES.attempts + 2


def test_f8_one_record_that_never_comes_does_not_hold_up_the_rest(pubmed, server):
    """F8: a single record that always fails is reported as missing, the others arrive."""
    small = SmallPubMed(some_days(range(1, 7)))
    broken = error_reply("External viewer error: Empty Response")
    small.serve(server)
    server.script(
        "/entrez/efetch.fcgi", lambda asked: broken if "4" in asked.form["id"].split(",") else small.fetch(asked)
    )
    fetched = pubmed().fetch(range(1, 7))
    assert [int(s.key) for s in fetched.sightings] == [1, 2, 3, 5, 6]
    assert fetched.missing == (4,)


def test_f8_when_every_batch_fails_it_is_a_failure(pubmed, server):
    """F8: if nothing can be had, that is an error and not two hundred missing records; requests stay bounded."""
    server.script("/entrez/efetch.fcgi", error_reply("External viewer error: Timeout"))
    with pytest.raises(SourceError):
        pubmed().fetch(range(1, 201))
    assert len(server.asked) <= FEW_TRIES.attempts + 11 * 2


def test_f9_empty_id_list_is_permanent(pubmed, server):
    """F9: "ID list is empty" is not asked again."""
    server.script("/entrez/efetch.fcgi", Reply(400, error_reply("ID list is empty! Possibly it has no correct IDs.")))
    with pytest.raises(SourceError) as caught:
        pubmed().fetch([1])
    assert not caught.value.retryable
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "broken",
    [b"", b'<?xml version="1.0" ?>\n', articles(article(1), article(2))[:-40], articles(article(1))[:200]],
    ids=["empty", "prolog only", "cut in a record", "cut early"],
)
def test_f10_broken_xml_is_rejected_whole_and_retried(pubmed, server, broken):
    """F10: of a broken reply nothing is kept; the next, whole one is read."""
    server.script("/entrez/efetch.fcgi", broken, articles(article(1), article(2)))
    assert len(pubmed().fetch([1, 2]).sightings) == 2
    assert len(server.asked) == 2


def test_f11_control_characters_in_json_are_classified(pubmed, server):
    """F11: an error in JSON that is not valid JSON is read all the same."""
    body = (
        b'{"esearchresult":{"ERROR":"Search Backend failed: Exception:\n\x01\'retstart\' cannot be larger than 9998"}}'
    )
    server.script("/entrez/esearch.fcgi", body)
    with pytest.raises(SourceError, match="cannot be larger") as caught:
        pubmed().search("sleep", None)
    assert not caught.value.retryable


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


@pytest.mark.parametrize(
    ("stamp", "pause"), [("Mon, 02 Mar 2026 12:00:30 GMT", 30), ("99999", 120), ("soon", 1), ("-5", 1)]
)
def test_f1_retry_after_as_a_date_and_out_of_reason(pubmed, server, time, stamp, pause):
    """F1: a date is read, an hour is not waited for, nonsense counts as nothing said."""
    server.script("/entrez/esearch.fcgi", Reply(429, headers={"Retry-After": stamp}), search_reply([1]))
    pubmed().count("sleep")
    assert max(time.slept) == pytest.approx(pause, abs=1)


@pytest.mark.parametrize(
    ("reply", "retryable"),
    [
        (Reply(400, b"ID+list+is+empty!+Possibly+it+has+no+correct+IDs."), False),
        (b"Unable to route request!\n\nservice name: /http/service/ratecontrol", True),
        (Reply(414, b"<html>Too long</html>"), False),
        (Reply(200, b'{"esearchresult":{"count":"1"}}'), True),
    ],
)
def test_other_texts_are_classified(pubmed, server, reply, retryable):
    """Replies in plain text, JSON where XML was asked for, and other statuses are failures of the right kind."""
    server.script("/entrez/esearch.fcgi", reply)
    with pytest.raises(SourceError) as caught:
        pubmed().count("sleep")
    assert caught.value.retryable is retryable


def test_f9_a_pmid_list_with_garbage_is_a_failure(pubmed, server):
    """An Id that is no number fails the search."""
    server.script("/entrez/esearch.fcgi", search_reply([1]).replace(b"<Id>1</Id>", b"<Id>PMC1</Id>"))
    with pytest.raises(SourceError, match="no PMID"):
        pubmed().search("sleep", None)
