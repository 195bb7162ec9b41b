"""Opening the store: what is laid anew, and what is refused."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest
import sqlite_utils

from tracker.errors import BusyError, StoreError
from tracker.store import Store
from tracker.store.lock import FileLock
from tracker.store.opening import lock_file
from tracker.store.schema import KNOWN, migrations

from .conftest import NOW, Keep


def test_a_store_is_laid_only_where_that_is_asked_for(path: Path) -> None:
    """A wrong path is an error with a way out, not an empty store."""
    with pytest.raises(StoreError, match="no store here"):
        Store.open(path)
    with pytest.raises(StoreError, match="no store here"):
        Store.open(path, create=True, read_only=True)
    assert not path.exists()
    Store.open(path, create=True).close()
    assert path.exists()


def test_folder_and_file_belong_to_their_owner_alone(path: Path) -> None:
    """Addresses and tokens are in it: 0700 and 0600, also after a careless copy back."""
    Store.open(path, create=True).close()
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    with Store.open(path):
        assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}


@pytest.mark.parametrize("read_only", [False, True])
def test_f54_an_empty_file_is_refused(path: Path, read_only: bool) -> None:
    """A file of 0 bytes opens as a new database: every study in the world would be news."""
    path.parent.mkdir()
    path.touch()
    with pytest.raises(StoreError, match="empty file"):
        Store.open(path, create=True)
    with pytest.raises(StoreError, match="empty file"):
        Store.open(path, read_only=read_only)
    assert path.stat().st_size == 0


@pytest.mark.parametrize("content", [b"not a database, by far", b"\0" * 8192, os.urandom(10_000)])
def test_f54_a_file_that_is_no_database_is_refused(path: Path, content: bytes) -> None:
    """Garbage is refused with a word on backups, and stays as it is."""
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match=r"not a (database|store)"):
        Store.open(path, create=True)
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused(path: Path) -> None:
    """It is not ours to write in."""
    path.parent.mkdir()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE bookmarks (url)")
    other.close()
    with pytest.raises(StoreError, match="not a store of the tracker"):
        Store.open(path)


@pytest.mark.parametrize("kept", [0.5, 0.99])
def test_f54_a_file_cut_short_is_refused(path: Path, store: Store, keep: Keep, kept: float) -> None:
    """Half a copy is not a store, nor one without its last page."""
    keep()
    store.close()
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * kept))
    with pytest.raises(StoreError, match=r"damaged|cut short"):
        Store.open(path)


def test_damage_inside_is_found_where_it_is_asked_for(path: Path, store: Store, keep: Keep) -> None:
    """`check` reads the whole file before a long life begins."""
    keep()
    store.close()
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(os.urandom(4096 * 30))
    with pytest.raises(StoreError, match="damaged"):
        Store.open(path, check=True)


def test_a_store_of_a_newer_version_is_refused(path: Path) -> None:
    """An older program does not write into what it does not know."""
    Store.open(path, create=True).close()
    db = sqlite_utils.Database(path)
    db.table("_sqlite_migrations").insert(
        {"migration_set": migrations.name, "name": "0999_wonder", "applied_at": "2031"}
    )
    db.close()
    for read_only in (False, True):
        with pytest.raises(StoreError, match=r"newer version.*0999_wonder"):
            Store.open(path, read_only=read_only)


def test_a_store_of_an_older_version_is_brought_up_by_a_writer(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader says who can; the next writer does it, and nothing is lost."""
    Store.open(path, create=True).close()
    monkeypatch.setattr(migrations, "_migrations", list(migrations._migrations))
    monkeypatch.setattr("tracker.store.opening.KNOWN", KNOWN | {"9999_later"})
    migrations(name="9999_later")(lambda db: db.execute("CREATE TABLE later (a)") and None)
    with pytest.raises(StoreError, match="older version"):
        Store.open(path, read_only=True)
    Store.open(path).close()
    with Store.open(path, read_only=True) as store:
        assert store.facts().records == 0


def test_the_names_of_all_migrations_are_known() -> None:
    """A forgotten name would make a program refuse its own store."""
    assert {one.name for one in migrations._migrations} == KNOWN


def test_what_a_killed_laying_left_does_not_stop_the_next(path: Path) -> None:
    """The store is made under another name: half of one is never found in its place."""
    path.parent.mkdir()
    path.with_name("tracker.db.new").write_bytes(b"half")
    with Store.open(path, create=True) as store:
        assert store.facts().sound


def test_laying_waits_for_who_is_laying_already(path: Path) -> None:
    """Two first runs at once do not lay two stores."""
    path.parent.mkdir()
    lock = FileLock(lock_file(path))
    assert lock.acquire()
    with pytest.raises(BusyError) as refused:
        Store.open(path, create=True, patience=0)
    lock.close()
    assert refused.value.pid == os.getpid()


def test_readers_read_while_a_writer_writes_and_cannot_write(path: Path, store: Store, keep: Keep) -> None:
    """A reader sees what was committed, never a half, and cannot change anything."""
    keep()
    with store.atomic():
        store.events.append([])
        store.records.withdraw([990001], NOW)
        with Store.open(path, read_only=True) as reader:
            seen = reader.records.by_pmid(990001)
            assert seen is not None
            assert not seen.withdrawn
            with pytest.raises(StoreError, match="only reads"):
                reader.events.append([])
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                reader._db.utils.conn.execute("DELETE FROM record_topic")


def test_a_copy_of_the_whole_folder_at_rest_is_a_store(path: Path, store: Store, keep: Keep, tmp_path: Path) -> None:
    """After the last writer has closed, the one file holds everything."""
    keep()
    store.close()
    shutil.copy(path, tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db", read_only=True) as copy:
        assert copy.records.by_pmid(990001) is not None
