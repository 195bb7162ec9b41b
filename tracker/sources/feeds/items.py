"""One item of a feed as a record."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from lxml import etree

from tracker.errors import SourceError
from tracker.model.identifiers import trial_ids
from tracker.model.noticetitle import notice_at_end
from tracker.model.record import Author, Journal, PartialDate, Record
from tracker.model.topic import Feed, PublisherKind
from tracker.sources.feeds.abstracts import abstract_of
from tracker.sources.feeds.dates import cover_date, not_after, read_date
from tracker.sources.feeds.document import local_name
from tracker.sources.feeds.links import doi_of, pmid_of, safe_url
from tracker.sources.feeds.markup import plain
from tracker.sources.feeds.names import split_names
from tracker.sources.text import tidy

_NOTICES = (
    (r"(?:author |publisher )?correction(?: to)?\b\s*[:–-]|erratum\b|corrigendum\b", "Published Erratum"),
    (r"(?:retraction(?: note| notice)?(?: to)?\s*[:–-]|notice of retraction)", "Retraction Notice"),
    (r"(?:editorial )?expression of concern\b", "Expression of Concern"),
    (r"\[?retracted(?: article)?\]?\s*[:–-]", "Retracted Publication"),
)
_TITLE_PREFIX = {
    PublisherKind.MDPI: re.compile(r"^[^:]{2,90}, Vol\. \d+, Pages? [^:]{1,20}: "),
    PublisherKind.SILVERCHAIR: re.compile(r"^\[ASAP\] "),
}


def read_item(raw: bytes, feed: Feed, now: datetime) -> tuple[str, Record] | None:
    """(what the feed calls it, the record) of one item's own small document; None where it has no title.

    now: when it was seen; a time stamp later than that is left out. Also reads a sighting's bytes again.
    Raises SourceError where it cannot be read.
    """
    import feedparser

    try:
        parsed = feedparser.parse(raw, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it raises what it likes, a KeyError for an odd <link>
        raise SourceError("feedparser cannot read this item", where=feed.id) from error
    if not parsed.entries:
        return None
    entry = parsed.entries[0]
    fields = _Fields(raw)
    title = _title(entry, fields, feed.publisher)
    if not title:
        return None
    guid = tidy(str(entry.get("id", "")))
    links = [tidy(str(entry.get("link", "")))] + [
        str(each.get("href", "")) for each in entry.get("links", []) if each.get("rel") == "alternate"
    ]
    about = fields.about
    identifiers = fields.texts("doi") + fields.texts("identifier")
    doi = doi_of(identifiers, guid, [*links, about], feed.publisher)
    abstract, authors = abstract_of(entry, title, feed.publisher)
    url = next(filter(None, (safe_url(link) for link in (*links, guid))), None)
    record = Record(
        title=title,
        pmid=pmid_of(guid, links, identifiers),
        doi=doi,
        pii=_pii(guid, links),
        abstract=abstract,
        authors=_authors(entry, fields) or authors,
        journal=_journal(feed, fields),
        published=_published(entry, fields, feed.publisher, now),
        publication_types=_types(title, url or "", preprint=feed.preprint),
        trial_ids=tuple(trial_ids(" ".join((title, *(part.text for part in abstract))))),
        is_preprint=feed.preprint,
        url=url,
    )
    key = (safe_url(guid) or guid) if guid else (url or doi or title)
    return key, record


class _Fields:
    """The item's own elements by local name: feedparser keeps only the last of several `dc:identifier`."""

    def __init__(self, raw: bytes) -> None:
        parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False, huge_tree=False, recover=True)
        root = etree.fromstring(raw, parser)
        self._item = next(root.iter("{*}item", "{*}entry"))

    @property
    def about(self) -> str:
        """RDF's rdf:about: the address that identifies the item."""
        return next((str(value) for name, value in self._item.attrib.items() if str(name).endswith("}about")), "")

    def texts(self, name: str) -> list[str]:
        found = [each for each in self._item if isinstance(each.tag, str) and local_name(each) == name]
        return [text for text in (tidy("".join(map(str, each.itertext()))) for each in found) if text]

    def of(self, namespace: str, name: str) -> list[str]:
        """Texts of elements whose namespace contains `namespace`."""
        return [
            tidy("".join(map(str, each.itertext())))
            for each in self._item
            if isinstance(each.tag, str) and local_name(each) == name and namespace in each.tag.partition("}")[0]
        ]


def _title(entry: Any, fields: _Fields, publisher: PublisherKind) -> str:
    """dc:title where there is one: it lacks the issue that some publishers put before the title."""
    title = next(filter(None, map(plain, fields.of("purl.org/dc/", "title"))), "") or plain(str(entry.get("title", "")))
    prefix = _TITLE_PREFIX.get(publisher)
    return prefix.sub("", title) if prefix else title


def _authors(entry: Any, fields: _Fields) -> tuple[Author, ...]:
    names = [plain(name) for name in fields.of("purl.org/dc/", "creator")]
    if not names:
        names = [plain(str(each.get("name", ""))) for each in entry.get("authors", [])]
    return split_names(names)


def _journal(feed: Feed, fields: _Fields) -> Journal | None:
    """Where a feed mixes journals (PubMed's), dc:source names the item's own."""
    if feed.publisher is PublisherKind.PUBMED:
        name = next(filter(None, fields.of("purl.org/dc/", "source")), "")
        return Journal(plain(name)) if name else None
    return Journal(feed.title, issn=feed.issn)


def _published(entry: Any, fields: _Fields, publisher: PublisherKind, now: datetime) -> PartialDate | None:
    """The publisher's own date of the paper; the feed's time stamp only where there is none."""
    if publisher is PublisherKind.SCIENCEDIRECT:
        # Its items have no date of their own but in the text.
        return cover_date(plain(str(entry.get("summary", ""))))
    if publisher is PublisherKind.PUBMED:
        return _pubmed_date(entry)
    for name in ("publicationDate", "coverDate"):
        for text in fields.texts(name):
            found = read_date(text)
            if found:
                return found
    for name in ("date", "issued", "published", "pubDate", "updated", "modified"):
        for text in fields.texts(name):
            found = not_after(read_date(text), now)
            if found:
                return found
    return None


def _pubmed_date(entry: Any) -> PartialDate | None:
    """From the citation above the abstract, "J Invent. 2026 Feb 3;4(1):5-6. doi: …".

    The item's own time stamp is the day the record came to PubMed, not the paper's.
    """
    for each in entry.get("content", []):
        found = re.search(
            r"\. (\d{4})(?: ([A-Z][a-z]{2})\b)?(?: (\d{1,2})\b(?!-))?", plain(str(each.get("value", "")))[:400]
        )
        if found:
            return read_date(" ".join(filter(None, (found[3], found[2], found[1])))) or read_date(found[1])
    return None


def _pii(guid: str, links: list[str]) -> str | None:
    for text in (guid, *links):
        found = re.search(r"/pii/(S?[0-9X()-]{15,25})(?=[/?#]|$)", text)
        if found:
            return found[1]
    return None


def _types(title: str, url: str, *, preprint: bool) -> tuple[str, ...]:
    """What the title and address say for certain, in PubMed's words: notices about other papers, and news."""
    found = [kind for pattern, kind in _NOTICES if re.match(pattern, title, re.I)]
    if not found and (kind := notice_at_end(title)):
        found.append(kind)
    if re.search(r"nature\.com/articles/d\d+-", url):
        found.append("News")
    if preprint:
        found.append("Preprint")
    return tuple(found)
