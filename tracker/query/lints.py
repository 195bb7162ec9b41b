"""What the linter says."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.query.fields import Position


@dataclass(frozen=True, slots=True, order=True)
class Lint:
    """One thing that PubMed would take otherwise than it reads.

    line, column: from 1, in the search's own text. code: a stable name of the kind of problem. serious: it changes what
    is found; otherwise it is worth a look. block: the shared block it stands in, "" for the search itself.
    """

    line: int
    column: int
    message: str
    mend: str
    code: str
    serious: bool = True
    block: str = ""

    @classmethod
    def at(cls, at: Position, message: str, mend: str, code: str, *, serious: bool = True) -> Lint:
        return cls(at.line, at.column, message, mend, code, serious, at.block)

    def __str__(self) -> str:
        return f"{self.line}:{self.column}: {self.message} {self.mend}".rstrip()

    def caret(self, text: str) -> str:
        """The line it stands in, and beneath it a caret at the place."""
        line = text.split("\n")[self.line - 1]
        return f"{line}\n{' ' * (self.column - 1)}^"
