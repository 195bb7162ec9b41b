"""Where an article was printed, read from its own XML."""

from __future__ import annotations

from lxml import etree

from tracker.model.cited import Imprint
from tracker.sources.pubmed.dates import partial_date
from tracker.sources.pubmed.xml import read_tree, text_of


def imprint(raw: bytes) -> Imprint:
    """raw: one record's XML, as a sighting keeps it. A book has none."""
    issue = read_tree(raw).find(".//Article/Journal/JournalIssue")
    if issue is None:
        return Imprint()
    published = partial_date(issue.find("PubDate"))
    article = issue.getparent().getparent()  # type: ignore[union-attr]  # an issue stands in a journal
    return Imprint(
        year=published.year if published else None,
        volume=text_of(issue.find("Volume")),
        issue=text_of(issue.find("Issue")),
        pages=_pages(article),
    )


def _pages(article: etree._Element | None) -> str:
    return "" if article is None else text_of(article.find("Pagination/MedlinePgn"))
