"""A sound copy of the store, also while others write; and a copy put back in its place."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

from tracker.errors import StoreError
from tracker.store.database import Database
from tracker.store.facts import problems
from tracker.store.faults import in_our_words
from tracker.store.lock import held
from tracker.store.opening import lock_file, open_database, sync_folder
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
            _remove(draft)
        sync_folder(target.parent)
    except OSError as error:
        raise StoreError(f"the backup cannot be written: {error.strerror}", where=str(target)) from error


def restore(source: Path, target: Path, aside: Path) -> None:
    """Put the backup `source` in the place of the store `target`; the store that was there is kept as `aside`.

    The copy is checked, and brought up to this version, before anything moves. Nobody may have the store open:
    the caller holds the run lock. Raises StoreError, or BusyError where somebody writes.
    """
    source, target = source.absolute(), target.absolute()
    if not source.is_file():
        raise StoreError("there is no such backup", where=str(source), mend="Name a file that `backup` made.")
    if target.exists() and target.samefile(source):
        raise StoreError("this is the store itself", where=str(source), mend="Name a file that `backup` made.")
    if aside.exists():
        raise StoreError("an earlier store is kept here", where=str(aside), mend="Move it away first.")
    draft = target.with_name(target.name + ".part")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with held(lock_file(target), "somebody writes to the store"):
            shutil.copyfile(source, draft)
            draft.chmod(0o600)
            try:
                _check_to_be_used(draft, source)
                _set_aside(target, aside)
                draft.replace(target)
            finally:
                _remove(draft)
        sync_folder(target.parent)
    except OSError as error:
        raise StoreError(f"the backup cannot be put in place: {error.strerror}", where=str(target)) from error


def _set_aside(target: Path, aside: Path) -> None:
    """Under a second name, so that there is a store at every moment; its log goes along, and never meets the copy."""
    if not target.exists():
        return
    _empty_log(target)
    os.link(target, aside)
    log = _beside(target, "-wal")
    if log.exists():
        log.rename(_beside(aside, "-wal"))
    _beside(target, "-shm").unlink(missing_ok=True)


def _empty_log(path: Path) -> None:
    """Or a kill between the log's going and the copy's coming would leave a store without its last commits.

    Of one that is too damaged for it, the log goes aside as it is.
    """
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _remove(draft: Path) -> None:
    for left in (draft, _beside(draft, "-wal"), _beside(draft, "-shm"), _beside(draft, ".lock")):
        left.unlink(missing_ok=True)


def _copy(db: Database, draft: Path) -> None:
    """One step under one snapshot: in WAL mode writers go on meanwhile. The copy is a single file, without a log."""
    with in_our_words(draft):
        copy = sqlite3.connect(draft)
        try:
            db.utils.conn.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()


def _check(draft: Path, *, read_only: bool = True) -> None:
    copy = open_database(draft, create=False, read_only=read_only, older=read_only)
    try:
        found = problems(copy, thorough=True)
    finally:
        copy.close()
    if found:
        raise StoreError(
            f"the copy is not sound, and was thrown away: {found[0]}",
            mend="The store itself is probably damaged: keep it, and the backups you have.",
        )


def _check_to_be_used(draft: Path, source: Path) -> None:
    """Also brings it up to this version."""
    try:
        _check(draft, read_only=False)
    except StoreError as error:
        raise StoreError(
            f"the backup cannot be used: {error.message}",
            where=str(source),
            mend="The store stays as it was. Name another backup.",
        ) from error


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
