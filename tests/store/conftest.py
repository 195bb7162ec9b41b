"""A real store on the disk, and a few fictional records to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.model.record import Record, RecordId
from tracker.store import Store

from .fictional import a_record, sighted

NOW = datetime(2031, 3, 3, 6, 0, tzinfo=UTC)

Keep = Callable[..., RecordId]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "tracker.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store.open(path, create=True) as opened:
        yield opened


@pytest.fixture
def keep(store: Store) -> Keep:
    """Stores a record as PubMed would serve it; returns its id."""

    def keep(record: Record | None = None, *, topics: tuple[str, ...] = ("sleep",), baseline: bool = False) -> RecordId:
        record = record or a_record()
        keys = [("pmid", str(record.pmid))] if record.pmid else [("title", record.title)]
        return store.records.add(sighted(record), keys=keys, topics=topics, baseline=baseline)

    return keep
