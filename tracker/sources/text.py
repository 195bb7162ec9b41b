"""Text as people read it: no markup, no control characters, one space at a time."""

from __future__ import annotations

import re

_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Soft hyphens, widths of nothing, marks that turn the direction of writing, tags: words could hide behind them."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def tidy(text: str) -> str:
    """One line: all white space (thin and hard spaces too) becomes one blank; what cannot be seen is dropped."""
    if text.isascii() and text.isprintable():  # most texts; and most of them are tidy
        tidy_already = "  " not in text and text[:1] != " " and text[-1:] != " "
        return text if tidy_already else " ".join(text.split())
    return " ".join(_CONTROL.sub(" ", _INVISIBLE.sub("", text)).split())
