"""Leaving by link, and what the site answers to all else."""

from __future__ import annotations

import pytest

from tests.web.conftest import READER, Serve, Served
from tracker.app.build import links_for
from tracker.model.subscriber import Standing


def test_looking_never_acts(site: Served) -> None:
    """Scanners follow every link of a mail: GET and HEAD leave the reader on the list."""
    token = site.reader().token
    page = site.get(f"/leave/{token}")
    assert page.status == 200
    assert 'method="post"' in page.body
    assert site.ask("HEAD", f"/leave/{token}").status == 200
    assert site.standing() is Standing.ACTIVE


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"),
        (
            b'--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
            "multipart/form-data; boundary=b",
        ),
        (b"", "text/plain"),
    ],
)
def test_a_post_takes_the_reader_off_at_once(site: Served, body: bytes, kind: str) -> None:
    """Both forms that RFC 8058 allows, and no body at all; there is no redirect and no cookie."""
    token = site.reader().token
    done = site.ask("POST", f"/leave/{token}", body, **{"Content-Type": kind})
    assert done.status == 200
    assert "The subscription has ended" in done.body
    assert done.headers["Set-Cookie"] is None
    assert site.standing() is Standing.LEFT


def test_only_the_tokens_reader_leaves(site: Served) -> None:
    """The others stay."""
    site.reader("other@example.org")
    site.one_click(f"/leave/{site.reader().token}")
    assert site.standing("other@example.org") is Standing.ACTIVE


def test_leaving_twice_is_leaving_once(site: Served) -> None:
    """The second time says the same."""
    token = site.reader().token
    assert site.one_click(f"/leave/{token}")[2] == site.one_click(f"/leave/{token}")[2]
    assert site.standing() is Standing.LEFT


def test_nobody_can_find_out_who_is_on_the_list(site: Served) -> None:
    """An unknown token gets the pages of a known one, byte by byte, before and after."""
    known, unknown = f"/leave/{site.reader().token}", "/leave/nobody-has-this-token"
    for method in ("GET", "POST", "GET", "POST"):
        mine, other = site.ask(method, known), site.ask(method, unknown)
        assert (mine.status, mine.body) == (other.status, other.body)
        assert sorted(set(mine.headers)) == sorted(set(other.headers))
    assert READER not in site.get(known).body


def test_a_suspended_reader_can_leave(site: Served) -> None:
    """Their address may work again one day."""
    reader = site.reader()
    with site.app.store() as store:
        store.subscribers.set_standing(reader.id, Standing.SUSPENDED, site.clock())
    site.one_click(f"/leave/{reader.token}")
    assert site.standing() is Standing.LEFT


@pytest.mark.parametrize("public", ["https://digest.example.org", "https://example.org/research/digest"])
def test_the_link_that_a_mail_carries_is_served(serve: Serve, public: str) -> None:
    """Under the path of the public address, and where the proxy cuts that path off."""
    site = serve(public)
    link = links_for(site.app.settings, site.reader().token).unsubscribe_url
    path = link.removeprefix("https://digest.example.org").removeprefix("https://example.org")
    assert site.get(path).status == 200
    assert site.get(path.removeprefix("/research/digest")).status == 200
    assert site.one_click(path).status == 200
    assert site.standing() is Standing.LEFT


def test_without_a_store_nothing_is_said_to_be_done(serve: Serve) -> None:
    """A reader who is told that they have left has left: else 503, and no store is laid in passing."""
    site = serve(lay=False)
    failed = site.one_click("/leave/any")
    assert failed.status == 503
    assert failed.headers["Retry-After"] == "120"
    assert "Nothing was changed" in failed.body
    assert "has ended" not in failed.body
    assert not (site.app.state_folder / "tracker.db").exists()


@pytest.mark.parametrize(
    "path", ["/leave", "/leave/", "/leave/a/b", "/leave//a", "/health/", "/claims/", "/claims/none.html"]
)
def test_everything_else_is_not_there(site: Served, path: str) -> None:
    """404, and no redirect."""
    assert site.get(path).status == 404


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(site: Served, method: str) -> None:
    """405 with those that are allowed."""
    token = site.reader().token
    refused = site.ask(method, f"/leave/{token}")
    assert refused.status == 405
    assert {one.strip() for one in refused.headers["Allow"].split(",")} == {"GET", "HEAD", "POST"}
    assert site.ask("POST", "/health").status == 405
    assert site.standing() is Standing.ACTIVE


@pytest.mark.parametrize(("size", "status"), [(10 * 1024, 200), (10 * 1024 + 1, 413), (100_000, 413)])
def test_long_bodies_are_refused(site: Served, size: int, status: int) -> None:
    """Ten kilobytes are taken, no more; and what is refused does nothing."""
    token = site.reader().token
    assert site.ask("POST", f"/leave/{token}", b"x" * size).status == status
    assert (site.standing() is Standing.LEFT) == (status == 200)


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/leave/a"), ("POST", "/leave/a"), ("GET", "/nowhere"), ("PUT", "/leave/a"), ("GET", "/health")],
)
def test_every_reply_carries_the_strict_headers(site: Served, method: str, path: str) -> None:
    """Nothing is loaded, framed, kept, indexed, or told to the next site; the server does not name itself."""
    headers = site.ask(method, path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    for part in ("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Set-Cookie"] is None
    assert headers["Server"] is None


@pytest.mark.parametrize("path", ["/leave/a", "/nowhere"])
def test_every_page_carries_safety_and_crisis_lines_and_names_no_illness(site: Served, path: str) -> None:
    """As the files give them; the page's name is the digest's, which names neither drug nor illness."""
    subject = site.app.registry.subject
    body = site.get(path).body
    for line in (*subject.safety, *subject.crisis, subject.digest_name):
        assert line in body
    assert subject.title.lower() not in body.lower()


def test_a_failure_says_so_and_keeps_the_token_out_of_the_log(site: Served, caplog: pytest.LogCaptureFixture) -> None:
    """A store that is no store: 503, and the log names the file, not the reader's secret."""
    token = site.reader().token
    database = site.app.state_folder / "tracker.db"
    for file in site.app.state_folder.glob("tracker.db-*"):
        file.unlink()
    database.write_bytes(b"this is not a database" * 100)
    assert site.one_click(f"/leave/{token}").status == 503
    assert "tracker.db" in caplog.text
    assert token not in caplog.text
