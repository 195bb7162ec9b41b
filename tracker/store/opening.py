"""Opening the store: a missing file is laid only where that is wanted; a strange or damaged one is never new."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from tracker.errors import BusyError, StoreError
from tracker.store.database import Database
from tracker.store.faults import RESTORE, in_our_words
from tracker.store.library import sqlite_utils
from tracker.store.lock import FileLock
from tracker.store.schema import APPLICATION_ID, KNOWN, migrations

PATIENCE = 15.0
"""Seconds that a writer waits for the others: a batch of 200 records takes a fraction of one."""

OLDEST_SQLITE = (3, 38)  #: STRICT tables, and `->>`

OURS_MISSING = "This path holds something else: name another state folder, or move it away."


def open_database(
    path: Path, *, create: bool, read_only: bool, older: bool = False, patience: float = PATIENCE
) -> Database:
    """older: a store of an older version is opened too, as it is: to be copied, not to be read otherwise.

    Raises StoreError or BusyError. Only SQLite opens the file: closing another handle would drop its locks.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise StoreError(
            f"SQLite {sqlite3.sqlite_version} is too old", mend="The store needs SQLite 3.38 or later: a newer Python."
        )
    path = path.absolute()
    if not path.exists():
        if read_only or not create:
            raise StoreError("there is no store here yet", where=str(path), mend="`python daemon.py fetch` lays one.")
        _lay(path, patience)
    if path.stat().st_size == 0:
        raise StoreError("the database is an empty file", where=str(path), mend=RESTORE)
    if read_only:
        return _checked(_connect(path, "ro", patience), path, None, older=older)
    lock = FileLock(lock_file(path), patience=patience)
    try:
        _keep_private(path)
        return _checked(_connect(path, "rw", patience), path, lock, older=older)
    except BaseException:
        lock.close()
        raise


def lock_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _connect(path: Path, mode: str, patience: float) -> sqlite_utils.Database:
    with in_our_words(path):
        connection = sqlite3.connect(f"{path.as_uri()}?mode={mode}", uri=True, timeout=patience)
    connection.row_factory = sqlite3.Row
    try:
        with in_our_words(path):
            for pragma in ("foreign_keys = ON", "synchronous = NORMAL", "cell_size_check = ON"):
                connection.execute(f"PRAGMA {pragma}")
            if mode == "ro":
                connection.execute("PRAGMA query_only = ON")
            return sqlite_utils.Database(connection, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def _checked(utils: sqlite_utils.Database, path: Path, lock: FileLock | None, *, older: bool) -> Database:
    """Ours, not newer than the program, and brought up to it unless it may be older."""
    database = Database(utils, path, lock)
    try:
        check_ours(database)
        with in_our_words(path):
            applied = {one.name for one in migrations.applied(utils)}
            pending = [one.name for one in migrations.pending(utils)]
        newer = sorted(applied - KNOWN)
        if newer or not applied:
            raise StoreError(
                f"the store was written by a newer version (it knows {', '.join(newer)})" if newer else OURS_MISSING,
                where=str(path),
                mend="Install that version or a later one; or put a backup of this version in its place.",
            )
        if pending and not older:
            _bring_up(database, lock)
        if lock is not None and utils.journal_mode != "wal":  # a backup that was put in place
            with in_our_words(path):
                utils.enable_wal()
    except BaseException:
        utils.close()
        raise
    return database


def check_ours(database: Database) -> None:
    """Raises StoreError for a file that is no database, or the database of something else."""
    if database.value("PRAGMA application_id") != APPLICATION_ID:
        raise StoreError("this is not a store of the tracker", where=str(database.path), mend=OURS_MISSING)
    pages, size = database.value("PRAGMA page_count"), database.value("PRAGMA page_size")
    log = database.path.with_name(database.path.name + "-wal")
    if not (log.exists() and log.stat().st_size) and database.path.stat().st_size < pages * size:
        raise StoreError("the database is cut short", where=str(database.path), mend=RESTORE)


def _bring_up(database: Database, lock: FileLock | None) -> None:
    if lock is None:
        raise StoreError(
            "the store is of an older version",
            where=str(database.path),
            mend="Make a backup (`python daemon.py backup FILE`); then `python daemon.py read` brings it up to this "
            "version, and tells what today's rules read otherwise.",
        )
    if not lock.acquire():
        raise BusyError("the store has to be brought up to this version, and another process writes", pid=lock.holder())
    try:
        with in_our_words(database.path):
            migrations.apply(database.utils)
    finally:
        lock.release()


def _lay(path: Path, patience: float) -> None:
    """Made whole under another name and then put in place: a kill half-way leaves no store, never half of one."""
    _make_folder(path.parent)
    lock = FileLock(lock_file(path), patience=patience)
    try:
        if not lock.acquire():
            raise BusyError("another process is laying the store", pid=lock.holder(), mend="Try again in a minute.")
        if path.exists():  # somebody else was quicker
            return
        draft = path.with_name(path.name + ".new")
        for leftover in (draft, Path(f"{draft}-wal"), Path(f"{draft}-shm"), Path(f"{draft}-journal")):
            leftover.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        utils = _connect(draft, "rw", patience)
        with in_our_words(path):
            utils.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            migrations.apply(utils)
            utils.enable_wal()
            utils.close()
        draft.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise StoreError(f"the store cannot be laid: {error.strerror}", where=str(path)) from error
    finally:
        lock.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"the state folder cannot be made: {error.strerror}", where=str(folder)) from error


def _keep_private(path: Path) -> None:
    """Addresses and tokens are in it; a copy put in place by hand may be readable for all."""
    if path.stat().st_mode & 0o077 and path.stat().st_uid == os.getuid():
        path.chmod(0o600)


def sync_folder(folder: Path) -> None:
    """A rename is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
