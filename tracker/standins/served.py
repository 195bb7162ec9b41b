"""A publication as the database stand-in holds it: the record, and what only the wire format has of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.model.cited import Imprint
from tracker.model.record import PartialDate, Record
from tracker.model.window import DateKind

LATE_ADDITION_DAYS = 365
"""A record added later than this after its publication gets the publication date as Entrez date (PubMed help, EDAT)."""


NOT_PRINTED = Imprint()


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """`record.pmid` and `record.created` are always set. title_markup: the title with PubMed's own inline tags (b, i,
    sub, sup, u), where it has any; deleted: known under its number, and no longer given out; imprint: where it was
    printed; cites: PMIDs of its reference list.
    """

    record: Record
    modified: date
    title_markup: str = ""
    deleted: bool = False
    imprint: Imprint = NOT_PRINTED
    cites: tuple[int, ...] = ()

    @property
    def pmid(self) -> int:
        if self.record.pmid is None:
            raise ValueError(f"a served record needs a PMID: {self.record.title!r}")
        return self.record.pmid

    @property
    def created(self) -> date:
        return self.record.created or self.modified

    @property
    def entrez(self) -> date:
        """The day of entry, which for late additions is the day of publication: a window on it never shows those."""
        published = first_day(self.record.published)
        if published is not None and (self.created - published).days > LATE_ADDITION_DAYS:
            return published
        return self.created

    def day(self, kind: DateKind) -> date | None:
        """The day that a search window of this kind is held against."""
        match kind:
            case "crdt":
                return self.created
            case "mdat":
                return self.modified
            case "edat":
                return self.entrez
            case "pdat":
                return first_day(self.record.published)


def first_day(published: PartialDate | None) -> date | None:
    """PubMed searches a bare year as its first day, a bare month as its first."""
    if published is None:
        return None
    return date(published.year, published.month or 1, published.day or 1)
