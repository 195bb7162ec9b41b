"""PubMed's XML, read into records: all of a reply, or none of it."""

from __future__ import annotations

import io
from dataclasses import dataclass

from lxml import etree

from tracker.errors import SourceError
from tracker.model.record import Record
from tracker.sources.pubmed.article import article_record
from tracker.sources.pubmed.book import book_record
from tracker.sources.pubmed.xml import damaged, refuse_entities

_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")
_ROOTS = {
    "PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet", "BookDocumentSet", *_RECORDS
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Batch:
    """records: each with its own XML, in the reply's order. deleted: PMIDs that PubMed says are no more."""

    records: tuple[tuple[Record, bytes], ...]
    deleted: tuple[int, ...] = ()


def parse_batch(body: bytes) -> Batch:
    """Read an EFetch reply, or one record's own XML again.

    Of several versions of a PMID the highest is kept. Raises TooMuch (retryable) for a reply that is cut off,
    has no root or is no XML, and SourceError for another kind of document. A DTD is never loaded.
    """
    refuse_entities(body)
    found: dict[int, tuple[int, Record, bytes]] = {}
    deleted: list[int] = []
    context = etree.iterparse(
        io.BytesIO(body),
        events=("end",),
        tag=(*_RECORDS, "DeleteCitation"),
        load_dtd=False,
        no_network=True,
        resolve_entities=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        for _, element in context:
            if element.tag == "DeleteCitation":
                deleted += [int(each) for each in (pmid.text for pmid in element.iter("PMID")) if each]
            elif not _inside_article(element):
                _keep(element, found)
                _let_go(element)
    except etree.XMLSyntaxError as error:
        raise damaged(error) from None
    root = context.root
    if root is None or root.tag not in _ROOTS:
        name = "nothing" if root is None else f"<{str(root.tag)[:40]}>"
        raise SourceError(f"not PubMed records but {name}", where="PubMed", retryable=True)
    return Batch(tuple((record, raw) for _, record, raw in found.values()), tuple(deleted))


def parse_record(raw: bytes) -> Record:
    """One record from the bytes that a sighting keeps. Raises SourceError where they hold no record."""
    records = parse_batch(raw).records
    if not records:
        raise SourceError("the stored XML holds no record", where="PubMed")
    return records[0][0]


def _inside_article(element: etree._Element) -> bool:
    parent = element.getparent()
    return element.tag == "MedlineCitation" and parent is not None and parent.tag == "PubmedArticle"


def _keep(element: etree._Element, found: dict[int, tuple[int, Record, bytes]]) -> None:
    record = book_record(element) if element.tag == "PubmedBookArticle" else article_record(element)
    if record is None or record.pmid is None:
        return  # without a number it cannot be matched with what was asked: it will count as missing
    version = _version(element)
    known = found.get(record.pmid)
    if known is None or known[0] <= version:
        found[record.pmid] = (version, record, etree.tostring(element, encoding="UTF-8", with_tail=False))


def _version(element: etree._Element) -> int:
    pmid = next(element.iter("PMID"), None)
    text = "" if pmid is None else pmid.get("Version", "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _let_go(element: etree._Element) -> None:
    """A batch is read in the memory of one record."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            break
        del parent[0]
