"""Sentences: where each starts and ends, and the role of what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.reading.expressions import Expression
from tracker.reading.sections import Section

#: A stop that may end a sentence: then space(s) and a capital, digit, bracket or quote, or a name like "fMRI"; or a
#: capital, or a heading in capitals, glued to it.
_STOP = Expression(
    r"[.?!](?:[\"”')\]]*(?=\s+(?:[A-Z0-9(\[\"“‘Α-Ωα-ω§]|[a-z]{1,2}[A-Z]{2})|$)|"
    r"(?<=[a-z)\]]\.)(?=[A-Z][a-z]{2}|[A-Z]{5,} [A-Z]))"
)
_ABBREVIATION = Expression(
    r"(?:\b(?:vs|v|e\.g|i\.e|ie|eg|cf|approx|Fig|fig|No|no|Dr|Mr|Mrs|Prof|St|al|etc|resp|ca|Inc|Ltd|Ref|Refs|Vol|"
    r"pp|i\.v|i\.m|s\.c|p\.o|b\.i\.d|S\.D|s\.d|S\.E|s\.e|sp|spp|subsp|U\.S|D\.C|Ph\.D|M\.D|a\.m|p\.m|n\.s)|"
    r"(?<![\w‐-―-])[A-Z]|\bd\.f)$"
)

_WORD = 7
"""Letters: more than an abbreviation has."""


@dataclass(frozen=True, slots=True)
class Span:
    """[start, end) of one sentence in the text it was cut from, and the role of its section."""

    start: int
    end: int
    role: str


def split_sentences(text: str, section: Section) -> Iterator[Span]:
    """Sentences of one section, in order, without surrounding space.

    For: "It fell (p < .05). Then it rose." is two. Against: "0.5 mg vs. placebo", "p = .05" and "p <. 05" are not cut.
    """
    start = section.start
    for match in _STOP.finditer(text, section.start, section.end):
        end = match.end()
        before = text[max(start, match.start() - 12) : match.start()]
        if before.rstrip()[-1:] in ("<", ">", "=", "≤", "≥") and text[end : end + 4].strip()[:1].isdigit():
            continue  # "(P <. 001)"
        whole_word = before[-_WORD:].isalpha() and len(before) >= _WORD
        if text[match.start()] == "." and end < section.end and not whole_word and _ABBREVIATION.found(before):
            following = text[end : end + 40].lstrip()
            last_word = before.rsplit(" ", 1)[-1]
            # "… of vitamin C. Patients" ends a sentence; "vs. placebo" and "E. coli" do not.
            if not (
                len(last_word) == 1
                and last_word.isupper()
                and following[:1].isupper()
                and following[1:2].islower()
                and last_word not in "JEPSNMT"
            ):
                continue
        span = _trimmed(text, start, end, section.role)
        if span is not None:
            yield span
        start = end
    span = _trimmed(text, start, section.end, section.role)
    if span is not None:
        yield span


def _trimmed(text: str, start: int, end: int, role: str) -> Span | None:
    while start < end and (text[start].isspace() or text[start] in "•·*‐-"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, role) if end - start > 1 else None
