"""Titles that end in the kind of notice: "Sleep and naps: Retraction"."""

from __future__ import annotations

import re

_AT_END = re.compile(r"[^\W\d]{4}[^:.]*[:.]\W*(?:(retraction)|erratum|corrigendum|correction)\W*$", re.IGNORECASE)


def notice_at_end(title: str) -> str:
    """The publication type, in PubMed's words, of a notice that is named so; "" for any other title.

    For: "Sleep and naps: Correction". Against: "Sleep and naps: vision after correction".
    """
    found = _AT_END.search(title)
    if found is None:
        return ""
    return "Retraction Notice" if found[1] else "Published Erratum"
