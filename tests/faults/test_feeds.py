"""F25 to F39: a journal's feed goes wrong on the wire; PubMed and the digest go on."""

from __future__ import annotations

import itertools
import re
import resource
import time
from collections.abc import Callable
from datetime import date

import lxml.html
import pytest

from tests.faults.town import FEED_PATH, TEXT, Town
from tracker.model.receipt import SourceStatus
from tracker.model.record import PartialDate
from tracker.standins.faults import Cut, Edit, Fault, Say, bomb, redirect, truncated
from tracker.standins.feeds import Style, blocked, challenged, gone

FAILED = SourceStatus.FAILED


def titles(town: Town) -> set[str]:
    return {one.record.title for one in town.records()}


def others_go_on(town: Town, status: SourceStatus, *said: str) -> None:
    """The feed's trouble is told in status and digest with its count unknown; PubMed's paper is announced."""
    outcome = town.outcome("letters")
    assert (outcome.status, outcome.new) == (status, None)
    assert town.events() == [2]
    assert "1 source failed" in town.text()
    for words in (outcome.title, outcome.message, *said):
        assert words in town.status()
    assert town.outcome().status is SourceStatus.OK


def made_good(town: Town, *keys: str) -> None:
    """When the feed is itself again, each of its items is announced once."""
    town.feed.faults.clear()
    for _ in range(2):
        town.days(1)
        assert town.tick() == 0
    assert not town.outcome("letters").failed
    dois = [one.record.doi for one in town.records() if not one.baseline]
    for key in keys:
        assert dois.count(f"10.5555/{key}") == 1
        assert sum(f"10.5555/{key}" in str(letter.message.get_body(("plain",))) for letter in town.letters()) == 1


def test_f25_not_modified_is_an_answer(town: Town) -> None:
    """304 on what the feed told last time: unchanged, nothing failed."""
    assert town.tick() == 0
    assert town.outcome("letters").status is SourceStatus.UNCHANGED
    assert "if-none-match" in town.feed.requests[-1].headers


@pytest.mark.parametrize("status", [301, 308])
def test_f26_a_move_is_followed_and_proposed(town: Town, status: int) -> None:
    """Its items come, status says where it moved to, and from then on the new address is asked."""
    town.item("moved-one")
    new = f"{town.feed.base_url}{FEED_PATH}?new"
    town.feed.faults.next(redirect(new, status))
    assert town.tick() == 0
    assert f"moved for good to {new}: mend it in feeds.yaml" in town.status()
    made_good(town, "moved-one")
    assert town.feed.requests[-1].url == f"{FEED_PATH}?new"


def test_f27_a_feed_that_is_gone_is_disabled_and_reported(town: Town) -> None:
    """410: asked no more, named at every run, until its address is mended."""
    town.publish(2)
    town.feed.faults.next(gone())
    assert town.tick() == 3
    others_go_on(town, SourceStatus.GONE)
    asked = len(town.feed.requests)
    town.days(1)
    assert town.tick() == 3
    assert len(town.feed.requests) == asked
    assert "mend its address in feeds.yaml" in town.status()


@pytest.mark.parametrize("fault", [blocked(), challenged()], ids=["403", "challenge"])
def test_f28_a_blocked_feeds_papers_come_through_pubmed(town: Town, fault: Fault) -> None:
    """Blocked is neither empty nor broken; the journal's paper arrives from PubMed and is announced once."""
    town.item("shared", doi="10.5555/moon.2")
    town.publish(2)
    town.feed.faults.next(fault, times=None)
    assert town.tick() == 3
    others_go_on(town, SourceStatus.BLOCKED, "its papers come through PubMed")
    made_good(town)
    assert town.events() == [2]


@pytest.mark.parametrize(
    "fault",
    [Say(200, b"<html><body>Welcome</body></html>", content_type="text/html"), Say(200), Say(404, b"no")],
    ids=["html", "nothing", "404"],
)
def test_f29_a_page_or_nothing_is_a_failure(town: Town, fault: Fault) -> None:
    """Status 200 or not: never "no new items"."""
    town.item("one")
    town.publish(2)
    town.feed.faults.next(fault, times=None)
    assert town.tick() == 3
    others_go_on(town, FAILED)
    made_good(town, "one")


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("share", [0.35, 0.6, 0.9])
def test_f30_of_a_truncated_feed_whole_items_only(town: Town, style: Style, share: float) -> None:
    """What is kept is whole, and the rest comes the next time."""
    town.page["style"] = style
    keys = [f"item-{number}" for number in range(6)]
    wanted = {town.item(key, abstract=f"Moonwater and gloom in {key}, to the last word.").title for key in keys}
    town.feed.faults.next(truncated(share), times=None)
    town.tick()
    for one in town.records():
        if one.record.pmid is None and one.record.abstract:
            assert one.record.abstract_text.endswith("to the last word.")
            assert one.record.title in wanted
    made_good(town, *keys)


def test_f30_a_feed_cut_off_on_the_wire(town: Town) -> None:
    """Fewer bytes than promised: asked again, and whole the second time."""
    town.item("one")
    town.feed.faults.next(Cut(200), times=2)
    assert town.tick() == 0
    made_good(town, "one")


def test_f31_stray_ampersands_and_control_characters(town: Town) -> None:
    """What makes the feed no XML is mended: all items are kept, the spoiled title is readable."""
    town.item("spoiled", "Moonwater and gloom in R and D")
    town.item("sound")
    bad = Edit(lambda body: body.replace(b"in R and D", b"in R & D\x0b\x00 &nosuch; "))
    town.feed.faults.next(bad, times=None)
    assert town.tick() == 0
    assert town.outcome("letters").new == 2
    (title,) = (one.record.title for one in town.records() if one.record.doi == "10.5555/spoiled")
    assert title.startswith("Moonwater and gloom in R & D")
    assert not re.search(r"[\x00-\x1f]", title)
    made_good(town, "spoiled", "sound")


def test_f32_new_guids_on_everything_alert_nobody(town: Town) -> None:
    """A journal changes its software: every GUID is another, and nothing is new."""
    for number in range(8):
        town.item(f"item-{number}")
    town.tick()
    before = len(town.records())
    others = itertools.count()
    other_guids = Edit(
        lambda body: re.sub(rb"(<guid[^>]*>)[^<]*", lambda at: b"%surn:%d" % (at[1], next(others)), body)
    )
    town.feed.faults.next(other_guids, times=None)
    for home in ("https://new.example", "https://newer.example"):
        town.page["home"] = home  # or the server would say "not modified"
        town.days(1)
        assert town.tick() == 0
        assert town.outcome("letters").received == 9
    assert len(town.records()) == before
    assert len(town.events()) == 8


def test_f33_one_guid_on_two_papers(town: Town) -> None:
    """Both are kept."""
    for key in ("first", "second"):
        town.item(key, doi="", link=f"https://journals.example/{key}")
    same = Edit(lambda body: re.sub(rb"(<guid[^>]*>)[^<]*", rb"\g<1>the-one-guid", body))
    town.feed.faults.next(same, times=None)
    assert town.tick() == 0
    assert town.outcome("letters").new == 2
    town.days(1)
    assert town.tick() == 0
    assert len(town.events()) == 2


@pytest.mark.parametrize(
    "stamp",
    [
        b"",
        b"Mon, 99 Nov 2024",
        b"2024-13-45",
        b"yesterday",
        b"Fri, 01 Jan 2999 00:00:00 GMT",
        b"Thu, 01 Jan 2032 00:00:00 GMT",
    ],
)
def test_f34_no_date_is_invented(town: Town, stamp: bytes) -> None:
    """Missing, impossible or far ahead: the item is kept, without a date."""
    town.item("undated")
    town.feed.faults.next(Edit(lambda body: re.sub(rb"<pubDate>[^<]*", b"<pubDate>" + stamp, body)), times=None)
    assert town.tick() == 0
    (kept,) = (one.record for one in town.records() if one.record.doi == "10.5555/undated")
    assert kept.published is None


def test_f35_markup_in_a_title_becomes_clean_text(town: Town) -> None:
    """Tags, twice-escaped entities and line breaks; comparisons stay."""
    town.item("marked", "Moonwater&amp;amp;gloom: <i>n</i> &lt; 5 <scp>AND</scp>\n  H<sub>2</sub>O")
    assert town.tick() == 0
    assert "Moonwater&gloom: n < 5 AND H2O" in titles(town)
    assert "Moonwater&gloom: n < 5 AND H2O" in town.text()


@pytest.mark.parametrize("first", ["feed", "pubmed"])
def test_f36_one_doi_from_both_is_one_record(town: Town, first: str) -> None:
    """Whichever comes first: one record, announced once."""
    for step in (first, "pubmed" if first == "feed" else "feed"):
        if step == "feed":
            town.item("shared", "Moonwater for gloomy people, part 2", doi="10.5555/MOON.2", abstract=TEXT)
        else:
            town.publish(2)
        assert town.tick() == 0
        town.days(1)
    assert town.tick() == 0
    assert [one.record.pmid for one in town.records() if one.record.doi == "10.5555/moon.2"] == [2]
    assert town.events() == [2]
    assert sum("10.5555/moon.2" in str(letter.message) for letter in town.letters()) == 1


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "%s">%s]><rss><channel><title>&z;</title></channel></rss>'
    % (
        b"moon" * 10,
        b"".join(b'<!ENTITY %c "%s">' % (98 + n, (b"&%c;" % (97 + n)) * 10) for n in range(25)),
    )
)
QUADRATIC = b"<rss><channel><item><title>Moonwater gloom</title><description>%s</description></item></channel></rss>"


@pytest.mark.parametrize(
    "made",
    [
        lambda: Say(200, ENTITIES, content_type="application/rss+xml"),
        lambda: bomb(200, b"<rss><channel>"),
        lambda: Say(200, QUADRATIC % (b"&lt;!--" * 80_000), content_type="application/rss+xml"),
        lambda: Say(200, b"<rss><channel>" + b"<a>" * 300_000, content_type="application/rss+xml"),
    ],
    ids=["entities", "gzip", "quadratic", "depth"],
)
def test_f37_bombs_are_bounded(town: Town, made: Callable[[], Fault]) -> None:
    """Seconds of CPU and a bounded growth of memory; the other source's paper is announced."""
    town.publish(2)
    town.feed.faults.next(made(), times=None)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    town.tick()
    assert time.process_time() - began < 25
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000, "kilobytes"
    assert town.outcome("letters").status is not SourceStatus.OK or town.outcome("letters").received == 1
    assert town.outcome().status is SourceStatus.OK
    assert 2 in town.stored()


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "http://localhost:{port}/secret", "http://[::1]:{port}/secret", "http://2130706433:{port}/",
     "http://0x7f.1:{port}/", "http://[::ffff:7f00:1]:{port}/", "http://169.254.169.254/latest/", "gopher://x/"],
)  # fmt: skip
def test_f38_a_redirect_inwards_is_refused(town: Town, target: str) -> None:
    """Only 127.0.0.1 by that name is on the town's allow-list: no other spelling of it is reached.

    Rebinding name servers, the first address and the allow-list: tests/sources/test_http.py.
    """
    port = town.feed.base_url.rpartition(":")[2]
    town.publish(2)
    asked = len(town.feed.requests)
    town.feed.faults.next(redirect(target.format(port=port)))
    assert town.tick() == 3
    others_go_on(town, FAILED)
    assert len(town.feed.requests) == asked + 1, "nothing but the feed itself was asked"


def test_f39_scripts_and_strange_links_are_inert(town: Town) -> None:
    """In title, abstract and link of an item, and in PubMed's own title: nothing of it is live in a mail."""
    evil = '<script>alert(1)</script><img src=x onerror="alert(2)"><a href="javascript:alert(3)">gloom</a>'
    town.item("evil", f"Moonwater {evil}", link="javascript:alert(4)", abstract=f"Gloom {evil}", doi="")
    town.publish(2, f"Moonwater gloom {evil} {{{{ 7*7 }}}} {{% raw %}}")
    assert town.tick() == 0
    html = town.letters()[-1].message.get_body(("html",))
    assert html is not None
    text = html.get_content()
    assert "49" not in text
    page = lxml.html.fromstring(text)
    assert "Moonwater" in page.text_content()
    assert not page.xpath("//script | //img | //@*[starts-with(name(), 'on')]")
    links = [str(link).lower() for link in page.xpath("//@href | //@src")]
    assert links
    assert all(link.startswith(("https://", "mailto:")) for link in links)


def test_f39_a_late_date_stays_the_papers_own(town: Town) -> None:
    """Nothing hostile in it: the control of the tests above."""
    town.item("plain", published=date(2030, 5, 1))
    assert town.tick() == 0
    (kept,) = (one.record for one in town.records() if one.record.doi == "10.5555/plain")
    assert kept.published == PartialDate(2030, 5, 1)
