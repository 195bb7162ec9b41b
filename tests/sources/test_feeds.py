"""Feeds as the jobs read them, from a loopback server."""

from __future__ import annotations

import gzip
import itertools
import time as wall

import pytest

from tracker.errors import BlockedError, GoneError, SourceError
from tracker.model.record import PartialDate, SourceKind
from tracker.model.reply import NOTHING_TOLD, FeedMemory, FeedStatus
from tracker.model.topic import Feed, PublisherKind
from tracker.sources.feeds import FeedOptions, FeedReader
from tracker.sources.feeds.items import read_item
from tracker.sources.trouble import RateLimited, TooMuch

from .loopback import FEW_TRIES, Reply

HEAD = '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>J Invent Sleep</title>'
END = "</channel></rss>"


def item(number: int, title: str = "", extra: str = "") -> str:
    return (
        f"<item><title>{title or f'Paper {number}'}</title><link>https://journal.example/{number}</link>"
        f"<guid>10.5555/sleep.{number}</guid><pubDate>Mon, 02 Feb 2026 00:00:00 GMT</pubDate>{extra}</item>"
    )


def rss(*items: str) -> bytes:
    return (HEAD + "".join(items) + END).encode()


@pytest.fixture
def read(server, http, time):
    """Reads what the server is told to answer with."""

    def reading(*answers, memory=NOTHING_TOLD, options=None, **fields):
        url = server.script("/feed.xml", *answers)
        feed = Feed(**{"id": "j-invent", "title": "Journal of Invented Sleep", "url": url, **fields})
        reader = FeedReader(http, time.clock, time.sleep, options or FeedOptions(retry=FEW_TRIES))
        return reader.read(feed, memory)

    return reading


def test_a_feed_becomes_sightings(read, time):
    """Each item is a sighting with its key, its time and its own bytes; the server's stamps are remembered."""
    reading = read(Reply(body=rss(item(1), item(2)), headers={"ETag": '"v1"', "Last-Modified": "yesterday"}))
    assert reading.status is FeedStatus.FRESH
    assert [each.key for each in reading.items] == ["10.5555/sleep.1", "10.5555/sleep.2"]
    first = reading.items[0]
    assert (first.source, first.kind, first.seen) == ("j-invent", SourceKind.FEED, time.clock())
    assert (first.record.title, first.record.doi) == ("Paper 1", "10.5555/sleep.1")
    assert first.record.published == PartialDate(2026, 2, 2)
    assert first.record.journal.title == "Journal of Invented Sleep"
    assert reading.memory == FeedMemory('"v1"', "yesterday")
    assert b"Paper 1" in first.raw
    assert b"Paper 2" not in first.raw


def test_a_sightings_bytes_can_be_read_again(read, time):
    """The bytes that a sighting keeps give the same key and record."""
    feed = Feed(id="j", title="Journal of Invented Sleep", url="https://journal.example/")
    for each in read(rss(item(1, "A &amp;lt; B", "<description>A long enough text</description>"))).items:
        assert read_item(each.raw, feed, time.clock()) == (each.key, each.record)


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


CHALLENGE = (
    b"<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>"
)


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


def test_an_empty_channel_is_said_so(read):
    """A feed without items is read, and noted."""
    reading = read(rss())
    assert (reading.items, reading.note) == ((), "no items")


def test_f30_every_cut_gives_whole_items_only(read):
    """F30: wherever a feed is cut, each item that comes is whole, and nothing is remembered for the next request."""
    whole = rss(item(1), item(2), item(3))
    complete = {each.record for each in read(whole).items}
    for cut in range(len(HEAD), len(whole) - 1, 7):
        reading = read(Reply(body=whole[:cut], headers={"ETag": '"cut"'}))
        assert {each.record for each in reading.items} <= complete
        assert len(reading.items) == whole[:cut].count(b"</item>")
        assert "cut off" in reading.note
        assert reading.memory == NOTHING_TOLD


def test_f30_atom_and_rdf_cut_off(read):
    """F30: the same for Atom and RDF."""
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a:1</id><title>One</title></entry><entry><id>a:2</id><ti'
    )
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
        '<channel><title>J</title></channel><item rdf:about="https://j.example/1"><title>One</title></item><item rdf:ab'
    )
    for text in (atom, rdf):
        assert [each.record.title for each in read(text.encode()).items] == ["One"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Pain & Sleep", "Pain & Sleep"),
        ("Sleep&nbsp;loss &eacute;tude", "Sleep loss étude"),
        ("a\x02b \x1b c", "a b c"),
        ("R&D; x", "R&D; x"),
        ("&#2;x &#x1F634; y", "x 😴 y"),
        ("&undefined; z", "&undefined; z"),
        ("<![CDATA[A & B]]>", "A & B"),
        ("one <b>open", "one open"),
    ],
)
def test_f31_stray_ampersands_and_control_characters(read, title, shown):
    """F31: what makes a feed no XML is mended, and all items come."""
    reading = read(rss(item(1), item(2, title), item(3)))
    assert "Paper 1" in {each.record.title for each in reading.items}
    assert shown in {each.record.title for each in reading.items}


@pytest.mark.parametrize(
    ("declared", "encoding", "charset"),
    [
        ("utf-8", "utf-8", ""),
        ("iso-8859-1", "iso-8859-1", ""),
        ("iso-8859-1", "windows-1252", ""),
        ("windows-1251", "utf-8", ""),
        ("", "windows-1252", "windows-1252"),
        ("utf-8", "windows-1252", ""),
        ("utf-16", "utf-16", ""),
        ("nonsense", "utf-8", ""),
        ("", "utf-8-sig", ""),
        ("hex", "windows-1252", "hex"),
    ],
)
def test_encodings(read, declared, encoding, charset):
    """Umlauts and dashes survive right, wrong, missing and meaningless declarations."""
    dash = "" if encoding == "iso-8859-1" else " –"
    prolog = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    text = f"{prolog}<rss version='2.0'><channel>{item(1, 'Schlafstörung' + dash)}</channel></rss>"
    headers = {"Content-Type": f"application/rss+xml; charset={charset}"} if charset else {}
    reading = read(Reply(body=text.encode(encoding), headers=headers))
    assert [each.record.title for each in reading.items] == ["Schlafstörung" + dash]


def test_f32_new_guids_leave_the_identifiers(read):
    """F32: when all GUIDs change, DOI, link and title stay what they were."""
    before = read(rss(item(1))).items[0]
    after = read(
        rss(item(1))
        .replace(b"<guid>10.5555/sleep.1", b"<guid>urn:new:1")
        .replace(b"https://journal.example/1", b"https://doi.org/10.5555/sleep.1")
    ).items[0]
    assert before.key != after.key
    assert (before.record.doi, before.record.title) == (after.record.doi, after.record.title)


def test_f33_one_guid_on_two_papers(read):
    """F33: both are kept, under keys that do not depend on their order; the very same item counts once."""
    one, other = item(1), item(1, "Another paper")
    keys = [
        {each.record.title: each.key for each in read(rss(*order)).items} for order in ([one, other, one], [other, one])
    ]
    assert keys[0] == keys[1]
    assert len(set(keys[0].values())) == 2


@pytest.mark.parametrize(
    "stamp",
    [
        "2024-13-45",
        "2025-02-30",
        "31 Nov 2025 00:00:00 GMT",
        "Mon, 00 Feb 2026 00:00:00 GMT",
        "soon",
        "",
        "Feb",
        "10",
        "Tue, 02 Feb 2027 00:00:00 GMT",
        "12:30",
    ],
)
def test_f34_no_date_is_invented(read, stamp):
    """F34: an impossible, partial or future time stamp gives no date; the item is kept."""
    reading = read(rss(item(1).replace("Mon, 02 Feb 2026 00:00:00 GMT", stamp)))
    assert [each.record.published for each in reading.items] == [None]


@pytest.mark.parametrize(
    ("stamp", "date"),
    [
        ("2026-02-01", PartialDate(2026, 2, 1)),
        ("2026-02", PartialDate(2026, 2)),
        ("2026", PartialDate(2026)),
        ("2026-02-01T23:30:00Z", PartialDate(2026, 2, 1)),
        ("2016-01-07-08:00", PartialDate(2016, 1, 7)),
        ("Sun, 01 Feb 2026 17:59:34 -0700", PartialDate(2026, 2, 1)),
        ("1 Feb 2026 10:00:00 +0000", PartialDate(2026, 2, 1)),
    ],
)
def test_dates_are_as_precise_as_printed(read, stamp, date):
    """A month or a year alone stays that; the day is the publisher's own."""
    assert read(rss(item(1).replace("Mon, 02 Feb 2026 00:00:00 GMT", stamp))).items[0].record.published == date


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


def test_a_publishers_kind_is_used(read):
    """The feed's publisher decides how an item is read, and preprints are marked."""
    reading = read(
        rss(item(1, extra="<description>Publication date: June 2026</description>")),
        publisher=PublisherKind.SCIENCEDIRECT,
        preprint=True,
    )
    record = reading.items[0].record
    assert (record.abstract, record.published, record.is_preprint) == ((), PartialDate(2026, 6), True)
    assert record.publication_types == ("Preprint",)


def test_f31_prefixes_that_nothing_declares(read):
    """F31: a feed that uses a namespace without declaring it is read, its identifiers included."""
    extra = '<prism:doi>10.5555/undeclared.1</prism:doi><media:thumbnail a:b="c" url="x"/>'
    reading = read(rss(item(1, extra=extra), item(2)))
    assert [each.record.doi for each in reading.items] == ["10.5555/undeclared.1", "10.5555/sleep.2"]


def test_f31_an_item_that_cannot_be_read_does_not_hide_the_others(read, monkeypatch):
    """F31: where the library fails on one item, the rest comes, and the failure is noted."""
    import feedparser

    real = feedparser.parse

    def parse(raw, **options):
        if b"Paper 2" in raw:
            raise KeyError("links")
        return real(raw, **options)

    monkeypatch.setattr(feedparser, "parse", parse)
    reading = read(rss(item(1), item(2), item(3), "<item><title/></item>"))
    assert [each.record.title for each in reading.items] == ["Paper 1", "Paper 3"]
    assert reading.note == "1 items cannot be read; 1 items have no title"


def test_text_after_the_end_is_left_alone(read):
    """Something appended behind a whole feed makes it no cut-off one."""
    reading = read(rss(item(1)) + b"<script>tracking()</script>")
    assert (len(reading.items), reading.note) == (1, "")


def test_a_feed_in_utf16_without_a_mark(read):
    """UTF-16 is known by its zero bytes."""
    text = rss(item(1, "Schlafstörung")).decode()
    for encoding in ("utf-16-le", "utf-16-be"):
        assert [each.record.title for each in read(text.encode(encoding)).items] == ["Schlafstörung"]
