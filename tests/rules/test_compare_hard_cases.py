"""The comparer on abstracts that are easily misread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.rules.hardcases import CASES, HardCase
from tracker.reading import Reader
from tracker.registry.load import load
from tracker.rules.assess import assess, explain
from tracker.rules.compare import Comparer

QUERIES = Path(__file__).parents[2] / "queries"


@pytest.fixture(scope="module")
def read() -> Callable[[HardCase], dict[str, Any]]:
    registry = load(QUERIES)
    reader, comparer = Reader(registry.vocabulary), Comparer(registry.claims)
    return lambda case: assess(reader, comparer, {"id": case.name, "title": case.title, "abstract": case.abstract})


def told(verdict: dict[str, Any]) -> str:
    return f"{verdict['stance']}/{verdict['ground']}" if verdict["ground"] else str(verdict["stance"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_hard_case_is_read_as_a_careful_reader_would(
    case: HardCase, read: Callable[[HardCase], dict[str, Any]]
) -> None:
    """Stances with their grounds are as written, silent claims are silent, and the facts agree."""
    row = read(case)
    found = {claim: told(verdict) for claim, verdict in row["verdicts"].items()}
    assert {claim: found.get(claim) for claim in case.stances} == case.stances
    assert not set(case.silent) & set(found)
    assert {fact: row[fact] for fact in case.facts} == case.facts


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_quote_is_an_exact_part_of_title_or_abstract(
    case: HardCase, read: Callable[[HardCase], dict[str, Any]]
) -> None:
    """A verdict is a quotation."""
    for verdict in read(case)["verdicts"].values():
        assert verdict["quote"]
        assert verdict["quote"] in case.title or verdict["quote"] in case.abstract


def test_reading_twice_gives_the_same(read: Callable[[HardCase], dict[str, Any]]) -> None:
    """The reading is a pure function."""
    assert [read(case) for case in CASES[:5]] == [read(case) for case in CASES[:5]]


def test_explain_names_sentences_findings_and_every_claim_considered() -> None:
    """Whoever asks why is shown what was read, and the rule or the reason for each claim."""
    registry = load(QUERIES)
    case = CASES[0]
    told = explain(
        Reader(registry.vocabulary),
        Comparer(registry.claims),
        {"id": 1, "title": case.title, "abstract": case.abstract},
    )
    assert [s["role"] for s in told["sentences"]][:2] == ["title", "background"]
    assert any(f["outcome"] == "depression" and f["direction"] == "better" for f in told["findings"])
    reasons = {item["claim"]: item["reason"] for item in told["considered"]}
    assert reasons["ptsd-efficacy"] == "other-condition"
    assert reasons["trd-efficacy"] == told["verdicts"]["trd-efficacy"]["rule"]
