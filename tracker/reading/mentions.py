"""Mentions: every place where a word of the vocabulary or of method stands, found in one pass."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from tracker.model.vocabulary import Concept, ConceptKind, Vocabulary
from tracker.reading.cues import CUES
from tracker.reading.text import fold

CUE = "cue"


class Mention(NamedTuple):
    """[start, end) of a term; kind is a ConceptKind or "cue"; id the concept's or cue's. scale: it names a scale.

    A tuple, since an abstract has a hundred of them and a frozen dataclass takes three times as long to make.
    """

    start: int
    end: int
    kind: str
    id: str
    scale: bool = False


@dataclass(frozen=True, slots=True)
class _Term:
    kind: str
    id: str
    scale: bool
    exact: str  #: the term as written where capitals matter, else ""
    open_end: bool


class Lexicon:
    """All terms in one automaton. Built once; `find` is pure.

    Longer terms of a kind hide shorter ones inside them, except among cues, which may overlap: the name of a
    resistant form of a disorder is not also the name of the disorder.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._by_pattern: dict[str, list[_Term]] = {}
        for concept in vocabulary.concepts:
            self._add(concept, concept.terms, scale=False)
            self._add(concept, concept.scales, scale=True)
        for name, phrases in CUES.items():
            for phrase in phrases:
                self._put(phrase, CUE, name, scale=False, capitals=False)
        self._terms = tuple(map(tuple, self._by_pattern.values()))

    def _add(self, concept: Concept, terms: Iterable[str], *, scale: bool) -> None:
        for term in terms:
            self._put(term, str(concept.kind), concept.id, scale=scale, capitals=_capitals_matter(term))

    def _put(self, term: str, kind: str, id: str, *, scale: bool, capitals: bool) -> None:
        open_end = term.endswith("*")
        bare = term.rstrip("*")
        entry = _Term(kind, id, scale, bare if capitals else "", open_end)
        known = self._by_pattern.setdefault(fold(bare), [])
        if entry not in known:
            known.append(entry)

    @cached_property
    def _automaton(self) -> Any:
        from ahocorasick_rs import AhoCorasick

        return AhoCorasick(self._by_pattern)

    def find(self, text: str, folded: str) -> tuple[Mention, ...]:
        """All mentions, sorted by start. `folded` is fold(text)."""
        found: list[Mention] = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            before, after = folded[start - 1 : start], folded[end : end + 1]
            if before.isalnum() and folded[start].isalnum():
                continue
            if before == "-" and folded[max(0, start - 4) : start] == "non-" and not folded.startswith("non", start):
                continue  # "non-inferior" and the like are terms of their own, found from their first letter
            closed = not (after.isalnum() and folded[end - 1].isalnum())
            plural = after == "s" and not folded[end + 1 : end + 2].isalnum()
            for term in self._terms[index]:
                if after == "-" and term.kind == ConceptKind.CONDITION and folded.startswith("-like", end):
                    continue  # symptoms like those of an illness are not the illness
                if not (closed or term.open_end or (plural and term.kind != CUE)):
                    continue
                if term.exact and text[start:end] != term.exact != text[start:end].translate(_DASHES):
                    continue
                found.append(Mention(start, end, term.kind, term.id, term.scale))
        return tuple(_without_hidden(found))


_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))


def _capitals_matter(term: str) -> bool:
    letters = [char for char in term if char.isalpha()]
    return len(letters) <= 9 and sum(char.isupper() for char in letters) >= 2


def _without_hidden(found: list[Mention]) -> list[Mention]:
    """Mentions of a kind that lie inside a longer one of the same kind are dropped (cues may overlap)."""
    found.sort(key=lambda m: (m.start, -m.end))
    kept: list[Mention] = []
    reach: dict[str, tuple[int, int]] = {}
    for mention in found:
        if mention.kind == CUE or mention.kind == ConceptKind.SETTING:
            kept.append(mention)
            continue
        start, end = reach.get(mention.kind, (-1, -1))
        if mention.end <= end and not (mention.start == start and mention.end == end):
            continue
        if mention.end > end:
            reach[mention.kind] = (mention.start, mention.end)
        kept.append(mention)
    return kept
