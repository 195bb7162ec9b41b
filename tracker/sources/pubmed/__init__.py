"""PubMed: searches and records, through NCBI's E-utilities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from tracker.model.cited import Printed
from tracker.model.claim import CitedWork
from tracker.model.record import Sighting, SourceKind
from tracker.model.reply import Fetched, SearchResult
from tracker.model.window import Window
from tracker.sources.http import HttpClient
from tracker.sources.pubmed.options import PubMedOptions

__all__ = ["PubMed", "PubMedOptions"]


class PubMed:
    """Every method raises SourceError when PubMed did not answer as it should; never a partial result as a whole.

    One object keeps the rate limit for all threads that use it. clock: aware UTC; sleep: takes seconds.
    """

    def __init__(
        self,
        options: PubMedOptions,
        http: HttpClient,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
    ) -> None:
        from tracker.sources.pubmed.entrez import Entrez
        from tracker.sources.pubmed.windows import Searcher

        self._options = options
        self._clock = clock
        self._entrez = Entrez(options, http, clock, sleep)
        self._searcher = Searcher(self._entrez, options.wall, lambda: clock().date())

    @property
    def requests(self) -> int:
        """Requests sent so far, repeated ones included."""
        return self._entrez.requests

    def search(self, term: str, window: Window | None) -> SearchResult:
        """All PMIDs that the term matches, in the window or at all, with what PubMed says of the search."""
        return self._searcher.search(term, window)

    def count(self, term: str) -> int:
        """How many records the term matches."""
        return self._searcher.count(term)

    def examine(self, term: str) -> SearchResult:
        """The count of an undated search and what PubMed says of it; `pmids` is empty. One request."""
        return self._searcher.examine(term)

    def which_of(self, term: str, pmids: Iterable[int]) -> frozenset[int]:
        """Those of `pmids` that the term matches."""
        return self._searcher.which_of(term, pmids)

    def fetch(self, pmids: Iterable[int]) -> Fetched:
        """The records, in ascending order of PMID; what PubMed did not give is named."""
        from tracker.sources.pubmed.efetch import fetch_records

        received = fetch_records(self._entrez, pmids, batch=self._options.batch)
        now = self._clock()
        return Fetched(
            sightings=tuple(
                Sighting(source="pubmed", kind=SourceKind.PUBMED, key=str(pmid), seen=now, record=record, raw=raw)
                for pmid, (record, raw) in sorted(received.records.items())
            ),
            missing=tuple(sorted(received.missing)),
            deleted=tuple(sorted(received.deleted)),
        )

    def match(self, works: Sequence[CitedWork]) -> tuple[tuple[int, ...], ...]:
        """What the citation matcher makes of each: PMIDs that it may be, surest first; () where it knows none."""
        from tracker.sources.pubmed.ecitmatch import match

        return match(self._entrez, works) if works else ()

    def printed(self, pmids: Iterable[int]) -> dict[int, Printed]:
        """Records with where they were printed; those that PubMed does not give are absent."""
        from tracker.sources.pubmed.imprint import imprint

        fetched = self.fetch(pmids)
        return {int(one.key): Printed(one.record, imprint(one.raw)) for one in fetched.sightings}

    def citing(self, pmids: Iterable[int]) -> dict[int, frozenset[int]]:
        """By record, the PMIDs of publications that cite it, as far as PubMed knows."""
        from tracker.sources.pubmed.elink import citing

        return citing(self._entrez, pmids)
