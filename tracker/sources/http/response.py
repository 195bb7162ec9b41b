"""What goes into the client and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpOptions:
    """contact: an address that a source's operator can write to, sent in the User-Agent.

    allowed_hosts: hosts that may have a private address ("localhost", "intranet.example", "127.0.0.1").
    deadline: seconds for one request with all its redirects. Sizes in bytes. ca_file: extra trusted certificates.
    """

    contact: str = ""
    product: str = "evidence-tracker/0.1"
    allowed_hosts: tuple[str, ...] = ()
    deadline: float = 60.0
    max_wire: int = 32 * 1024 * 1024
    max_body: int = 128 * 1024 * 1024
    max_redirects: int = 5
    ca_file: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A reply of any status. headers: names in lower case. url: where it came from in the end.

    moved_to: the address to ask from now on, where the first redirects were permanent (301, 308); else None.
    """

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    url: str = ""
    moved_to: str | None = None


def plain_url(url: str) -> str:
    """The address without query, fragment and credentials: what may stand in a message or a log."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "(an address that cannot be read)"
    return urlunsplit((parts.scheme, host + port, parts.path, "", ""))
