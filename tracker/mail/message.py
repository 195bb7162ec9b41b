"""Builds the message: its headers, and the plain and HTML parts.

The headers are those that bulk senders need (RFC 2369, 2919, 3834, 8058). Nothing that came from a source can end a
header line: values lose their line breaks and control characters first.
"""

from __future__ import annotations

import binascii
import hashlib
import re
import string
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

from tracker.mail.options import Sender
from tracker.model.message import Body, OutgoingMail

# Python folds a List-Unsubscribe longer than a line into an encoded word that no mail client can use.
# 998 octets is the longest line that SMTP allows.
POLICY = policy.SMTP.clone(max_line_length=998)

SUBJECT_LIMIT = 200
"""Characters; a subject line longer than this is cut, for headers have to stay under the longest line."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# RFC 5321's dot-string, which is all that is in use; and a domain of letters of any script
_LOCAL_PART = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"[^\W_]+([.-]+[^\W_]+)*")


class UnwritableAddress(ValueError):
    """An address that cannot stand in a header."""


def to_bytes(mail: OutgoingMail, sender: Sender) -> bytes:
    """The message as a mail program reads it from an .eml file; see to_pieces."""
    return b"".join(to_pieces(mail, sender))


def to_pieces(mail: OutgoingMail, sender: Sender) -> list[bytes]:
    """The message as it goes over the wire: pieces of whole lines, each with its CRLF.

    multipart/alternative, plain first and HTML last; text alone where there is no HTML. The email package writes the
    headers that are shared; for the others and the bodies it would take a hundredth of a second.
    Raises UnwritableAddress where the recipient's address cannot be written into a header.
    """
    head = _own_headers(mail) + _shared_headers(sender, mail.subject)
    plain = _part("plain", mail.text)
    if not mail.html:
        return [head, *plain]
    boundary = b"=_" + hashlib.blake2b(mail.message_id.encode(), digest_size=16).hexdigest().encode()
    between = b"\r\n--" + boundary  # no quoted-printable text can hold "=_" (RFC 2045, 6.7)
    return [
        head + b'Content-Type: multipart/alternative; boundary="' + boundary + b'"\r\n' + between + b"\r\n",
        *plain,
        between + b"\r\n",
        *_part("html", mail.html),
        between + b"--\r\n",
    ]


def _part(kind: str, body: Body) -> list[bytes]:
    """quoted-printable keeps every line short, whatever stands in the text."""
    head = b"Content-Type: text/%b; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    return [head % kind.encode(), *map(_encoded, body)]


@lru_cache(maxsize=64)
def _encoded(lines: str) -> bytes:
    """Those of one digest are sent one after the other, and share all pieces but the few with their links."""
    lines = lines.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    return binascii.b2a_qp(lines.replace("\n", "\r\n").encode("utf-8", "replace"))


@lru_cache(maxsize=1024)
def _shared_headers(sender: Sender, subject: str) -> bytes:
    """The same for all who are sent one digest."""
    message = EmailMessage(policy=POLICY)
    message["From"] = _address(sender.address, sender.name)
    if sender.reply_to:
        message["Reply-To"] = _address(sender.reply_to)
    message["Subject"] = _one_line(subject)[:SUBJECT_LIMIT]
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if sender.list_id:
        message["List-Id"] = f"<{_bare(sender.list_id)}>"
    message["MIME-Version"] = "1.0"
    return message.as_bytes().removesuffix(b"\r\n")


def _own_headers(mail: OutgoingMail) -> bytes:
    """One-click (RFC 8058) only where there is an https address that can act on the POST."""
    places = [f"<{_bare(mail.unsubscribe_mailto)}>"] if mail.unsubscribe_mailto else []
    headers = [
        ("To", wire_address(mail.to)),
        ("Date", format_datetime(mail.date)),
        ("Message-ID", _one_line(mail.message_id)),
    ]
    if mail.unsubscribe_url.startswith("https://"):
        places.append(f"<{_bare(mail.unsubscribe_url)}>")
        headers.append(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"))
    if places:
        headers.append(("List-Unsubscribe", ", ".join(places)))
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("ascii", "replace")


def wire_address(address: str) -> str:
    """The address as SMTP takes it: its domain in ASCII. Raises UnwritableAddress."""
    local, at, domain = address.strip().rpartition("@")
    if not at or not _LOCAL_PART.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        raise UnwritableAddress("the address cannot be written into a mail's header")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise UnwritableAddress("the address has a domain that does not exist") from error


def _address(address: str, name: str = "") -> Address:
    local, _, domain = wire_address(address).rpartition("@")
    return Address(display_name=_one_line(name), username=local, domain=domain)


def _one_line(value: str) -> str:
    return " ".join(_CONTROL.sub(" ", value).split())


def _bare(value: str) -> str:
    """For what stands between angle brackets: an address, or a host's name. Outside ASCII it is percent-encoded."""
    return quote(re.sub(r"[<>\s]", "", _one_line(value)), safe=string.printable)
