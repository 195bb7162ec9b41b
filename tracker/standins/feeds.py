"""A stand-in for journals' web servers: feeds as RSS 2.0, RSS 1.0 (RDF) or Atom, with conditional GET."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime
from enum import StrEnum
from html import escape
from xml.sax.saxutils import escape as xml_escape

from tracker.standins.faults import Say
from tracker.standins.loopback import Loopback, Reply, Request


class Style(StrEnum):
    RSS = "rss"  #: RSS 2.0; HTML in the description, the DOI as guid where there is one
    RDF = "rdf"  #: RSS 1.0; dc:identifier and prism:doi, bare dates
    ATOM = "atom"  #: the DOI only in the link


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry. title may carry HTML (escaped on the wire, as publishers do); doi "" and abstract "": not told."""

    key: str
    title: str
    link: str
    doi: str = ""
    abstract: str = ""
    authors: tuple[str, ...] = ()
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One feed as it stands now, newest item first. changed: what Last-Modified says."""

    title: str
    home: str
    style: Style
    changed: date
    items: tuple[Item, ...] = ()


CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body><h1>Checking your browser before you "
    b"proceed</h1><noscript>Enable JavaScript and cookies to continue</noscript></body></html>"
)


def gone() -> Say:
    return Say(410, b"<html><body>This feed is no longer available.</body></html>", content_type="text/html")


def blocked() -> Say:
    return Say(403, CHALLENGE, content_type="text/html")


def challenged() -> Say:
    """A page that tests for a browser, with status 200: no feed, and no failure either by its status."""
    return Say(200, CHALLENGE, content_type="text/html")


class FeedHost(Loopback):
    """Serves `pages()`, path -> page, asked anew at every request."""

    def __init__(self, pages: Callable[[], Mapping[str, Page]]) -> None:
        super().__init__(self._serve)
        self._pages = pages

    def _serve(self, request: Request) -> Reply:
        page = self._pages().get(request.path)
        if page is None:
            return Reply(404, b"<html><body>Not found</body></html>", "text/html")
        body = render(page)
        changed = datetime.combine(page.changed, time(6), UTC)
        etag = f'"{hashlib.blake2b(body, digest_size=8).hexdigest()}"'
        headers = {"ETag": etag, "Last-Modified": format_datetime(changed, usegmt=True)}
        if _unchanged(request.headers, etag, changed):
            return Reply(304, b"", headers=headers)
        kinds = {Style.RSS: "application/rss+xml", Style.RDF: "application/rdf+xml", Style.ATOM: "application/atom+xml"}
        return Reply(200, body, f"{kinds[page.style]}; charset=utf-8", headers)


def _unchanged(headers: Mapping[str, str], etag: str, changed: datetime) -> bool:
    """If-None-Match counts before If-Modified-Since (RFC 9110, 13.2.2)."""
    if told := headers.get("if-none-match"):
        return etag in (part.strip().removeprefix("W/") for part in told.split(","))
    if since := headers.get("if-modified-since"):
        try:
            return changed <= parsedate_to_datetime(since)
        except ValueError:
            return False
    return False


def render(page: Page) -> bytes:
    text = {Style.RSS: _rss, Style.RDF: _rdf, Style.ATOM: _atom}[page.style](page)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}'.encode()


def _rss(page: Page) -> str:
    items = "".join(
        f"<item><title>{xml_escape(item.title)}</title><link>{xml_escape(item.link)}</link>"
        f'<guid isPermaLink="false">{xml_escape(item.doi or item.link)}</guid>'
        f"<description>{xml_escape(_html(item.abstract))}</description>"
        + "".join(f"<dc:creator>{xml_escape(author)}</dc:creator>" for author in item.authors)
        + (f"<pubDate>{_rfc822(item.published)}</pubDate>" if item.published else "")
        + "</item>\n"
        for item in page.items
    )
    return (
        f'<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>{xml_escape(page.title)}</title><link>{xml_escape(page.home)}</link>'
        f"<description>Latest articles</description>\n{items}</channel></rss>\n"
    )


def _rdf(page: Page) -> str:
    places = "".join(f'<rdf:li rdf:resource="{xml_escape(item.link)}"/>' for item in page.items)
    items = "".join(_rdf_item(page, item) for item in page.items)
    return (
        '<rdf:RDF xmlns="http://purl.org/rss/1.0/" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">\n'
        f'<channel rdf:about="{xml_escape(page.home)}"><title>{xml_escape(page.title)}</title>'
        f"<link>{xml_escape(page.home)}</link><description>Latest articles</description>"
        f"<items><rdf:Seq>{places}</rdf:Seq></items></channel>\n{items}</rdf:RDF>\n"
    )


def _rdf_item(page: Page, item: Item) -> str:
    doi = f"<dc:identifier>doi:{item.doi}</dc:identifier><prism:doi>{item.doi}</prism:doi>" if item.doi else ""
    day = f"<dc:date>{item.published}</dc:date>" if item.published else ""
    people = "".join(f"<dc:creator>{xml_escape(author)}</dc:creator>" for author in item.authors)
    return (
        f'<item rdf:about="{xml_escape(item.link)}"><title>{xml_escape(item.title)}</title>'
        f"<link>{xml_escape(item.link)}</link><description>{xml_escape(item.abstract)}</description>"
        f"{people}{day}{doi}<prism:publicationName>{xml_escape(page.title)}</prism:publicationName></item>\n"
    )


def _atom(page: Page) -> str:
    entries = "".join(_atom_entry(page, item) for item in page.items)
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><id>{xml_escape(page.home)}</id><title>{xml_escape(page.title)}</title>'
        f"<updated>{page.changed}T06:00:00Z</updated>\n{entries}</feed>\n"
    )


def _atom_entry(page: Page, item: Item) -> str:
    link = f"https://doi.org/{item.doi}" if item.doi else item.link
    day = f"<published>{item.published}T00:00:00Z</published>" if item.published else ""
    people = "".join(f"<author><name>{xml_escape(author)}</name></author>" for author in item.authors)
    summary = f'<summary type="html">{xml_escape(_html(item.abstract))}</summary>' if item.abstract else ""
    return (
        f'<entry><id>{xml_escape(f"{page.home}/{item.key}")}</id><title type="html">{xml_escape(item.title)}</title>'
        f'<link rel="alternate" type="text/html" href="{xml_escape(link)}"/>'
        f"<updated>{item.published or page.changed}T00:00:00Z</updated>{day}{people}{summary}</entry>\n"
    )


def _html(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>" if text else ""


def _rfc822(day: date) -> str:
    return format_datetime(datetime.combine(day, time(0), UTC))
