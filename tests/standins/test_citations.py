"""The stand-in matches citations and tells what cites what, as E-utilities do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import Bio.Entrez
import pytest
import requests
from lxml import etree

from tracker.model.cited import Imprint
from tracker.model.record import Author, Journal
from tracker.standins.citations import cited_in, matched

from .asking import MANNERS, Asker, paper

KITES = Journal("Journal of Paper Kites", "J Pap Kites")
HELD = (
    replace(paper(90000001, journal=KITES, authors=(Author("Example", "A"),)), imprint=Imprint(2026, "3", "1", "11-9")),
    replace(paper(90000002, journal=KITES, authors=(Author("Sample", "B"),)), cites=(90000001,)),
    replace(paper(90000003, journal=KITES), cites=(90000001,), deleted=True),
)


@pytest.mark.parametrize(
    ("asked", "ends"),
    [
        ("J Pap Kites|2026|3|11|Example A|k|", "Example A|k|90000001"),
        ("journal of paper kites||||example a|k|", "|k|90000001"),
        ("J Pap Kites|2026|4|11|Example A|k|", "11|k|NOT_FOUND"),
        ("J Pap Kites|2026||||k|", "|k|AMBIGUOUS (2 citations)"),
        ("Nowhere|2026|3|11|Example A|k|", "11|k|NOT_FOUND;INVALID_JOURNAL"),
    ],
)
def test_a_citation_is_matched_by_all_that_is_given(asked: str, ends: str) -> None:
    """Empty parts are not held against a record; a miss says why and leaves the author out."""
    assert matched(HELD, asked).decode().strip().endswith(ends)


def test_links_follow_ncbis_own_dtd() -> None:
    """A set for each record asked; deleted ones cite nothing. (The DTD of 2010 is one that libxml2 refuses.)"""
    body = cited_in(HELD, [90000001, 90000002])
    root = etree.fromstring(body)
    dtd = etree.DTD(str(Path(Bio.Entrez.__file__).parent / "DTDs" / "eLink_090910.dtd"))
    assert dtd.validate(root), dtd.error_log
    assert [[one.text for one in links.findall("LinkSetDb/Link/Id")] for links in root] == [["90000002"], []]


def test_both_are_served_and_strict(ask: Asker) -> None:
    """Over the socket; another link's name, or no id, is refused."""
    url = ask.entrez.eutils_url
    said = requests.get(f"{url}ecitmatch.cgi", params=MANNERS | {"bdata": "Nowhere|1|2|3|A|k|"}, timeout=5)
    assert said.text.strip().endswith("NOT_FOUND;INVALID_JOURNAL")
    link = {"dbfrom": "pubmed", "linkname": "pubmed_pubmed_citedin"}
    assert ask.get("elink", id=["90000001", "90000002"], **link).content.count(b"<LinkSet>") == 2
    assert ask.get("elink", id="1", **(link | {"linkname": "pubmed_pubmed_refs"})).status_code == 400
    assert ask.get("elink", **link).status_code == 400
