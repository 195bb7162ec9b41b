"""Scripted faults strike on the wire as the real ones do."""

from __future__ import annotations

import pytest
import requests

from tracker.standins.faults import Cut, Drip, Edit, Hang, Reset, Say, Script, bomb, packed, redirect, truncated

from .asking import MANNERS, Asker


def raw(ask: Asker, timeout: float = 5) -> requests.Response:
    url = f"{ask.entrez.eutils_url}efetch.fcgi"
    return requests.get(url, params=MANNERS | {"id": "90000001"}, timeout=timeout)


def test_a_script_counts_down_and_looks_at_the_path() -> None:
    """A fault strikes as often as it is told, only where its path fits; without an end it goes on."""
    script = Script()
    script.next(Reset(), times=2, on="efetch")
    script.next(Hang(), times=None, on="feed")
    assert script.take("/esearch") is None
    assert [script.take("/efetch") for _ in range(3)] == [Reset(), Reset(), None]
    assert [script.take("/feed") for _ in range(3)] == [Hang()] * 3
    assert script.left == 1
    script.clear()
    assert script.left == 0


def test_a_script_plays_one_after_the_other() -> None:
    """A request each; None lets the honest reply pass."""
    script = Script()
    script.play(Reset(), None, Hang(), on="efetch")
    assert [script.take("/efetch") for _ in range(4)] == [Reset(), None, Hang(), None]
    assert script.struck == [Reset(), Hang()]


def test_packed_replies_and_redirects(ask: Asker) -> None:
    """gzip says so in its header; a bomb is small on the wire; a redirect names its target."""
    ask.entrez.faults.play(packed(b"hello"), bomb(2, b"<x>"), redirect("/elsewhere", 308))
    assert raw(ask).content == b"hello"
    assert len(bomb(2).body) < 20_000
    assert len(raw(ask).content) == 2_000_003
    reply = requests.get(ask.entrez.base_url, timeout=5, allow_redirects=False)
    assert (reply.status_code, reply.headers["Location"]) == (308, "/elsewhere")


def test_say_takes_the_reply_s_place(ask: Asker) -> None:
    """Status, body and headers are the fault's."""
    ask.entrez.faults.next(Say(503, b"later", {"Retry-After": "7"}, "text/plain"))
    reply = raw(ask)
    assert (reply.status_code, reply.text, reply.headers["Retry-After"]) == (503, "later", "7")


def test_reset_is_a_reset(ask: Asker) -> None:
    """The client sees its connection reset, not an empty reply."""
    ask.entrez.faults.next(Reset())
    with pytest.raises(requests.ConnectionError, match="reset"):
        raw(ask)


def test_cut_promises_more_than_it_gives(ask: Asker) -> None:
    """The length in the headers is the whole body's: the client gets an incomplete read."""
    ask.entrez.faults.next(Cut(40))
    with pytest.raises(requests.RequestException, match="IncompleteRead"):
        raw(ask)


def test_truncated_looks_whole_to_http(ask: Asker) -> None:
    """Half the document with a true length: only the XML shows it."""
    whole = raw(ask).content
    ask.entrez.faults.next(truncated())
    assert raw(ask).content == whole[: len(whole) // 2]


def test_edit_changes_the_honest_body(ask: Asker) -> None:
    """The honest reply, spoiled."""
    ask.entrez.faults.next(Edit(lambda body: body.replace(b"airplanes", b"air\x01planes")))
    assert b"\x01" in raw(ask).content


def test_hang_says_nothing(ask: Asker) -> None:
    """The client's own timeout ends it."""
    ask.entrez.faults.next(Hang())
    with pytest.raises(requests.Timeout):
        raw(ask, timeout=0.1)


def test_drip_outlasts_a_timeout_per_read(ask: Asker) -> None:
    """Byte by byte: the whole comes in the end, though no single read waits long."""
    ask.entrez.faults.next(Drip(pause=0.0, headers=True))
    assert raw(ask, timeout=1).content.endswith(b"</PubmedArticleSet>")
