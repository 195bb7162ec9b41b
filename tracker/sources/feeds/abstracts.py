"""Where each kind of publisher puts the abstract, and what it puts there instead of one."""

from __future__ import annotations

import re
from typing import Any

from tracker.model.record import Author, Section
from tracker.model.topic import PublisherKind
from tracker.sources.feeds.markup import plain, sections
from tracker.sources.feeds.names import split_names

_NONE_GIVEN = {PublisherKind.SCIENCEDIRECT, PublisherKind.NATURE}
_ISSUE_PREFIX = re.compile(
    r"^[^<>]{3,150}?,\s*(?:Volume|Vol\.|Ahead of Print|EarlyView|Issue)\b[^<>]{0,120}?\.?\s*<br\s*/?>", re.I
)
_PUBMED_ENDS = re.compile(r"^(PMID:\s*\d|DOI:\s*10\.)", re.I)


def abstract_of(entry: Any, title: str, publisher: PublisherKind) -> tuple[tuple[Section, ...], tuple[Author, ...]]:
    """(the abstract's parts, authors named in the description). No abstract is (): its text may come from PubMed.

    ScienceDirect gives none at all, nature.com a standfirst or the title once more.
    """
    summary = str(entry.get("summary", ""))
    authors = _authors_in(plain(summary[:20_000])) if "uthor" in summary[:2000] else ()
    if publisher in _NONE_GIVEN:
        return (), authors
    for text in (*(str(each.get("value", "")) for each in entry.get("content", [])), summary):
        found = _pubmed(text) if publisher is PublisherKind.PUBMED else _usual(text, title)
        if found:
            return found, authors
    return (), authors


def _usual(text: str, title: str) -> tuple[Section, ...]:
    text = _ISSUE_PREFIX.sub("", text.strip(), count=1)
    if re.match(r"\s*(Authors?|Journal):\s", text):
        # Re-emitted lists of metadata: "Authors: … Journal: … Abstract: …".
        _, named, text = text.partition("Abstract:")
        if not named:
            return ()
    parts = sections(text)
    whole = " ".join(part.text for part in parts)
    if not whole or whole.lower() in ("abstract", "no abstract", "no abstract available.") or whole == title:
        return ()
    if re.match(r"(Publication date: |arXiv:\S+ Announce Type)", whole):
        parts = (Section(whole.partition("Abstract: ")[2]),) if "Abstract: " in whole else ()
    return parts


def _pubmed(text: str) -> tuple[Section, ...]:
    """Between the paragraph "ABSTRACT" and the one with the numbers; without the former there is no abstract."""
    _, opened, rest = text.partition("ABSTRACT</b></p>")
    if not opened:
        return ()
    parts = []
    for part in sections(rest):
        if _PUBMED_ENDS.match(part.text):
            break
        parts.append(part)
    return tuple(parts)


def _authors_in(text: str) -> tuple[Author, ...]:
    found = re.search(r"\bAuthors?(?:\(s\))?:\s*(.{3,3000}?)(?=\s*(?:Journal:|Abstract:|$))", text)
    return split_names(re.split(r",\s+", found[1])) if found else ()
