"""Operators in small letters and signs of other databases' languages, which PubMed takes for plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.query.lints import Lint
from tracker.query.tree import Operator, Term

_SIGNS = {"&": "AND", "&&": "AND", "+": "AND", "|": "OR", "||": "OR"}
_NEARNESS = re.compile(r"(?:ADJ|NEAR|NEXT|PRE|W|N)(?:/?\d+)?")
_WILD = re.compile(r"[\w-]*\w[$?][\w$?]*|[\w-]*\w#\w*")
_SUFFIX = re.compile(r"\.(?:ti|ab|tw|mp|kw|kf|sh|pt|au)(?:,\w\w)*\.?$", re.I)


def lower_case_operators(term: Term) -> Iterator[Lint]:
    """The words and, or, not in small letters, in a term that is not quoted."""
    for word in term.text.split():
        if word.upper() in Operator.__members__ and word != word.upper():
            yield Lint.at(term.at, f'"{word}" in "{term.text}" is a word, not an operator.',
                          f"Write {word.upper()}, or put the phrase in quotes.", "lower-case-operator")  # fmt: skip


def foreign_signs(term: Term) -> Iterator[Lint]:
    """Operators, wildcards and field suffixes of Ovid, Embase or the web, in words that are not quoted."""
    words = term.text.split()
    for number, word in enumerate(words):
        if meant := _SIGNS.get(word):
            yield Lint.at(term.at, f'"{word}" is no operator; PubMed drops it.', f"Write {meant}.", "foreign-sign")
        elif _NEARNESS.fullmatch(word) and 0 < number < len(words) - 1:
            yield Lint.at(term.at, f'"{word}" is a word to PubMed, not an operator.',
                          'Write nearness as "two words"[tiab:~3].', "foreign-sign")  # fmt: skip
        elif _SUFFIX.search(word):
            yield Lint.at(term.at, f'"{word}" ends in another database\'s field name, which PubMed takes as words.',
                          "Write the field as a tag: word[tiab].", "foreign-sign")  # fmt: skip
        elif _WILD.fullmatch(word):
            yield Lint.at(term.at, f'"{word}" holds a wildcard that PubMed does not know.',
                          "Only * at the end of a word is one: write the variants out, joined by OR.",
                          "foreign-sign")  # fmt: skip
