"""News as feeds: Atom (RFC 4287) and JSON Feed 1.1, from the same values."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, indent, tostring

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True, slots=True)
class Entry:
    """key: what it is, for ever: entries are told apart by it. link: absolute, or relative to the feed."""

    key: str
    title: str
    text: str
    at: datetime
    link: str


@dataclass(frozen=True, slots=True)
class NewsFeed:
    """key: as an entry's. base: the public address of the feed's folder, "" where there is none; page and address are
    relative to it. updated: of the newest entry, or when it was drawn."""

    key: str
    title: str
    author: str
    base: str
    page: str
    address: str
    updated: datetime
    entries: tuple[Entry, ...]


def atom(feed: NewsFeed) -> str:
    root = Element("feed", xmlns=ATOM)
    _add(root, "id", _urn(feed.key))
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated.isoformat())
    _add(_add(root, "author"), "name", feed.author)
    _add(root, "link", rel="self", href=feed.base + feed.address, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=feed.base + feed.page, type="text/html")
    for one in feed.entries:
        entry = _add(root, "entry")
        _add(entry, "id", _urn(one.key))
        _add(entry, "title", _printable(one.title))
        _add(entry, "updated", one.at.isoformat())
        _add(entry, "link", rel="alternate", href=_absolute(feed, one.link))
        _add(entry, "summary", _printable(one.text))
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode")


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    added = SubElement(parent, name, attributes)
    added.text = text or None
    return added


def json_feed(feed: NewsFeed) -> str:
    """Addresses in it have to be absolute: without a public address those of our own pages are left out."""
    own = {"home_page_url": feed.base + feed.page, "feed_url": feed.base + feed.address} if feed.base else {}
    items = [
        {
            "id": _urn(one.key),
            "title": one.title,
            "content_text": one.text,
            "date_published": one.at.isoformat(),
            **_link(feed, one),
        }
        for one in feed.entries
    ]
    head = {"version": "https://jsonfeed.org/version/1.1", "title": feed.title, "authors": [{"name": feed.author}]}
    return json.dumps({**head, **own, "items": items}, ensure_ascii=False, indent=1)


def _link(feed: NewsFeed, one: Entry) -> dict[str, Any]:
    url = _absolute(feed, one.link)
    return {"url": url} if "://" in url else {}


def _absolute(feed: NewsFeed, link: str) -> str:
    return urljoin(feed.base, link)


def _urn(key: str) -> str:
    """Stays the same wherever the pages move."""
    return uuid.uuid5(uuid.NAMESPACE_OID, key).urn


def _printable(text: str) -> str:
    """Without what XML cannot hold."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
