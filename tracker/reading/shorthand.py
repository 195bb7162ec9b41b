"""Shorthand: abbreviations that the text itself explains, read as what they stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.model.vocabulary import ConceptKind
from tracker.reading.expressions import Expression
from tracker.reading.mentions import CUE, Mention

if TYPE_CHECKING:
    from tracker.reading.document import Sentence

#: "(WM)", "(HCs)": capitals in brackets, one small letter or two among them.
_SHORT = Expression(r"\(([A-Z][A-Za-z]{0,5}[A-Z]s?)\)")
#: What an abbreviation may stand for. "IN" for a route would be read into every heading in capitals; how often an
#: illness is named says whether it was studied, and that is told by its full name.
_KINDS = (ConceptKind.OUTCOME, ConceptKind.HARM, ConceptKind.DRUG)


def with_shorthand(sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, with a mention wherever an abbreviation stands that one of them explains.

    For: "Working memory (WM) was tested. … WM improved." Against: "on the day of birth (DOB)": what is named
    in the long form is not what it is a name of; and an abbreviation that the vocabulary knows itself.
    """
    meant: dict[str, list[Mention]] = {}
    for s in sentences:
        for match in _SHORT.finditer(s.text):
            if match[1] not in meant and (named := _named(s, match.start(), match[1])):
                meant[match[1]] = named
    return [_marked(s, meant) for s in sentences] if meant else list(sentences)


def _named(s: Sentence, bracket: int, short: str) -> list[Mention]:
    """What the long form before the bracket is a name of: the mentions with which it ends."""
    if any(m.kind != CUE and bracket < m.end and m.start <= bracket + len(short) for m in s.mentions):
        return []
    start = _start_of_long(s.text[:bracket].rstrip(), short.rstrip("s"))
    if start is None:
        return []
    end = len(s.text[:bracket].rstrip())
    return [m for m in s.mentions if m.kind in _KINDS and start <= m.start and end - 1 <= m.end <= end]


def _start_of_long(before: str, short: str) -> int | None:
    """Where the words begin whose letters make the abbreviation: each in its order, the first at a word's start."""
    place, low = len(before), before.lower()
    for left in range(len(short) - 1, -1, -1):
        letter = short[left].lower()
        place = low.rfind(letter, 0, place)
        while left == 0 and place > 0 and low[place - 1].isalnum():
            place = low.rfind(letter, 0, place)
        if place < 0:
            return None
    return place if before.count(" ", place) < len(short) + 2 else None


def _marked(s: Sentence, meant: dict[str, list[Mention]]) -> Sentence:
    new: list[Mention] = []
    for short, named in meant.items():
        for start in _places(s.text, short):
            end = start + len(short)
            new += [
                m._replace(start=start, end=end, scale=False)
                for m in named
                if not any(o.kind == m.kind and o.start < end and start < o.end for o in s.mentions)
            ]
    return replace(s, mentions=tuple(sorted((*s.mentions, *new), key=lambda m: (m.start, -m.end)))) if new else s


def _places(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        end = start + len(word)
        if (
            not text[start - 1 : start].isalnum()
            and not text[end : end + 1].isalnum()
            and text[start - 1 : start] != "-"
        ):
            yield start
        start = text.find(word, end)
