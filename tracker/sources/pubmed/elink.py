"""Which publications cite a record, as far as PubMed knows: from the reference lists in PubMed Central."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from tracker.errors import SourceError
from tracker.sources.pubmed.entrez import Entrez
from tracker.sources.pubmed.xml import read_tree, text_of, whole_number

CITED_IN = "pubmed_pubmed_citedin"


def citing(entrez: Entrez, pmids: Iterable[int]) -> dict[int, frozenset[int]]:
    """By record, the PMIDs that cite it; none is an answer too. One request for all.

    Raises SourceError where a record was not answered for.
    """
    asked = sorted(set(pmids))
    if not asked:
        return {}
    return entrez.ask(
        "elink",
        lambda body: read_links(body, asked),
        dbfrom="pubmed",
        db="pubmed",
        linkname=CITED_IN,
        retmode="xml",
        id=[str(pmid) for pmid in asked],
    )


def read_links(body: bytes, asked: Iterable[int]) -> dict[int, frozenset[int]]:
    """Raises SourceError (retryable) unless each of those asked has its own set of links, if an empty one."""
    root = read_tree(body)
    if root.tag != "eLinkResult":
        raise SourceError(f"not links but <{str(root.tag)[:40]}>", where="PubMed", retryable=True)
    found: dict[int, frozenset[int]] = {}
    for links in root.findall("LinkSet"):
        sources = [_pmid(each) for each in links.findall("IdList/Id")]
        if len(sources) == 1:
            found[sources[0]] = _targets(links)
    missing = [pmid for pmid in asked if pmid not in found]
    if missing:
        raise SourceError(f"no links came for {len(missing)} records", where="PubMed", retryable=True)
    return {pmid: found[pmid] - {pmid} for pmid in asked}


def _targets(links: etree._Element) -> frozenset[int]:
    return frozenset(
        _pmid(each)
        for group in links.findall("LinkSetDb")
        if text_of(group.find("LinkName")) == CITED_IN
        for each in group.findall("Link/Id")
    )


def _pmid(element: etree._Element) -> int:
    number = whole_number(element.text)
    if not number:
        raise SourceError(f"{(element.text or '')[:40]!r} is no PMID", where="PubMed", retryable=True)
    return number
