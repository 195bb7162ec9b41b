"""A warm process that forks a fresh program for every tick, and lets it die or fail where it is told.

    python -m tests.faults.warm FOLDER

Reads one JSON object a line, {"now", "state"[, "kill_at", "file_limit", "fatal"]}, and answers {"code", "points"}.
Points are counted in the child: every statement that writes (COMMIT included), every HTTP reply, every SMTP reply.
kill_at: SIGKILL at that point. file_limit: no file grows beyond so many bytes; a write that would is an I/O error,
or, where fatal, the end of the process in the middle of that write.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tracker.app import App
from tracker.app.files import Files
from tracker.errors import TrackerError
from tracker.mail import connection
from tracker.sources.http.client import HttpClient
from tracker.store import opening

ROOT = Path(__file__).resolve().parents[2]
FAILED = 70  #: exit code of a tick that ended with an error of ours
READS = ("SELECT", "PRAGMA", "EXPLAIN", "--")


class Points:
    """Counts, and kills at one of them."""

    def __init__(self, kill_at: int, report: int) -> None:
        self.passed, self._kill_at, self._report = 0, kill_at, report

    def reached(self) -> None:
        self.passed += 1
        if self.passed == self._kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, sql: str) -> None:
        if not sql.lstrip().upper().startswith(READS):
            self.reached()

    def install(self) -> None:
        connect = opening._connect

        def traced(*arguments: Any) -> Any:
            database = connect(*arguments)
            database.conn.set_trace_callback(self.statement)
            return database

        opening._connect = traced
        HttpClient._once = self._after(HttpClient._once)  # type: ignore[method-assign]
        connection.smtplib.SMTP.getreply = self._after(connection.smtplib.SMTP.getreply)  # type: ignore[method-assign]

    def _after(self, work: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*arguments: Any, **named: Any) -> Any:
            result = work(*arguments, **named)
            self.reached()
            return result

        return counted

    def tell(self) -> None:
        os.write(self._report, str(self.passed).encode())


def tick(app: App, order: dict[str, Any], report: int) -> int:
    points = Points(order.get("kill_at", 0), report)
    points.install()
    if limit := order.get("file_limit"):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL if order.get("fatal") else signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    moment = [datetime.fromisoformat(order["now"])]

    def pause(seconds: float) -> None:
        moment[0] += timedelta(seconds=seconds)

    files = Files(app.files.settings_file, app.files.queries, app.files.templates, Path(order["state"]))
    own = App(files, clock=lambda: moment[0], sleep=pause)
    own.__dict__ |= {"registry": app.registry, "reading": app.reading}
    try:
        return own.tick()
    except TrackerError as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return FAILED
    finally:
        points.tell()


def main(folder: str) -> None:
    base = Path(folder)
    app = App(Files(base / "settings.yaml", base / "queries", ROOT / "templates", None))
    app.reading  # noqa: B018 - built once, before the forks
    for line in sys.stdin:
        reading, report = os.pipe()
        child = os.fork()
        if child == 0:
            code = 1
            try:
                code = tick(app, json.loads(line), report)
            finally:
                sys.stderr.flush()
                os._exit(code)
        os.close(report)
        _, status = os.waitpid(child, 0)
        points = os.read(reading, 20)
        os.close(reading)
        answer = {"code": os.waitstatus_to_exitcode(status), "points": int(points or 0)}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])
