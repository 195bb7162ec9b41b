"""A whole search, however many hits: PubMed's ESearch gives 9,999 of them and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from tracker.errors import SourceError
from tracker.model.reply import SearchResult
from tracker.model.window import Window
from tracker.sources.pubmed.entrez import Entrez
from tracker.sources.pubmed.esearch import SearchPage, read_search

FIRST_DAY = date(1900, 1, 1)
"""Before every create date: they begin with PubMed's predecessors."""

_ASK_AGAIN = 3  # a search whose count and list disagree is asked so often
_PMIDS_PER_QUESTION = 500


@dataclass(frozen=True, slots=True)
class Searcher:
    """Searches through `entrez`. wall: most PMIDs in one reply. today: for partitions that have no end."""

    entrez: Entrez
    wall: int
    today: Callable[[], date]

    def count(self, term: str) -> int:
        return self._page(term, None, retmax=0).count

    def examine(self, term: str) -> SearchResult:
        """The count and what PubMed says of the search; no PMIDs."""
        return _result(self._page(term, None, retmax=0), frozenset())

    def search(self, term: str, window: Window | None) -> SearchResult:
        """Every PMID. Raises SourceError where count and PMIDs cannot be brought into agreement."""
        page = self._whole_page(term, window)
        if page is not None:
            return _result(page, frozenset(page.pmids))
        return self._by_date(term, window)

    def which_of(self, term: str, pmids: Iterable[int]) -> frozenset[int]:
        """Those of `pmids` that the term matches, asked for in groups."""
        asked = sorted(set(pmids))
        found: set[int] = set()
        for start in range(0, len(asked), _PMIDS_PER_QUESTION):
            group = asked[start : start + _PMIDS_PER_QUESTION]
            among = " OR ".join(f"{pmid}[uid]" for pmid in group)
            answer = self.search(f"({term}) AND ({among})", None).pmids
            if not answer <= set(group):
                raise SourceError(
                    "a search among given records returned others",
                    where="PubMed",
                    mend="Check the search for unbalanced parentheses and quotes.",
                )
            found |= answer
        return frozenset(found)

    def _page(self, term: str, window: Window | None, *, retmax: int) -> SearchPage:
        parameters: dict[str, Any] = {"db": "pubmed", "term": term, "retmax": retmax, "retmode": "xml"}
        if window is not None:
            parameters |= {
                "datetype": window.kind,
                "mindate": f"{window.start:%Y/%m/%d}",
                "maxdate": f"{window.end:%Y/%m/%d}",
            }
        return self.entrez.ask("esearch", read_search, **parameters)

    def _whole_page(self, term: str, window: Window | None) -> SearchPage | None:
        """One reply with all hits; None where they are too many for one, also by one at the wall."""
        received = 0
        for _ in range(_ASK_AGAIN):
            page = self._page(term, window, retmax=self.wall)
            if page.count > self.wall:
                return None
            received = len(set(page.pmids))
            if received == page.count:
                return page
        if page.count >= self.wall - 1:
            return None
        raise _disagreement(term, window, page.count, received)

    def _by_date(self, term: str, window: Window | None) -> SearchResult:
        whole = window or Window("crdt", FIRST_DAY, self.today() + timedelta(days=1))
        before = self._page(term, window, retmax=0)
        found: set[int] = set()
        # Halves, the earlier one first; each counts itself anew when its turn comes.
        waiting = [whole]
        while waiting:
            part = waiting.pop()
            page = self._whole_page(term, part)
            if page is not None:
                found |= set(page.pmids)
            elif part.start >= part.end:
                raise SourceError(
                    f"more than {self.wall} hits on the one day {part.start} ({part.kind}): PubMed gives no more",
                    where="PubMed",
                    mend="Narrow the search.",
                )
            else:
                middle = part.start + (part.end - part.start) // 2
                waiting += [
                    replace(part, start=middle + timedelta(days=1)),
                    replace(part, end=middle),
                ]
        # Records come and go while we read: as few as were counted before or after must be there.
        after = self._page(term, window, retmax=0)
        if len(found) < min(before.count, after.count):
            raise _disagreement(term, window, after.count, len(found))
        return _result(after, frozenset(found))


def _result(page: SearchPage, pmids: frozenset[int]) -> SearchResult:
    return SearchResult(
        pmids=pmids,
        count=page.count,
        translation=page.translation,
        warnings=page.warnings,
        errors=page.errors,
    )


def _disagreement(term: str, window: Window | None, count: int, received: int) -> SourceError:
    shown = term if len(term) <= 80 else term[:77] + "..."
    return SourceError(
        f"{count} hits counted and {received} received for {shown!r}" + (f" in {window}" if window else ""),
        where="PubMed",
        mend="Run it again later; nothing of it was taken as read.",
        retryable=True,
    )
