"""An empty answer about days of which records are kept is not believed at once: a search engine can go blind."""

from __future__ import annotations

from datetime import timedelta

from tracker.errors import SourceError
from tracker.jobs.ports import PubMed, Store
from tracker.model.reply import SearchResult
from tracker.model.window import Window

MANY = 3
"""So many kept records make it suspicious: one may have been deleted, or been created on the window's edge."""


def search_doubting(store: Store, pubmed: PubMed, term: str, window: Window) -> SearchResult:
    """As `pubmed.search`; a sudden zero is asked for again. Raises SourceError where it stays and makes no sense.

    It makes sense only where PubMed still knows the kept records and none of them matches (the search was narrowed).
    """
    found = pubmed.search(term, window)
    if found.pmids or window.kind != "crdt":
        return found
    kept = store.records.created_within(window.start + timedelta(days=1), window.end)
    if len(kept) < MANY:
        return found
    found = pubmed.search(term, window)
    if found.pmids:
        return found
    by_number = " OR ".join(f"{pmid}[uid]" for pmid in kept)
    if pubmed.which_of(by_number, kept) and not pubmed.which_of(term, kept):
        return found
    raise SourceError(
        f"the search suddenly finds nothing in {window}, of which {len(kept)} records are kept",
        where="PubMed",
        mend="It is asked again; if it stays so, look at the search in a browser.",
        retryable=True,
    )
