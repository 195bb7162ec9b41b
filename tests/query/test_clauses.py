"""The alternatives of a search, and the search without one of them."""

from __future__ import annotations

import pytest

from tracker.query import clauses, parse, show, without


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
    ],
)
def test_the_innermost_alternatives(search: str, expected: list[str]):
    """Operands of an OR, also within groups; never what stands after NOT."""
    assert [show(one) for one in clauses(parse(search))] == expected


def test_the_search_without_one():
    """That very clause goes, an equal one elsewhere stays."""
    node = parse("(a[ti] OR b[ti]) AND (a[ti] OR c[ti])")
    first, *_ = clauses(node)
    rest = without(node, first)
    assert rest is not None
    assert show(rest) == "(b[ti]) AND (a[ti] OR c[ti])"
    only = parse("a[ti]")
    assert without(only, only) is None
