"""Stores that earlier releases left can be opened and read by this one."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from tests.store.fictional import told
from tracker.store import Store

KEPT = sorted((Path(__file__).parent / "kept").glob("*.db.xz"))


@pytest.mark.parametrize("packed", KEPT, ids=lambda path: path.name)
def test_a_kept_store_opens_and_reads(packed: Path, tmp_path: Path) -> None:
    """Brought up to this release: sound, with its records, verdicts, ledger and deliveries."""
    file = tmp_path / "tracker.db"
    file.write_bytes(lzma.decompress(packed.read_bytes()))
    with Store.open(file, check=True) as store:
        assert store.facts().sound
        found = store.records.search("trial", 10)
        assert found
        assert store.readings.appraisals(one.id for one in found)
        assert store.ledger.states()
        assert store.events.last() > 0
        readers = store.subscribers.all()
        assert readers
        assert any(told(store, reader.id) for reader in readers)


def test_there_is_one_of_every_release() -> None:
    """The first release is 0.1."""
    assert next(path.name for path in KEPT) == "release-0.1.db.xz"
