"""Which addresses a source may have: public ones, and hosts on the allow-list."""

from __future__ import annotations

import ipaddress
import socket
import threading

from tracker.sources.trouble import Refused, TooMuch

SocketAddress = tuple[int, tuple[str, int] | tuple[str, int, int, int]]
"""Address family and what `socket.connect` takes."""

_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address inside an IPv6 one
_ALSO_SPECIAL = tuple(map(ipaddress.ip_network, ("fec0::/10", "3fff::/20", "192.0.0.0/24", "192.88.99.0/24")))
"""Special too (https://www.iana.org/assignments/iana-ipv6-special-registry/ and its IPv4 sister; fec0: RFC 3879), and
not so for the `ipaddress` of every Python that we run on."""


def is_public(address: str) -> bool:
    """False for private, loopback, link-local, shared, multicast and reserved addresses, however they are wrapped."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _TRANSLATED:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    special = ip.is_multicast or ip.is_reserved or any(ip in network for network in _ALSO_SPECIAL)
    return ip.is_global and not special


def resolve(host: str, port: int, *, timeout: float) -> list[SocketAddress]:
    """All addresses of a host. Looking names up has no timeout of its own, so it runs beside us."""
    found: list[SocketAddress] = []
    failed: list[OSError | UnicodeError] = []

    def look_up() -> None:
        try:
            for family, _, _, _, address in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
                if family in (socket.AF_INET, socket.AF_INET6):
                    found.append((family, address))  # type: ignore[arg-type]  # told by its family
        except (OSError, UnicodeError) as error:
            failed.append(error)

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(max(timeout, 0))
    if thread.is_alive():
        raise TooMuch("the name was not looked up in time", where=host, retryable=True)
    if failed:
        raise OSError(f"the name {host} cannot be looked up: {failed[0]}")
    return found


def checked_addresses(host: str, port: int, *, allowed: frozenset[str], timeout: float) -> list[SocketAddress]:
    """The addresses of a host, all of them allowed. Raises Refused: one private address condemns the host.

    The names are looked up once and the caller connects to what is returned here, so a name server that answers
    differently a moment later changes nothing. Numbers such as 2130706433 or 0x7f.1 are resolved like names.
    """
    addresses = resolve(host, port, timeout=timeout)
    if not addresses:
        raise OSError(f"the name {host} has no address")
    if host.lower().rstrip(".") in allowed:
        return addresses
    for _, address in addresses:
        if not is_public(address[0]):
            raise Refused(
                f"{host} has the private or special address {address[0]}, which a source must not have",
                where=host,
                mend="If this host is meant, add it to the allowed private hosts in the settings.",
            )
    return addresses
