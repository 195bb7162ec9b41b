"""Reads many records at once, on all cores: each process of its own reads the files anew and then one batch after
the other, while this one stores what they found."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import connection, get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.jobs.read import Found
from tracker.model.record import StoredRecord

if TYPE_CHECKING:
    from tracker.app.build import RecordReading

_reading: RecordReading | None = None  #: of a reading process


def on_all_cores(queries: Path, batches: Iterable[Sequence[StoredRecord]]) -> Iterator[Found]:
    """Each batch with what was read in it, in order. A batch for each core waits, and one is stored."""
    cores = os.cpu_count() or 1
    waiting: deque[Future[Found]] = deque()
    context = get_context("spawn")  # a fork would take threads and database handles along
    with ProcessPoolExecutor(cores, context, initializer=_begin, initargs=(queries,)) as pool:
        try:
            for batch in batches:
                waiting.append(pool.submit(_read, batch))
                if len(waiting) > cores:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _begin(queries: Path) -> None:
    """Signals are the parent's to answer. Where it is killed, nobody else would ever tell this process to end."""
    global _reading
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    from tracker.app.build import RecordReading
    from tracker.registry.load import load

    _reading = RecordReading(load(queries))


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    connection.wait([parent.sentinel])
    os._exit(1)


def _read(batch: Sequence[StoredRecord]) -> Found:
    assert _reading is not None
    return [(stored, *_reading(stored)) for stored in batch]
