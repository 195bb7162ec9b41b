"""All the words and phrases of one or more searches, found in one pass over a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class Spotter:
    """Everything that is sought gets a number; the first look at a text settles what that is."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._automaton: Any = None

    def numbers(self, sought: Iterable[str]) -> frozenset[int]:
        """A number for each of these, the same for the same. Raises RuntimeError for new ones after the first look."""
        known = len(self._numbers)
        wanted = frozenset(self._numbers.setdefault(each, len(self._numbers)) for each in sought)
        if self._automaton is not None and len(self._numbers) > known:
            raise RuntimeError("A spotter that has looked at a text learns no new words.")
        return wanted

    def look(self, text: str) -> frozenset[int]:
        """The numbers of all that stands in a text; they may overlap."""
        if self._automaton is None:
            from ahocorasick_rs import AhoCorasick

            self._automaton = AhoCorasick(self._numbers, store_patterns=False)
        return frozenset([number for number, _, _ in self._automaton.find_matches_as_indexes(text, overlapping=True)])
