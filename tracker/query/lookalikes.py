"""Characters that look like the ones PubMed understands, and are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.query.lints import Lint

_MEANT = {
    **dict.fromkeys("∗⁎＊٭✱﹡", "*"),
    **dict.fromkeys("“”„‟″＂«»", '"'),
    **dict.fromkeys("‘’‛′＇ʼ´`", "'"),
    **dict.fromkeys("‐‑‒–—―−－", "-"),
    **dict.fromkeys("（", "("),
    **dict.fromkeys("）", ")"),
    **dict.fromkeys("［【", "["),
    **dict.fromkeys("］】", "]"),
    **dict.fromkeys("：", ":"),
    **dict.fromkeys("～∼˜", "~"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000", " "),
    **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", ""),
}
_SERIOUS = frozenset('*"()[]:~')
_FOUND = re.compile("[" + "".join(map(re.escape, _MEANT)) + "]")
_COMMENT = re.compile(r'"[^"\n]*"|\[[^\]\n]*\]|(?<![^\s()"\]])(?P<comment>#[^\n]*)')
_HISTORY = re.compile(r"#\d+(?=\s|\)|$)")


def look_alikes(text: str) -> Iterator[Lint]:
    """Every such character outside comments, and #1 where a comment starts by mistake."""
    comments = [(found.start(), found.end()) for found in _COMMENT.finditer(text) if found["comment"]]
    for start, _ in comments:
        if number := _HISTORY.match(text, start):
            at = _place(text, start)
            yield Lint(*at, f"{number[0]} starts a comment here; searches have no history in a file.",
                       "Put a space after #, or write the search out.", "history", serious=False)  # fmt: skip
    for found in _FOUND.finditer(text):
        if any(start <= found.start() < end for start, end in comments):
            continue
        char, meant = found[0], _MEANT[found[0]]
        line, column = _place(text, found.start())
        what = {"": "is invisible", " ": "looks like a space"}.get(meant, f"only looks like {meant}")
        yield Lint(line, column, f"U+{ord(char):04X} {what}; PubMed does not take it as one.",
                   f"Type {meant}" if meant.strip() else "Type a plain space." if meant else "Delete it.",
                   "look-alike", serious=meant in _SERIOUS)  # fmt: skip


def _place(text: str, index: int) -> tuple[int, int]:
    start = text.rfind("\n", 0, index) + 1
    return text.count("\n", 0, start) + 1, index - start + 1
