"""One spelling of a text for comparing: what PubMed's index, and two sources that print one title, agree on."""

from __future__ import annotations

import re
import unicodedata

_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψωςµ",
        "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi "
        "chi psi omega sigma mu".split(),
        strict=True,
    )
)
_LETTERS = str.maketrans({**_GREEK, "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_ASCII = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
_NOT_A_LETTER = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, diacritics gone, Greek letters by name, everything that is no letter or digit a single space.

    So a hyphen equals a space, and "X's" becomes "x s", as PubMed's own query translations show them.
    """
    text = text.lower()
    if text.isascii():
        return " ".join(text.translate(_ASCII).split())
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    text = "".join(char for char in text if not unicodedata.combining(char)).translate(_LETTERS)
    return " ".join(_NOT_A_LETTER.sub(" ", text.lower()).split())
