"""The client: one request, its redirects, its limits, its errors."""

from __future__ import annotations

import functools
import http.client
import re
import ssl
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from tracker.errors import SourceError
from tracker.sources.http.body import bounded, unpack
from tracker.sources.http.response import HttpOptions, Response, plain_url
from tracker.sources.http.watchdog import Watchdog
from tracker.sources.trouble import Refused, TooMuch

_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_CHUNK = 64 * 1024


class HttpClient:
    """Stateless between requests: no cookies, no netrc, no proxy from the environment, no kept connections.

    A proxy would resolve names for us, after our check: operators who need one put it in front of the machine.
    """

    def __init__(self, options: HttpOptions) -> None:
        self._options = options
        self._allowed = frozenset(host.lower().rstrip(".") for host in options.allowed_hosts)

    @property
    def user_agent(self) -> str:
        contact = re.sub(r"[^\x21-\x7e]", "", self._options.contact)
        return f"{self._options.product} (mailto:{contact})" if contact else self._options.product

    def get(self, url: str, *, headers: Mapping[str, str] | None = None) -> Response:
        """Raises SourceError: Refused, TooMuch (late, too big, cut off), or retryable for network trouble."""
        return self._follow("GET", url, dict(headers or {}), None)

    def post(self, url: str, form: bytes, *, headers: Mapping[str, str] | None = None) -> Response:
        """As `get`, with an urlencoded form. A redirect is followed only where it keeps method and host."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self._follow("POST", url, sent, form)

    def _follow(self, method: str, url: str, headers: dict[str, str], form: bytes | None) -> Response:
        moved_to: str | None = None
        permanent_so_far = True
        with Watchdog(self._options.deadline) as watchdog:
            for _ in range(self._options.max_redirects + 1):
                response = self._once(method, url, headers, form, watchdog)
                target = response.headers.get("location", "").strip()
                if response.status not in _REDIRECTS or not target:
                    return Response(
                        status=response.status,
                        headers=response.headers,
                        body=response.body,
                        url=url,
                        moved_to=moved_to,
                    )
                target = urljoin(url, target)
                _check_redirect(method, url, target, response.status)
                permanent_so_far = permanent_so_far and response.status in _PERMANENT
                if permanent_so_far:
                    moved_to = target
                url = target
        raise Refused(
            f"it redirects more than {self._options.max_redirects} times",
            where=plain_url(url),
            mend="Look the address up in a browser and correct it.",
        )

    def _once(self, method: str, url: str, headers: dict[str, str], form: bytes | None, watchdog: Watchdog) -> Response:
        import requests
        import urllib3

        from tracker.sources.http.adapter import Attempt, GuardedAdapter

        where = plain_url(url)
        _check_url(url, where)
        sent = {"User-Agent": self.user_agent, "Accept-Encoding": "gzip, deflate", "Connection": "close", **headers}
        adapter = GuardedAdapter(Attempt(self._allowed, watchdog), _trusting(self._options.ca_file))
        # The messages of these libraries carry the whole address, with its query: none of them goes on.
        try:
            request = requests.Request(method, url, headers=sent, data=form).prepare()
            reply = adapter.send(request, stream=True, timeout=watchdog.remaining, verify=True)
            reply_headers = {name.lower(): value for name, value in reply.headers.items()}
            redirect = reply.status_code in _REDIRECTS
            packed = (
                b""
                if redirect
                else bounded(reply.raw.stream(_CHUNK, decode_content=False), self._options.max_wire, where)
            )
            if watchdog.expired:
                raise _late(where, self._options.deadline)
        except SourceError:
            raise
        except (requests.exceptions.SSLError, urllib3.exceptions.SSLError, ssl.SSLError) as error:
            if watchdog.expired:
                raise _late(where, self._options.deadline) from None
            raise SourceError(
                f"no trustworthy TLS connection: {_certificate_trouble(error)}", where=where, retryable=True
            ) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, http.client.HTTPException, OSError) as error:
            if watchdog.expired or _is_timeout(error):
                raise _late(where, self._options.deadline) from None
            raise _network_trouble(error, where) from None
        except (ValueError, UnicodeError):
            raise Refused("the address or the reply's header cannot be read", where=where) from None
        finally:
            adapter.close()
        body = unpack(packed, reply_headers.get("content-encoding", ""), self._options.max_body, where)
        return Response(status=reply.status_code, headers=reply_headers, body=body, url=url)


@functools.cache
def _trusting(ca_file: str) -> ssl.SSLContext:
    """Once a process: to read all the authorities' certificates takes longer than a request."""
    import certifi

    context = ssl.create_default_context(cafile=certifi.where())
    if ca_file:
        context.load_verify_locations(cafile=ca_file)
    return context


def _check_url(url: str, where: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable or re.search(r"[\x00-\x20\x7f\\]", url):
        raise Refused("only http and https addresses are read", where=where or "an address")


def _check_redirect(method: str, old: str, new: str, status: int) -> None:
    before, after = urlsplit(old), urlsplit(new)
    if before.scheme.lower() == "https" and after.scheme.lower() == "http":
        raise Refused("it redirects from https to http", where=plain_url(old))
    if method == "POST" and (status not in (307, 308) or before.hostname != after.hostname):
        raise Refused(
            f"it redirects to {plain_url(new)}",
            where=plain_url(old),
            mend="Put the new address into the settings, if it is right.",
        )


def _late(where: str, deadline: float) -> TooMuch:
    return TooMuch(f"no complete reply within {deadline:g} s", where=where, retryable=True)


def _causes(error: BaseException) -> list[BaseException]:
    """The error and everything that it wraps."""
    found: list[BaseException] = []
    queue: list[object] = [error]
    while queue and len(found) < 20:
        each = queue.pop(0)
        if isinstance(each, BaseException) and each not in found:
            found.append(each)
            queue += [each.__cause__, each.__context__, getattr(each, "reason", None), *each.args]
    return found


def _is_timeout(error: BaseException) -> bool:
    return any(isinstance(each, TimeoutError) or "Timeout" in type(each).__name__ for each in _causes(error))


def _certificate_trouble(error: BaseException) -> str:
    for each in _causes(error):
        if isinstance(each, ssl.SSLCertVerificationError):
            return each.verify_message or "the certificate does not verify"
        if isinstance(each, ssl.CertificateError):
            return "the certificate is for another host"
    return "the TLS handshake or stream failed"


def _network_trouble(error: BaseException, where: str) -> SourceError:
    causes = _causes(error)
    for each in causes:
        if isinstance(each, SourceError):
            return each
    names = {type(each).__name__ for each in causes}
    if names & {"IncompleteRead", "InvalidChunkLength", "InvalidHeader"}:
        return TooMuch("the reply is cut off", where=where, retryable=True)
    if names & {"InvalidURL", "LocationParseError", "MissingSchema", "InvalidSchema"}:
        return Refused("the address cannot be read", where=where)
    for each in causes:
        if isinstance(each, OSError) and each.strerror and not type(each).__module__.startswith("requests"):
            return SourceError(f"no connection, or it broke: {each.strerror}", where=where, retryable=True)
        if isinstance(each, OSError) and "cannot be looked up" in str(each) and type(each) is OSError:
            return SourceError(str(each), where=where, retryable=True)
    return SourceError("no connection, or it broke", where=where, retryable=True)
