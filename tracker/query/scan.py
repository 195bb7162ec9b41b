"""A search's text cut into tokens. Comments run from # to the end of the line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracker.errors import TrackerError
from tracker.query.fields import Position


class SearchError(TrackerError):
    """The search cannot be read at all. Where it stands: `at`."""

    def __init__(self, message: str, at: Position, mend: str) -> None:
        super().__init__(message, where=f"line {at.line}, column {at.column}", mend=mend)
        self.at = at


class Kind(StrEnum):
    OPEN = "("
    CLOSE = ")"
    COLON = ":"
    OPERATOR = "operator"
    PHRASE = "phrase"
    TAG = "tag"
    BLOCK = "block"
    WORD = "word"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """text: what counts of it: without quotes, brackets or braces."""

    kind: Kind
    text: str
    at: Position


_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
      | (?P<open>\() | (?P<close>\)) | (?P<colon>:)
      | "(?P<phrase>[^"\n]*)" | \[(?P<tag>[^\[\]\n]*)\] | \{(?P<block>[\w-]+)\}
      | (?P<operator>(?:AND|OR|NOT)(?=[\s("{]|$))
      | (?P<word>[^\s()\[\]"]+)""",
    re.X,
)
_STRAY = {
    '"': ("This quote is not closed on its line.", 'Close the phrase with " on the same line.'),
    "[": ("This bracket is not closed on its line.", "Close the tag with ]: [tiab]."),
    "]": ("This ] closes no tag.", "Take it out, or open the tag with [ before it."),
}


def tokens(text: str, block: str = "") -> Iterator[Token]:
    """All tokens, END last. Raises SearchError at a quote or bracket that has no partner."""
    line, start, index = 1, 0, 0
    while index < len(text):
        at = Position(line, index - start + 1, block)
        found = _TOKEN.match(text, index)
        if found is None:
            raise SearchError(_STRAY[text[index]][0], at, _STRAY[text[index]][1])
        kind = found.lastgroup
        assert kind is not None
        if kind != "space":
            yield Token(Kind[kind.upper()], found[kind], at)
        elif newlines := found[0].count("\n"):
            line += newlines
            start = index + found[0].rindex("\n") + 1
        index = found.end()
    yield Token(Kind.END, "", Position(line, index - start + 1, block))
