"""Receipts: what a run asked, got and failed at. Unknown is never zero."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class SourceStatus(StrEnum):
    OK = "ok"
    UNCHANGED = "unchanged"
    PARTIAL = "partial"  #: answered, and something of it is missing
    FAILED = "failed"
    BLOCKED = "blocked"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOutcome:
    """One source in one run. A count is None where the source did not tell: that is not zero.

    new: what became news; silent: what was kept as baseline, without news.
    """

    source: str
    title: str
    status: SourceStatus
    window: str = ""
    received: int | None = None
    on_topic: int | None = None
    new: int | None = None
    silent: int | None = None
    updated: int | None = None
    requests: int = 0
    message: str = ""

    @property
    def failed(self) -> bool:
        return self.status in (SourceStatus.FAILED, SourceStatus.BLOCKED, SourceStatus.GONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """job: "fetch", "backfill", "read", "plan", "send" … ; counts: what the job did, by name."""

    job: str
    started: datetime
    finished: datetime
    outcomes: tuple[SourceOutcome, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    error: str = ""
    id: int | None = None

    @property
    def failures(self) -> tuple[SourceOutcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.failed)
