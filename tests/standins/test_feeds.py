"""The journals' server gives readable feeds in three dialects, and says when nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import feedparser
import pytest
import requests

from tracker.standins.faults import redirect
from tracker.standins.feeds import FeedHost, Item, Page, Style, blocked, challenged, gone, render

ITEM = Item(
    key="kites",
    title="Paper <i>kites</i> & boats",
    link="https://journal.example.org/a?x=1&y=2",
    doi="10.5555/demo.test.kites",
    abstract="Kites < boats.",
    authors=("Example A",),
    published=date(2026, 3, 3),
)
BARE = Item(key="bare", title="No more than a title", link="https://journal.example.org/bare")
PAGE = Page(
    title="Journal of Imaginary Flight",
    home="https://journal.example.org",
    style=Style.RSS,
    changed=date(2026, 3, 4),
    items=(ITEM, BARE),
)


@pytest.fixture
def pages() -> dict[str, Page]:
    return {"/rss": PAGE}


@pytest.fixture
def host(pages: dict[str, Page]) -> Iterator[FeedHost]:
    with FeedHost(lambda: pages) as running:
        yield running


def get(host: FeedHost, path: str = "/rss", **headers: str) -> requests.Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.get(host.base_url + path, headers=named, timeout=5, allow_redirects=False)


@pytest.mark.parametrize(("style", "version"), [(Style.RSS, "rss20"), (Style.RDF, "rss10"), (Style.ATOM, "atom10")])
def test_each_dialect_is_well_formed_and_whole(style: Style, version: str) -> None:
    """feedparser finds no fault, knows the dialect, and reads title, link, text, author and day."""
    parsed = feedparser.parse(render(replace(PAGE, style=style)))
    assert (parsed.bozo, parsed.version, len(parsed.entries)) == (False, version, 2)
    entry = parsed.entries[0]
    assert "kites" in entry.title
    assert "Kites &lt; boats." in entry.summary or "Kites < boats." in entry.summary
    assert entry.author == "Example A"
    assert "2026" in (entry.get("published") or entry.get("updated"))


@pytest.mark.parametrize(("style", "place"), [(Style.RSS, "id"), (Style.RDF, "dc_identifier"), (Style.ATOM, "link")])
def test_the_doi_stands_where_that_dialect_has_it(style: Style, place: str) -> None:
    """As guid, as dc:identifier, or only in the link; an item without one has none."""
    entries = feedparser.parse(render(replace(PAGE, style=style))).entries
    assert "10.5555/demo.test.kites" in entries[0][place]
    assert "10.5555" not in str(entries[1])


def test_nothing_changed_is_304(host: FeedHost) -> None:
    """By ETag or by date; a new item changes both answers."""
    first = get(host)
    assert get(host, If_None_Match=first.headers["ETag"]).status_code == 304
    assert get(host, If_Modified_Since=first.headers["Last-Modified"]).status_code == 304
    assert get(host, If_None_Match='"another"', If_Modified_Since=first.headers["Last-Modified"]).status_code == 200


def test_a_new_item_ends_the_304(host: FeedHost, pages: dict[str, Page]) -> None:
    """The pages are asked anew at every request."""
    tag = get(host).headers["ETag"]
    pages["/rss"] = replace(PAGE, items=(*PAGE.items, replace(BARE, key="new", title="New")))
    assert get(host, If_None_Match=tag).status_code == 200


def test_the_ways_a_feed_fails(host: FeedHost) -> None:
    """Gone, blocked, a challenge page with status 200, moved, and a path that never was."""
    for fault in (gone(), blocked(), challenged(), redirect("https://elsewhere.example.org/rss", 301)):
        host.faults.next(fault)
    replies = [get(host) for _ in range(4)]
    assert [reply.status_code for reply in replies] == [410, 403, 200, 301]
    assert b"<rss" not in replies[2].content
    assert replies[3].headers["Location"] == "https://elsewhere.example.org/rss"
    assert get(host, "/other").status_code == 404
