"""A deadline for a whole request, whatever it is waiting for."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from types import TracebackType


class Watchdog:
    """Cuts the connection when time is up: a timeout per read would let a drip of bytes go on for ever.

    It holds a duplicate of the socket's descriptor and shuts the connection down through that, so that it never
    touches an object (a TLS session, say) that the waiting thread is using.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._bite)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._held: list[socket.socket] = []
        self._over = False
        self.expired = False

    def __enter__(self) -> Watchdog:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with self._lock:
            self._over = True
            for held in self._held:
                held.close()
            self._held.clear()

    @property
    def remaining(self) -> float:
        """Seconds left; never below a millisecond, since 0 would mean "do not block" to a socket."""
        return max(self._end - time.monotonic(), 0.001)

    def watch(self, connection: socket.socket) -> None:
        with self._lock:
            self._held.append(connection.dup())
        if self.expired:
            self._bite()

    def _bite(self) -> None:
        with self._lock:
            if self._over:
                return
            self.expired = True
            for held in self._held:
                with contextlib.suppress(OSError):
                    held.shutdown(socket.SHUT_RDWR)
