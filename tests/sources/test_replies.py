"""NCBI's bad replies, each as it was seen or reported, against the real client."""

from __future__ import annotations

import pytest

from tracker.errors import BlockedError, SourceError
from tracker.sources.pubmed import PubMedOptions
from tracker.sources.trouble import RateLimited

from .eutils import SmallPubMed, article, articles, error_reply, search_reply, some_days
from .loopback import FEW_TRIES, Reply

KEY = "0123456789abcdef"


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


def test_f2_429_body_with_status_200(pubmed, server, time):
    """F2: the body of a 429 counts as one, whatever the status: its Retry-After is honoured too."""
    body = b'{"error":"API rate limit exceeded","api-key":"203.0.113.7","count":"4","limit":"3"}'
    server.script("/entrez/efetch.fcgi", Reply(200, body, {"Retry-After": "7"}), articles(article(4)))
    assert [s.key for s in pubmed().fetch([4]).sightings] == ["4"]
    assert 7 in time.slept


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
