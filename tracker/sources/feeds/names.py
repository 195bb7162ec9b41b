"""Names of authors as feeds print them."""

from __future__ import annotations

import re

from tracker.model.record import Author

_PARTICLES = {
    "van", "von", "der", "den", "de", "del", "della", "di", "da", "dal", "dos", "das", "du", "la", "le", "ten", "ter",
    "el", "al", "bin", "ibn", "zu", "zur", "st.",
}  # fmt: skip


def split_names(names: list[str]) -> tuple[Author, ...]:
    """Names as printed, "Given Family" or "Family, Given"; one element may hold several."""
    if len(names) == 1 and (names[0].count(", ") > 1 or ";" in names[0]):
        names = re.split(r";\s*|,\s+(?:and\s+)?", names[0])
    found = []
    for name in names:
        name = re.sub(r"\s*\(.*?\)$", "", name).strip(" ,;")
        if not name or "@" in name:
            continue
        family, comma, given = name.partition(", ")
        if not comma:
            given, family = _family_last(name)
        found.append(Author(family=family, given=given))
    return tuple(found)


def _family_last(name: str) -> tuple[str, str]:
    """(given, family) of a name as printed; "van der", "Dal" and the like belong to the family name."""
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])
