"""Loopback servers that do what they are told, a clock that stands still, a sleep that takes no time."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tracker.sources.http import HttpOptions
from tracker.sources.retry import RetryOptions

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@dataclass
class FakeTime:
    """A clock that moves only when somebody sleeps."""

    now: datetime = START
    slept: list[float] = field(default_factory=list)

    def clock(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """What was asked, whether it came in the address or in the body."""
        return {**self.query, **_single(self.body.decode())}


@dataclass
class Reply:
    """wire: sent as it is, instead of all the rest, and then the connection is closed."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    wire: Callable[[BaseHTTPRequestHandler], None] | None = None


Answer = Reply | bytes | Callable[[Asked], "Reply | bytes"]


def _single(query: str) -> dict[str, str]:
    return {name: values[-1] for name, values in parse_qs(query, keep_blank_values=True).items()}


class Server:
    """A real HTTP server on the loopback. `script` gives replies in turn (the last one for ever), by path."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._scripts: dict[str, list[Answer]] = {}
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *args: object) -> None:
                pass

            def do_GET(self) -> None:
                self._answer()

            def do_POST(self) -> None:
                self._answer()

            def _answer(self) -> None:
                parts = urlsplit(self.path)
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(self.command, parts.path, _single(parts.query), headers, body)
                reply = server._next(asked)
                self.close_connection = True
                if reply.wire is not None:
                    reply.wire(self)
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if "Content-Length" not in reply.headers and "Transfer-Encoding" not in reply.headers:
                    self.send_header("Content-Length", str(len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.port = self._http.server_port
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def script(self, path: str, *answers: Answer) -> str:
        """Returns the address under which the answers are given."""
        self._scripts[path] = list(answers)
        return self.url + path

    def _next(self, asked: Asked) -> Reply:
        with self._lock:
            self.asked.append(asked)
            answers = self._scripts.get(asked.path, [Reply(404, b"no such thing here")])
            answer = answers.pop(0) if len(answers) > 1 else answers[0]
        made = answer(asked) if callable(answer) else answer
        return made if isinstance(made, Reply) else Reply(body=made)

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


def http_options(**changes: object) -> HttpOptions:
    settings: dict[str, object] = {"contact": "desk@tracker.example", "allowed_hosts": ("127.0.0.1",), "deadline": 10.0}
    return HttpOptions(**{**settings, **changes})  # type: ignore[arg-type]


FEW_TRIES = RetryOptions(attempts=3, first_pause=1.0, longest_pause=8.0, patience=400.0)
