"""Subscribers, what they asked for, and what was sent to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Frequency(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    ALERTS = "alerts"  #: only retractions, corrections and concerns


class Least(StrEnum):
    """The weakest design that a reader wants to hear of."""

    ANY = "any"
    OBSERVATIONAL = "observational"  #: studies that compare people, or follow many
    RANDOMISED = "randomised"  #: randomised trials, and what pools or reviews trials


class Standing(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"  #: the address refused mail for good
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """topics: () means all. weekday: 0 is Monday. hour: in time_zone (an IANA name).

    plain_subjects: the subject line may name topics, which others than the reader may see. claim_alerts: told at
    once, between digests, when a claim's state changes; else only digests tell it. language: of the crisis lines
    ("de"), "" for the digest's own.
    """

    topics: tuple[str, ...] = ()
    frequency: Frequency = Frequency.WEEKLY
    weekday: int = 0
    hour: int = 7
    time_zone: str = "UTC"
    empty_mail: bool = True
    text_only: bool = False
    only_human: bool = False
    least: Least = Least.ANY
    plain_subjects: bool = False
    claim_alerts: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """token: random, for the personal links; after: number of the last event they were told of.

    Neither address nor token is in the repr: it may end in a log.
    """

    id: int
    address: str = field(repr=False)
    preferences: Preferences
    standing: Standing
    joined: datetime
    token: str = field(repr=False)
    after: int
    last_due: date | None = None
    failures: int = 0
    imported: bool = False  #: came with a list, not by their own word


class DeliveryState(StrEnum):
    PLANNED = "planned"
    SENDING = "sending"  #: handed to the server; seen after a crash it is retried with the same Message-ID
    SENT = "sent"
    DEFERRED = "deferred"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One digest to one address. Unique per subscriber and occasion. Its repr names neither address nor token."""

    id: int
    subscriber: int
    address: str = field(repr=False)
    token: str = field(repr=False)
    text_only: bool
    due: date
    digest: str  #: content hash
    message_id: str
    state: DeliveryState
    attempts: int
    not_before: datetime
    ambiguous: int = 0  #: tries after which the server may or may not have taken the message
    planned: datetime | None = None
    sent: datetime | None = None
    reply: str = ""
