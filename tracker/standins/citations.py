"""Answers as ECitMatch and ELink do: which record a printed citation is of, and what cites a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lxml import etree

from tracker.model.folding import fold
from tracker.standins.served import Served
from tracker.standins.tree import node

CITED_IN = "pubmed_pubmed_citedin"

LINKS_PROLOG = (
    '<?xml version="1.0" encoding="UTF-8" ?>\n<!DOCTYPE eLinkResult PUBLIC "-//NLM//DTD elink 20101123//EN" '
    '"https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20101123/elink.dtd">\n'
)


def matched(served: Iterable[Served], bdata: str) -> bytes:
    """journal|year|volume|first page|author|key, a line each; empty parts are not held against a record."""
    held = [one for one in served if not one.deleted]
    return "".join(f"{_answer(held, line)}\n" for line in bdata.replace("\r", "\n").splitlines() if line).encode()


def _answer(held: Sequence[Served], line: str) -> str:
    parts = [part.strip() for part in line.split("|")]
    journal, year, volume, page, author, key = (*parts, *[""] * 6)[:6]
    in_journal = [one for one in held if _is_journal(one, journal)]
    if not in_journal:
        return "|".join((journal, year, volume, page, key, "NOT_FOUND;INVALID_JOURNAL"))
    found = [one for one in in_journal if _fits(one, year, volume, page, author)]
    if not found:
        return "|".join((journal, year, volume, page, key, "NOT_FOUND"))
    said = str(found[0].pmid) if len(found) == 1 else f"AMBIGUOUS ({len(found)} citations)"
    return "|".join((journal, year, volume, page, author, key, said))


def _is_journal(one: Served, name: str) -> bool:
    journal = one.record.journal
    return journal is not None and fold(name) in (fold(journal.title), fold(journal.abbreviation))


def _fits(one: Served, year: str, volume: str, page: str, author: str) -> bool:
    published = one.imprint.year or (one.record.published.year if one.record.published else None)
    first = one.record.authors[0] if one.record.authors else None
    return (
        (not year or year == str(published))
        and (not volume or volume == one.imprint.volume)
        and (not page or page == one.imprint.pages.partition("-")[0])
        and (not author or (first is not None and fold(author).startswith(fold(first.family or first.collective))))
    )


def cited_in(served: Iterable[Served], asked: Sequence[int]) -> bytes:
    """A set of links for each record asked, in their order; one that nothing cites has none in it."""
    citing: dict[int, list[int]] = {pmid: [] for pmid in asked}
    for one in served:
        for pmid in one.cites:
            if pmid in citing and not one.deleted:
                citing[pmid].append(one.pmid)
    root = node("eLinkResult", *[_link_set(pmid, found) for pmid, found in citing.items()])
    return LINKS_PROLOG.encode() + etree.tostring(root, encoding="utf-8")


def _link_set(pmid: int, found: Sequence[int]) -> etree._Element:
    links = node("LinkSet", node("DbFrom", "pubmed"), node("IdList", node("Id", str(pmid))))
    if found:
        targets = [node("Link", node("Id", str(one))) for one in found]
        links.append(node("LinkSetDb", node("DbTo", "pubmed"), node("LinkName", CITED_IN), *targets))
    return links
