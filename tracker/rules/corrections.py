"""Retractions, expressions of concern and corrections: what a changed record, or a notice, says about which work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tracker.model.folding import fold
from tracker.model.record import Link, LinkKind, Record

Kind = Literal["retraction", "concern", "correction"]

COUNTED: tuple[Kind, Kind] = ("concern", "correction")
"""Kinds of which a work may have several."""

ABOUT_ITSELF: dict[LinkKind, Kind] = {
    LinkKind.RETRACTION_IN: "retraction",
    LinkKind.RETRACTED_IN: "retraction",
    LinkKind.CONCERN_IN: "concern",
    LinkKind.ERRATUM_IN: "correction",
    LinkKind.CORRECTED_IN: "correction",
    LinkKind.PARTIAL_RETRACTION_IN: "correction",
}
"""Links that stand in the work concerned."""

ABOUT_ANOTHER: dict[LinkKind, Kind] = {
    LinkKind.RETRACTION_OF: "retraction",
    LinkKind.RETRACTED_FROM: "retraction",
    LinkKind.CONCERN_FOR: "concern",
    LinkKind.ERRATUM_FOR: "correction",
    LinkKind.CORRECTED_FROM: "correction",
    LinkKind.PARTIAL_RETRACTION_OF: "correction",
}
"""Links that stand in a notice and point at the work concerned."""


@dataclass(frozen=True, slots=True)
class Change:
    """about: PMID of the work concerned; None: the record itself, which has none. notice: its citation or PMID."""

    kind: Kind
    about: int | None
    notice: str


def changes(before: Record | None, after: Record) -> tuple[Change, ...]:
    """What is said now that was not said before; a notice is never called retracted itself.

    A work is retracted once. Concerns and corrections count by notice: a second correction is news again.
    before None: a record seen for the first time; what it says of itself is then part of it, and no change.
    """
    found = [] if before is None else _about_itself(before, after)
    known = {_key(link) for link in before.links} if before else set()
    for link in after.links:
        if link.kind in ABOUT_ANOTHER and link.pmid is not None and _key(link) not in known:
            found.append(Change(ABOUT_ANOTHER[link.kind], link.pmid, _name(after)))
    return tuple({(change.kind, change.about, change.notice): change for change in found}.values())


def _about_itself(before: Record, after: Record) -> list[Change]:
    found = []
    if after.is_retracted and not before.is_retracted:
        notice = next((_cited(link) for link in after.links if ABOUT_ITSELF.get(link.kind) == "retraction"), "")
        found.append(Change("retraction", after.pmid, notice))
    for kind in COUNTED:
        known = [link for link in before.links if ABOUT_ITSELF.get(link.kind) == kind]
        now = [link for link in after.links if ABOUT_ITSELF.get(link.kind) == kind]
        news = [link for link in now if not any(_same_notice(link, other) for other in known)]
        found += [Change(kind, after.pmid, _cited(link)) for link in news]
    return found


def _same_notice(one: Link, other: Link) -> bool:
    """By PMID; where PubMed gives none, by journal and year, since issue and pages are filled in later."""
    if one.pmid is not None and other.pmid is not None:
        return one.pmid == other.pmid
    return _journal_and_year(one.citation) == _journal_and_year(other.citation)


def _journal_and_year(citation: str) -> tuple[str, str]:
    journal, _, rest = citation.partition(".")
    year = re.search(r"\b(?:19|20)\d\d\b", rest or citation)
    return fold(journal), year[0] if year else ""


def _key(link: Link) -> tuple[LinkKind, int | None]:
    return link.kind, link.pmid


def _cited(link: Link) -> str:
    return link.citation or (f"PMID {link.pmid}" if link.pmid is not None else "")


def _name(record: Record) -> str:
    parts = [record.title, f"PMID {record.pmid}" if record.pmid is not None else record.doi or ""]
    return ", ".join(filter(None, parts))
