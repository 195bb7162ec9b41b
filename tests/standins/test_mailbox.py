"""The mail server keeps what it takes, and refuses or drops by script."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
import trustme

from tracker.standins.mailbox import Mailbox, Mishap

ANN, BOB = "ann@example.org", "bob@example.net"


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    with Mailbox() as running:
        yield running


def send(mailbox: Mailbox, *to: str) -> dict[str, tuple[int, bytes]]:
    message = EmailMessage()
    message["Subject"], message["From"] = "Grüße", "digest@example.org"
    message.set_content("Hello")
    with smtplib.SMTP(mailbox.host, mailbox.port, timeout=5) as client:
        return client.send_message(message, to_addrs=list(to))


def test_letters_are_kept_with_their_envelope(mailbox: Mailbox) -> None:
    """Sender, recipients, the message as an email object and as bytes."""
    assert send(mailbox, ANN, BOB) == {}
    (letter,) = mailbox.letters
    assert (letter.sender, letter.recipients) == ("digest@example.org", (ANN, BOB))
    assert (letter.message["Subject"], letter.message.get_content().strip()) == ("Grüße", "Hello")
    assert b"Subject: " in letter.raw
    assert mailbox.to(BOB) == [letter]
    assert not letter.tls
    assert letter.user == ""


def test_a_recipient_is_refused_by_script(mailbox: Mailbox) -> None:
    """Only that recipient, only that often."""
    mailbox.script(Mishap(stage="rcpt", reply="450 4.2.0 Greylisted", to=BOB))
    assert send(mailbox, ANN, BOB) == {BOB: (450, b"4.2.0 Greylisted")}
    assert mailbox.letters[0].recipients == (ANN,)
    assert send(mailbox, BOB) == {}


@pytest.mark.parametrize(
    ("mishap", "error"),
    [
        (Mishap(stage="connect", reply="421 4.7.0 Try again later"), smtplib.SMTPConnectError),
        (Mishap(stage="mail", reply="452 4.3.1 Insufficient system storage"), smtplib.SMTPSenderRefused),
        (Mishap(stage="data", reply="550 5.4.5 Daily user sending limit exceeded."), smtplib.SMTPDataError),
        (Mishap(stage="rcpt"), smtplib.SMTPServerDisconnected),
        (Mishap(stage="data"), smtplib.SMTPServerDisconnected),
    ],
)
def test_other_stages_by_script(mailbox: Mailbox, mishap: Mishap, error: type[Exception]) -> None:
    """Each stage can refuse or drop; nothing is kept then, and the next try goes through."""
    mailbox.script(mishap)
    with pytest.raises(error):
        send(mailbox, ANN)
    assert mailbox.letters == []
    send(mailbox, ANN)
    assert len(mailbox.letters) == 1


def test_dropped_after_the_dot_but_taken(mailbox: Mailbox) -> None:
    """The ambiguous case: the client sees the line drop, the server has the message."""
    mailbox.script(Mishap(stage="data", keep=True))
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(mailbox, ANN)
    assert (len(mailbox.letters), mailbox.attempts) == (1, 1)


def test_starttls_and_login() -> None:
    """With a certificate and logins: no mail before STARTTLS and a right password."""
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1", "localhost")
    server, client_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    certificate.configure_cert(server)
    authority.configure_trust(client_side)
    with Mailbox(tls=server, logins={"digest": "right"}) as mailbox:
        with pytest.raises(smtplib.SMTPException):
            send(mailbox, ANN)
        with smtplib.SMTP("localhost", mailbox.port, timeout=5) as client:
            client.starttls(context=client_side)
            with pytest.raises(smtplib.SMTPAuthenticationError):
                client.login("digest", "wrong")
        with smtplib.SMTP("localhost", mailbox.port, timeout=5) as client:
            client.starttls(context=client_side)
            client.login("digest", "right")
            client.sendmail("digest@example.org", [ANN], b"Subject: x\r\n\r\nhi\r\n")
        assert (mailbox.letters[0].tls, mailbox.letters[0].user) == (True, "digest")


def test_stopping_drops_open_connections() -> None:
    """A client that stays connected does not keep the server alive."""
    mailbox = Mailbox().start()
    client = smtplib.SMTP(mailbox.host, mailbox.port, timeout=5)
    mailbox.stop()
    with pytest.raises(smtplib.SMTPServerDisconnected):
        client.noop()
    client.close()
