"""The alternatives of a search, and the search without one of them."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.query.examples import MESH
from tests.query.strategies import matches, records, searches
from tracker.model.record import Record
from tracker.query import clauses, compile_search, leaves, parse, show, without
from tracker.query.tree import walk


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("a[ti] AND (b[ti] OR c[ti])", ["b[ti]", "c[ti]"]),
        (
            "a[ti] OR (b[ti] AND (c[ti] OR d[ti])) OR (e[ti] NOT f[ti])",
            ["a[ti]", "c[ti]", "d[ti]", "(e[ti] NOT f[ti])"],
        ),
        ("(a[ti] OR b[ti]) NOT (c[ti] OR d[ti])", ["a[ti]", "b[ti]"]),
        ("a[ti] AND b[ti]", []),
        ("a[ti] AND b[ti] OR c[ti]", ["a[ti] AND b[ti]", "c[ti]"]),
        ("a[ti] NOT b[ti] OR c[ti] OR d[ti]", ["a[ti] NOT b[ti]", "c[ti]", "d[ti]"]),
        ("a[ti] OR b[ti] AND c[ti] NOT d[ti]", ["a[ti]", "b[ti]"]),
        ("(a[ti] OR b[ti]) AND c[ti] OR d[ti]", ["a[ti]", "b[ti]", "d[ti]"]),
    ],
)
def test_the_innermost_alternatives(search: str, expected: list[str]):
    """Operands of an OR, also within groups; never what stands after NOT."""
    node = parse(search)
    found = clauses(node)
    assert [show(one) for one in found] == expected
    for clause in found:
        rest = without(node, clause)
        assert rest is not None
        assert len(list(leaves(rest))) == len(list(leaves(node))) - len(list(leaves(clause)))


def test_the_search_without_one():
    """That very clause goes, an equal one elsewhere stays."""
    node = parse("(a[ti] OR b[ti]) AND (a[ti] OR c[ti])")
    first, *_ = clauses(node)
    rest = without(node, first)
    assert rest is not None
    assert show(rest) == "(b[ti]) AND (a[ti] OR c[ti])"
    only = parse("a[ti]")
    assert without(only, only) is None


@given(searches, records)
def test_without_a_clause_nothing_is_found_that_was_not(search: str, record: Record):
    """What a search loses with one of its clauses is what that clause finds; nothing comes in."""
    node = parse(search)
    for clause in clauses(node):
        assert any(clause is each for each in walk(node))
        rest = without(node, clause)
        if rest is None:
            continue
        assert not any(clause is each for each in walk(rest))
        assert parse(show(rest)) == rest
        still = compile_search(rest, MESH).finds(record)
        assert not still or matches(search, record)
        assert still or not matches(search, record) or compile_search(clause, MESH).finds(record)
