"""One spelling of a text for comparing: what PubMed's index, and two sources that print one title, agree on."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# fmt: off
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta", "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "µ": "mu", "ν": "nu", "ξ": "xi", "ο": "omicron", "π": "pi",
    "ρ": "rho", "σ": "sigma", "ς": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi",
    "ω": "omega",
}
# fmt: on
_LETTERS = _GREEK | {"ß": "ss", "ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
_ASCII = bytes(ord(chr(code).lower() if code < 128 and chr(code).isalnum() else " ") for code in range(256))
"""For each byte of an ASCII text its letter or digit, small, or a space."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_NOT_A_LETTER = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """Lower case, diacritics gone, Greek letters by name, everything that is no letter or digit a single space.

    So a hyphen equals a space, and "X's" becomes "x s", as PubMed's own query translations show them.
    """
    if not text.isascii():
        text = _BEYOND_ASCII.sub(_plain, text)
    if text.isascii():
        return " ".join(text.encode("ascii").translate(_ASCII).decode("ascii").split())
    return " ".join(_NOT_A_LETTER.sub(" ", text.lower()).split())


def _plain(found: re.Match[str]) -> str:
    return _plain_letter(found[0])


@lru_cache(maxsize=4096)
def _plain_letter(char: str) -> str:
    """One character outside ASCII as PubMed would index it: without its marks, or as a space."""
    parts = unicodedata.normalize("NFKD", _LETTERS.get(char, char)).lower()
    bare = "".join(_LETTERS.get(each, each) for each in parts if not unicodedata.combining(each))
    return _NOT_A_LETTER.sub(" ", bare)
