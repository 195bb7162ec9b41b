"""A small PubMed for the tests: invented records, searched and fetched by E-utilities' rules."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

from .loopback import Asked, Reply, Server

PROLOG = '<?xml version="1.0" encoding="UTF-8" ?>\n'
SEARCH_DTD = (
    '<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN"'
    ' "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20060628/esearch.dtd">\n'
)
FETCH_DTD = (
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
    ' "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
ERROR_DTD = (
    '<!DOCTYPE eEfetchResult PUBLIC "-//NLM//DTD efetch 20131226//EN"'
    ' "https://eutils.ncbi.nlm.nih.gov/eutils/dtd/20131226/efetch.dtd">\n'
)


def search_reply(pmids: list[int], *, count: int | str | None = None, extra: str = "") -> bytes:
    total = len(pmids) if count is None else count
    ids = "".join(f"<Id>{pmid}</Id>" for pmid in pmids)
    return (
        f"{PROLOG}{SEARCH_DTD}<eSearchResult><Count>{total}</Count><RetMax>{len(pmids)}</RetMax><RetStart>0</RetStart>"
        f"<IdList>{ids}</IdList><TranslationSet/><QueryTranslation>sleep[All Fields]</QueryTranslation>{extra}"
        "</eSearchResult>"
    ).encode()


def error_reply(text: str, root: str = "eFetchResult") -> bytes:
    return f"{PROLOG}{ERROR_DTD}<{root}>\n\t<ERROR>{text}</ERROR>\n</{root}>".encode()


def article(pmid: int, title: str = "") -> str:
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">{pmid}</PMID><Article>'
        f"<ArticleTitle>{title or f'Invented paper {pmid}'}</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
    )


def articles(*elements: str) -> bytes:
    return f"{PROLOG}{FETCH_DTD}<PubmedArticleSet>{''.join(elements)}</PubmedArticleSet>".encode()


@dataclass
class SmallPubMed:
    """created: PMID -> create date. wall: most PMIDs a search gives. gone: PMIDs that EFetch leaves out."""

    created: dict[int, date]
    wall: int = 9999
    gone: set[int] = field(default_factory=set)

    def serve(self, server: Server) -> str:
        server.script("/entrez/esearch.fcgi", self.search)
        server.script("/entrez/efetch.fcgi", self.fetch)
        return server.url + "/entrez/"

    def search(self, asked: Asked) -> Reply | bytes:
        form = asked.form
        assert form["db"] == "pubmed"
        assert form["tool"]
        assert "@" in form["email"]
        hits = sorted(self.created, reverse=True)
        if "mindate" in form:
            assert form["datetype"] in ("crdt", "mdat", "edat", "pdat")
            start, end = (date(*map(int, form[name].split("/"))) for name in ("mindate", "maxdate"))
            hits = [pmid for pmid in hits if start <= self.created[pmid] <= end]
        among = {int(number) for number in re.findall(r"(\d+)\[uid\]", form["term"])}
        if among:
            hits = [pmid for pmid in hits if pmid in among]
        return search_reply(hits[: min(int(form["retmax"]), self.wall)], count=len(hits))

    def fetch(self, asked: Asked) -> Reply | bytes:
        asked_for = [int(pmid) for pmid in asked.form["id"].split(",")]
        return articles(*(article(pmid) for pmid in asked_for if pmid in self.created and pmid not in self.gone))


DAY = date(2026, 2, 1)


def some_days(numbers: range, per_day: int = 1) -> dict[int, date]:
    return {pmid: DAY + timedelta(days=place // per_day) for place, pmid in enumerate(numbers)}
