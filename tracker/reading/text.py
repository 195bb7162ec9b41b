"""Text made comparable without moving a character, so that every place found is a place in the original."""

from __future__ import annotations

import re

_FOLD: dict[str, str] = {
    **dict.fromkeys("‐‑‒–—−﹣－", "-"),
    **dict.fromkeys("‘’ʼ′´", "'"),
    **dict.fromkeys("“”″", '"'),
    **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u2005\u2008", " "),
    **dict.fromkeys("àáâãäå", "a"),
    **dict.fromkeys("èéêë", "e"),
    **dict.fromkeys("ìíîï", "i"),
    **dict.fromkeys("òóôõöø", "o"),
    **dict.fromkeys("ùúûü", "u"),
    "·": ".",
    "∙": ".",
    "ß": "s",
    "ç": "c",
    "ñ": "n",
    "µ": "μ",
    "⩽": "≤",
    "⩾": "≥",
    "％": "%",
}
#: Few characters of a text are not plain ASCII: to look up just those is much faster than to translate all.
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def fold(text: str) -> str:
    """Lower case, one kind of dash, quote and space, no accents; as long as `text`, character for character.

    Example: "Café‐Größe" -> "cafe-grose" (as long as before).
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    if not low.isascii():
        low = _BEYOND_ASCII.sub(lambda match: _FOLD.get(match[0], match[0]), low)
    return low.replace("\t", " ").replace("\n", " ").replace("\r", " ").replace("`", "'")
