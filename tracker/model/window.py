"""A stretch of days to ask a source about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

DateKind = Literal["crdt", "mdat", "edat", "pdat"]


@dataclass(frozen=True, slots=True)
class Window:
    """Both ends count. kind: create date, modification date, Entrez date or publication date of PubMed."""

    kind: DateKind
    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.kind} {self.start}..{self.end}"
