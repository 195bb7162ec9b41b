"""The answer to a monitor, kept for a moment: finding it reads the whole store, and anyone may ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Lock

from tracker.app.wellness import UNREADABLE, Wellness
from tracker.errors import StoreError

KEPT = timedelta(seconds=20)


class Monitor:
    def __init__(self, ask: Callable[[], Wellness], clock: Callable[[], datetime]) -> None:
        self._ask, self._clock = ask, clock
        self._lock = Lock()
        self._kept: tuple[datetime, Wellness] | None = None

    def look(self) -> Wellness:
        """One asks at a time; the others wait for its answer."""
        with self._lock:
            now = self._clock()
            if self._kept is None or not timedelta() <= now - self._kept[0] < KEPT:
                self._kept = now, self._find()
            return self._kept[1]

    def _find(self) -> Wellness:
        try:
            return self._ask()
        except StoreError:
            return UNREADABLE
