"""What a feed's server answers instead of a feed."""

from __future__ import annotations

import pytest

from tracker.errors import BlockedError, GoneError, SourceError
from tracker.model.reply import FeedMemory, FeedStatus
from tracker.sources.trouble import RateLimited

from .feedtext import item, rss
from .loopback import Reply

CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
)


def test_f25_not_modified(read, server):
    """F25: what the feed told is sent back; a 304 is unchanged, with nothing forgotten."""
    memory = FeedMemory('"v1"', "Mon, 02 Feb 2026 00:00:00 GMT")
    reading = read(Reply(304), memory=memory)
    assert (reading.status, reading.items, reading.memory) == (FeedStatus.UNCHANGED, (), memory)
    assert server.asked[0].headers["if-none-match"] == '"v1"'
    assert server.asked[0].headers["if-modified-since"] == "Mon, 02 Feb 2026 00:00:00 GMT"


@pytest.mark.parametrize("status", [301, 308])
def test_f26_moved_for_good(read, server, status):
    """F26: a permanent redirect is followed and proposed."""
    new = server.script("/new.xml", rss(item(1)))
    reading = read(Reply(status, headers={"Location": new}))
    assert (reading.status, reading.moved_to, len(reading.items)) == (FeedStatus.MOVED, new, 1)


def test_f27_gone(read, server):
    """F27: 410 is for good: no retry."""
    with pytest.raises(GoneError):
        read(Reply(410))
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "reply",
    [
        Reply(403, b"<html><body>Request forbidden by administrative rules.</body></html>"),
        Reply(401),
        Reply(451),
        Reply(200, CHALLENGE),
        Reply(503, CHALLENGE),
        Reply(200, b"<html></html>", {"cf-mitigated": "challenge"}),
    ],
)
def test_f28_blocked(read, server, reply):
    """F28: a refusal or a challenge page is told apart from trouble, whatever its status; no retry."""
    with pytest.raises(BlockedError):
        read(reply)
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "body", [b"", b"  \n", b"<html><body>Welcome</body></html>", b"plain text", b'{"items": []}', b"<svg/>"]
)
def test_f29_no_feed_with_status_200(read, body):
    """F29: a page, nothing, or another kind of document is a failure, never "no new items"."""
    with pytest.raises(SourceError) as caught:
        read(body)
    assert not isinstance(caught.value, BlockedError | GoneError)


def test_an_article_about_captchas_is_no_challenge(read):
    """The words of a challenge page count only in a page."""
    assert len(read(rss(item(1, "Just a moment: captcha and access denied"))).items) == 1


def test_f1_f4_trouble_is_retried(read, server, time):
    """F1, F4: 429, 500 and a reset are asked again, as long as Retry-After says."""
    reading = read(Reply(429, headers={"Retry-After": "9"}), Reply(500), rss(item(1)))
    assert len(reading.items) == 1
    assert 9 in time.slept
    with pytest.raises(RateLimited):
        read(Reply(429))


def test_f4_not_found_is_not_retried(read, server):
    """A 404 needs a person, not a retry."""
    with pytest.raises(SourceError, match="status 404") as caught:
        read(Reply(404))
    assert not caught.value.retryable
    assert len(server.asked) == 1
