"""A reader over the vocabulary that ships."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.reading import Reader
from tracker.registry.findings import Findings
from tracker.registry.vocabulary import load


@pytest.fixture(scope="session")
def reader() -> Reader:
    findings = Findings()
    vocabulary, _ = load(Path(__file__).parents[2] / "queries", findings)
    assert not findings.errors
    return Reader(vocabulary)
