"""A disk that may fail, or a process that may die, at every write, truncation and fsync that SQLite asks for.

Slipped under SQLite's own file layer (https://www.sqlite.org/vfs.html): what it opens from then on goes through here,
in this process only. What SQLite makes of a failure, and what the program makes of SQLite, is theirs.
"""

from __future__ import annotations

import _sqlite3
import ctypes
from collections.abc import Callable
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from typing import Any

FULL, WRITE_FAILED, TRUNCATE_FAILED, FSYNC_FAILED = 13, 778, 1546, 1034  #: SQLite's result codes
FAILURES = {
    "full": {"write": FULL, "truncate": FULL, "fsync": FULL},
    "broken": {"write": WRITE_FAILED, "truncate": TRUNCATE_FAILED, "fsync": FSYNC_FAILED},
}
"""What a kind of disk answers: ENOSPC and EIO in SQLite's words."""


class _Methods(Structure):
    """sqlite3_io_methods, version 3."""

    _fields_ = (
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)),
        ("truncate", CFUNCTYPE(c_int, c_void_p, c_int64)),
        ("sync", CFUNCTYPE(c_int, c_void_p, c_int)),
        ("others", c_void_p * 13),
    )


class _File(Structure):
    _fields_ = (("methods", POINTER(_Methods)),)


_Open = CFUNCTYPE(c_int, c_void_p, c_void_p, POINTER(_File), c_int, c_void_p)


class _Layer(Structure):
    """The beginning of sqlite3_vfs."""

    _fields_ = (
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", _Open),
    )


Before = Callable[[str, Callable[[], object]], int]
"""Is told "write", "truncate" or "fsync", and how half a write would be made; returns 0 to let it pass, or a code."""

_kept: list[Any] = []  #: what SQLite holds pointers to


def slip_under(before: Before) -> None:
    """Let `before` be asked first, for as long as this process lives."""
    library = ctypes.CDLL(_sqlite3.__file__)
    library.sqlite3_vfs_find.restype = POINTER(_Layer)
    layer = library.sqlite3_vfs_find(None).contents
    honest_open = _Open(ctypes.cast(layer.open, c_void_p).value or 0)
    watched: dict[int, Any] = {}

    def opened(vfs: int, name: int, file: Any, flags: int, out: int) -> int:
        code: int = honest_open(vfs, name, file, flags, out)
        if code == 0 and file.contents.methods:
            address = ctypes.addressof(file.contents.methods.contents)
            if address not in watched:
                watched[address] = _watched(file.contents.methods.contents, before)
            file.contents.methods = ctypes.pointer(watched[address])
        return code

    callback = _Open(opened)
    _kept.extend((callback, honest_open, watched))
    layer.open = callback


def _watched(honest: _Methods, before: Before) -> _Methods:
    def write(file: int, data: int, size: int, at: int) -> int:
        return before("write", lambda: honest.write(file, data, size // 2, at)) or honest.write(file, data, size, at)

    def truncate(file: int, size: int) -> int:
        return before("truncate", lambda: None) or honest.truncate(file, size)

    def sync(file: int, flags: int) -> int:
        return before("fsync", lambda: None) or honest.sync(file, flags)

    copy = _Methods.from_buffer_copy(honest)
    for name, work in (("write", write), ("truncate", truncate), ("sync", sync)):
        setattr(copy, name, dict(_Methods._fields_)[name](work))
    _kept.append((honest, copy))
    return copy
