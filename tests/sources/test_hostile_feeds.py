"""Feeds that mean harm: bombs, entities, links and scripts."""

from __future__ import annotations

import gzip
import itertools
import time as wall

import pytest

from tracker.errors import SourceError
from tracker.model.reply import NOTHING_TOLD
from tracker.sources.feeds import FeedOptions
from tracker.sources.trouble import TooMuch

from .feedtext import END, HEAD, item, rss
from .loopback import Reply


def test_f37_entities_are_not_expanded(read):
    """F37: a feed that declares entities is not read at all."""
    laughs = (
        '<!DOCTYPE z [<!ENTITY a "ha">'
        + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in itertools.pairwise("abcdefghi"))
        + "]>"
    )
    with pytest.raises(SourceError, match="entities"):
        read((laughs + HEAD + item(1, "&i;") + END).encode())
    external = '<!DOCTYPE z [<!ENTITY % x SYSTEM "file:///etc/hostname">%x;]>'
    with pytest.raises(SourceError, match="entities"):
        read((external + HEAD + item(1) + END).encode())


@pytest.mark.parametrize(
    "text",
    [
        "&lt;!--" * 100_000,
        "&lt;b&gt;" + " " * 500_000,
        "&lt;a " * 100_000,
        "&amp;" * 100_000,
        "&" * 300_000,
        "&lt;p&gt;&lt;b&gt;" * 40_000,
        "&lt;a x=1 " + "y=2 " * 100_000,
        "(" * 200_000,
        "A, " * 100_000,
        "Author: " * 50_000,
        "<x>" * 100_000,
        "<!-- -->" * 50_000,
        "<![CDATA[" * 50_000,
    ],
    ids=range(13),
)
def test_f37_quadratic_bombs_are_bounded(read, text):
    """F37: half a megabyte of the worst text takes seconds at the very most, wherever it stands."""
    began = wall.process_time()
    for body in (
        rss(item(1, extra=f"<description>{text}</description>")),
        rss(item(1, text)),
        text.encode(),
        (text + HEAD + END).encode(),
    ):
        try:
            read(body)
        except SourceError:
            continue
    assert wall.process_time() - began < 10


def test_f37_comments_before_no_tag_end_soon(read):
    """F37: a row of comments with nothing behind it is not puzzled over."""
    began = wall.process_time()
    for tail in ("", "x", "</rss>"):
        with pytest.raises(SourceError):
            read(("<!-- c --> " * 2000 + tail).encode())
        assert read((HEAD + END + "<!-- c --> " * 300 + "x").encode()).items == ()
    assert wall.process_time() - began < 5


def test_f37_a_packed_bomb_is_bounded(read):
    """F37: a feed that unpacks beyond the limit is refused."""
    bomb = gzip.compress(b" " * 140_000_000, 1)
    with pytest.raises(TooMuch):
        read(Reply(body=bomb, headers={"Content-Encoding": "gzip"}))


def test_limits_of_a_feed(read):
    """A feed too large is refused; beyond so many items the rest is left, noted, and asked for again."""
    with pytest.raises(TooMuch):
        read(rss(item(1)), options=FeedOptions(max_bytes=50))
    reading = read(Reply(body=rss(*map(item, range(5))), headers={"ETag": '"x"'}), options=FeedOptions(max_items=3))
    assert len(reading.items) == 3
    assert "2 items beyond" in reading.note
    assert reading.memory == NOTHING_TOLD


@pytest.mark.parametrize(
    "link",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "JaVaScRiPt:alert(1)",
        "https://a.example/&quot;onx=1",
        "//a.example",
        "file:///etc/x",
    ],
)
def test_f39_only_web_links_survive(read, link):
    """F39: a link that is none is dropped; the item is kept."""
    reading = read(rss(item(1).replace("https://journal.example/1", link)))
    assert [each.record.url for each in reading.items] == [None]


def test_f39_html_is_text(read):
    """F39: scripts and handlers leave no trace in title and abstract."""
    html = (
        "&lt;script&gt;alert(1)&lt;/script&gt;Safe &lt;img src=x onerror=alert(2)&gt;"
        '&lt;b onclick="x()"&gt;words&lt;/b&gt; that stay'
    )
    record = read(rss(item(1, html, f"<description>{html} here</description>"))).items[0].record
    assert (record.title, record.abstract_text) == ("Safe words that stay", "Safe words that stay here")
