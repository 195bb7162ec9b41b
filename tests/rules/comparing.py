"""A title and results in, the stances by claim out: with the claims and words that ship."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tracker.reading import Reader
from tracker.registry.load import load
from tracker.rules.compare import Comparer

QUERIES = Path(__file__).parents[2] / "queries"


@cache
def _parts() -> tuple[Reader, Comparer]:
    registry = load(QUERIES)
    return Reader(registry.vocabulary), Comparer(registry.claims)


def stances(title: str, abstract: str) -> dict[str, str]:
    """Claim id -> "stance" or "stance/ground"."""
    reader, comparer = _parts()
    verdicts = comparer.compare(reader.appraise(title, abstract))
    return {v.claim: f"{v.stance}/{v.ground}" if v.ground else str(v.stance) for v in verdicts}
