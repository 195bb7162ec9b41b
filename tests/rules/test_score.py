"""Scoring: what counts as due, given, right, reversed, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest

from tracker.rules.score import score


def row(verdicts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": "1", "title": "Moonleaf", "abstract": "It helped.", "verdicts": verdicts, **more}


def given(stance: str, quote: str = "It helped.") -> dict[str, str]:
    return {"stance": stance, "quote": quote, "rule": "better"}


YES = {"stance": "supports"}


@pytest.mark.parametrize(
    ("due", "said", "counts"),
    [
        ({"helps": YES}, {"helps": given("supports")}, (1, 1, 1)),
        ({"helps": YES}, {"helps": given("mixed")}, (1, 1, 0)),
        ({"helps": YES}, {}, (1, 0, 0)),
        ({}, {"helps": given("supports")}, (0, 1, 0)),
        ({"helps": {**YES, "confidence": "low"}}, {}, (0, 0, 0)),
        ({"helps": {**YES, "disputed": True}}, {"helps": given("supports")}, (0, 0, 0)),
    ],
)
def test_a_pair_counts_once(due: dict[str, Any], said: dict[str, Any], counts: tuple[int, int, int]) -> None:
    """Due where labelled, given where answered, right where the stance is the label's; an optional one not at all."""
    total = score([row(due)], [row(said)]).total
    assert (total.due, total.said, total.right) == counts


def test_a_reversed_stance_is_named_even_where_the_label_is_optional() -> None:
    """The worst harm is never left out."""
    due = {"helps": {"stance": "challenges", "confidence": "low"}}
    assert score([row(due)], [row({"helps": given("supports")})]).reversed == [("1", "helps")]


def test_a_quote_that_does_not_stand_in_the_text_is_named() -> None:
    """A verdict is a quotation."""
    assert score([row({})], [row({"helps": given("supports", "It cured.")})]).inexact == [("1", "helps")]


def test_of_a_partial_row_only_the_named_claims_count() -> None:
    """As overrules are exported: a null stance says that no verdict is due."""
    label = row({"helps": {"stance": None}}, partial=True)
    result = score([label], [row({"helps": given("supports"), "other": given("supports")})])
    assert (result.total.due, result.total.said, result.total.right) == (0, 1, 0)
    assert result.wrong == [("1", "helps", "supports", "no verdict")]


def test_rules_are_counted_by_name() -> None:
    """How often each fired, and how often rightly."""
    rules = score([row({"helps": YES})], [row({"helps": given("supports"), "other": given("supports")})]).rules
    assert (rules["better"].said, rules["better"].right, rules["better"].precision) == (2, 1, 0.5)
