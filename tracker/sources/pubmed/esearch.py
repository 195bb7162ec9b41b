"""The reply to a search, read."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from tracker.errors import SourceError
from tracker.sources.pubmed.xml import read_tree, text_of, whole_number
from tracker.sources.trouble import TooMuch

NOTHING_FOUND = "OutputMessage: No items found."
"""Says only what the count says; what was dropped of a search is told by the other warnings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """One reply. errors and warnings: "PhraseNotFound: …", "OutputMessage: …", as PubMed names them."""

    count: int
    pmids: tuple[int, ...]
    translation: str = ""
    errors: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def read_search(body: bytes) -> SearchPage:
    """Raises SourceError (retryable) unless this is a whole search result with a count: no count is not zero."""
    root = read_tree(body)
    if root.tag != "eSearchResult":
        raise SourceError(f"not a search result but <{str(root.tag)[:40]}>", where="PubMed", retryable=True)
    return SearchPage(
        count=_count(root),
        pmids=tuple(_pmid(each) for each in root.findall("IdList/Id")),
        translation=text_of(root.find("QueryTranslation")),
        errors=_notes(root.find("ErrorList")),
        warnings=tuple(note for note in _notes(root.find("WarningList")) if note != NOTHING_FOUND),
    )


def _count(root: etree._Element) -> int:
    text = root.findtext("Count") or ""
    count = whole_number(text)
    if count is None:
        raise TooMuch(f"the search result has no count ({text[:40]!r})", where="PubMed", retryable=True)
    return count


def _pmid(element: etree._Element) -> int:
    found = whole_number(element.text)
    if not found:
        raise SourceError(f"{(element.text or '')[:40]!r} is no PMID", where="PubMed", retryable=True)
    return found


def _notes(parent: etree._Element | None) -> tuple[str, ...]:
    if parent is None:
        return ()
    return tuple(f"{each.tag}: {text_of(each)}" for each in parent if isinstance(each.tag, str) and text_of(each))
