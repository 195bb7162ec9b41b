"""Works that the articles cite: what PubMed's citation matcher made of a printed line, and what its record says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.model.record import Record


@dataclass(frozen=True, slots=True)
class Imprint:
    """Where a record was printed, as PubMed says: year of the issue, volume, issue, pages ("816-26")."""

    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A record with its imprint."""

    record: Record
    imprint: Imprint


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedState:
    """What is known of a cited work, kept under its printed line.

    asked: when PubMed was last asked which record it is; printed: None while that is not known; looked: when the record
    was last had; struck: when its retraction, correction or doubt about it was first seen here; counted: when what
    cites it was last told.
    """

    citation: str
    asked: datetime
    printed: Printed | None = None
    looked: datetime | None = None
    struck: datetime | None = None
    counted: datetime | None = None

    @property
    def pmid(self) -> int | None:
        return self.printed.record.pmid if self.printed else None


@dataclass(frozen=True, slots=True)
class Citing:
    """A publication that cites one of them. title: "" where it was not looked up; baseline: known from the first look,
    so no news."""

    cited: int
    pmid: int
    first: datetime
    baseline: bool
    title: str = ""
