"""Locks between processes: `flock` on a file, given back by the kernel however the holder ends."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tracker.errors import BusyError, StoreError

PAUSE = 0.02  #: seconds between two tries


class FileLock:
    """One holder at a time, between processes and between threads alike; the holder's pid stands in the file.

    A holder that was killed leaves its pid behind and no lock: the pid is only read while somebody holds it.
    """

    def __init__(self, path: Path, *, patience: float = 0.0, sleep: Callable[[float], None] = time.sleep) -> None:
        self._patience = patience
        self._sleep = sleep
        try:
            self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreError(
                f"the lock file cannot be opened: {error.strerror}",
                where=str(path),
                mend="The state folder has to belong to the user that runs the tracker.",
            ) from error

    def acquire(self) -> bool:
        """Waits at most `patience` seconds. False where somebody else still holds it."""
        until = time.monotonic() + self._patience
        while not self._try():
            if time.monotonic() >= until:
                return False
            self._sleep(PAUSE)
        if self.holder() != os.getpid():
            with contextlib.suppress(OSError):  # a full disk must not stop the lock: the pid is only advice
                os.ftruncate(self._file, 0)
                os.pwrite(self._file, str(os.getpid()).encode(), 0)
        return True

    def _try(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def release(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def holder(self) -> int | None:
        """The pid that the file names: the holder's, while there is one."""
        written = os.pread(self._file, 20, 0)
        return int(written) if written.isdigit() else None

    def close(self) -> None:
        """Gives the lock back too. Once more does nothing: the number may be another file's by then."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1


@contextmanager
def run_lock(folder: Path) -> Iterator[None]:
    """Held for the life of `run`. Raises BusyError, with the pid of the one that runs, without waiting."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with held(folder / "run.lock", "the tracker already runs on this state folder"):
        yield


@contextmanager
def held(path: Path, refusal: str) -> Iterator[None]:
    """Hold this lock for as long as the block lasts. Raises BusyError, without waiting, if somebody has it."""
    lock = FileLock(path)
    try:
        if not lock.acquire():
            pid = lock.holder()
            known = f" (process {pid})" if pid else ""
            raise BusyError(f"{refusal}{known}", pid=pid, mend="Stop that one first, or leave the work to it.")
        yield
    finally:
        lock.close()
