"""An HTTP server on 127.0.0.1 for tests and the demo: one function answers, faults may strike, requests are logged."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import parse_qsl, urlsplit

from tracker.standins.faults import Cut, Drip, Edit, Fault, Hang, Reset, Say, Script

POLL_SECONDS = 0.02
"""How often the server looks whether it was told to stop."""

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent. params: of the query and of a posted form, the last of each name; pairs: all of them;
    headers: names in lower case."""

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    url: str  #: path and query as sent
    pairs: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    body: bytes
    content_type: str = "text/xml; charset=UTF-8"
    headers: Mapping[str, str] = field(default_factory=dict)


class Answer(Protocol):
    def __call__(self, request: Request, /) -> Reply: ...


class Loopback:
    """Serves `answer` on a free port from `start` to `stop`; `faults` may strike before the answer goes out."""

    def __init__(self, answer: Answer) -> None:
        self.faults = Script()
        self.requests: list[Request] = []
        self._answer = answer
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    @property
    def base_url(self) -> str:
        """Without a slash at its end."""
        if self._server is None:
            raise RuntimeError("the stand-in is not running")
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def start(self) -> Self:
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(POLL_SECONDS,), daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Ends the server, and every connection that still hangs on it."""
        server, thread = self._server, self._thread
        if server is None or thread is None:
            return
        server.closing.set()
        server.shutdown()
        server.hang_up()
        server.server_close()
        thread.join()
        self._server = self._thread = None

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def reply_to(self, request: Request) -> Reply:
        """Log the request and answer it. A defect of the stand-in is a 500 that says so, never a silent close."""
        self.requests.append(request)
        try:
            return self._answer(request)
        except Exception as error:
            return Reply(500, f"the stand-in failed: {error!r}".encode(), "text/plain")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = True
    request_queue_size = 64

    def __init__(self, owner: Loopback) -> None:
        self.owner = owner
        self.closing = threading.Event()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        super().__init__(("127.0.0.1", 0), _Handler)

    def server_bind(self) -> None:
        # HTTPServer's own looks its host name up, which waits for a name server where there is none
        self.socket.bind(self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = "127.0.0.1", self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        with self._lock:
            for connection in self._open:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle is its own affair."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    do_HEAD = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: `Loopback.requests` is the log."""

    def _serve(self, posted: bytes) -> None:
        parts = urlsplit(self.path)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        if self.headers.get("Content-Type", "").startswith(FORM):
            pairs += parse_qsl(posted.decode(), keep_blank_values=True)
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, parts.path, dict(pairs), headers, self.path, tuple(pairs))
        fault = self.server.owner.faults.take(parts.path)
        reply = self.server.owner.reply_to(request)
        self._send(reply, fault)

    def _send(self, reply: Reply, fault: Fault | None) -> None:
        match fault:
            case Reset():
                self._reset()
            case Hang():
                self._wait_for_the_end()
            case Say(status, body, headers, content_type):
                self._write(Reply(status, body, content_type, headers))
            case Edit(change):
                self._write(Reply(reply.status, change(reply.body), reply.content_type, reply.headers))
            case Cut(after):
                self.wfile.write(_head(reply) + reply.body[:after])
            case Drip(pause, headers_too):
                head = _head(reply)
                if not headers_too:
                    self.wfile.write(head)
                    head = b""
                self._drip(head + reply.body, pause)
            case None:
                self._write(reply)

    def _write(self, reply: Reply) -> None:
        self.wfile.write(_head(reply) + (b"" if self.command == "HEAD" else reply.body))

    def _drip(self, data: bytes, pause: float) -> None:
        for at in range(len(data)):
            self.wfile.write(data[at : at + 1])
            if self.server.closing.wait(pause):
                return

    def _reset(self) -> None:
        """Close with unsent data thrown away, which the other side sees as a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _wait_for_the_end(self) -> None:
        """Until the client or the stand-in hangs up: reading ends in either case."""
        with contextlib.suppress(OSError):
            while self.connection.recv(1024):
                pass


def _head(reply: Reply) -> bytes:
    try:
        phrase = HTTPStatus(reply.status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = [f"HTTP/1.1 {reply.status} {phrase}", "Connection: close", f"Content-Type: {reply.content_type}"]
    lines.append(f"Date: {formatdate(usegmt=True)}")
    if reply.status != HTTPStatus.NOT_MODIFIED:
        lines.append(f"Content-Length: {len(reply.body)}")
    lines += [f"{name}: {value}" for name, value in reply.headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
