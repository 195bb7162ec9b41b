"""What the settings say about PubMed."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.sources.retry import RetryOptions

NCBI = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PubMedOptions:
    """email and tool go with every request, as NCBI asks. batch: records per EFetch.

    wall: the most PMIDs that PubMed's ESearch ever gives for one search (9,999; `retstart` does not reach further).
    requests_per_second: None for NCBI's own rule: 3 without a key, 10 with one.
    """

    email: str
    tool: str = "evidence-tracker"
    api_key: str = field(default="", repr=False)
    base_url: str = NCBI
    requests_per_second: float | None = None
    batch: int = 200
    wall: int = 9999
    retry: RetryOptions = field(default_factory=RetryOptions)

    @property
    def interval(self) -> float:
        """Seconds between two requests, a tenth more than the rule: clocks and networks are not exact."""
        rate = self.requests_per_second or (10.0 if self.api_key else 3.0)
        return 1.1 / rate
