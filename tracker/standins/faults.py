"""A small vocabulary of what can go wrong on a wire, and a script of when it does.

A fault takes the place of the honest reply, or spoils it. None of them sleeps: what waits, waits until the stand-in
is closed.
"""

from __future__ import annotations

import gzip
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Say:
    """Another reply than the honest one."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = "text/xml; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Edit:
    """The honest reply with its body changed, its length told truly: a truncated or a garbled document."""

    change: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Cut:
    """The honest headers, the full length promised, and only the first `after` bytes of the body."""

    after: int


@dataclass(frozen=True, slots=True)
class Drip:
    """The honest reply a byte at a time, `pause` seconds between two; with `headers`, those too."""

    pause: float = 0.05
    headers: bool = False


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection is reset before any reply."""


@dataclass(frozen=True, slots=True)
class Hang:
    """No reply at all until the stand-in, or the client, closes the connection."""


Fault = Say | Edit | Cut | Drip | Reset | Hang


def truncated(share: float = 0.5) -> Edit:
    """The first part of the body, as if it were the whole."""
    return Edit(lambda body: body[: int(len(body) * share)])


def packed(body: bytes, content_type: str = "application/rss+xml") -> Say:
    """A gzipped reply."""
    return Say(200, gzip.compress(body), {"Content-Encoding": "gzip"}, content_type)


def bomb(megabytes: int, before: bytes = b"") -> Say:
    """A small reply that unpacks to so many megabytes of blanks."""
    return packed(before + b" " * (megabytes * 1_000_000))


def redirect(to: str, status: int = 302) -> Say:
    return Say(status, headers={"Location": to}, content_type="text/html")


@dataclass(slots=True)
class _Line:
    fault: Fault | None
    left: int | None
    on: str


class Script:
    """Which fault strikes which of the coming requests. `struck` are those that did. Safe between threads."""

    def __init__(self) -> None:
        self.struck: list[Fault] = []
        self._lines: list[_Line] = []
        self._lock = threading.Lock()

    def next(self, fault: Fault, *, times: int | None = 1, on: str = "") -> None:
        """Let the fault strike the next `times` requests whose path holds `on`; None means from now on."""
        with self._lock:
            self._lines.append(_Line(fault, times, on))

    def play(self, *faults: Fault | None, on: str = "") -> None:
        """One after the other, a request each; None lets the honest reply pass."""
        with self._lock:
            self._lines += [_Line(fault, 1, on) for fault in faults]

    def clear(self) -> None:
        with self._lock:
            self._lines.clear()

    @property
    def left(self) -> int:
        """How many faults are still to strike; those without an end count as one."""
        with self._lock:
            return sum(1 if line.left is None else line.left for line in self._lines)

    def take(self, path: str) -> Fault | None:
        """The fault that strikes a request for this path, and one less of it."""
        with self._lock:
            for line in self._lines:
                if line.on in path:
                    if line.left is not None:
                        line.left -= 1
                        if line.left == 0:
                            self._lines.remove(line)
                    if line.fault is not None:
                        self.struck.append(line.fault)
                    return line.fault
        return None
