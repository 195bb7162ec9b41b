"""A real store, and a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.fakes import Clock, FakePubMed
from tracker.store import Store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "tracker.db", create=True) as opened:
        yield opened


@pytest.fixture
def pubmed(clock: Clock) -> FakePubMed:
    return FakePubMed(clock)
