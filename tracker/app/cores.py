"""Reads many records at once, on all cores: processes of their own read one batch after the other, while this one
stores what they found and waits for the network."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from typing import TYPE_CHECKING

from tracker.jobs.read import Found, What
from tracker.model.record import StoredRecord

if TYPE_CHECKING:
    from tracker.app.build import RecordReading

log = logging.getLogger("tracker")

_reading: RecordReading | None = None  #: of a reading process


class OnAllCores:
    """Fits jobs.read.Helpers: a process for each core. They begin when they are told to, with the first batch at the
    latest, and end with the `with` block.

    Where one of them is ended from outside, this process reads on alone.
    """

    def __init__(self, reading: RecordReading) -> None:
        self._reading = reading
        self._cores = os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None
        self._alone = False
        self._waiting: deque[tuple[Sequence[StoredRecord], Future[list[What]]]] = deque()

    def __enter__(self) -> OnAllCores:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def get_ready(self) -> None:
        if self._pool is None:
            self._pool = _pool(self._reading, self._cores)
            for _ in range(self._cores):  # each begins a process, as none stands idle yet
                self._pool.submit(_read, ())

    def take(self, batch: Sequence[StoredRecord]) -> list[Found]:
        """Where more waits than one batch for each core, and one to follow, the oldest is waited for."""
        self._waiting.append((batch, self._handed(batch)))
        read = []
        while self._waiting and (len(self._waiting) > self._cores + 1 or self._waiting[0][1].done()):
            read.append(self._next())
        return read

    def rest(self) -> Iterator[Found]:
        while self._waiting:
            yield self._next()

    def _handed(self, batch: Sequence[StoredRecord]) -> Future[list[What]]:
        self.get_ready()
        assert self._pool is not None
        try:
            return self._pool.submit(_read, batch)
        except BrokenExecutor as error:
            failed: Future[list[What]] = Future()
            failed.set_exception(error)
            return failed

    def _next(self) -> Found:
        batch, answer = self._waiting.popleft()
        try:
            read = answer.result()
        except BrokenExecutor:
            if not self._alone:
                log.warning("a process that read abstracts was ended from outside: the memory may be used up")
            self._alone = True
            read = [self._reading(stored) for stored in batch]
        return [(stored, *what) for stored, what in zip(batch, read, strict=True)]


def _pool(reading: RecordReading, cores: int) -> ProcessPoolExecutor:
    context = get_context("spawn")  # a fork would take threads and database handles along
    return ProcessPoolExecutor(cores, context, initializer=_begin, initargs=(reading,))


def _begin(reading: RecordReading) -> None:
    """Signals are the parent's to answer. Where it is killed, nobody else would ever tell this process to end."""
    global _reading
    os.nice(5)  # this process is waited for by nobody, the parent by the network
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _reading = reading
    _reading.get_ready()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    connection.wait([parent.sentinel])
    os._exit(1)


def _read(batch: Sequence[StoredRecord]) -> list[What]:
    assert _reading is not None
    return [_reading(stored) for stored in batch]
