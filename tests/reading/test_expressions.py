"""What every match of an expression must contain is read out of it, and never hides a match."""

from __future__ import annotations

import re
import sys

import pytest

from tests.rules.hardcases import CASES
from tracker.reading.expressions import Expression, _branches_of, pieces_of
from tracker.reading.text import fold
from tracker.rules import compare


@pytest.mark.parametrize(
    ("pattern", "pieces"),
    [
        (r"\bno (?:clear )?benefits?\b", {"benefit"}),
        (r"(?:was|is) (?:clear|unsure)", {"clear", "unsure"}),
        (r"randomi[sz]ed", {"randomi"}),
        (r"hel(?:p|d)ed|failed\w* to", {"helped", "helded", "failed"}),
        (r"(?<!non-)\bresponse(?=s)", {"response"}),
        (r"(?:ab)+c", {"ab"}),
        (r"(?:ab)*cd?", {"c"}),
        (r"\d+ ?%", {"%"}),
        (r"(?:improved)?\w+", set()),
        (r"[^a]\d", set()),
        (r"better|\d", set()),
        (r"(?i)better", set()),
        (r"(?i:better)", set()),
    ],
)
def test_pieces_are_read_out_of_the_expression(pattern: str, pieces: set[str]) -> None:
    """Optional parts, looks around and anything of unknown letters count for nothing; of branches all are asked."""
    assert set(pieces_of(pattern)) == pieces


def test_a_text_without_the_pieces_is_not_searched() -> None:
    """All the ways of asking give what a plain expression gives where nothing matches."""
    expression = Expression("better")
    assert expression.pieces == ("better",)
    assert expression.search("worse") is None
    assert list(expression.finditer("worse")) == expression.findall("worse") == []
    assert (expression.found("is better"), expression.count("better, better")) == (True, 2)


def test_only_with_narrows_an_expression() -> None:
    """A text that has none of the words is passed over although the expression matches it."""
    expression = Expression("better", only_with=("score",))
    assert not expression.found("is better")
    assert expression.found("the score is better")


def test_no_expression_of_the_reader_misses_a_match() -> None:
    """On every sentence of the hard cases each expression finds what it finds without its pieces."""
    assert compare.Comparer
    modules = [m for name, m in sys.modules.items() if name.startswith(("tracker.reading", "tracker.rules.compare"))]
    known = {
        id(e): e for m in modules for e in vars(m).values() if isinstance(e, Expression) and not e._only_with
    }.values()
    texts = sorted({fold(text) for case in CASES for text in (case.title, *case.abstract.split(". "))})
    assert len(known) > 300
    for expression in known:
        for text in texts:
            plain = re.search(expression.pattern, text, expression.flags)
            if plain is not None:
                found = expression.search(text)
                assert found is not None, (expression.pattern, text)
                assert found.span() == plain.span()
            assert expression.found(text) == (plain is not None), (expression.pattern, text)


@pytest.mark.parametrize(
    ("pattern", "branches"),
    [
        ("a(?:b|c)|[|]", ["a(?:b|c)", "[|]"]),
        (r"\||\(x|[)|(]|[]|]z", [r"\|", r"\(x", "[)|(]", "[]|]z"]),
        ("alone", ["alone"]),
    ],
)
def test_an_expression_is_cut_at_its_outermost_bars(pattern: str, branches: list[str]) -> None:
    """Bars in brackets, in sets and after a backslash cut nothing."""
    assert _branches_of(pattern) == branches


def test_one_with_groups_or_flags_is_asked_as_a_whole() -> None:
    """Its branches would mean something else alone."""
    assert Expression(r"(\w)x|(\w)\2").found("aa")
    assert Expression("(?i)one|two").found("TWO")
