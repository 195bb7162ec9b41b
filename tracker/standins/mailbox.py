"""An SMTP server on 127.0.0.1 that keeps what it is sent, and refuses or drops by script."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Literal, Self
from weakref import WeakSet

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Stage = Literal["connect", "mail", "rcpt", "data"]

NAME = "mail.example.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message as it was handed over. user: who had logged in, "" where nobody had to."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    raw: bytes
    tls: bool
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mishap:
    """What the server says instead of yes. stage "data" is after the final dot.

    reply: "451 4.3.0 local error"; "" drops the connection without a word. to: only for this recipient.
    keep: with stage "data", the message is taken all the same, as when a server dies after it took it.
    """

    stage: Stage
    reply: str = ""
    to: str = ""
    keep: bool = False


class Mailbox:
    """The server and what came in. tls: offers STARTTLS and, unless logins is empty, asks for a login over it."""

    def __init__(self, *, tls: ssl.SSLContext | None = None, logins: dict[str, str] | None = None) -> None:
        self.letters: list[Letter] = []
        self.open_for_business = False  #: false while aiosmtpd only tries the port itself
        self.attempts = 0  #: messages that came as far as the final dot
        self.struck: list[Mishap] = []  #: the mishaps that happened
        self._mishaps: list[tuple[Mishap, list[int]]] = []
        self._lock = threading.Lock()
        self._logins = logins or {}
        self._controller = _Controller(self, tls, bool(logins))

    @property
    def host(self) -> str:
        return "127.0.0.1"

    @property
    def port(self) -> int:
        return int(self._controller.port)

    def script(self, mishap: Mishap, *, times: int = 1) -> None:
        """Let it happen the next `times` times that its stage is reached for its recipient."""
        with self._lock:
            self._mishaps.append((mishap, [times]))

    def clear(self) -> None:
        """No more mishaps."""
        with self._lock:
            self._mishaps.clear()

    def take(self, stage: Stage, recipients: Iterable[str] = ()) -> Mishap | None:
        """The mishap due at this stage, and one less of it."""
        with self._lock:
            for mishap, left in self._mishaps:
                if mishap.stage == stage and left[0] > 0 and (not mishap.to or mishap.to in recipients):
                    left[0] -= 1
                    self.struck.append(mishap)
                    return mishap
        return None

    def to(self, address: str) -> list[Letter]:
        return [letter for letter in self.letters if address in letter.recipients]

    def start(self) -> Self:
        self._controller.start()
        self.open_for_business = True
        return self

    def stop(self) -> None:
        self.open_for_business = False
        self._controller.stop(no_assert=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    # What aiosmtpd calls, in its own thread

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        if isinstance(data, LoginPassword):
            user, password = data.login.decode(), data.password.decode()
            if password and self._logins.get(user) == password:
                return AuthResult(success=True, auth_data=user)
        return AuthResult(success=False, handled=False)

    async def handle_MAIL(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if mishap := self.take("mail"):
            return _say(server, mishap)
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if mishap := self.take("rcpt", [address]):
            return _say(server, mishap)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.attempts += 1
        recipients = tuple(str(address) for address in envelope.rcpt_tos)
        mishap = self.take("data", recipients)
        if mishap is None or mishap.keep:
            self._keep(session, envelope, recipients)
        return _say(server, mishap) if mishap else "250 2.0.0 OK"

    def _keep(self, session: Session, envelope: Envelope, recipients: tuple[str, ...]) -> None:
        raw = envelope.original_content or b""
        self.letters.append(
            Letter(
                sender=str(envelope.mail_from),
                recipients=recipients,
                message=message_from_bytes(raw, policy=policy.default),
                raw=raw,
                tls=session.ssl is not None,
                user=str(session.auth_data or "") if session.authenticated else "",
            )
        )


def _say(server: SMTP, mishap: Mishap) -> str:
    """The scripted reply; without one the line goes dead."""
    if not mishap.reply:
        _drop(server)
    return mishap.reply or "421 4.4.2 closing"


def _drop(server: Any) -> None:
    if server.transport is not None:
        server.transport.abort()


class _Server(SMTP):
    """aiosmtpd's server, which may also refuse at its greeting."""

    async def _handle_client(self) -> None:
        mishap = self.event_handler.take("connect") if self.event_handler.open_for_business else None
        if mishap is None:
            await super()._handle_client()
            return
        if mishap.reply:
            await self.push(mishap.reply)
        if self.transport is not None:
            self.transport.close()


class _Controller(Controller):
    """On a port of the system's choice; aiosmtpd's own asks for a fixed one."""

    def __init__(self, mailbox: Mailbox, tls: ssl.SSLContext | None, login: bool) -> None:
        super().__init__(
            mailbox,
            hostname="127.0.0.1",
            port=0,
            server_hostname=NAME,
            tls_context=tls,
            require_starttls=tls is not None,
            auth_required=login,
            auth_require_tls=tls is not None,
            authenticator=mailbox.authenticate if login else None,
        )

        self._servers: WeakSet[_Server] = WeakSet()

    def factory(self) -> SMTP:
        server = _Server(self.handler, **self.SMTP_kwargs)
        self._servers.add(server)
        return server

    def stop(self, no_assert: bool = False) -> None:
        """From Python 3.12 on a server is closed only when its last connection is: those left open are dropped."""
        if self._thread is not None:
            self.loop.call_soon_threadsafe(self._drop_all)
        super().stop(no_assert)

    def _drop_all(self) -> None:
        for server in self._servers:
            _drop(server)

    def _trigger_server(self) -> None:
        """Called once the socket is bound and before anybody may use it: aiosmtpd connects once to itself."""
        server: Any = self.server
        self.port = server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd has no types
