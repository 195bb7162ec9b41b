"""Reads delivery status notifications (RFC 3464): what comes back when mail could not be delivered after all."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, message_from_string, policy
from email.message import EmailMessage, Message

LONGEST_REPLY = 300


@dataclass(frozen=True, slots=True)
class Bounce:
    """message_id: of the mail that came back, "" where the notification does not hold it; for_good: no later try."""

    message_id: str
    for_good: bool
    reply: str


def read_bounce(raw: bytes) -> Bounce | None:
    """None for a mail that is no delivery status notification, or tells of no failure."""
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    statuses = [part for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    fields = [field for part in statuses for field in _blocks(part) if field["Action"]]
    failed = [field for field in fields if str(field["Action"]).strip().casefold() == "failed"]
    if not failed:
        return None
    status = str(failed[0]["Status"] or "").strip()
    words = str(failed[0]["Diagnostic-Code"] or "no reason given")
    return Bounce(_original_id(mail), status.startswith("5"), " ".join(f"{status} {words}".split())[:LONGEST_REPLY])


def _blocks(part: Message) -> list[Message]:
    """The notification's blocks of fields: one about the mail, one for each recipient."""
    blocks = part.get_payload()
    return [block for block in blocks if isinstance(block, Message)] if isinstance(blocks, list) else []


def _original_id(mail: EmailMessage) -> str:
    """From the mail that came back, whole or its headers only."""
    for part in mail.walk():
        inner: object = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(inner, list) and isinstance(inner[0], Message):
            return str(inner[0]["Message-ID"] or "").strip()
        if part.get_content_type() == "text/rfc822-headers":
            headers = message_from_string(str(inner), policy=policy.default)
            return str(headers["Message-ID"] or "").strip()
    return ""
