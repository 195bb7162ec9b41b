"""Feeds, read back by feedparser and as JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import feedparser

from tracker.render.feeds import Entry, NewsFeed, atom, json_feed

AT = datetime(2031, 3, 2, 13, 0, tzinfo=UTC)
FEED = NewsFeed(
    key="sleep/topics/rest",
    title="Rest - A digest",
    author="A digest",
    base="https://digest.example.org/topics/",
    page="rest.html",
    address="rest.atom",
    updated=AT,
    entries=(
        Entry("sleep/event/7", "A <title> & more\x00", "They “slept”.", AT, "../studies/90000001.html"),
        Entry("sleep/event/6", "Another", "", AT, "../studies/r8.html"),
    ),
)


def test_atom_is_read_back() -> None:
    """Well-formed, with absolute addresses, and what a source wrote as text."""
    read = feedparser.parse(atom(FEED))
    assert not read.bozo
    assert read.version == "atom10"
    assert [entry.title for entry in read.entries] == ["A <title> & more", "Another"]
    assert read.entries[0].link == "https://digest.example.org/studies/90000001.html"
    assert read.entries[0].updated_parsed[:4] == (2031, 3, 2, 13)
    assert read.feed.author == "A digest"


def test_an_entry_keeps_its_id_wherever_the_pages_move() -> None:
    """Readers tell entries apart by it; no two are the same."""
    moved = replace(FEED, base="")
    ids = [entry.id for entry in feedparser.parse(atom(FEED)).entries]
    assert ids == [entry.id for entry in feedparser.parse(atom(moved)).entries]
    assert len(set(ids)) == 2
    assert ids == [item["id"] for item in json.loads(json_feed(FEED))["items"]]


def test_json_feed_has_what_its_version_asks_for() -> None:
    """Version, title, items with id, content and date."""
    read = json.loads(json_feed(FEED))
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert read["feed_url"] == "https://digest.example.org/topics/rest.atom"
    assert read["items"][0]["content_text"] == "They “slept”."
    assert read["items"][0]["date_published"] == "2031-03-02T13:00:00+00:00"


def test_without_a_public_address_none_is_invented() -> None:
    """Addresses in a JSON Feed have to be absolute: they are left out."""
    read = json.loads(json_feed(replace(FEED, base="")))
    assert "feed_url" not in read
    assert all("url" not in item for item in read["items"])


def test_an_empty_feed_is_a_feed() -> None:
    """Nothing was announced yet."""
    assert not feedparser.parse(atom(replace(FEED, entries=()))).bozo
