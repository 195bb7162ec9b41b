"""A real mail server on the loopback, with a certificate of its own authority."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from tracker.mail.options import MailOptions, Sender, Tls
from tracker.model.message import OutgoingMail

USER, PASSWORD = "digest-user", "correct horse battery staple"


@dataclass
class Office:
    """What the server does and what it saw. `rcpt`, `mail`, `data`: answers to give, first come first served."""

    mail: list[str] = field(default_factory=list)
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    connections: int = 0
    authenticated: list[bool] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

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
            self.taken.append((envelope.rcpt_tos[0], envelope.content))
        return self._say(server, answer)

    def _say(self, server: SMTP, answer: str) -> str:
        if answer.startswith("421"):  # a server that says 421 closes the line
            server.loop.call_soon(server.transport.close)
        return answer

    @property
    def messages(self) -> list[bytes]:
        return [message for _, message in self.taken]


class _Counting(SMTP):
    def connection_made(self, transport: Any) -> None:
        if self.event_handler is not None and not isinstance(transport, type(None)) and self.transport is None:
            self.event_handler.connections += 1
        super().connection_made(transport)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Counting(self.handler, **self.SMTP_kwargs)


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
    """start(name="localhost", tls=Tls.STARTTLS, auth=True): a server whose certificate is made out to `name`."""
    running: list[Controller] = []

    def run(name: str = "localhost", tls: Tls = Tls.STARTTLS, auth: bool = True) -> Server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        office = Office()
        kwargs: dict[str, Any] = {"hostname": "127.0.0.1", "port": 0, "server_hostname": "mail.example"}
        if auth:
            kwargs |= {"authenticator": _check, "auth_required": True, "auth_require_tls": tls is not Tls.TLS}
        if tls is Tls.STARTTLS:
            kwargs |= {"tls_context": context, "require_starttls": True}
        elif tls is Tls.TLS:
            kwargs |= {"ssl_context": context, "auth_require_tls": False}
        controller = _Controller(office, **kwargs)
        controller.start()
        running.append(controller)
        return Server(office, controller.server.sockets[0].getsockname()[1])

    yield run
    for controller in running:
        controller.stop()
    assert threading.active_count() < 50


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
        "text": "Nothing new.\n.a line that begins with a dot\n",
        "html": "<p>Nothing new.</p>\n",
        "unsubscribe_mailto": "mailto:leave@digest.example?subject=leave%20token",
    }
    return OutgoingMail(**(values | changes))
