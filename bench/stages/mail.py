"""Messages built and handed to a plain socket that takes them all."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Generator, Iterator, Mapping
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from bench import sink
from bench.measure import Contender, Figure
from bench.row import Row, faster, within

TITLE = "messages built and handed to a loopback sink"
MESSAGES = 1_000
NOW = datetime(2026, 6, 1, 7, tzinfo=UTC)
TEXT = "A line of fiction about a study that never was.\n" * 300
HTML = '<table><tr><td style="color:#123">An invented cell of an invented digest</td></tr></table>\n' * 800
SIZE = 93_000
"""Bytes of one message on the wire."""
CONNECTIONS = 4
SMTP_SOURCE = shutil.which("smtp-source") or "/usr/sbin/smtp-source"
USUAL = "EmailMessage, one connection a mail"


def prepare(folder: Path, scale: float) -> None:
    (folder / "count").write_text(str(max(round(MESSAGES * scale), 10)))


def asked_for(folder: Path) -> tuple[int, float]:
    """How many messages, and how many seconds each answer of the server is on its way."""
    delay = folder / "delay"
    return int((folder / "count").read_text()), float(delay.read_text()) if delay.exists() else 0.0


def sending(folder: Path, connections: int) -> Generator[None, None, int]:
    from tracker.mail.options import MailOptions, Sender, Tls
    from tracker.mail.smtp import SmtpMailer
    from tracker.model.message import OutgoingMail

    count, delay = asked_for(folder)
    sender = Sender(address="digest@example.org", name="Invented digest", list_id="digest.example.org")

    def mails() -> Iterator[OutgoingMail]:
        for number in range(count):
            yield OutgoingMail(
                to=f"reader-{number}@example.org",
                message_id=f"<{number}@example.org>",
                date=NOW,
                subject="An invented digest",
                text=(TEXT, f"Leave: https://example.org/leave/{number}\n"),
                html=(HTML, f'<a href="https://example.org/leave/{number}">Leave</a>\n'),
                unsubscribe_mailto=f"mailto:digest@example.org?subject=leave%20{number}",
            )

    with sink.running(delay) as port:
        options = MailOptions(
            host="127.0.0.1", port=port, tls=Tls.NONE, sender=sender, helo="example.org",
            per_connection=50, connections=connections,
        )  # fmt: skip
        yield
        return sum(1 for _ in SmtpMailer(options).send(mails()))


def tracker(folder: Path) -> Generator[None, None, int]:
    return (yield from sending(folder, CONNECTIONS))


def one_connection(folder: Path) -> Generator[None, None, int]:
    return (yield from sending(folder, 1))


def usual(folder: Path) -> Generator[None, None, int]:
    """email.message and a connection of its own for every mail."""
    import smtplib

    count, delay = asked_for(folder)
    with sink.running(delay) as port:
        yield
        for number in range(count // 5 or 1):
            message = EmailMessage()
            message["From"], message["To"] = "digest@example.org", f"reader-{number}@example.org"
            message["Subject"] = "An invented digest"
            message.set_content(TEXT)
            message.add_alternative(HTML, subtype="html")
            with smtplib.SMTP("127.0.0.1", port) as connection:
                connection.send_message(message)
    return count // 5 or 1


def source(folder: Path) -> Generator[None, None, int]:
    """Postfix's own load generator, in C: as many sessions as we have connections, which it keeps; nothing is built."""
    count, delay = asked_for(folder)
    with sink.running(delay) as port:
        yield
        subprocess.run(
            [SMTP_SOURCE, "-d", "-s", str(CONNECTIONS), "-m", str(count), "-l", str(SIZE), "-f", "digest@example.org",
             "-t", "reader@example.org", f"127.0.0.1:{port}"], check=True,
        )  # fmt: skip
    return count


def contenders() -> tuple[Contender, ...]:
    ours = (
        Contender("tracker", tracker),
        Contender("tracker, one connection", one_connection),
        Contender(USUAL, usual),
    )
    return (*ours, Contender("smtp-source", source)) if Path(SMTP_SOURCE).exists() else ours


CONTENDERS = contenders()


def against_source(figures: Mapping[str, Figure]) -> Row:
    if "smtp-source" not in figures:
        return Row("tracker against smtp-source", "within 3x", "smtp-source (Postfix) is not installed here", None)
    return within(figures, "tracker", "smtp-source", 3, by_cpu=False)


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    return [faster(figures, "tracker", USUAL, 5, by_cpu=False), against_source(figures)]
