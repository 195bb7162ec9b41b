"""A real mail server on the loopback, with a certificate of its own authority."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from tracker.mail.options import MailOptions, Sender, Tls
from tracker.model.message import OutgoingMail

USER, PASSWORD = "digest-user", "correct horse battery staple"


@dataclass
class Office:
    """What the server does and what it saw. `rcpt`, `mail`, `data`: answers to give, first come first served.

    pipelining: it offers to take commands together. most: connections at once; more are turned away. together: it
    answers no mail before so many have come over connections of their own.
    """

    mail: list[str] = field(default_factory=list)
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0
    authenticated: list[bool] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    pipelining: bool = False
    most: int = 100
    together: int = 1
    open: int = 0
    served: list[int] = field(default_factory=list)  #: mails over each connection that has ended
    _held: list[asyncio.Event] = field(default_factory=list)

    async def handle_EHLO(
        self, server: SMTP, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], *(["250-PIPELINING"] if self.pipelining else []), responses[-1]]

    async def handle_MAIL(self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.commands.append("MAIL")
        answer = self.mail.pop(0) if self.mail else "250 OK"
        if answer.startswith("250"):
            envelope.mail_from = address
        return self._say(server, answer)

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.commands.append("RCPT")
        answer = self.rcpt.pop(0) if self.rcpt else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self._say(server, answer)

    async def handle_RSET(self, server: SMTP, session: Any, envelope: Any) -> str:
        self.commands.append("RSET")
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        self.commands.append("DATA")
        self.authenticated.append(session.authenticated)
        self.encrypted.append(session.ssl is not None)
        answer = self.data.pop(0) if self.data else "250 OK"
        if answer == "take and hang up":
            self.taken.append((envelope.rcpt_tos[0], envelope.content))
            server.transport.abort()
            return "250 never heard"
        if answer.startswith("250"):
            server.mails += 1  # type: ignore[attr-defined]
            self.taken.append((envelope.rcpt_tos[0], envelope.content))
            await self._others()
        return self._say(server, answer)

    async def _others(self) -> None:
        """Waits until as many mails as are wanted together have come."""
        here = asyncio.Event()
        self._held.append(here)
        if len(self._held) >= self.together:
            for one in self._held:
                one.set()
            self._held.clear()
        await asyncio.wait_for(here.wait(), 10)

    def _say(self, server: SMTP, answer: str) -> str:
        if answer.startswith("421"):  # a server that says 421 closes the line
            server.loop.call_soon(server.transport.close)
        return answer

    @property
    def messages(self) -> list[bytes]:
        return [message for _, message in self.taken]


class _Counting(SMTP):
    mails = 0

    def connection_made(self, transport: Any) -> None:
        office = self.event_handler
        if self.transport is None:  # the upgrade to TLS makes the same connection once more
            office.connections += 1
            if office.open >= office.most:
                transport.write(b"421 4.7.0 too many connections from you\r\n")
                transport.close()
                return
            office.open += 1
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self.transport is not None:
            self.event_handler.open -= 1
            self.event_handler.served.append(self.mails)
            super().connection_lost(error)


class _Open:
    """aiosmtpd's protocol on a free port, in a thread with a loop of its own. (Its Controller wants a port number.)"""

    def __init__(self, office: Office, context: ssl.SSLContext | None, kwargs: dict[str, Any]) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

        async def serve() -> asyncio.Server:
            return await self._loop.create_server(
                lambda: _Counting(office, hostname="mail.example", **kwargs), "127.0.0.1", 0, ssl=context
            )

        self._server = asyncio.run_coroutine_threadsafe(serve(), self._loop).result(10)
        self.port: int = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        async def end() -> None:
            self._server.close()
            for task in asyncio.all_tasks():
                if task is not asyncio.current_task():
                    task.cancel()

        asyncio.run_coroutine_threadsafe(end(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()


@dataclass
class Server:
    office: Office
    port: int


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


def _check(server: SMTP, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
    fine = isinstance(data, LoginPassword) and (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=fine, handled=False)


@pytest.fixture
def start(authority: trustme.CA) -> Iterator[Callable[..., Server]]:
    """start(name="localhost", tls=Tls.STARTTLS, auth=True, **does): see Office; its certificate names `name`."""
    running: list[_Open] = []

    def run(name: str = "localhost", tls: Tls = Tls.STARTTLS, auth: bool = True, **does: Any) -> Server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        kwargs: dict[str, Any] = {}
        if auth:
            kwargs |= {
                "authenticator": _check,
                "auth_required": tls is Tls.STARTTLS,
                "auth_require_tls": tls is Tls.STARTTLS,
            }
        if tls is Tls.STARTTLS:
            kwargs |= {"tls_context": context, "require_starttls": True}
        office = Office(**does)
        opened = _Open(office, context if tls is Tls.TLS else None, kwargs)
        running.append(opened)
        return Server(office, opened.port)

    yield run
    for opened in running:
        opened.close()


SENDER = Sender(
    address="digest@digest.example",
    name="Research digest",
    reply_to="people@digest.example",
    list_id="digest.digest.example",
)


@pytest.fixture
def options(ca_file: Path) -> Callable[..., MailOptions]:
    """options(server, **changes): how to reach it, as it should be."""

    def make(server: Server, **changes: Any) -> MailOptions:
        values: dict[str, Any] = {
            "host": "localhost",
            "port": server.port,
            "sender": SENDER,
            "user": USER,
            "password": PASSWORD,
            "ca_file": str(ca_file),
            "timeout": 10,
            "helo": "client.example",
        }
        return MailOptions(**(values | changes))

    return make


def outgoing(number: int = 1, **changes: Any) -> OutgoingMail:
    values: dict[str, Any] = {
        "to": f"reader{number}@mailbox.example",
        "message_id": f"<digest-{number}@digest.example>",
        "date": datetime(2026, 11, 23, 7, 0, tzinfo=UTC),
        "subject": "Research digest, 16-22 November: nothing new",
        "text": ("Nothing new.\n", ".a line that begins with a dot\n"),
        "html": ("<p>Nothing new.</p>\n",),
        "unsubscribe_mailto": "mailto:leave@digest.example?subject=leave%20token",
    }
    return OutgoingMail(**(values | changes))
