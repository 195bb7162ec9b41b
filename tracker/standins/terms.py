"""What a search term means to the stand-in, and what PubMed would remark on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tracker.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A term, read once, to be held against many records."""

    matches: Callable[[Record], bool]
    translation: str
    fields_not_found: tuple[str, ...] = ()
    phrases_ignored: tuple[str, ...] = ()


Judge = Callable[[str], Judged]


def pubmed_judge() -> Judge:
    """The project's own reading of PubMed's language."""
    return _plain_words


def _plain_words(term: str) -> Judged:
    """(Provisional, until tracker.query is there: [uid] and words, joined by OR.)"""
    import re

    uids = {int(number) for number in re.findall(r"(\d+)\[uid\]", term)}
    words = [
        word.lower() for word in re.findall(r"([A-Za-z][A-Za-z-]+)", re.sub(r"\[.*?\]|\b(AND|OR|NOT)\b", " ", term))
    ]

    def matches(record: Record) -> bool:
        text = f"{record.title} {record.abstract_text}".lower()
        return (not uids or record.pmid in uids) and (not words or any(word in text for word in words))

    return Judged(matches=matches, translation=term)
