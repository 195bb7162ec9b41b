"""Which publications say what to do: guidelines and consensus statements."""

from __future__ import annotations

import re

from tracker.model.folding import fold
from tracker.model.record import Record

PUBLICATION_TYPES = frozenset(
    {
        "guideline",
        "practice guideline",
        "consensus statement",
        "consensus development conference",
        "consensus development conference nih",
    }
)

_TITLE = re.compile(
    r"\b(consensus (?:statements?|guidelines?|recommendations?|guidance)|(?:clinical )?practice guidelines?"
    r"|treatment guidelines?|position statement)\b"
)
_ABOUT_ONE = re.compile(
    r"\b(adherence|compliance|concordance|survey|audit|implementation|appraisal|quality of|comment|reply|letter"
    r"|review)\b"
)
"""Words of titles that speak of guidelines and are none."""


def is_guideline(record: Record) -> bool:
    """By PubMed's type of publication, else by a title that calls itself one."""
    if PUBLICATION_TYPES.intersection(fold(one) for one in record.publication_types):
        return True
    title = fold(record.title)
    return bool(_TITLE.search(title)) and not _ABOUT_ONE.search(title)
