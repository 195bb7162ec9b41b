"""How mail leaves: the server, and who it says it is from."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Tls(StrEnum):
    STARTTLS = "starttls"  #: plain at first, encrypted before anything is said (port 587)
    TLS = "tls"  #: encrypted from the first byte (port 465)
    NONE = "none"  #: for a server on this machine; a password is never sent this way


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """address: bare; name: shown beside it, so neutral; reply_to: "" for none; list_id: a host-like name for List-Id,
    such as digest.example.org."""

    address: str
    name: str = ""
    reply_to: str = ""
    list_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOptions:
    """ca_file: PEM certificates to trust instead of the system's, "" for the system's; timeout: seconds for each
    exchange with the server; helo: how we name ourselves, "" for this machine's name; per_connection: mails after which
    a new connection is opened, since many servers set a limit of their own; connections: how many at once."""

    host: str
    sender: Sender
    port: int = 587
    tls: Tls = Tls.STARTTLS
    user: str = ""
    password: str = field(default="", repr=False)
    ca_file: str = ""
    timeout: float = 60.0
    helo: str = ""
    per_connection: int = 50
    connections: int = 1
