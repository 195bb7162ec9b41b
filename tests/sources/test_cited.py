"""Citations matched and counted, and where a record was printed, as E-utilities answer."""

from __future__ import annotations

import pytest

from tracker.errors import SourceError
from tracker.model.cited import Imprint
from tracker.model.claim import CitedWork
from tracker.sources.pubmed.ecitmatch import read_answers
from tracker.sources.pubmed.elink import read_links
from tracker.sources.pubmed.imprint import imprint

from .eutils import PROLOG, article, articles

NAPS = CitedWork(citation="x", first_author="Specimen A|B", journal="J Naps", year=2031, volume="3", first_page="11")


def links(*sets: str) -> bytes:
    return f"{PROLOG}<eLinkResult>{''.join(sets)}</eLinkResult>".encode()


def link_set(pmid: int, *citing: int, name: str = "pubmed_pubmed_citedin") -> str:
    found = "".join(f"<Link><Id>{one}</Id></Link>" for one in citing)
    group = f"<LinkSetDb><DbTo>pubmed</DbTo><LinkName>{name}</LinkName>{found}</LinkSetDb>" if citing else ""
    return f"<LinkSet><DbFrom>pubmed</DbFrom><IdList><Id>{pmid}</Id></IdList>{group}</LinkSet>"


def test_a_citation_is_asked_with_all_and_then_with_less(pubmed, server):
    """In one request that says who is asking; surest first, each candidate once, no line without its journal."""
    server.script(
        "/entrez/ecitmatch.cgi",
        b"J Naps|2031|3|11|w0v0|NOT_FOUND\nJ Naps|2031||11|Specimen A B|w0v1|77\n"
        b"J Naps|||11|Specimen A B|w0v2|77\nJ Naps|2031|||Specimen A B|w0v3|AMBIGUOUS (5 citations)\n",
    )
    assert pubmed().match([NAPS]) == ((77,),)
    (asked,) = server.asked
    assert (asked.form["tool"], asked.form["email"]) == ("evidence-tracker", "desk@tracker.example")
    lines = asked.form["bdata"].split("\r")
    assert lines[0] == "J Naps|2031|3|11|Specimen A B|w0v0|"
    assert all(line.startswith("J Naps|") for line in lines)
    assert len(lines) == 4


def test_a_line_without_an_answer_is_not_one_that_was_not_found():
    """The matcher has been seen to stop half-way."""
    with pytest.raises(SourceError, match="1 of 2 lines unanswered"):
        read_answers(b"J|1|2|3|key1|NOT_FOUND\n", ["key1", "key2"])
    with pytest.raises(SourceError, match="answers 'Sorry'"):
        read_answers(b"J|1|2|3|a|key1|Sorry\n", ["key1"])


def test_what_cites_a_record_is_asked_of_each_apart(pubmed, server):
    """One request; what nothing cites has none, and other kinds of links do not count."""
    server.script("/entrez/elink.fcgi", links(link_set(5, 6, 7, 5), link_set(8), link_set(9, 1, name="other")))
    assert pubmed().citing([8, 5, 9]) == {5: frozenset({6, 7}), 8: frozenset(), 9: frozenset()}
    (asked,) = server.asked
    assert (asked.form["linkname"], asked.form["id"]) == ("pubmed_pubmed_citedin", "9"), "the last of three"


@pytest.mark.parametrize(
    "body",
    [links(link_set(5)), links(), links(link_set(5)).replace(b"eLinkResult", b"eSearchResult"), b"<eLinkResult>"],
)
def test_a_record_that_was_not_answered_for_is_unknown(body):
    """Never "cited by none"."""
    with pytest.raises(SourceError):
        read_links(body, [5, 6])


def test_where_an_article_was_printed_is_read_from_its_xml():
    """Year of the issue, volume, issue, pages; what is not there is empty."""
    journal = (
        "<Journal><JournalIssue><Volume>12</Volume><Issue>3</Issue><PubDate><Year>2012</Year></PubDate></JournalIssue>"
        "</Journal>"
    )
    whole = (
        article(5)
        .replace("<Article>", f"<Article>{journal}")
        .replace("</ArticleTitle>", "</ArticleTitle><Pagination><MedlinePgn>157-61</MedlinePgn></Pagination>")
    )
    assert imprint(whole.encode()) == Imprint(2012, "12", "3", "157-61")
    assert imprint(article(5).encode()) == Imprint()


def test_records_come_with_their_imprint(pubmed, server):
    """Those that PubMed does not give are absent."""
    server.script("/entrez/efetch.fcgi", articles(article(5, "Naps")))
    found = pubmed().printed([5, 6])
    assert {pmid: one.record.title for pmid, one in found.items()} == {5: "Naps"}
