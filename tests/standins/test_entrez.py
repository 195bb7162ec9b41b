"""The stand-in for the E-utilities answers, and refuses, as NCBI does."""

from __future__ import annotations

import json
import socket
import threading
import time
from pathlib import Path

import Bio.Entrez
import pytest
import requests
from lxml import etree

from tracker.standins import ncbi_words
from tracker.standins.entrez import Entrez
from tracker.standins.faults import Hang
from tracker.standins.served import Served

from .asking import MANNERS, Asker, Ticks, paper, read

DTDS = Path(Bio.Entrez.__file__).parent / "DTDs"


def assert_valid_search(content: bytes) -> None:
    dtd = etree.DTD(str(DTDS / "esearch.dtd"))
    assert dtd.validate(etree.fromstring(content)), dtd.error_log


def test_search_finds_newest_first_and_leaves_deleted_ones_out(ask: Asker) -> None:
    """A word search gives matching PMIDs, newest entry first; a late addition is entered at its own date."""
    assert ask.found("paper[tiab]") == [90000002, 90000001, 90000003]


@pytest.mark.parametrize(
    ("kind", "first", "last", "expected"),
    [
        ("crdt", "2026/03/01", "2026/03/07", {90000001, 90000002, 90000003}),
        ("mdat", "2026/03/10", "2026/03/14", {90000002}),
        ("edat", "2026/03/01", "2026/03/07", {90000001, 90000002}),
        ("pdat", "2015", "2015", {90000003}),
        ("pdat", "2015/06", "2015/06", {90000003}),
    ],
)
def test_windows_are_held_against_the_date_they_name(
    ask: Asker, kind: str, first: str, last: str, expected: set[int]
) -> None:
    """An old paper added late lies in the create-date window and not in the Entrez-date one."""
    assert set(ask.found("paper[tiab]", datetype=kind, mindate=first, maxdate=last)) == expected


def test_a_record_without_headings_meets_no_heading(ask: Asker) -> None:
    """PubMed does not guess: a [mh] term does not find a record by words that its headings may hold one day."""
    assert ask.found("Paper[mh]") == []


def test_uid_terms_narrow_a_search(ask: Asker) -> None:
    """`123[uid]` finds that record; joined with a term it tells which of some PMIDs the term matches."""
    assert ask.found("(paper[tiab]) AND (90000001[uid] OR 90000004[uid])") == [90000001]


@pytest.mark.parametrize(
    "params",
    [
        {"term": "paper[tiab]"},
        {"term": "paper[tiab]", "usehistory": "y"},
        {"term": "paper[tiab]", "rettype": "count"},
        {"term": "nothingatall[tiab]"},
        {"term": "lonely[nosuchfield]"},
        {"term": "paper[tiab]", "retstart": "9999"},
        {"term": ""},
    ],
)
def test_search_replies_are_valid(ask: Asker, params: dict[str, str]) -> None:
    """Every search reply, errors included, is valid under the DTD that Biopython ships."""
    assert_valid_search(ask.get("esearch", **params).content)


def test_search_says_what_it_made_of_the_term(ask: Asker) -> None:
    """The translation comes back, and the unknown field of a lone word is named."""
    assert read(ask.get("esearch", term="paper[tiab]")).findtext("QueryTranslation") == "paper[tiab]"
    assert read(ask.get("esearch", term="paper[nosuch]")).findtext("ErrorList/FieldNotFound") == "nosuch"


def test_search_as_json_says_the_same(ask: Asker) -> None:
    """JSON carries the count as text, as NCBI's does."""
    result = json.loads(ask.get("esearch", term="paper[tiab]", retmode="json").content)["esearchresult"]
    assert (result["count"], result["idlist"][0]) == ("3", "90000002")


def test_the_wall_cuts_in_silence_and_refuses_beyond(papers: list[Served], ticks: Ticks) -> None:
    """Above the wall the list is cut with a remark and the count stays true; a retstart past it is an error."""
    many = [paper(90000100 + number) for number in range(7)]
    with Entrez(lambda: many, ticks=ticks, wall=5) as entrez:
        ask = Asker(entrez)
        reply = read(ask.get("esearch", term="paper[tiab]", retmax=100))
        assert (reply.findtext("Count"), len(reply.findall("IdList/Id"))) == ("7", 5)
        assert reply.findtext("WarningList/OutputMessage") == "Restrictions achieved. start and count adjusted to 0, 5"
        past = ask.get("esearch", term="paper[tiab]", retstart=5)
        assert past.status_code == 200
        assert "'retstart' cannot be larger than" in (read(past).findtext("ERROR") or "")


def test_fetch_leaves_unknown_pmids_out_without_a_word(ask: Asker) -> None:
    """A known, an unknown and a deleted PMID: one article, one DeleteCitation, and nothing on the unknown."""
    reply = read(ask.get("efetch", id="90000001,99999999,90000005"))
    assert [one.text for one in reply.iterfind("PubmedArticle/MedlineCitation/PMID")] == ["90000001"]
    assert [one.text for one in reply.iterfind("DeleteCitation/PMID")] == ["90000005"]


def test_fetch_of_nothing_known_is_an_empty_set(ask: Asker) -> None:
    """Only unknown PMIDs: an empty set with status 200; no PMID at all: NCBI's permanent error with 400."""
    assert len(read(ask.get("efetch", id="99999999"))) == 0
    empty = ask.get("efetch", id="")
    assert (empty.status_code, read(empty).findtext("ERROR")) == (400, ncbi_words.ID_LIST_EMPTY)


def test_history_is_kept_fetched_from_and_lost(ask: Asker) -> None:
    """A kept search can be fetched in pieces; once lost, NCBI's own error comes back with status 200."""
    kept = read(ask.get("esearch", term="paper[tiab]", usehistory="y", retmax=0))
    where = {"WebEnv": kept.findtext("WebEnv"), "query_key": kept.findtext("QueryKey")}
    piece = read(ask.post("efetch", **where, retstart=1, retmax=1))
    assert [one.text for one in piece.iterfind("PubmedArticle/MedlineCitation/PMID")] == ["90000001"]
    ask.entrez.history.lose()
    lost = ask.post("efetch", **where)
    assert lost.status_code == 200
    assert "Cannot retrieve history data" in (read(lost).findtext("ERROR") or "")


@pytest.mark.parametrize(("key", "allowed"), [("", 3), ("good-key", 10)])
def test_the_rate_limit(ask: Asker, ticks: Ticks, key: str, allowed: int) -> None:
    """Three requests a second, ten with a key; the next gets NCBI's 429, and a second later all is well again."""
    more = {"api_key": key} if key else {}
    ticks.step = 0.0
    codes = [ask.get("esearch", term="paper", **more).status_code for _ in range(allowed + 1)]
    assert codes == [200] * allowed + [429]
    assert ask.entrez.complaints == [f"{allowed + 1} requests in a second, {allowed} are allowed"]
    ticks.step = 1.0
    assert ask.get("esearch", term="paper", **more).status_code == 200


def test_a_bad_key_is_refused_with_the_key_in_the_body(ask: Asker) -> None:
    """NCBI echoes the key: who prints that body gives a secret away."""
    reply = ask.get("esearch", term="paper", api_key="s3cret")
    assert reply.status_code == 400
    assert "s3cret" in reply.text


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"tool": ""}, "tool is missing"),
        ({"email": ""}, "email is missing"),
        ({"maxresults": "5"}, "unknown parameter 'maxresults'"),
        ({"db": "pmc"}, "db is not pubmed"),
        ({"mindate": "2026/01/01"}, "go together"),
        ({"mindate": "January", "maxdate": "2026", "datetype": "crdt"}, "not a date"),
        ({"retmax": "many"}, "not a number"),
        ({"term": '"open phrase[tiab]'}, "quote"),
    ],
)
def test_bad_manners_are_refused_and_noted(ask: Asker, params: dict[str, str], words: str) -> None:
    """What NCBI asks for and lets pass is an error here, so that a client's slip shows in a test."""
    reply = ask.get("esearch", **{"term": "paper", **params})
    assert reply.status_code == 400
    assert words in ask.entrez.complaints[-1]


def test_long_id_lists_have_to_be_posted(ask: Asker) -> None:
    """201 PMIDs by GET are refused, by POST they are answered."""
    ids = ",".join(str(90000001 + number) for number in range(201))
    assert ask.get("efetch", id=ids).status_code == 414
    assert ask.post("efetch", id=ids).status_code == 200


def test_requests_are_logged(ask: Asker) -> None:
    """A test can count and read what was asked."""
    ask.get("esearch", term="paper")
    ask.post("efetch", id="90000001")
    assert [(one.method, one.path.rpartition("/")[2]) for one in ask.entrez.requests] == [
        ("GET", "esearch.fcgi"),
        ("POST", "efetch.fcgi"),
    ]
    assert ask.entrez.requests[1].params["id"] == "90000001"


def test_another_path_is_not_found(entrez: Entrez) -> None:
    """The stand-in is no other tool of NCBI's."""
    assert requests.get(f"{entrez.eutils_url}esummary.fcgi", params=MANNERS, timeout=5).status_code == 404


def test_scripted_words_of_ncbi_strike_once(ask: Asker) -> None:
    """A canned error takes one reply's place; the next is honest."""
    ask.entrez.faults.next(ncbi_words.backend_failed(), on="esearch")
    assert "Database is not supported" in ask.get("esearch", term="paper").text
    ask.entrez.faults.next(ncbi_words.rate_limited(retry_after="2"))
    assert ask.get("esearch", term="paper").headers["Retry-After"] == "2"
    for fault in (ncbi_words.viewer_timeout(), ncbi_words.prolog_only(), ncbi_words.server_error(503)):
        ask.entrez.faults.next(fault)
        ask.get("efetch", id="90000001")
    assert ask.found("paper[tiab]")


def test_biopython_reads_the_replies(ask: Asker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Biopython's own parser takes a search reply and a fetched record."""
    from io import BytesIO

    monkeypatch.setenv("HOME", str(tmp_path))
    assert Bio.Entrez.read(BytesIO(ask.get("esearch", term="paper[tiab]").content))["Count"] == "3"
    articles = Bio.Entrez.read(BytesIO(ask.get("efetch", id="90000001").content))["PubmedArticle"]
    assert str(articles[0]["MedlineCitation"]["PMID"]) == "90000001"


def test_stopping_is_quick_with_a_client_hanging_on(papers: list[Served]) -> None:
    """The stand-in hangs up on whoever still waits: far under the second that is promised."""
    asked = threading.Event()

    def ticks() -> float:
        asked.set()
        return 0.0

    entrez = Entrez(lambda: papers, ticks=ticks).start()
    entrez.faults.next(Hang(), times=None)
    host, port = entrez.base_url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as waiting, socket.create_connection((host, int(port))):
        waiting.sendall(b"GET /entrez/eutils/esearch.fcgi HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert asked.wait(5)
        began = time.monotonic()
        entrez.stop()
        assert time.monotonic() - began < 5
        assert waiting.recv(10) == b""
