"""PubMed's XML, read into records: all of a reply, or none of it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree

from tracker.errors import SourceError
from tracker.model.record import Record
from tracker.sources.pubmed.article import article_record, number
from tracker.sources.pubmed.book import book_record
from tracker.sources.pubmed.xml import read_tree, refuse_entities, whole_number

_RECORDS = ("PubmedArticle", "PubmedBookArticle", "MedlineCitation")
_OPENING = re.compile(rb"<(%s)(?:\s[^<>]*)?(?<!/)>" % "|".join(_RECORDS).encode())
_CUT = "a-record-stood-here"
_ROOTS = {"PubmedArticleSet", "PubmedBookArticleSet", "MedlineCitationSet", "BookDocumentSet", *_RECORDS, _CUT}
_END_OF_REFERENCES = b"</ReferenceList>"
_PIECE = 1 << 18


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
    """(record, version, its XML); PMIDs that PubMed says are no more are added to `deleted`.

    Each record is cut out of the bytes and read alone: half the work of walking through the whole document. What is
    left must be whole XML by itself, and of the right kind; a record that could not be cut out is read in its place.
    """
    frame = bytearray()
    for around, raw in _cut(source):
        frame += around
        if raw:
            frame += b"<%s/>" % _CUT.encode()
            yield from _records(read_tree(_without_references(raw)), raw)
    root = read_tree(bytes(frame))
    if root.tag not in _ROOTS:
        raise SourceError(f"not PubMed records but <{str(root.tag)[:40]}>", where="PubMed", retryable=True)
    deleted += [found for pmid in root.iterfind(".//DeleteCitation/PMID") if (found := number(pmid.text))]
    for element in (root, *root):
        if element.tag in _RECORDS:
            yield from _records(element, etree.tostring(element, encoding="UTF-8", with_tail=False))


def _cut(source: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """What stands before a record, and the record; at the end what stands after the last one, and nothing."""
    rest = b""
    while piece := source.read(_PIECE):
        rest += piece
        done = 0
        while opening := _OPENING.search(rest, done):
            closing = b"</%s>" % opening[1]
            end = rest.find(closing, opening.end())
            if end < 0:
                break
            end += len(closing)
            yield rest[done : opening.start()], rest[opening.start() : end]
            done = end
        rest = rest[done:]
    yield rest, b""


def _without_references(raw: bytes) -> bytes:
    """What a paper cites is up to half of its XML, stands at its end, and nothing of it is kept but the bytes."""
    start, last = raw.find(b"<ReferenceList>"), raw.rfind(_END_OF_REFERENCES)
    return raw[:start] + raw[last + len(_END_OF_REFERENCES) :] if 0 <= start < last else raw


def _records(element: etree._Element, raw: bytes) -> Iterator[tuple[Record, int, bytes]]:
    """None without a number: it cannot be matched with what was asked."""
    record = book_record(element) if element.tag == "PubmedBookArticle" else article_record(element)
    if record is not None:
        yield record, _version(element), raw


def parse_record(raw: bytes) -> Record:
    """One record from the bytes that a sighting keeps. Raises SourceError where they hold no record."""
    records = parse_batch(raw).records
    if not records:
        raise SourceError("the stored XML holds no record", where="PubMed")
    return records[0][0]


def _version(element: etree._Element) -> int:
    pmid = next(element.iter("PMID"), None)
    return 0 if pmid is None else whole_number(pmid.get("Version")) or 0
