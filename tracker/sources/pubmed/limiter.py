"""At most so many requests a second, from however many threads."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta


class Limiter:
    """Never waits longer than one interval, so a clock that is set back stalls nothing."""

    def __init__(self, interval: float, clock: Callable[[], datetime], sleep: Callable[[float], None]) -> None:
        self._interval = interval
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._free_at: datetime | None = None

    def wait(self) -> None:
        with self._lock:
            if self._free_at is not None:
                pause = min((self._free_at - self._clock()).total_seconds(), self._interval)
                if pause > 0:
                    self._sleep(pause)
            self._free_at = self._clock() + timedelta(seconds=self._interval)
