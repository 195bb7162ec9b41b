"""Pages as they were drawn last, kept for as long as the store is as it was, and a minute at most."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Generic, TypeVar

Page = TypeVar("Page")

MOST = 500
"""Pages; one is some 50 kB."""


class Shelf(Generic[Page]):
    """Safe for many threads. What a page says may depend on the store, and on the time no finer than by the minute."""

    def __init__(self, store_file: Path, clock: Callable[[], datetime]) -> None:
        self._files = (store_file, store_file.with_name(f"{store_file.name}-wal"))
        self._clock = clock
        self._lock = threading.Lock()
        self._pages: dict[str, Page] = {}
        self._mark: object = None

    def page(self, address: str, draw: Callable[[], Page | None]) -> Page | None:
        """What `draw` makes, or made since anything was written. An error, or None, is not kept."""
        mark = self._marked()
        with self._lock:
            if mark != self._mark:
                self._pages, self._mark = {}, mark
            if address in self._pages:
                return self._pages[address]
        page = draw()
        with self._lock:
            if page is not None and mark == self._mark:
                self._pages[address] = page
                if len(self._pages) > MOST:
                    del self._pages[next(iter(self._pages))]
        return page

    def _marked(self) -> object:
        """Each commit changes the log beside the store, or the store."""
        return self._clock().replace(second=0, microsecond=0), *map(_state, self._files)


def _state(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
