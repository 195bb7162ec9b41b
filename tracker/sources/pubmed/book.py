"""One PubmedBookArticle as a record: a chapter of NCBI's bookshelf, a report, a whole book."""

from __future__ import annotations

from lxml import etree

from tracker.model.identifiers import normalise_doi, trial_ids
from tracker.model.record import Author, Journal, Record
from tracker.sources.pubmed.article import (
    PAGE,
    article_ids,
    authors,
    created,
    keywords,
    number,
    sections,
    texts,
    unique,
)
from tracker.sources.pubmed.dates import full_date, partial_date
from tracker.sources.pubmed.xml import text_of


def book_record(element: etree._Element) -> Record | None:
    """None where the element has no PMID. A whole book has no ArticleTitle: its own title serves."""
    document = element.find("BookDocument")
    pmid = None if document is None else number(document.findtext("PMID"))
    if document is None or pmid is None:
        return None
    book = document.find("Book")
    book_title = "" if book is None else text_of(book.find("BookTitle"))
    ids = article_ids(document.find("ArticleIdList"))
    ids = {**article_ids(element.find("PubmedBookData/ArticleIdList")), **ids}
    abstract = sections(document.find("Abstract"))
    title = text_of(document.find("ArticleTitle")) or book_title
    types = texts(document, "PublicationType")
    return Record(
        title=title,
        pmid=pmid,
        doi=normalise_doi(ids.get("doi", "")),
        pmcid=ids.get("pmc"),
        pii=ids.get("pii"),
        abstract=abstract,
        vernacular_title=text_of(document.find("VernacularTitle")),
        authors=_authors(document, book),
        journal=Journal(book_title) if book_title and book_title != title else None,
        published=partial_date(document.find("ContributionDate"))
        or partial_date(None if book is None else book.find("PubDate")),
        created=created(element.find("PubmedBookData/History")),
        revised=full_date(document.find("DateRevised")),
        publication_types=types,
        keywords=keywords(document),
        trial_ids=unique(list(trial_ids(" ".join((title, *(part.text for part in abstract)))))),
        languages=texts(document, "Language"),
        is_book=True,
        url=PAGE.format(pmid),
    )


def _authors(document: etree._Element, book: etree._Element | None) -> tuple[Author, ...]:
    """The chapter's authors, else the book's, else its editors."""
    lists = document.findall("AuthorList") + ([] if book is None else book.findall("AuthorList"))
    lists.sort(key=lambda each: each.get("Type") == "editors")
    for each in lists:
        found = authors(each)
        if found:
            return found
    return ()
