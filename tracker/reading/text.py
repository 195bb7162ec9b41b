"""Text made comparable without moving a character, so that every place found is a place in the original."""

from __future__ import annotations

_FOLD = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—−﹣－", "-"),
        **dict.fromkeys("‘’ʼ′´`", "'"),
        **dict.fromkeys("“”″", '"'),
        **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\u2005\u2008\t\n\r", " "),
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
)


def fold(text: str) -> str:
    """Lower case, one kind of dash, quote and space, no accents; as long as `text`, character for character.

    Example: "Montgomery‐Åsberg" -> "montgomery-asberg".
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return low.translate(_FOLD)
