"""Feeds as the jobs read them, from a loopback server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.model.record import PartialDate, SourceKind
from tracker.model.reply import NOTHING_TOLD, FeedMemory, FeedStatus
from tracker.model.topic import Feed, PublisherKind
from tracker.sources.feeds import FeedOptions
from tracker.sources.feeds.items import read_item

from .feedtext import HEAD, item, rss
from .loopback import Reply


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
    assert reading.memory == FeedMemory('"v1"', "yesterday", reading.memory.answer)
    assert b"Paper 1" in first.raw
    assert b"Paper 2" not in first.raw


def test_a_sightings_bytes_can_be_read_again(read, time):
    """The bytes that a sighting keeps give the same key and record."""
    feed = Feed(id="j", title="Journal of Invented Sleep", url="https://journal.example/")
    for each in read(rss(item(1, "A &amp;lt; B", "<description>A long enough text</description>"))).items:
        assert read_item(each.raw, feed, time.clock()) == (each.key, each.record)


def test_an_empty_channel_is_said_so(read):
    """A feed without items is read, and noted."""
    reading = read(rss())
    assert (reading.items, reading.note) == ((), "no items")


def test_the_same_answer_in_full_is_unchanged(read):
    """Many servers do not honour a conditional request. One item more, and it is read."""
    first = read(Reply(body=rss(item(1)), headers={"ETag": '"a"'}))
    again = read(Reply(body=rss(item(1)), headers={"ETag": '"b"'}), memory=first.memory)
    assert (again.status, again.items, again.whole) == (FeedStatus.UNCHANGED, (), True)
    assert again.memory == replace(first.memory, etag='"b"')
    assert len(read(rss(item(1), item(2)), memory=again.memory).items) == 2


@pytest.mark.parametrize(
    "changed", [{"sought": "other searches"}, {"preprint": True}, {"options": FeedOptions(max_text=90)}]
)
def test_the_same_answer_is_read_again_where_it_is_read_otherwise(read, changed):
    """A mended entry of the feed, and an edited search, concern the items that it shows still."""
    first = read(rss(item(1)))
    assert len(read(rss(item(1)), memory=first.memory, **changed).items) == 1


@pytest.mark.parametrize("body", [rss(), rss(item(1), item(2))[:-60], rss(item(1), "<item><link>x</link></item>")])
def test_what_there_is_to_say_of_an_answer_is_said_each_time(read, body):
    """A feed that is empty, cut off, or has items without a title is not "unchanged" the second time."""
    first = read(body)
    again = read(body, memory=first.memory)
    assert first.note
    assert (again.status, again.note, again.items) == (first.status, first.note, first.items)


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
