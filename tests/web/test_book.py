"""The pages that only show: what stands on them."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest

from tests.conftest import Lived
from tests.web.conftest import ROOT, Serve, Served
from tracker.app import App
from tracker.registry.articles import demo_articles
from tracker.web.book import Book
from tracker.web.pages import Pages

pytestmark = pytest.mark.xdist_group("demo")


def test_a_study_keeps_the_addresses_that_it_had(shown: Served) -> None:
    """A digest may have named it before PubMed gave it a number, or before two records were found to be one."""
    with shown.app.store(read_only=True) as store:
        stored = store.records.by_pmid(90000102)
    assert stored is not None
    assert shown.get(f"/studies/r{stored.id}.html").body == shown.get("/studies/90000102.html").body
    assert shown.get("/studies/r999999.html").status == 404


def test_the_claims_page_shows_what_it_rests_on(shown: Served) -> None:
    """The articles' words, the state by group, the studies with their exact sentences, and how it came about."""
    page = html.unescape(shown.get("/claims/trd-efficacy.html").body)
    assert "promising alternative for treatment-resistant depression" in page
    assert "contested" in page
    view = shown.app.look.claim("trd-efficacy")
    quotes = [one.quote for stratum in view.strata for group in stratum.designs for one in group.studies]
    assert len(quotes) > 10
    assert all(quote in page for quote in quotes)
    assert "was “supported”, now “contested”" in page


def test_tensions_stand_side_by_side(shown: Served) -> None:
    """Both statements, both articles' words, and why they disagree."""
    page = html.unescape(shown.get("/claims/side-effects-minimal.html").body)
    view = shown.app.look.claim("side-effects-minimal")
    assert view.opposed
    for other in view.opposed:
        assert other.row.statement in page
        assert other.why in page
        assert all(said.words in page for said in other.said)


def test_a_withdrawn_study_is_marked_and_counts_no_more(shown: Served) -> None:
    """Shown with its mark, and not among those that moved the state."""
    marked = [
        one
        for row in shown.app.look.claim_rows()
        for stratum in shown.app.look.claim(row.id).strata
        for group in stratum.designs
        for one in group.studies
        if "retracted" in one.marks
    ]
    assert marked
    assert not any(one.counts for one in marked)


def test_the_ledger_names_what_to_look_at_again_first(shown: Served) -> None:
    """Before the list of all claims."""
    page = shown.get("/index.html").body
    again = page.index("To look at again")
    assert again < page.index("studies disagree or did not show it") < page.index('id="efficacy"')


def test_the_front_door_leads_to_the_ledger(serve: Serve) -> None:
    """By a relative address: no host that a request names is repeated."""
    site = serve("https://digest.example.org/research")
    for path in ("/", "/research/", "/research"):
        reply = site.get(path)
        assert (reply.status, reply.headers["Location"]) == (302, "/research/index.html")


def test_headers_of_pages_and_of_personal_ones(shown: Served) -> None:
    """No page loads anything from elsewhere; what is the same for all may be kept and found, what is personal not."""
    page, personal = shown.get("/index.html").headers, shown.get("/leave/token").headers
    for headers in (page, personal):
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert (page["X-Robots-Tag"], page["Cache-Control"]) == ("all", "max-age=300")
    assert (personal["X-Robots-Tag"], personal["Cache-Control"]) == ("noindex, nofollow", "no-store")


def test_without_a_store_the_claims_can_be_read(serve: Serve) -> None:
    """And it is said that no study was seen, not that there is none."""
    site = serve(lay=False)
    page = site.get("/claims/trd-efficacy.html")
    assert page.status == 200
    assert "No study here bears on it. That is not the same as no study at all" in page.body


def test_a_store_that_cannot_be_read_is_not_an_empty_one(serve: Serve) -> None:
    """503, and it is said that this does not mean nothing new."""
    site = serve()
    (site.app.state_folder / "tracker.db").write_bytes(b"not a store, and long enough to be looked at" * 50)
    page = site.get("/claims/trd-efficacy.html")
    assert page.status == 503
    assert "does not mean that there is nothing new" in page.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_pages_can_only_be_read(shown: Served, lived: Lived, method: str) -> None:
    """405."""
    assert shown.ask(method, "/index.html").status == 405


def test_an_article_shows_what_to_look_at_again_and_why(shown: Served) -> None:
    """Its own words, the claim they make, and the exact sentences of the studies that do not bear it out."""
    page = html.unescape(shown.get("/articles/001.html").body)
    again = page[page.index('id="again"') : page.index('id="others"')]
    view = shown.app.look.article("001")
    first = view.sentences[0]
    assert view.row.look_again >= 1
    assert first.row.look_again
    assert first.words in again
    assert first.against
    assert all(one.quote in again for one in first.against)
    assert "Where other articles say otherwise" in page


def test_a_cited_work_that_pubmed_does_not_know_is_said_to_be_unknown(shown: Served) -> None:
    """Not to be sound: the demo's PubMed holds no real paper."""
    page = html.unescape(shown.get("/articles/003.html").body)
    assert page.count("So nothing is known of a retraction or correction.") == 5


def test_a_cited_work_shows_what_became_of_it(shown: Served) -> None:
    """Which record it is, what is printed otherwise, its retraction, and what cites it since; and in the list."""
    registry = shown.app.registry
    invented = demo_articles(ROOT / "queries" / "demo")
    app = App(shown.app.files, clock=shown.clock)
    app.__dict__["registry"] = replace(registry, articles=(*registry.articles, *invented))
    book = Book(app, Pages(app.files.templates, registry.subject), live=True)
    sheet = book.open("articles/demo-article.html")
    assert sheet is not None
    page = html.unescape(sheet.body)
    assert page.count('<li class="cited">') == 4
    assert '<strong class="mark against">Retracted</strong>' in page
    assert "the volume is printed as 7, the record says 8" in page
    assert page.count("New since it is watched:") == 2
    assert '<a href="../studies/90000108.html">Intravenous ketamine versus midazolam' in page
    assert "Of the works it cites, 1 was retracted, corrected or put in doubt." in page
    assert "1 citation is not printed as the record says." in page


def test_search_finds_claims_and_studies(shown: Served) -> None:
    """Every word has to occur; what was typed stays text; nobody keeps it."""
    reply = shown.get("/search.html?q=midazolam+%3Cb%3E")
    assert "<b>" not in reply.body
    assert reply.headers["Cache-Control"] == "no-store"
    found = shown.app.look.find("nasal relapse", 50)
    page = html.unescape(shown.get("/search.html?q=nasal+relapse").body)
    assert found.cards
    assert all(card.title in page for card in found.cards)
    assert "1 claim" in html.unescape(shown.get("/search.html?q=OCD+obsessions").body)
    assert "1 topic" in shown.get("/search.html?q=migraine+headache").body
    assert '<a href="articles/003.html">' in shown.get("/search.html?q=Murrough").body


def test_years_before_the_watch_are_not_called_empty(shown: Served) -> None:
    """Unknown is not zero: of earlier years only those stand there of which something is known, and it is said."""
    view = shown.app.look.topic("trd")
    assert view.since.startswith("2025")
    assert [one.year for one in view.years] == [2014, 2025, 2026]
    assert [one.watched for one in view.years] == [False, True, True]
    assert not any(one.whole for one in view.years)
    assert sum(one.all for one in view.years) + view.undated == view.records
    assert "before the watch: only part is known" in shown.get("/topics/trd.html").body
