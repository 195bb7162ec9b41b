"""A sound copy of the store, also while others write."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.database import Database
from tracker.store.facts import problems
from tracker.store.faults import in_our_words
from tracker.store.opening import open_database, sync_folder
from tracker.store.schema import APPLICATION_ID

ID_AT = slice(68, 72)  #: of the application id in a database file (https://www.sqlite.org/fileformat.html, 1.3)


def backup(db: Database, target: Path) -> None:
    """Copies by SQLite's backup interface, checks the copy, and only then puts it in place, for its owner alone.

    An older backup of that name is replaced; any other file is not. Raises StoreError.
    """
    target = target.absolute()
    _refuse_to_harm(db.path, target)
    draft = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        try:
            _copy(db, draft)
            _check(draft)
            draft.replace(target)
        finally:
            for left in (draft, Path(f"{draft}-wal"), Path(f"{draft}-shm")):
                left.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        raise StoreError(f"the backup cannot be written: {error.strerror}", where=str(target)) from error


def _copy(db: Database, draft: Path) -> None:
    """One step under one snapshot: in WAL mode writers go on meanwhile. The copy is a single file, without a log."""
    with in_our_words(draft):
        copy = sqlite3.connect(draft)
        try:
            db.utils.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()


def _check(draft: Path) -> None:
    copy = open_database(draft, create=False, read_only=True)
    try:
        found = problems(copy, thorough=True)
    finally:
        copy.close()
    if found:
        raise StoreError(
            f"the copy is not sound, and was thrown away: {found[0]}",
            mend="The store itself is probably damaged: keep it, and the backups you have.",
        )


def _refuse_to_harm(source: Path, target: Path) -> None:
    if not target.exists():
        return
    if target.samefile(source):
        raise StoreError("this is the store itself", where=str(target), mend="Name another file.")
    if not target.is_file():
        raise StoreError("a backup is a file", where=str(target), mend="Name a file, not a folder.")
    with target.open("rb") as file:
        ours = file.read(100)[ID_AT] == APPLICATION_ID.to_bytes(4, "big")
    if not ours:
        raise StoreError("this file is not a backup of a store", where=str(target), mend="Name another file.")
