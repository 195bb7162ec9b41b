"""F1 to F24: PubMed goes wrong on the wire; the whole program runs against it and says what became of it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.faults.town import API_KEY, DAILY, OTHER, READER, TEXT, Town
from tracker.model.event import EventKind
from tracker.model.receipt import SourceStatus
from tracker.model.record import Link, LinkKind, PartialDate, Section
from tracker.model.subscriber import Frequency
from tracker.standins import ncbi_words
from tracker.standins.faults import Cut, Drip, Edit, Fault, Hang, Reset, Say, truncated
from tracker.standins.mailbox import Mishap


def failed_and_made_good(town: Town, *said: str) -> None:
    """The tick that failed said so in receipt, digest and status and kept its cursor; the next one loses nothing."""
    outcome = town.outcome()
    assert outcome.status is SourceStatus.FAILED
    assert outcome.new is None, "unknown is not zero"
    assert "1 source failed" in town.text()
    for words in said:
        assert words in outcome.message
        assert words in town.status()
    assert town.events() == []
    town.entrez.faults.clear()
    town.days(1)
    town.tick()
    told_once(town)


def told_once(town: Town, pmid: int = 2) -> None:
    assert town.outcome().status is SourceStatus.OK
    assert town.stored() >= {1, pmid}
    assert town.events() == [pmid]
    assert sum(f"/{pmid}/" in str(letter.message) for letter in town.letters()) == 1


@pytest.mark.parametrize(("after", "waited"), [("7", 7), ("", 0)])
def test_f01_429_is_waited_out(town: Town, after: str, waited: float) -> None:
    """With and without Retry-After: backed off, nothing lost."""
    town.publish(2)
    town.entrez.faults.next(ncbi_words.rate_limited(retry_after=after), times=2)
    assert town.tick() == 0
    told_once(town)
    assert sum(town.slept) >= max(2 * waited, 2), "two real pauses"


def test_f01_429_without_end_is_a_failure(town: Town) -> None:
    """Given up after a bounded wait, said, and made good later."""
    town.publish(2)
    town.entrez.faults.next(ncbi_words.rate_limited(), times=None)
    assert town.tick() == 3
    failed_and_made_good(town, "too many requests")


def test_f02_the_429_body_with_status_200(town: Town) -> None:
    """Taken as what it is."""
    town.publish(2)
    town.entrez.faults.next(ncbi_words.rate_limited(retry_after="9", status=200), times=2)
    assert town.tick() == 0
    told_once(town)
    assert sum(town.slept) >= 18


def test_f03_a_bad_key_stops_the_source_and_is_never_shown(town: Town) -> None:
    """One request, a clear message, and the key in nothing that was produced; the feeds go on."""
    town.settle(pubmed={"api_key": "a0wrong0key"})
    town.app = town.fresh()
    town.publish(2)
    town.item("feed-still-read")
    asked = len(town.entrez.requests)
    assert town.tick() == 3
    assert len(town.entrez.requests) - asked == 1
    assert town.outcome("letters").new == 1
    assert "does not know the API key" in town.status()
    produced = town.status() + town.text() + town.store_file.read_bytes().decode("latin-1")
    assert "a0wrong0key" not in produced
    town.settle(pubmed={"api_key": API_KEY})
    town.app = town.fresh()
    town.days(1)
    town.tick()
    assert 2 in town.events()


@pytest.mark.parametrize("status", [500, 503])
def test_f04_server_errors_are_retried_then_degraded(town: Town, status: int) -> None:
    """Two failures pass unnoticed but for growing pauses; without end the source is degraded."""
    town.publish(2)
    town.entrez.faults.next(ncbi_words.server_error(status), times=2)
    assert town.tick() == 0
    told_once(town)
    pauses = [pause for pause in town.slept if pause >= 0.5]
    assert len(pauses) > 1
    town.publish(3)
    town.days(1)
    town.entrez.faults.next(ncbi_words.server_error(status), times=None)
    assert town.tick() == 3
    assert town.outcome().status is SourceStatus.FAILED
    assert "PubMed" in town.text()
    town.entrez.faults.clear()
    town.days(1)
    town.tick()
    assert town.events() == [2, 3]


@pytest.mark.parametrize("fault", [Reset(), Cut(60)], ids=["reset", "IncompleteRead"])
@pytest.mark.parametrize("on", ["esearch", "efetch"])
def test_f05_a_broken_connection_is_tried_again(town: Town, fault: Fault, on: str) -> None:
    """Mid-body or before it, in a search or a fetch."""
    town.publish(2)
    town.entrez.faults.next(fault, times=2, on=on)
    assert town.tick() == 0
    told_once(town)


@pytest.mark.parametrize("fault", [Hang(), Drip(0.05), Drip(0.05, headers=True)], ids=["hang", "body", "headers"])
def test_f06_the_deadline_is_for_the_whole_request(town: Town, fault: Fault) -> None:
    """A hang or a drip, headers included, ends at the deadline."""
    town.settle(pubmed={"deadline_seconds": 1, "retries": 0})
    town.app = town.fresh()
    town.publish(2)
    town.entrez.faults.next(fault, times=None)
    assert town.tick() == 3
    failed_and_made_good(town, "no complete reply within 1 s")


def test_f07_an_error_with_status_200_keeps_the_cursor(town: Town) -> None:
    """The cursor stands where it stood."""
    town.publish(2)
    with town.open() as store:
        before = store.cursors.topic("gloom")
    town.entrez.faults.next(ncbi_words.backend_failed(), times=None, on="esearch")
    assert town.tick() == 3
    with town.open() as store:
        assert store.cursors.topic("gloom") == before
    failed_and_made_good(town, "Search Backend failed")


@pytest.mark.parametrize("status", [200, 400])
def test_f08_a_viewer_timeout_halves_the_batch(town: Town, status: int) -> None:
    """Retried, then had in halves; every record comes, and each is announced once."""
    for pmid in range(2, 10):
        town.publish(pmid)
    town.entrez.faults.next(ncbi_words.viewer_timeout(status), times=5, on="efetch")
    assert town.tick() == 0
    assert sorted(town.events()) == list(range(2, 10))
    sizes = [one.params["id"].count(",") + 1 for one in town.entrez.requests if "efetch" in one.path]
    assert sizes[-2:] == [4, 5], "1 to 9 in halves"


@pytest.mark.parametrize("status", [400, 200])
def test_f09_an_empty_id_list_is_permanent(town: Town, status: int) -> None:
    """Not asked again within the run."""
    town.publish(2)
    town.entrez.faults.next(Say(status, ncbi_words.fetch_error(ncbi_words.ID_LIST_EMPTY)), times=None, on="efetch")
    assert town.tick() == 3
    assert sum("efetch" in one.path for one in town.entrez.requests) == 2, "the baseline's, and one"
    failed_and_made_good(town, "ID list is empty")


@pytest.mark.parametrize(
    "fault", [truncated(), truncated(0.99), ncbi_words.prolog_only(), Say(200)], ids=["half", "tail", "prolog", "empty"]
)
def test_f10_a_broken_document_is_rejected_whole(town: Town, fault: Fault) -> None:
    """Nothing of it is stored; retried, it comes whole."""
    for pmid in (2, 3):
        town.publish(pmid)
    town.entrez.faults.next(fault, times=None, on="efetch")
    assert town.tick() == 3
    assert town.stored() == {1}, "nothing half-stored"
    town.entrez.faults.clear()
    town.entrez.faults.next(fault, on="efetch")
    town.days(1)
    assert town.tick() == 0
    assert sorted(town.events()) == [2, 3]


def test_f11_control_characters_in_json_are_classified(town: Town) -> None:
    """An error whose JSON is no JSON: read, and shown clean."""
    town.publish(2)
    body = b'{"error":"Search Backend failed:\n\x01 Exception:\n\tline \x1b[31mred","x":1}'
    town.entrez.faults.next(Say(200, body, content_type=ncbi_words.JSON), times=None)
    assert town.tick() == 3
    assert not re.search(r"[\x00-\x09\x0b-\x1f]", town.status())
    failed_and_made_good(town, "Search Backend failed")


def test_f13_a_page_one_short_is_reconciled(town: Town) -> None:
    """The count says two, one PMID came: asked again, none is lost. At the wall: tests/sources/test_pubmed.py."""
    for pmid in (2, 3):
        town.publish(pmid)
    town.entrez.faults.next(Edit(lambda body: body.replace(b"<Id>3</Id>", b"")), times=2, on="esearch")
    assert town.tick() == 0
    assert sorted(town.events()) == [2, 3]


def test_f14_records_left_out_of_the_reply(town: Town) -> None:
    """Partial at once, asked again at every run, told when it comes; one that never comes ends as withdrawn."""

    def without(pmid: int) -> Edit:
        pattern = rb'<PubmedArticle><MedlineCitation[^>]*><PMID Version="1">%d</PMID>.*?</PubmedArticle>' % pmid
        return Edit(lambda body: re.sub(pattern, b"", body, flags=re.S))

    town.publish(2)
    town.entrez.faults.next(without(2), times=None, on="efetch")
    assert town.tick() == 3
    assert town.outcome().status is SourceStatus.PARTIAL
    assert "1 record(s) asked for and not received" in town.text()
    town.days(5)
    town.entrez.faults.clear()
    town.tick()
    told_once(town)
    town.publish(3)
    town.entrez.faults.next(without(3), times=None, on="efetch")
    for _ in range(5):
        town.days(1)
        town.tick()
    assert "PubMed no longer gives PMID 3" in town.outcome().message
    town.days(1)
    assert town.tick() == 0


def test_f15_a_lost_webenv_is_refetched_by_ids(town: Town) -> None:
    """The history server's error is retried by PMIDs; nothing ever rests on a WebEnv."""
    town.publish(2)
    lost = Say(200, ncbi_words.history_lost("1", "MCID_lost", 0, 200))
    town.entrez.faults.next(lost, times=2, on="efetch")
    assert town.tick() == 0
    told_once(town)
    assert all("WebEnv" not in one.params and "usehistory" not in one.params for one in town.entrez.requests)
    assert [one for one in town.entrez.requests if "efetch" in one.path][-1].params["id"] == "1,2"


@pytest.mark.parametrize("count", [b"", b"<Count></Count>", b"<Count>many</Count>", b"<Count>-1</Count>"])
def test_f16_a_count_that_is_none_is_a_failure(town: Town, count: bytes) -> None:
    """Never taken for zero."""
    town.publish(2)
    town.entrez.faults.next(
        Edit(lambda body: re.sub(rb"<Count>\d+</Count>", count, body, count=1)), times=None, on="esearch"
    )
    assert town.tick() == 3
    failed_and_made_good(town)


def test_f16_no_count_and_no_list_is_not_nothing(town: Town) -> None:
    """A result that says nothing at all: no list contradicts the count that is not there."""
    town.publish(2)
    town.entrez.faults.next(
        Say(200, b"<eSearchResult><Count></Count><IdList></IdList></eSearchResult>"), times=None, on="esearch"
    )
    assert town.tick() == 3
    failed_and_made_good(town, "has no count")


EMPTY = Edit(lambda body: re.sub(rb"<IdList>.*</IdList>", b"<IdList/>", re.sub(rb"<Count>\d+", b"<Count>0", body)))


def test_f17_a_sudden_zero_is_suspicious(town: Town) -> None:
    """The window still holds what PubMed gave yesterday: found nowhere, it is asked again, then reported."""
    for pmid in (2, 3, 4):
        town.publish(pmid)
    town.tick()
    town.publish(5)
    town.days(1)
    town.entrez.faults.next(EMPTY, on="esearch")
    assert town.tick() == 0, "asked again, it answered"
    assert sorted(town.events()) == [2, 3, 4, 5]
    town.publish(6)
    town.days(1)
    town.entrez.faults.next(EMPTY, times=None, on="esearch")
    assert town.tick() == 3
    outcome = town.outcome()
    assert (outcome.status, outcome.new) == (SourceStatus.FAILED, None)
    assert "finds nothing" in outcome.message
    town.entrez.faults.clear()
    town.days(1)
    town.tick()
    assert sorted(town.events()) == [2, 3, 4, 5, 6]


def test_f17_a_quiet_week_is_no_alarm(town: Town) -> None:
    """Nothing new, and nothing old in the window: zero is zero."""
    town.days(10)
    assert town.tick() == 0
    town.days(10)
    assert town.tick() == 0
    assert town.outcome().received == 0


def test_f17_a_narrowed_search_may_find_nothing(town: Town) -> None:
    """PubMed still knows the papers, and the search that a maintainer edited matches none of them."""
    for pmid in (2, 3, 4):
        town.publish(pmid)
    town.tick()
    file = town.queries / "topics" / "gloom.yaml"
    file.write_text(file.read_text().replace("gloom*[tiab]", "melanchol*[tiab]"))
    town.app = town.fresh()
    for _ in range(2):
        town.days(1)
        town.tick()
        assert town.outcome().status is SourceStatus.OK


def test_f18_a_query_that_pubmed_does_not_understand_is_named(town: Town) -> None:
    """A dropped phrase and an unknown tag: flagged with the file and line of the search."""
    words = (
        b"<ErrorList><PhraseNotFound>moonwat*</PhraseNotFound><FieldNotFound>tiabb</FieldNotFound></ErrorList>"
        b"<WarningList><OutputMessage>Invalid proximity</OutputMessage></WarningList></eSearchResult>"
    )
    town.days(7)
    town.entrez.faults.next(Edit(lambda body: body.replace(b"</eSearchResult>", words)), times=None, on="esearch")
    assert town.tick() == 3
    line = (town.queries / "topics" / "gloom.yaml").read_text().split("search:")[0].count("\n") + 1
    said = town.status()
    assert re.search(rf"topics/gloom\.yaml:({line}|{line + 1}): ", said)
    for each in ("moonwat*", "tiabb", "Invalid proximity"):
        assert each in said


def test_f19_an_unknown_dtd_and_new_elements_are_read_offline(town: Town) -> None:
    """Next year's DTD, be it near or far, is not looked at: here it lies near, and is none; elements nobody knows."""
    town.publish(2)
    dtd = town.folder / "2099.dtd"
    dtd.write_text("<!ELEMENT this is no DTD")

    def next_year(body: bytes) -> bytes:
        body = re.sub(rb"<!DOCTYPE[^>]*>", b'<!DOCTYPE PubmedArticleSet SYSTEM "%b">' % dtd.as_uri().encode(), body)
        return body.replace(b"<Article ", b'<Novelty kind="x"><Deep>1</Deep></Novelty><Article ')

    town.entrez.faults.next(Edit(next_year), times=None, on="efetch")
    assert town.tick() == 0
    told_once(town)
    assert town.record(2).record.abstract_text == TEXT


def test_f20_an_old_paper_added_late_is_announced_as_late(town: Town) -> None:
    """Published years ago, in PubMed since today: `edat` never shows it; the create date does."""
    town.publish(2, published=PartialDate(2019, 3))
    assert town.papers[2].entrez == date(2019, 3, 1)
    assert town.tick() == 0
    told_once(town)
    assert "late" in town.text().lower()


def test_f20_a_record_that_matches_only_later_is_found(town: Town) -> None:
    """Its abstract comes three weeks after the record: only the modification date shows it."""
    town.publish(2, "A drink from the Moon", abstract=())
    town.tick()
    assert town.events() == []
    for _ in range(3):
        town.days(7)
        town.tick()
    town.amend(2, abstract=(Section("Moonwater lowered gloom."),))
    town.tick()
    town.days(1)
    town.tick()
    told_once(town)


def test_f21_ahead_of_print_becomes_an_issue(town: Town) -> None:
    """Updated, not announced as new."""
    town.publish(2, status="Publisher")
    town.tick()
    town.days(20)
    town.amend(2, status="MEDLINE", published=PartialDate(2030, 6), pmcid="PMC7")
    assert town.tick() == 0
    told_once(town)
    assert town.outcome().updated == 1
    assert town.record(2).record.pmcid == "PMC7"


@pytest.mark.parametrize(
    ("kind", "event", "word"),
    [
        (LinkKind.RETRACTION_IN, EventKind.RETRACTION, "retract"),
        (LinkKind.CONCERN_IN, EventKind.CONCERN, "expression of concern"),
    ],
)
@pytest.mark.parametrize("pmid", [9, None])
def test_f22_a_retraction_alerts_once(
    town: Town, kind: LinkKind, event: EventKind, word: str, pmid: int | None
) -> None:
    """Of a paper that was sent, with and without the notice's PMID; the notice itself is not called retracted.

    Who was not sent it is not disturbed between two digests.
    """
    town.publish(2)
    town.tick()
    town.join(OTHER, replace(DAILY, frequency=Frequency.WEEKLY))
    town.days(3)
    town.amend(2, links=(Link(kind, pmid, "Imagined Lett. 2030;1:9"),))
    back = {LinkKind.RETRACTION_IN: LinkKind.RETRACTION_OF, LinkKind.CONCERN_IN: LinkKind.CONCERN_FOR}[kind]
    town.publish(
        9,
        "Notice about moonwater for gloomy people",
        abstract=(),
        links=(Link(back, 2, "Imagined Lett. 2030;1:2"),),
        publication_types=("Retraction Notice",) if kind is LinkKind.RETRACTION_IN else ("Expression of Concern",),
    )
    town.tick()
    alerts = [letter for letter in town.letters() if word in str(letter.message["Subject"]).lower()]
    assert len(alerts) == 1
    assert town.letters(OTHER) == []
    for _ in range(3):
        town.days(1)
        town.tick()
    assert town.events(event) == [2], "once, about the paper, never about the notice"


def test_f23_what_has_next_to_nothing_is_kept(town: Town) -> None:
    """A book, no abstract, no DOI, no author: each is stored and announced."""
    town.publish(2, is_book=True)
    town.publish(3, abstract=(), doi=None, authors=(), published=None, publication_types=())
    assert town.tick() == 0
    assert sorted(town.events()) == [2, 3]
    assert town.record(2).record.is_book


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=3)])
def test_f24_a_clock_set_back_stalls_nothing(town: Town, back: timedelta) -> None:
    """Fetched all the same, without a long wait; when the clock is right again nothing comes twice."""
    town.publish(2)
    town.tick()
    town.now -= back
    town.slept.clear()
    town.publish(3)
    assert town.tick() == 0
    assert 3 in town.stored()
    assert sum(town.slept) < 5
    town.now += back + timedelta(days=1)
    assert town.tick() == 0
    assert sorted(town.events()) == [2, 3]


@pytest.mark.parametrize("ahead", [timedelta(days=3), timedelta(days=400)])
def test_f24_a_clock_that_ran_ahead_stalls_nothing(town: Town, ahead: timedelta) -> None:
    """A tick in days to come, as of a machine that was not told the time yet: the next digests come, whole and once.

    A reader has one digest a date: what there is to tell on one that was used up is told on the day after.
    """
    town.mailbox.script(Mishap(stage="rcpt", reply="450 4.2.0 greylisted"))
    town.now += ahead
    town.publish(2, created=(town.now - ahead).date())
    town.tick()
    town.now -= ahead
    town.join(OTHER)
    for pmid in (3, 4, 5, 6):
        town.days(1)
        town.publish(pmid)
        assert town.tick() == 0
        first = [letter for letter in town.letters() if "gov/3/" in str(letter.message)]
        assert len(first) == 1, "on its day, and never again"
    assert "2 sources answered, 0 did not" in " ".join(str(first[0].message).split()), "what was asked is told"
    town.days(1)
    town.tick()
    for reader, told in ((READER, (2, 3, 4, 5, 6)), (OTHER, (3, 4, 5, 6))):
        for pmid in told:
            assert sum(f"gov/{pmid}/" in str(letter.message) for letter in town.letters(reader)) == 1, (reader, pmid)
    assert town.app.look.wellness().well
    town.entrez.faults.next(ncbi_words.server_error(503), times=None)
    for _ in range(3):
        town.days(1)
        town.tick()
    assert "no fetch was complete for too long" in town.app.look.wellness().problems
    assert re.search(rf"PubMed \| failed \| [^|]+ \| {(town.now - timedelta(days=3)):%Y-%m-%d}", town.status())
