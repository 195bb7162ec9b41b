"""The message on the wire."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from tests.mail.mail_office import SENDER, outgoing
from tracker.mail.message import UnwritableAddress, to_bytes, wire_address
from tracker.mail.options import Sender


def parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def header_lines(raw: bytes) -> list[bytes]:
    return raw.split(b"\r\n\r\n", 1)[0].split(b"\r\n")


def test_headers_of_a_mail_without_web_address() -> None:
    """mailto alone, and no List-Unsubscribe-Post, since nothing could act on the POST."""
    raw = to_bytes(outgoing(), SENDER)
    message = parsed(raw)
    assert message["From"] == "Research digest <digest@digest.example>"
    assert message["To"] == "reader1@mailbox.example"
    assert message["Reply-To"] == "people@digest.example"
    assert message["Date"] == "Mon, 23 Nov 2026 07:00:00 +0000"
    assert message["Message-ID"] == "<digest-1@digest.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<digest.digest.example>"
    assert message["List-Unsubscribe"] == "<mailto:leave@digest.example?subject=leave%20token>"
    assert message["List-Unsubscribe-Post"] is None
    assert message["MIME-Version"] == "1.0"


def test_one_click_needs_an_https_address() -> None:
    """RFC 8058: both headers together, https only."""
    message = parsed(to_bytes(outgoing(unsubscribe_url="https://digest.example/leave/t"), SENDER))
    assert message["List-Unsubscribe"].endswith("token>, <https://digest.example/leave/t>")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain = parsed(to_bytes(outgoing(unsubscribe_url="http://digest.example/leave/t"), SENDER))
    assert plain["List-Unsubscribe-Post"] is None
    assert "http:" not in plain["List-Unsubscribe"]


def test_f48_a_long_unsubscribe_address_stays_whole_on_the_wire() -> None:
    """F48: one line, not folded into an encoded word."""
    url = "https://digest.example/leave/" + "t" * 400
    [row] = [
        row
        for row in header_lines(to_bytes(outgoing(unsubscribe_url=url), SENDER))
        if row.startswith(b"List-Unsubscribe:")
    ]
    assert row == b"List-Unsubscribe: <mailto:leave@digest.example?subject=leave%20token>, <" + url.encode() + b">"


def test_f47_no_value_can_start_a_header() -> None:
    """F47: line breaks in a subject, an id or an address of ours become blanks or go."""
    mail = outgoing(
        subject="Digest\r\nBcc: all@mailbox.example\n\nbody",
        message_id="<a@b>\r\nX-Evil: 1",
        unsubscribe_mailto="mailto:a@b.example\r\nX-Evil: 2",
        unsubscribe_url="https://a.example/\r\nX-Evil: 3>",
    )
    sender = Sender(address="digest@digest.example", name="Name\r\nX-Evil: 4", list_id="a.b\r\nX-Evil: 5")
    raw = to_bytes(mail, sender)
    names = {row.split(b":")[0] for row in header_lines(raw)}
    assert b"Bcc" not in names
    assert b"X-Evil" not in names
    assert parsed(raw)["Subject"] == "Digest Bcc: all@mailbox.example body"


def test_a_subject_outside_ascii_and_a_very_long_one() -> None:
    """Both survive; the header's line stays under SMTP's limit."""
    raw = to_bytes(outgoing(subject="Überblick " + "ü" * 900), SENDER)
    assert parsed(raw)["Subject"].startswith("Überblick üü")
    assert max(len(row) for row in raw.split(b"\r\n")) <= 998


def test_plain_comes_first_and_html_last() -> None:
    """Programs show the last part that they can."""
    message = parsed(to_bytes(outgoing(text=("Größe\n",), html=("<p>Größe</p>\n",)), SENDER))
    assert message.get_content_type() == "multipart/alternative"
    plain, html = message.iter_parts()
    assert (plain.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert (plain.get_content().strip(), html.get_content().strip()) == ("Größe", "<p>Größe</p>")


def test_text_alone_for_those_who_want_it() -> None:
    """No HTML, no multipart."""
    assert parsed(to_bytes(outgoing(html=()), SENDER)).get_content_type() == "text/plain"


def test_no_line_is_longer_than_smtp_allows() -> None:
    """Servers refuse a line of more than 998 octets; HTML on one line is common."""
    raw = to_bytes(outgoing(html=("<p>" + "x" * 5000 + "</p>",), text=("y" * 3000,)), SENDER)
    assert max(len(row) for row in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_the_same_mail_is_the_same_headers_twice() -> None:
    """A retry is recognised by its Message-ID; only the boundary between the parts may differ."""
    first, second = (
        [row for row in header_lines(to_bytes(outgoing(), SENDER)) if not row.startswith(b"Content-Type")]
        for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@mailbox.example",
        "a b@mailbox.example",
        "a@mailbox.example, b@mailbox.example",
        "Name <a@mailbox.example>",
        "a@mailbox..example\n",
        "a@b\r\nBcc: c@d",
        "süd@mailbox.example",
        "a@-",
        "a@" + "ü" * 70 + ".example",
    ],
)
def test_addresses_that_cannot_be_written(address: str) -> None:
    """The error does not repeat them."""
    with pytest.raises(UnwritableAddress) as caught:
        wire_address(address)
    assert "mailbox" not in str(caught.value)


@pytest.mark.parametrize(
    ("address", "wire"),
    [
        ("o'brien+digest@mailbox.example", "o'brien+digest@mailbox.example"),
        (" a.b@Mailbox.Example ", "a.b@Mailbox.Example"),
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        ("digest@localhost", "digest@localhost"),
    ],
)
def test_addresses_that_can(address: str, wire: str) -> None:
    """Plus signs and apostrophes are fine, domains become ASCII."""
    assert wire_address(address) == wire
