"""PubMed's XML, read into records: all of a reply, or none of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from tracker.errors import SourceError
from tracker.model.record import Record
from tracker.sources.pubmed.article import article_record, number
from tracker.sources.pubmed.book import book_record
from tracker.sources.pubmed.xml import damaged, refuse_entities, whole_number

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
    for record, version, raw in _read(io.BytesIO(body), deleted):
        assert record.pmid is not None
        known = found.get(record.pmid)
        if known is None or known[0] <= version:
            found[record.pmid] = (version, record, raw)
    return Batch(tuple((record, raw) for _, record, raw in found.values()), tuple(deleted))


def records_in(source: BinaryIO) -> Iterator[tuple[Record, bytes]]:
    """Every record of a file of any size, in the memory of one, as they stand there. Raises as `parse_batch` does."""
    for record, _, raw in _read(source, []):
        yield record, raw


def _read(source: BinaryIO, deleted: list[int]) -> Iterator[tuple[Record, int, bytes]]:
    """(record, version, its XML); PMIDs that PubMed says are no more are added to `deleted`."""
    context = etree.iterparse(
        source,
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
                deleted += [found for pmid in element.iter("PMID") if (found := number(pmid.text))]
            elif not _inside_article(element):
                record = book_record(element) if element.tag == "PubmedBookArticle" else article_record(element)
                if record is not None:  # without a number it cannot be matched with what was asked
                    raw = etree.tostring(element, encoding="UTF-8", with_tail=False)
                    yield record, _version(element), raw
                _let_go(element)
    except etree.XMLSyntaxError as error:
        raise damaged(error) from None
    root = context.root
    if root is None or root.tag not in _ROOTS:
        name = "nothing" if root is None else f"<{str(root.tag)[:40]}>"
        raise SourceError(f"not PubMed records but {name}", where="PubMed", retryable=True)


def parse_record(raw: bytes) -> Record:
    """One record from the bytes that a sighting keeps. Raises SourceError where they hold no record."""
    records = parse_batch(raw).records
    if not records:
        raise SourceError("the stored XML holds no record", where="PubMed")
    return records[0][0]


def _inside_article(element: etree._Element) -> bool:
    parent = element.getparent()
    return element.tag == "MedlineCitation" and parent is not None and parent.tag == "PubmedArticle"


def _version(element: etree._Element) -> int:
    pmid = next(element.iter("PMID"), None)
    return 0 if pmid is None else whole_number(pmid.get("Version")) or 0


def _let_go(element: etree._Element) -> None:
    """A batch is read in the memory of one record."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        if parent is None:
            break
        del parent[0]
