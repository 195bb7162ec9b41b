"""One handle on the database: rows out, writes in, all of them inside `atomic()`. Belongs to one thread."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from tracker.errors import BusyError, StoreError
from tracker.store.faults import in_our_words
from tracker.store.library import sqlite_utils
from tracker.store.lock import FileLock

Row = sqlite3.Row
Parameters = Sequence[Any] | dict[str, Any]


class Database:
    """lock: the writers' lock; None where the handle only reads."""

    def __init__(self, utils: sqlite_utils.Database, path: Path, lock: FileLock | None) -> None:
        self.utils = utils
        self._connection: sqlite3.Connection = utils.conn
        self.path = path
        self._lock = lock
        self._thread = threading.get_ident()
        self._open = False  #: inside atomic()
        self._durable = False
        self._failed = False  #: a joined block did, so the whole does

    # --- reading ---------------------------------------------------------------------------------------------

    def rows(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        self._check_thread()
        with in_our_words(self.path):
            return self._connection.execute(sql, parameters).fetchall()

    def row(self, sql: str, parameters: Parameters = ()) -> Row | None:
        """The first row, if any."""
        self._check_thread()
        with in_our_words(self.path):
            found: Row | None = self._connection.execute(sql, parameters).fetchone()
        return found

    def value(self, sql: str, parameters: Parameters = ()) -> Any:
        """The first column of the first row; None where there is no row."""
        found = self.row(sql, parameters)
        return None if found is None else found[0]

    # --- writing ---------------------------------------------------------------------------------------------

    def write(self, sql: str, parameters: Parameters = ()) -> int:
        """One statement inside `atomic()`. Returns how many rows it changed."""
        return self._execute(sql, parameters).rowcount

    def insert(self, sql: str, parameters: Parameters = ()) -> int:
        """One INSERT inside `atomic()`. Returns the new row's number."""
        number = self._execute(sql, parameters).lastrowid
        assert number is not None
        return number

    def write_each(self, sql: str, rows: Iterable[Parameters]) -> None:
        self._check_writing()
        with in_our_words(self.path):
            self._connection.executemany(sql, rows)

    def _execute(self, sql: str, parameters: Parameters) -> sqlite3.Cursor:
        self._check_writing()
        with in_our_words(self.path):
            return self._connection.execute(sql, parameters)

    @contextmanager
    def atomic(self, *, durable: bool = False) -> Iterator[None]:
        """All of the block is committed, or nothing of it.

        The outermost block takes the writers' lock and begins at once as a writer: a read that turns into a write
        later could find its snapshot outdated. A block inside it is undone alone if it fails and is caught, and is
        committed with the outer one. durable: the outer commit returns only when it is on the disk.
        Raises BusyError when the lock cannot be had in time, StoreError when the disk is full or fails.
        """
        self._check_thread()
        if self._lock is None:
            raise StoreError("this handle only reads", where=str(self.path), mend="Report a defect.")
        with in_our_words(self.path), self._inner() if self._open else self._outer(self._lock, durable):
            self._durable = self._durable or durable
            yield

    @contextmanager
    def joined(self, *, durable: bool = False) -> Iterator[None]:
        """Part of the open `atomic()`, or one of its own; a failure in it fails the whole, also where it is caught.

        For what is written for each record: a savepoint makes SQLite put away the words of the record before, and
        that costs as much as all else together.
        """
        if not self._open:
            with self.atomic(durable=durable):
                yield
            return
        self._durable = self._durable or durable
        try:
            yield
        except BaseException:
            self._failed = True
            raise

    @contextmanager
    def _inner(self) -> Iterator[None]:
        self._check_writing()
        try:
            with self.utils.atomic():  # a savepoint
                yield
        except BaseException:
            self._failed = False  # what failed is undone
            raise

    @contextmanager
    def _outer(self, lock: FileLock, durable: bool) -> Iterator[None]:
        with self._locked(lock), self._synchronous() if durable else nullcontext():
            self._open = True
            try:
                self.utils.execute("BEGIN IMMEDIATE")
                try:
                    yield
                    self._check_writing()
                    self.utils.commit()
                except BaseException:
                    self.utils.rollback()
                    raise
                if self._durable and not durable:
                    self._carry_to_disk()
            finally:
                self._open = self._durable = self._failed = False

    @contextmanager
    def _locked(self, lock: FileLock) -> Iterator[None]:
        if not lock.acquire():
            pid = lock.holder()
            who = f"process {pid}" if pid else "another process"
            raise BusyError(
                f"{who} has been writing to the store for too long",
                pid=pid,
                mend="Run the same command again in a minute; if it stays so, look at what that process does.",
            )
        try:
            yield
        finally:
            lock.release()

    def _carry_to_disk(self) -> None:
        """Commits are written in order to one log, so that a last one with full synchronisation carries all before it.

        The level cannot be changed inside a transaction, and the one that asks is often inside somebody else's.
        """
        with self._synchronous():
            self.utils.execute("UPDATE durable SET times = times + 1")

    @contextmanager
    def _synchronous(self) -> Iterator[None]:
        """A commit returns only when it is on the disk."""
        self.utils.execute("PRAGMA synchronous = FULL")
        try:
            yield
        finally:
            self.utils.execute("PRAGMA synchronous = NORMAL")

    def _check_thread(self) -> None:
        if threading.get_ident() != self._thread:
            raise RuntimeError("a store belongs to the thread that opened it; open another one")

    def _check_writing(self) -> None:
        self._check_thread()
        if not self._open:
            raise RuntimeError("a write outside atomic()")
        if (
            self._failed or not self._connection.in_transaction
        ):  # a full disk undoes all of it, also where its error was caught
            raise StoreError("this step was rolled back before its end", where=str(self.path), mend="Run it again.")

    def close(self) -> None:
        self.utils.close()
        if self._lock is not None:
            self._lock.close()


def listed(items: Iterable[object]) -> str:
    """Any number of values as one parameter, for `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(items))
