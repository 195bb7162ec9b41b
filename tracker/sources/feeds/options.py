"""What the settings say about feeds."""

from __future__ import annotations

from dataclasses import dataclass, field

from tracker.sources.retry import RetryOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedOptions:
    """max_bytes: a feed is refused beyond it. max_items: read of one feed. max_text: characters kept of one element."""

    max_bytes: int = 16 * 1024 * 1024
    max_items: int = 2000
    max_text: int = 100_000
    retry: RetryOptions = field(
        default_factory=lambda: RetryOptions(attempts=3, first_pause=2.0, longest_pause=20.0, patience=60.0)
    )
