"""Messages built and handed to a plain socket that takes them all."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Generator, Iterator, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from bench.measure import Contender, Figure
from bench.row import Row, faster

TITLE = "messages built and handed to a loopback sink"
MESSAGES = 200
NOW = datetime(2026, 6, 1, 7, tzinfo=UTC)
TEXT = "A line of fiction about a study that never was.\n" * 300
HTML = '<table><tr><td style="color:#123">An invented cell of an invented digest</td></tr></table>\n' * 800


def prepare(folder: Path, scale: float) -> None:
    (folder / "count").write_text(str(max(round(MESSAGES * scale), 10)))


class Sink:
    """Says yes to everything, one thread a connection. delay: seconds that each answer is on its way."""

    def __init__(self, delay: float = 0.0) -> None:
        self._delay = delay
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listening.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection, connection.makefile("rb") as lines:
            self._say(connection, b"220 sink.example\r\n")
            for line in lines:
                word = line[:4].upper()
                if word == b"DATA":
                    self._say(connection, b"354 go on\r\n")
                    while lines.readline() != b".\r\n":
                        pass
                self._say(connection, b"221 bye\r\n" if word == b"QUIT" else b"250 sink.example\r\n")

    def _say(self, connection: socket.socket, words: bytes) -> None:
        if self._delay:
            time.sleep(self._delay)
        connection.sendall(words)


def sink_of(folder: Path) -> Sink:
    delay = folder / "delay"
    return Sink(float(delay.read_text()) if delay.exists() else 0.0)


def tracker(folder: Path) -> Generator[None, None, int]:
    from tracker.mail.options import MailOptions, Sender, Tls
    from tracker.mail.smtp import SmtpMailer
    from tracker.model.message import OutgoingMail

    count, sink = int((folder / "count").read_text()), sink_of(folder)
    sender = Sender(address="digest@example.org", name="Invented digest", list_id="digest.example.org")
    mailer = SmtpMailer(MailOptions(host="127.0.0.1", port=sink.port, tls=Tls.NONE, sender=sender, helo="example.org"))

    def mails() -> Iterator[OutgoingMail]:
        for number in range(count):
            yield OutgoingMail(
                to=f"reader-{number}@example.org",
                message_id=f"<{number}@example.org>",
                date=NOW,
                subject="An invented digest",
                text=TEXT,
                html=HTML,
                unsubscribe_mailto="mailto:digest@example.org?subject=leave",
            )

    yield
    return sum(1 for _ in mailer.send(mails()))


def usual(folder: Path) -> Generator[None, None, int]:
    """email.message and a connection of its own for every mail."""
    import smtplib

    count, sink = int((folder / "count").read_text()), sink_of(folder)
    yield
    for number in range(count):
        message = EmailMessage()
        message["From"], message["To"] = "digest@example.org", f"reader-{number}@example.org"
        message["Subject"] = "An invented digest"
        message.set_content(TEXT)
        message.add_alternative(HTML, subtype="html")
        with smtplib.SMTP("127.0.0.1", sink.port) as connection:
            connection.send_message(message)
    return count


CONTENDERS = (Contender("tracker", tracker), Contender("EmailMessage, one connection a mail", usual))


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    return [
        faster(figures, "tracker", "EmailMessage, one connection a mail", 5, by_cpu=False),
        Row("tracker against smtp-source", "within 3x", "this stage does not run it", None),
    ]
