"""The HTTP client against servers that misbehave."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time as wall
import zlib

import pytest
import trustme

from tracker.errors import SourceError
from tracker.sources.http import HttpClient
from tracker.sources.http import address as address_module
from tracker.sources.trouble import Refused, TooMuch

from .loopback import Reply, http_options


def client(**changes: object) -> HttpClient:
    return HttpClient(http_options(**changes))


def test_a_reply_comes_with_status_headers_and_body(server):
    """Any status is a reply; header names are in lower case."""
    url = server.script("/x", Reply(404, b"not here", {"X-Odd": "1"}))
    response = client().get(url, headers={"If-None-Match": '"a"'})
    assert (response.status, response.body, response.headers["x-odd"]) == (404, b"not here", "1")
    assert (response.url, response.moved_to) == (url, None)
    assert server.asked[0].headers["if-none-match"] == '"a"'
    assert server.asked[0].headers["user-agent"] == "evidence-tracker/0.1 (mailto:desk@tracker.example)"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/hostname",
        "ftp://journal.example/x",
        "gopher://journal.example",
        "javascript:alert(1)",
        "//x",
        "",
        "http://",
        "http://a b/",
        "http://journal.example\\@127.0.0.1/",
        "http://journal.example:0/",
        "http://journal.example:99999/",
        "http://[::1",
    ],
)
def test_f38_only_http_addresses_are_read(url):
    """F38: files, other schemes and malformed addresses are refused for good."""
    with pytest.raises(Refused) as caught:
        client().get(url)
    assert not caught.value.retryable


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_f38_private_addresses_are_refused_however_spelled(server, host):
    """F38: the loopback is refused by name, number, octal, hexadecimal and mapped; nothing reaches the server."""
    server.script("/", b"secret")
    with pytest.raises(Refused, match="private or special"):
        client(allowed_hosts=()).get(f"http://{host}:{server.port}/")
    assert server.asked == []


def test_f38_the_allow_list_is_for_names_as_given(server):
    """F38: an allowed host is reached; another name for the same address is not."""
    server.script("/", b"fine")
    assert client(allowed_hosts=("LOCALHOST",)).get(f"http://localhost:{server.port}/").body == b"fine"
    with pytest.raises(Refused):
        client(allowed_hosts=("localhost",)).get(f"http://127.0.0.1:{server.port}/")


def test_f38_a_redirect_to_a_private_address_is_refused(server):
    """F38: every hop is checked, not only the first."""
    server.script("/secret", b"secret")
    url = server.script("/", Reply(302, headers={"Location": f"http://127.0.0.1:{server.port}/secret"}))
    with pytest.raises(Refused):
        client(allowed_hosts=("localhost",)).get(url.replace("127.0.0.1", "localhost"))
    assert [asked.path for asked in server.asked] == ["/"]


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://journal.example/"])
def test_f38_a_redirect_to_another_scheme_is_refused(server, target):
    """F38: a redirect cannot leave http."""
    with pytest.raises(Refused):
        client().get(server.script("/", Reply(302, headers={"Location": target})))


def test_f38_a_rebinding_name_server_gains_nothing(server, monkeypatch):
    """F38: the name is looked up once, and the connection goes to the address that was checked."""
    answers = ["93.184.215.14", "127.0.0.1"]
    looked_up = []
    real = socket.getaddrinfo

    def rebinding(host, port, *args, **kwargs):
        if host != "rebind.example":
            return real(host, port, *args, **kwargs)
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers[min(len(looked_up), 2) - 1], port))]

    monkeypatch.setattr(address_module.socket, "getaddrinfo", rebinding)
    connected = []
    monkeypatch.setattr(
        socket.socket,
        "connect",
        lambda self, to: connected.append(to) or (_ for _ in ()).throw(OSError(111, "refused")),
    )
    with pytest.raises(SourceError):
        client().get(f"http://rebind.example:{server.port}/")
    assert connected == [("93.184.215.14", server.port)]
    assert looked_up == ["rebind.example"]


def test_f38_one_private_address_among_public_ones_condemns_the_host(monkeypatch):
    """F38: a name with a public and a private address is refused."""
    both = [(socket.AF_INET, 1, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.7")]
    monkeypatch.setattr(address_module.socket, "getaddrinfo", lambda *args, **kwargs: both)
    with pytest.raises(Refused, match=r"10\.0\.0\.7"):
        client().get("http://mixed.example/")


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07::1", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("240.0.0.1", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("198.18.0.1", False),
        ("192.0.0.8", False),
        ("192.88.99.1", False),
        ("fec0::1", False),
        ("3fff::1", False),
        ("64:ff9b:1::7f00:1", False),
        ("::127.0.0.1", False),
    ],
)
def test_f38_which_addresses_are_public(ip, public):
    """F38: private, shared, link-local, multicast, reserved and wrapped addresses are told from public ones."""
    assert address_module.is_public(ip) is public


def test_f26_permanent_redirects_are_reported(server):
    """F26: after 301 and 308 the new address is named; it is the one that answered."""
    server.script("/new", b"here")
    server.script("/b", Reply(308, headers={"Location": "/new"}))
    response = client().get(server.script("/a", Reply(301, headers={"Location": f"{server.url}/b"})))
    assert (response.body, response.url, response.moved_to) == (b"here", f"{server.url}/new", f"{server.url}/new")


def test_f26_a_passing_redirect_is_followed_and_not_reported(server):
    """F26: a 302 moves nothing; a permanent move before it counts up to there."""
    server.script("/new", b"here")
    server.script("/b", Reply(302, headers={"Location": "/new"}))
    assert client().get(f"{server.url}/b").moved_to is None
    response = client().get(server.script("/a", Reply(301, headers={"Location": "/b"})))
    assert (response.url, response.moved_to) == (f"{server.url}/new", f"{server.url}/b")


def test_redirects_have_an_end(server):
    """A loop of redirects is refused."""
    url = server.script("/loop", Reply(301, headers={"Location": "/loop"}))
    with pytest.raises(Refused, match="redirects more than 5"):
        client().get(url)
    assert len(server.asked) == 6


def test_a_form_is_not_sent_anywhere_else(server):
    """A POST is not turned into a GET, and its form goes to no other place."""
    url = server.script("/a", Reply(301, headers={"Location": "/b"}))
    with pytest.raises(Refused, match="redirects to"):
        client().post(url, b"key=secret")
    assert len(server.asked) == 1


def test_a_redirects_body_is_never_read(server):
    """F37: the body of a redirect may be a bomb; it is left alone."""
    bomb = gzip.compress(b" " * 50_000_000, 1)
    server.script("/new", b"here")
    headers = {"Location": "/new", "Content-Encoding": "gzip"}
    assert client(max_body=1000, max_wire=1000).get(server.script("/a", Reply(301, bomb, headers))).body == b"here"


def drip(head: bytes, *, headers_too: bool = False):
    """Sends a byte every 20 ms, for ever."""

    def wire(handler) -> None:
        if not headers_too:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
        try:
            for byte in head + b"x" * 100_000:
                handler.wfile.write(bytes([byte]))
                handler.wfile.flush()
                wall.sleep(0.02)
        except OSError:
            pass

    return Reply(wire=wire)


@pytest.mark.parametrize(
    "reply",
    [
        drip(b""),
        drip(b"HTTP/1.1 200 OK\r\nX-Slow: ", headers_too=True),
        Reply(wire=lambda handler: wall.sleep(3)),
    ],
    ids=["body", "headers", "silence"],
)
def test_f6_the_deadline_is_for_the_whole_request(server, reply):
    """F6: a hang and a drip of body or headers end at the deadline, and are worth a retry."""
    url = server.script("/slow", reply)
    began = wall.monotonic()
    with pytest.raises(TooMuch, match=r"within 0\.3 s") as caught:
        client(deadline=0.3).get(url)
    assert wall.monotonic() - began < 1.5
    assert caught.value.retryable


def test_f6_redirects_share_one_deadline(server):
    """F6: a chain of slow redirects has the time of one request."""

    def slow(handler) -> None:
        wall.sleep(0.2)
        handler.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: /slow\r\nContent-Length: 0\r\n\r\n")

    url = server.script("/slow", Reply(wire=slow))
    began = wall.monotonic()
    with pytest.raises(TooMuch):
        client(deadline=0.3).get(url)
    assert wall.monotonic() - began < 1.5


def test_f6_a_slow_name_server_is_within_the_deadline(monkeypatch):
    """F6: looking up the name counts too."""
    monkeypatch.setattr(address_module.socket, "getaddrinfo", lambda *args, **kwargs: wall.sleep(1) or [])
    began = wall.monotonic()
    with pytest.raises(TooMuch, match="looked up in time"):
        client(deadline=0.2).get("http://slow.example/")
    assert wall.monotonic() - began < 1.2


def test_f37_size_on_the_wire_is_bounded(server):
    """F37: a body beyond the limit is not read on."""
    with pytest.raises(TooMuch, match="larger than 1000"):
        client(max_wire=1000).get(server.script("/big", b"x" * 5000))


@pytest.mark.parametrize("raw_deflate", [False, True])
def test_f37_size_unpacked_is_bounded(server, raw_deflate):
    """F37: a packed body is unpacked only up to the limit."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15 if raw_deflate else 31)
    bomb = packer.compress(bytes(30_000_000)) + packer.flush()
    headers = {"Content-Encoding": "deflate" if raw_deflate else "gzip"}
    with pytest.raises(TooMuch, match="unpacks to more than 100000"):
        client(max_body=100_000).get(server.script("/bomb", Reply(body=bomb, headers=headers)))


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(b"text" * 100), "gzip"),
        (gzip.compress(b"text" * 60) + gzip.compress(b"text" * 40), "x-gzip"),
        (zlib.compress(b"text" * 100), "deflate"),
        (b"text" * 100, "identity"),
    ],
    ids=["gzip", "two members", "deflate", "identity"],
)
def test_packed_bodies_are_unpacked(server, body, encoding):
    """gzip in one or more members, deflate with a header, and nothing at all."""
    url = server.script("/packed", Reply(body=body, headers={"Content-Encoding": encoding}))
    assert client().get(url).body == b"text" * 100


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(gzip.compress(b"text" * 100)[:-12], "gzip"), (b"no gzip", "gzip"), (b"x", "br")],
    ids=["cut off", "no gzip", "brotli"],
)
def test_damaged_packing_is_an_error(server, body, encoding):
    """A cut-off, damaged or unknown packing is never taken for the text."""
    with pytest.raises(TooMuch):
        client().get(server.script("/packed", Reply(body=body, headers={"Content-Encoding": encoding})))


def test_f5_a_body_shorter_than_announced_is_an_error(server):
    """F5: fewer bytes than Content-Length says is a cut-off reply."""
    with pytest.raises(TooMuch, match="cut off"):
        client().get(server.script("/cut", Reply(body=b"half", headers={"Content-Length": "400"})))


def test_f5_a_cut_off_chunked_body_is_an_error(server):
    """F5: chunks without the last one are a cut-off reply."""

    def wire(handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")

    with pytest.raises(SourceError) as caught:
        client().get(server.script("/chunks", Reply(wire=wire)))
    assert caught.value.retryable


def test_nobody_listening_is_worth_a_retry(server):
    """A refused connection is passing trouble; the message shows no query."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(SourceError) as caught:
        client().get(f"http://127.0.0.1:{port}/x?api_key=hush")
    assert caught.value.retryable
    assert "hush" not in str(caught.getrepr(chain=True, showlocals=False)).replace('api_key=hush")', "")


@pytest.fixture
def secure() -> int:
    """The port of a TLS server with a certificate for localhost that nobody trusts; it answers once or more."""
    yield from _secure(trustme.CA())


def _secure(authority: trustme.CA):
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                plain, _ = listening.accept()
                with context.wrap_socket(plain, server_side=True) as connection:
                    connection.recv(10_000)
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsafe")
            except ssl.SSLError:
                continue
            except OSError:
                return

    threading.Thread(target=serve, daemon=True).start()
    yield listening.getsockname()[1]
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()


def test_tls_is_verified(secure):
    """A certificate that nobody trusts is refused, and the reason is given."""
    with pytest.raises(SourceError, match=r"no trustworthy TLS connection: .*issuer"):
        client(allowed_hosts=("localhost",)).get(f"https://localhost:{secure}/")


def test_tls_with_a_certificate_named_in_the_settings(tmp_path):
    """A further authority can be trusted; the host's name still has to match."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    serving = _secure(authority)
    port = next(serving)
    trusting = client(allowed_hosts=("localhost", "127.0.0.1"), ca_file=str(tmp_path / "ca.pem"))
    assert trusting.get(f"https://localhost:{port}/").body == b"safe"
    with pytest.raises(SourceError, match="no trustworthy TLS"):
        trusting.get(f"https://127.0.0.1:{port}/")
    next(serving, None)


def test_the_environments_proxy_is_not_used(server, monkeypatch):
    """A proxy would resolve names after our check."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert client().get(server.script("/x", b"direct")).body == b"direct"


def test_no_cookie_is_sent_back(server):
    """Requests know nothing of each other."""
    url = server.script("/x", Reply(headers={"Set-Cookie": "a=b"}))
    calm = client()
    calm.get(url)
    calm.get(url)
    assert "cookie" not in server.asked[1].headers
