"""A mail on its way out, and what the server said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Body = tuple[str, ...]
"""Pieces of whole lines. A piece that many mails share is one object in all of them, and is encoded once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingMail:
    """message_id: with angle brackets, the same on every try. Without html, text alone is sent.

    unsubscribe_url: https address that acts on POST, "" where there is no public web address;
    unsubscribe_mailto: always set.
    """

    to: str
    message_id: str
    date: datetime
    subject: str
    text: Body
    html: Body = ()
    unsubscribe_mailto: str
    unsubscribe_url: str = ""


class Handed(StrEnum):
    ACCEPTED = "accepted"
    LATER = "later"  #: try again (4xx, greylisting, daily limit)
    REFUSED = "refused"  #: for good
    AMBIGUOUS = "ambiguous"  #: the line dropped after the final dot: it may have been taken


@dataclass(frozen=True, slots=True)
class SendResult:
    """reply: the server's words, secrets and addresses taken out. wait_hours: how long to wait with LATER."""

    outcome: Handed
    reply: str
    wait_hours: float = 0.0
