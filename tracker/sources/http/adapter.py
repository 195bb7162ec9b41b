"""How requests is made to connect where we say, watched by our deadline."""

from __future__ import annotations

import logging
import socket
import ssl
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import NewConnectionError

from tracker.sources.http.address import checked_addresses
from tracker.sources.http.watchdog import Watchdog

logging.getLogger("urllib3").setLevel(logging.INFO)
"""At DEBUG it writes whole addresses, and NCBI wants its key in the address."""


class Attempt:
    """What one request's connections share: who is allowed, and how long it may take."""

    def __init__(self, allowed: frozenset[str], watchdog: Watchdog) -> None:
        self.allowed = allowed
        self.watchdog = watchdog

    def connect(self, host: str, port: int) -> socket.socket:
        """A connection to one of the host's checked addresses. Raises Refused or OSError."""
        trouble: OSError | None = None
        for family, address in checked_addresses(host, port, allowed=self.allowed, timeout=self.watchdog.remaining):
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.settimeout(self.watchdog.remaining)
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connection.connect(address)
            except OSError as error:
                connection.close()
                trouble = error
                continue
            self.watchdog.watch(connection)
            return connection
        raise trouble or OSError(f"{host} has no address")


class _Connection(HTTPConnection):
    def __init__(self, *args: Any, attempt: Attempt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._attempt = attempt

    def _new_conn(self) -> socket.socket:
        return _connect(self, self._attempt)


class _SecureConnection(HTTPSConnection):
    def __init__(self, *args: Any, attempt: Attempt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._attempt = attempt

    def _new_conn(self) -> socket.socket:
        return _connect(self, self._attempt)


def _connect(connection: HTTPConnection, attempt: Attempt) -> socket.socket:
    try:
        return attempt.connect(connection._dns_host, connection.port or connection.default_port)
    except OSError as error:
        raise NewConnectionError(connection, str(error)) from error


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection


class GuardedAdapter(HTTPAdapter):
    """A requests adapter for one attempt; its connections are not reused by others."""

    def __init__(self, attempt: Attempt, tls: ssl.SSLContext) -> None:
        self._attempt = attempt
        self._tls = tls
        super().__init__(pool_connections=1, pool_maxsize=1)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **kwargs: Any) -> None:
        self.poolmanager = PoolManager(num_pools=connections, maxsize=maxsize, block=block, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        pool: Any = super().get_connection_with_tls_context(*args, **kwargs)
        pool.conn_kw["attempt"] = self._attempt
        if isinstance(pool, HTTPSConnectionPool):
            pool.conn_kw["ssl_context"] = self._tls
        return pool

    def cert_verify(self, conn: Any, *_: Any) -> None:
        """The context already holds the trusted certificates; loading them for every connection is slow."""
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = None
        conn.ca_cert_dir = None
