"""SQLite's errors in the tracker's words: what happened, and what to do."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from tracker.errors import BusyError, StoreError

RESTORE = "Put a backup in its place. Never delete it to start anew: everything would count as never seen."

LEAST_ROOM = 100_000
"""Bytes. With less, SQLite cannot even lay the index of its log, which readers need too; it says "I/O error"."""

SAID = {
    sqlite3.SQLITE_FULL: (
        "the disk is full; this step was rolled back, what was stored before is untouched",
        "Free some space and run the same command again.",
    ),
    sqlite3.SQLITE_CORRUPT: ("the database is damaged", RESTORE),
    sqlite3.SQLITE_NOTADB: ("this file is not a database", RESTORE),
    sqlite3.SQLITE_IOERR: (
        "the disk could not be read or written; this step was rolled back",
        "Look at the disk (space, quota, health), then run the same command again.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "the database cannot be opened",
        "The state folder and the file in it have to belong to the user that runs the tracker.",
    ),
    sqlite3.SQLITE_READONLY: (
        "the database can only be read here",
        "The state folder has to be writable for the user that runs the tracker.",
    ),
    sqlite3.SQLITE_AUTH: ("this handle may not do that", "Report a defect."),
}


class in_our_words:
    """Stands where a function would: one made by contextmanager costs four times as much, six times a record.

    Errors of the disk and of the file become StoreError; a defect of the program (wrong SQL) stays what it is.
    """

    __slots__ = ("path",)

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.DatabaseError):
            _tell(self.path, error)


def _tell(path: Path, error: sqlite3.DatabaseError) -> None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code; the rest is detail
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise BusyError(
            f"{path}: another program keeps the database locked",
            mend="Close whatever has the file open (a database browser?) and run the same command again.",
        ) from error
    if code == sqlite3.SQLITE_IOERR and shutil.disk_usage(path.parent).free < LEAST_ROOM:
        code = sqlite3.SQLITE_FULL
    if code in SAID:
        message, mend = SAID[code]
        raise StoreError(message, where=str(path), mend=mend) from error
