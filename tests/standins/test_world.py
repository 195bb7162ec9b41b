"""The shipped demo world: its records, feeds and people are whole, fictional and served as they should be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import Bio.Entrez
import feedparser
import pytest
import requests
from lxml import etree

from tracker.model.record import Record
from tracker.standins.served import Served
from tracker.standins.world import World

from .asking import MANNERS

FOLDER = Path(__file__).parents[2] / "queries" / "demo"
DTD = etree.DTD(str(Path(Bio.Entrez.__file__).parent / "DTDs" / "pubmed_250101.dtd"))


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with World(FOLDER, ticks=iter(range(100_000)).__next__) as running:
        yield running


def at(world: World, week: int) -> dict[int, Served]:
    return {one.pmid: one for one in world.week(week).records()}


def fetched(world: World, week: int) -> etree._Element:
    ids = ",".join(map(str, at(world, week)))
    reply = requests.post(f"{world.entrez.eutils_url}efetch.fcgi", data=MANNERS | {"id": ids}, timeout=5)
    return etree.fromstring(reply.content)


def record(world: World, week: int, doi: str) -> Record:
    return next(one.record for one in at(world, week).values() if one.record.doi == doi)


def test_there_are_enough_records_and_each_is_one(world: World) -> None:
    """At least sixty, with PMIDs and DOIs of their own."""
    records = [one.record for one in at(world, world.weeks).values()]
    assert len(records) >= 60
    for values in ([one.pmid for one in records], [one.doi for one in records if one.doi]):
        assert not [value for value, times in Counter(values).items() if times > 1]


def test_all_of_it_is_plainly_fictional(world: World) -> None:
    """Numbers from ranges that no real record has, and every file says at its head that it is invented."""
    for one in at(world, world.weeks).values():
        assert 90_000_000 < one.pmid < 90_100_000
        assert one.record.doi is None or one.record.doi.startswith("10.5555/demo.")
        assert all(re.search(r"99\d{6}$", number) for number in one.record.trial_ids)
    for path in FOLDER.rglob("*.yaml"):
        assert path.read_text("utf-8").startswith("# FICTIONAL."), path
    for address, _ in world.subscribers:
        assert address.endswith(("@example.org", "@example.net"))


@pytest.mark.parametrize("week", range(4))
def test_every_week_is_served_as_valid_xml(world: World, week: int) -> None:
    """Over HTTP, by POST, valid under NLM's DTD, complete but for what was deleted."""
    root = fetched(world, week)
    assert DTD.validate(root), DTD.error_log
    deleted = sum(one.deleted for one in at(world, week).values())
    assert len(root.findall("*")) == len(at(world, week)) - deleted + (1 if deleted else 0)
    assert world.entrez.complaints == []


def test_a_study_is_retracted_two_weeks_after_it_appeared(world: World) -> None:
    """Announced in week 1; in week 3 it and its notice name each other."""
    doi, notice_doi = "10.5555/demo.ptsd.0202", "10.5555/demo.ptsd.0203"
    assert not record(world, 1, doi).is_retracted
    retracted, notice = record(world, 3, doi), record(world, 3, notice_doi)
    assert retracted.is_retracted
    assert notice.is_notice
    assert not notice.is_retracted
    assert (retracted.links[0].pmid, notice.links[0].pmid) == (notice.pmid, retracted.pmid)


def test_concern_and_erratum(world: World) -> None:
    """Each comes with its notice record."""
    assert record(world, 2, "10.5555/demo.bipolar.0801").has_concern
    assert not record(world, 1, "10.5555/demo.bipolar.0801").has_concern
    assert record(world, 3, "10.5555/demo.safety.1404").is_corrected
    assert record(world, 3, "10.5555/demo.safety.1405").is_notice


def test_an_abstract_headings_and_an_issue_come_later(world: World) -> None:
    """Text in week 2, headings in week 3, print in week 3; the records are the same ones."""
    late_text = "10.5555/demo.anxiety.0601"
    assert record(world, 1, late_text).abstract == ()
    assert record(world, 2, late_text).abstract
    late_mesh = "10.5555/demo.mechanism.1505"
    assert record(world, 2, late_mesh).mesh == ()
    assert record(world, 3, late_mesh).mesh
    ahead = "10.5555/demo.trd.0112"
    assert (record(world, 1, ahead).status, record(world, 3, ahead).status) == ("Publisher", "MEDLINE")


def test_an_old_paper_is_added_late(world: World) -> None:
    """Created in week 2, published years before: a window on the Entrez date never shows it."""
    (old,) = [one for one in at(world, 2).values() if one.record.doi == "10.5555/demo.trd.0115"]
    assert (old.created.year, old.entrez.year) == (2026, 2014)


def test_preprint_and_article_are_linked(world: World) -> None:
    """Two PMIDs, two DOIs, UpdateIn and UpdateOf."""
    preprint = record(world, 3, "10.5555/demo.medrxiv.2026.03.01.1406")
    article = record(world, 3, "10.5555/demo.safety.1407")
    assert preprint.publication_types == ("Preprint",)
    assert (preprint.links[0].pmid, article.links[0].pmid) == (article.pmid, preprint.pmid)


def test_feeds_grow_week_by_week(world: World) -> None:
    """Four feeds in three dialects, well-formed; one item without its DOI, one without its text, some noise."""
    lengths = []
    for week in range(4):
        world.week(week)
        parsed = [feedparser.parse(requests.get(feed.url, timeout=5).content) for feed in world.feeds()]
        assert not any(one.bozo for one in parsed)
        lengths.append(sum(len(one.entries) for one in parsed))
    assert lengths == sorted(set(lengths))
    assert {one.version for one in parsed} == {"rss20", "rss10", "atom10"}
    assert any(feed.preprint for feed in world.feeds())


def test_feeds_print_authors_family_name_last(world: World) -> None:
    """As journals do; the database has the family name apart."""
    world.week(1)
    pages = [feedparser.parse(requests.get(feed.url, timeout=5).content) for feed in world.feeds()]
    authors = {entry.title: entry.get("author", "") for page in pages for entry in page.entries}
    assert authors["Ketamine for social anxiety disorder: a randomised, placebo-controlled crossover trial"].endswith(
        "CD Example"
    )


def test_the_clock_stands_on_the_monday_after_the_week(world: World) -> None:
    """Every record of a week is older than the moment at which that week is looked at."""
    for week in range(4):
        created = [one.created for one in at(world, week).values()]
        assert max(created) < world.now.date()
    with pytest.raises(ValueError, match="no week 4"):
        world.week(4)


def test_subscribers_have_different_wishes(world: World) -> None:
    """Frequencies, topics, zones, empty mails and text differ."""
    wishes = [preferences for _, preferences in world.subscribers]
    assert len(wishes) >= 4
    assert len({(one.topics, one.frequency, one.time_zone, one.empty_mail, one.text_only) for one in wishes}) == len(
        wishes
    )
