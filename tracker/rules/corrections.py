"""Retractions, expressions of concern and corrections: what a changed record, or a notice, says about which work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tracker.model.record import Link, LinkKind, Record

Kind = Literal["retraction", "concern", "correction"]

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
    """What is said now that was not said before, each kind once per work; a notice is never called retracted itself.

    before None: a record seen for the first time; what it says of itself is then part of it, and no change.
    """
    found: dict[tuple[Kind, int | None], Change] = {}
    if before is not None:
        for kind in _own_kinds(after):
            if kind not in _own_kinds(before):
                found[kind, after.pmid] = Change(kind, after.pmid, _notice(after, kind))
    known = before.links if before else ()
    for link in after.links:
        if link.kind in ABOUT_ANOTHER and link not in known and link.pmid is not None:
            kind = ABOUT_ANOTHER[link.kind]
            found.setdefault((kind, link.pmid), Change(kind, link.pmid, _name(after)))
    return tuple(found.values())


def _own_kinds(record: Record) -> tuple[Kind, ...]:
    kinds = [ABOUT_ITSELF[link.kind] for link in record.links if link.kind in ABOUT_ITSELF]
    if record.is_retracted:
        kinds.insert(0, "retraction")
    return tuple(dict.fromkeys(kinds))


def _notice(record: Record, kind: Kind) -> str:
    link = next((link for link in record.links if ABOUT_ITSELF.get(link.kind) == kind), None)
    return _cited(link) if link else ""


def _cited(link: Link) -> str:
    return link.citation or (f"PMID {link.pmid}" if link.pmid is not None else "")


def _name(record: Record) -> str:
    parts = [record.title, f"PMID {record.pmid}" if record.pmid is not None else record.doi or ""]
    return ", ".join(filter(None, parts))
