"""A retraction notice takes a study back; what it reprints of it is no result."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.reading.document import Document
from tracker.reading.expressions import Expression

_TYPES = frozenset({"Retraction Notice", "Retraction of Publication"})
_IN_TITLE = Expression(
    r"^\W*(?:notice of )?retraction(?: (?:notice|note|statement))?(?: (?:of|to|for))?\s?[:–-]|"
    r"^\W*(?:notice of retraction|retraction (?:notice|note|statement))\b|"
    r"[:.,–-]\W*retraction(?: (?:notice|note|statement))?\W*$"
)
_AT_START = Expression(r"\W*(?:reports|this is|notice of) (?:the |a )?retraction (?:notice )?(?:of|for|to)\b")


def is_retraction_notice(document: Document, publication_types: Sequence[str] = ()) -> bool:
    """For: "Sleep and naps: Retraction", or "Reports the retraction of 'Sleep and naps'", whatever abstract follows.

    Against: "Correction to: Sleep and naps", which may stand, and "Retraction of the eyelid during sleep".
    """
    if not _TYPES.isdisjoint(publication_types) or _IN_TITLE.found(document.heading.folded):
        return True
    return bool(document.body) and _AT_START.match(document.body[0].folded) is not None
