"""A warm process that forks a fresh program for every tick, and lets it die or fail where it is told.

    python -m tests.faults.warm

Reads one JSON object a line, {"folder", "now", "state"[, "kill_at", "at", "fail_at", "disk", "for_good"]}, and answers
{"code", "points"}, the points counted in the child by kind: every statement that writes (COMMIT included), every HTTP
reply, every SMTP reply; every write, truncation and fsync of a file.
kill_at: SIGKILL at that point, in the middle of it where it is a write; at: counting only points of this kind.
fail_at: the disk fails at its point of that number, once or for good, in the way that `disk` names
(tests/faults/disk.py).
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.faults import disk
from tracker.app import App
from tracker.app.files import Files
from tracker.errors import TrackerError
from tracker.mail import connection
from tracker.sources.http.client import HttpClient
from tracker.store import opening

ROOT = Path(__file__).resolve().parents[2]
FAILED = 70  #: exit code of a tick that ended with an error of ours
FSYNC = os.fsync
READS = ("SELECT", "PRAGMA", "EXPLAIN", "--")


class Points:
    """Counts, and kills or fails at one of them."""

    def __init__(self, order: dict[str, Any], report: int) -> None:
        self.passed: Counter[str] = Counter()
        self._kill_at, self._at, self._fail_at = order.get("kill_at", 0), order.get("at", ""), order.get("fail_at", 0)
        self._codes, self._for_good = disk.FAILURES[order.get("disk", "full")], order.get("for_good", False)
        self._report = report

    def reached(self, kind: str, half: Callable[[], object] = lambda: None) -> None:
        self.passed[kind] += 1
        number = self.passed[self._at] if self._at else self.passed.total()
        if number == self._kill_at and self._at in ("", kind):
            half()
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, sql: str) -> None:
        if not sql.lstrip().upper().startswith(READS):
            self.reached("commit" if sql.startswith("COMMIT") else "statement")

    def touched(self, kind: str, half: Callable[[], object]) -> int:
        """The disk is asked for something: 0, or the code that it fails with."""
        self.reached(kind, half)
        number = sum(self.passed[each] for each in self._codes)
        fails = self._fail_at and (number >= self._fail_at if self._for_good else number == self._fail_at)
        return self._codes[kind] if fails else 0

    def fsync(self, handle: int) -> None:
        if self.touched("fsync", lambda: None):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        FSYNC(handle)

    def install(self) -> None:
        connect = opening._connect

        def traced(*arguments: Any) -> Any:
            database = connect(*arguments)
            database.conn.set_trace_callback(self.statement)
            return database

        opening._connect = traced
        disk.slip_under(self.touched)
        os.fsync = self.fsync
        HttpClient._once = self._after("HTTP reply", HttpClient._once)  # type: ignore[method-assign]
        getreply = connection.smtplib.SMTP.getreply
        connection.smtplib.SMTP.getreply = self._after("SMTP reply", getreply)  # type: ignore[method-assign]

    def _after(self, kind: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            result = work(*arguments, **named)
            self.reached(kind)
            return result

        return counted

    def tell(self) -> None:
        os.write(self._report, json.dumps(self.passed).encode())


def tick(app: App, order: dict[str, Any], report: int) -> int:
    points = Points(order, report)
    points.install()
    try:
        return program(app, order, Path(order["state"])).tick()
    except TrackerError as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return FAILED
    finally:
        points.tell()


def program(app: App, order: dict[str, Any], state: Path) -> App:
    """As after a start, with what is slow to build already built."""
    moment = [datetime.fromisoformat(order["now"])]

    def pause(seconds: float) -> None:
        moment[0] += timedelta(seconds=seconds)

    files = Files(app.files.settings_file, app.files.queries, app.files.templates, state)
    own = App(files, clock=lambda: moment[0], sleep=pause)
    own.__dict__ |= {"registry": app.registry, "reading": app.reading}
    return own


def rehearse(app: App, order: dict[str, Any]) -> None:
    """One whole tick here, on a copy: every module is imported and every template compiled before the first fork."""
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "state"
        if Path(order["state"]).exists():
            shutil.copytree(order["state"], state)
        program(app, order, state).tick()


def main() -> None:
    app = None
    for line in sys.stdin:
        order = json.loads(line)
        folder = Path(order["folder"])
        if app is None or app.files.settings_file.parent != folder:
            before, app = app, App(Files(folder / "settings.yaml", folder / "queries", ROOT / "templates", None))
            if before is None:
                app.reading  # noqa: B018 - built once, before the forks
                rehearse(app, order)
            else:
                app.__dict__["reading"] = before.reading  # all towns have the same vocabulary and claims
        reading, report = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = tick(app, order, report)
            finally:
                sys.stderr.flush()
                os._exit(code)
        os.close(report)
        _, status = os.waitpid(child, 0)
        points = os.read(reading, 1000)
        os.close(reading)
        answer = {"code": os.waitstatus_to_exitcode(status), "points": json.loads(points or b"{}")}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
