"""Records become PubMed XML that NLM's DTD accepts, with nothing lost on the way."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import Bio.Entrez
import pytest
from lxml import etree

from tracker.model.record import (
    Author,
    Journal,
    Link,
    LinkKind,
    MeshHeading,
    PartialDate,
    Section,
)
from tracker.standins.pubmedxml import article_set
from tracker.standins.served import Served

from .asking import paper

DTD = etree.DTD(str(Path(Bio.Entrez.__file__).parent / "DTDs" / "pubmed_250101.dtd"))

FULL: dict[str, Any] = {
    "pmcid": "PMC9900001",
    "pii": "S9999-0001(26)00001-1",
    "abstract": (
        Section("Paper < card.", "BACKGROUND", "BACKGROUND"),
        Section("It flew & fell.", "RESULTS", "RESULTS"),
    ),
    "other_abstracts": ("It flew.",),
    "vernacular_title": "Papierflieger",
    "authors": (Author("Example", "A B"), Author(collective="Imaginary Group"), Author("Mononym")),
    "journal": Journal("Journal of Imaginary Flight", "J Imag Flight", ("9999-0001",)),
    "published": PartialDate(2026, 3, 3),
    "publication_types": ("Journal Article", "Randomized Controlled Trial", "An Unheard-of Type"),
    "mesh": (MeshHeading("Paper", major=True, qualifiers=("history",)), MeshHeading("Flight, Animal", ui="D005419")),
    "keywords": ("airplane",),
    "substances": ("Cellulose",),
    "trial_ids": ("NCT99000001", "ISRCTN99000001", "CRD99000001"),
    "languages": ("ger", "eng"),
    "links": (
        Link(LinkKind.UPDATE_OF, 90000002, "J Imag Flight. 2025"),
        Link(LinkKind.RETRACTION_IN, None, "somewhere"),
    ),
    "status": "Publisher",
}


def root_of(*served: Served, deleted: tuple[int, ...] = ()) -> etree._Element:
    return etree.fromstring(article_set(served, deleted))


@pytest.mark.parametrize("kind", list(LinkKind))
def test_every_kind_of_link_is_valid(kind: LinkKind) -> None:
    """Kinds that the DTD does not know are told by the nearest that it does."""
    root = root_of(paper(90000001, links=(Link(kind, 90000002, "J Imag Flight. 2025"),)))
    assert DTD.validate(root), DTD.error_log


def test_a_full_and_a_bare_record_and_a_book_are_valid() -> None:
    """Everything a record can hold, next to nothing, a book chapter and a deleted number, in one set."""
    bare = paper(90000002, doi=None, published=None)
    book = paper(
        90000003, is_book=True, journal=Journal("Handbook of Paper", "Example Press"), abstract=(Section("x"),)
    )
    root = root_of(paper(90000001, **FULL), bare, book, deleted=(90000004,))
    assert DTD.validate(root), DTD.error_log
    assert [one.tag for one in root] == ["PubmedArticle", "PubmedArticle", "PubmedBookArticle", "DeleteCitation"]


def test_what_a_record_holds_stands_in_the_xml() -> None:
    """Field by field, as PubMed places them."""
    article = root_of(paper(90000001, title_markup="<i>Paper</i> airplanes", **FULL))[0]
    text = article.findtext
    assert text("MedlineCitation/Article/ArticleTitle/i") == "Paper"
    assert text("MedlineCitation/Article/Abstract/AbstractText[@Label='BACKGROUND']") == "Paper < card."
    assert text("MedlineCitation/Article/AuthorList/Author/Initials") == "AB"
    assert text("MedlineCitation/Article/AuthorList/Author/CollectiveName") == "Imaginary Group"
    assert text("MedlineCitation/Article/VernacularTitle") == "Papierflieger"
    assert text("MedlineCitation/Article/Journal/JournalIssue/PubDate/Month") == "Mar"
    assert text("PubmedData/PublicationStatus") == "aheadofprint"
    assert text("MedlineCitation/CommentsCorrectionsList/CommentsCorrections[@RefType='UpdateOf']/PMID") == "90000002"
    assert (
        article.find("MedlineCitation/CommentsCorrectionsList/CommentsCorrections[@RefType='RetractionIn']/PMID")
        is None
    )
    numbers = [one.text for one in article.iterfind(".//AccessionNumber")]
    assert numbers == ["NCT99000001", "ISRCTN99000001"], "a review's registration is no trial's"
    ids = {one.get("IdType"): one.text for one in article.iterfind("PubmedData/ArticleIdList/ArticleId")}
    assert ids["pmc"] == "PMC9900001"


def test_create_and_entry_dates_of_a_late_addition_differ() -> None:
    """Status "entrez" is the day of adding (create date); "pubmed" the entry date, here that of publication."""
    article = root_of(paper(90000001, day=date(2026, 3, 3), published=PartialDate(2015, 6)))[0]
    years = {one.get("PubStatus"): one.findtext("Year") for one in article.iterfind(".//PubMedPubDate")}
    assert (years["entrez"], years["pubmed"]) == ("2026", "2015")


def test_the_empty_set_is_pubmed_s_own() -> None:
    """No known PMID: an empty element, as PubMed sends it, though its DTD wants at least one child."""
    assert article_set([]).endswith(b"<PubmedArticleSet/>")
