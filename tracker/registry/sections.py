"""All settings by section, each with its default and a sentence on it. The example file is made from this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tracker.errors import Problem
from tracker.registry.options import (
    Secret,
    base_address,
    email,
    hosts,
    list_id,
    mailbox,
    number,
    one_of,
    option,
    secret,
    text,
    time_zone,
    truth,
    web_address,
    whole,
)

NO_SECRET = Secret()
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorSettings:
    """Who looks after this installation."""

    address: str = option(
        "", "Mail address of the person who is told when something is wrong (a source keeps failing, mail is refused).",
        email, example="operator@example.org", when_empty="nobody is told; see the command status",
    )  # fmt: skip
    heartbeat_url: str = option(
        "",
        "Address that is asked after every round of work that left all well, for a watchdog that minds silence.",
        web_address, example="https://watchdog.example.org/ping/tracker", when_empty="no watchdog is told",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PubmedSettings:
    """How PubMed (NCBI's E-utilities) is asked."""

    email: str = option(
        "", "Contact address sent with every request, as NCBI asks for.",
        email, example="operator@example.org", when_empty="the operator's address",
    )  # fmt: skip
    tool: str = option("evidence-tracker", "Name of the program, sent with every request as NCBI asks for.", text)
    api_key: Secret = option(  # noqa: RUF009 - a field, and the default cannot change
        NO_SECRET, "Key of an NCBI account; it allows 10 requests a second instead of 3.",
        secret, secret=True, example="0123456789abcdef", when_empty="asked without a key",
    )  # fmt: skip
    base_url: str = option(
        "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/",
        "Address of the E-utilities; https, unless its host is one of http.allowed_private_hosts.",
        base_address,
    )
    requests_per_second: float | None = option(
        None, "Most requests a second; NCBI blocks those who send more than it allows.",
        number(0.1, 10), example="3", when_empty="3, or 10 with a key",
    )  # fmt: skip
    batch_size: int = option(200, "Records asked for in one request.", whole(1, 1000))
    deadline_seconds: float = option(
        120.0, "Longest time that one request may take, from connecting to the last byte.", number(1, 3600)
    )
    retries: int = option(4, "How often a request that failed for a passing reason is repeated.", whole(0, 20))
    baseline_days: int = option(
        30,
        "Days looked back by the first run; what it finds is the baseline and never announced as new.",
        whole(1, 3650),
    )
    overlap_days: int = option(
        3, "Days of the last window that each run reads again, since records of a day come in late.", whole(1, 60)
    )

    @property
    def rate(self) -> float:
        """Requests a second that are in force (NCBI's limits: 3, with a key 10)."""
        return self.requests_per_second or (10.0 if self.api_key else 3.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpSettings:
    """Limits on everything that is fetched."""

    allowed_private_hosts: tuple[str, ...] = option(
        (), "Hosts that may have a private address, or plain http where https is asked for (tests, intranet).",
        hosts, example="[127.0.0.1, feeds.intranet.example]", when_empty="none: private addresses are refused",
    )  # fmt: skip
    max_bytes: int = option(
        50_000_000, "Largest reply, unpacked, in bytes; a larger one is refused.", whole(10_000, 2_000_000_000)
    )
    deadline_seconds: float = option(60.0, "Longest time for a whole reply, headers included.", number(1, 3600))
    user_agent: str = option("evidence-tracker", "How the program names itself to the journals' servers.", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedsSettings:
    """How the journal feeds are read."""

    every_hours: float = option(12.0, "Hours between two readings of the same feed.", number(0.5, 720))
    max_items: int = option(1000, "Most items taken from one feed at a time.", whole(1, 10_000))


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreSettings:
    """Where everything is kept."""

    folder: str = option("state", "Folder of the database; relative to the folder of this file.", text)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleSettings:
    """When the daemon does what."""

    time_zone: str = option(
        "UTC", "Time zone in which a day begins and digests are due.", time_zone, example="Europe/Dublin"
    )
    fetch_every_hours: float = option(12.0, "Hours between two searches of PubMed.", number(0.5, 720))
    digest_weekday: str = option("monday", "Day on which weekly digests go out.", one_of(*WEEKDAYS))
    digest_hour: int = option(7, "Hour (0 to 23, local time) from which digests go out.", whole(0, 23))


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """The mail server that digests are handed to, and how they are addressed."""

    host: str = option(
        "",
        "Name of the mail server (SMTP).",
        text,
        example="smtp.example.org",
        when_empty="no mail is sent; digests can be previewed",
    )
    port: int = option(587, "Its port: 587 with starttls, 465 with tls, 25 with none.", whole(1, 65535))
    tls: str = option(
        "starttls",
        "How the connection is secured: starttls, tls (from the first byte on) or none.",
        one_of("none", "starttls", "tls"),
    )
    ca_file: str = option(
        "", "File with the certificates to trust, for a server with a certificate of your own.",
        text, example="/etc/ssl/own-ca.pem", when_empty="the system's",
    )  # fmt: skip
    user: str = option("", "User name at the mail server.", text, example="digest", when_empty="no login")
    password: Secret = option(  # noqa: RUF009 - as above
        NO_SECRET, "Password at the mail server.", secret, secret=True, example="correct-horse", when_empty="no login"
    )
    sender: str = option(
        "",
        "Address that digests come from, with or without a name before it.",
        mailbox,
        key="from",
        example="digest@example.org",
        when_empty="no mail is sent",
    )
    reply_to: str = option(
        "", "Address that answers go to.", email, example="operator@example.org", when_empty="the address in from"
    )
    list_id: str = option(
        "", "List-Id of the digests, by which mail programs sort.", list_id,
        example="digest.example.org", when_empty="made from the address in from",
    )  # fmt: skip
    timeout_seconds: float = option(30.0, "Longest wait for an answer of the mail server.", number(1, 600))
    connections: int = option(4, "Most connections to the mail server at once.", whole(1, 20))
    per_connection: int = option(50, "Most messages over one connection.", whole(1, 10_000))
    per_hour: int = option(200, "Most messages in an hour; the rest waits.", whole(1, 1_000_000))
    suspend_after: int = option(
        3,
        "After so many permanent refusals in a row an address is sent nothing more, and the operator is told.",
        whole(1, 100),
    )

    @property
    def usable(self) -> bool:
        return bool(self.host and self.sender)


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The pages that readers can open, where there are any."""

    public_url: str = option(
        "", "Address under which the pages can be reached from outside; unsubscribe links lead there.",
        web_address, example="https://digest.example.org", when_empty="mails offer unsubscribing by mail only",
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitsSettings:
    """How long things may get."""

    digest_max_kb: int = option(
        95,
        "Largest HTML part of a digest in kilobytes; large mail providers cut a mail off at about 102.",
        whole(20, 10_000),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogSettings:
    """What the daemon and the pages' server say while they run."""

    format: str = option(
        "text", "Form of a line: text for people, json for a collector of logs.", one_of("text", "json")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings in force. origins: key ("mail.host") -> "default", "settings.yaml:12" or "TRACKER_MAIL_HOST"."""

    operator: OperatorSettings = field(default_factory=OperatorSettings)
    pubmed: PubmedSettings = field(default_factory=PubmedSettings)
    http: HttpSettings = field(default_factory=HttpSettings)
    feeds: FeedsSettings = field(default_factory=FeedsSettings)
    store: StoreSettings = field(default_factory=StoreSettings)
    schedule: ScheduleSettings = field(default_factory=ScheduleSettings)
    mail: MailSettings = field(default_factory=MailSettings)
    web: WebSettings = field(default_factory=WebSettings)
    limits: LimitsSettings = field(default_factory=LimitsSettings)
    log: LogSettings = field(default_factory=LogSettings)
    dry_run: bool = option(False, "Fetch and show, but store nothing and send no mail.", truth)
    origins: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    warnings: tuple[Problem, ...] = field(default=(), compare=False, repr=False)

    @property
    def contact(self) -> str:
        """The address that NCBI is given: pubmed.email, else the operator's; "" where there is neither."""
        return self.pubmed.email or self.operator.address
