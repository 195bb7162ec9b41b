"""The three parts of a mail, as a reader gets them."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html as lxml_html

from tests.render.fictional_digests import EMPTY, FAILED, FULL, card, line
from tracker.model.digest import Alert, Digest, DigestReceipt, Parts, SourceLine, TopicSection
from tracker.model.record import RecordId
from tracker.render.environment import PLACEHOLDER
from tracker.render.mailparts import CRISIS, SAFETY, MailRenderer

TEMPLATES = Path(__file__).parents[2] / "templates"
LINKS = {
    "unsubscribe": "https://digest.example/leave?a=1&t=tok%20en",
    "preferences": "https://digest.example/preferences/tok",
    "view": "https://digest.example/digests/7",
}


@pytest.fixture(scope="module")
def renderer() -> MailRenderer:
    return MailRenderer(TEMPLATES)


@pytest.fixture(scope="module")
def full(renderer: MailRenderer) -> Parts:
    return renderer.personalise(renderer.draw(FULL), LINKS)


def words(parts: Parts) -> tuple[str, str]:
    """The plain text of both bodies, white space made even."""
    body = lxml_html.fromstring(parts.html).text_content()
    return " ".join(parts.text.replace("> ", " ").split()), " ".join(body.split())


def test_the_subject_counts_by_consequence(full: Parts) -> None:
    """Retraction first, then what changed, then new studies, then what failed."""
    assert full.subject == (
        "Research digest, 16-22 November: 1 retraction, 1 claim changed, 5 new studies, 1 source failed"
    )


def test_subject_and_preview_name_neither_drug_nor_illness(full: Parts) -> None:
    """Topic choices are health data, and a lock screen is seen by others."""
    hidden = lxml_html.fromstring(full.html).find_class("preheader")[0].text_content()
    for part in (full.subject, hidden):
        assert not re.search("examplamine|mood|worry", part, re.IGNORECASE)


def test_both_parts_say_the_same_in_the_same_order(full: Parts) -> None:
    """Every warning, study, quote and verdict stands in text and in HTML, by consequence."""
    expected = [
        FULL.safety[0],
        FULL.crisis[0],
        "A study that we sent you was retracted.",
        "Was supported, now preliminary",
        *[card.quote or card.title for card in FULL.cards],
        "challenge page",
        "61 records, 9 new",
    ]
    for body in words(full):
        places = [body.find(piece) for piece in expected]
        assert -1 not in places, expected[places.index(-1)]
        assert places == sorted(places)
        for study in FULL.cards:
            assert study.title in body
            assert study.plain in body
            for badge in study.badges:
                assert badge in body
            for verdict in study.lines:
                assert verdict.words in body
                assert verdict.quote in body
                assert verdict.reading in body.lower()


def test_animal_work_stands_apart_under_its_own_heading(full: Parts) -> None:
    """Never under efficacy: it comes after all studies in people."""
    for body in words(full):
        heading = body.lower().index("animal and cell work")
        assert heading < body.index("Spine density")
        assert heading > body.index("What patients say")


def test_links_lead_to_pubmed_doi_and_free_full_text(full: Parts) -> None:
    """And nowhere else but to the reader's own pages."""
    hrefs = {href for _, _, href, _ in lxml_html.fromstring(full.html).iterlinks() if not href.startswith("#")}
    study = FULL.cards[0]
    assert {study.pubmed_url, study.doi_url, study.fulltext_url} <= hrefs
    assert {url.split("/")[2] for url in hrefs} == {
        "pubmed.ncbi.nlm.nih.gov",
        "doi.org",
        "pmc.ncbi.nlm.nih.gov",
        "digest.example",
    }
    for url in (study.pubmed_url, study.doi_url, study.fulltext_url):
        assert url in full.text


def test_personal_links_are_spliced_in_and_escaped(full: Parts) -> None:
    """An & is an entity in HTML and itself in text; no placeholder is left."""
    assert 'href="https://digest.example/leave?a=1&amp;t=tok%20en"' in full.html
    assert "Leave this list: https://digest.example/leave?a=1&t=tok%20en" in full.text
    assert PLACEHOLDER not in full.html + full.text


def test_without_a_web_address_the_pieces_around_missing_links_go(renderer: MailRenderer) -> None:
    """Only the mailto link to leave stays."""
    parts = renderer.personalise(renderer.draw(FULL), {"unsubscribe": "mailto:leave@digest.example?subject=leave%20t"})
    for body in (parts.html, parts.text):
        assert PLACEHOLDER not in body
        assert "mailto:leave@digest.example?subject=leave%20t" in body
        assert "on the web" not in body
        assert "Change what you are sent" not in body


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", 'https://x.example/"onclick="y', "https://x.example/\nBcc: y", "data:text/html,x"]
)
def test_a_personal_link_that_is_none_is_left_out(renderer: MailRenderer, link: str) -> None:
    """Whatever stands in the settings cannot break out of its attribute."""
    parts = renderer.personalise(renderer.draw(EMPTY), {"view": link})
    assert 'onclick="y' not in parts.html
    assert "javascript:" not in parts.html
    assert "Bcc" not in parts.text


def test_what_a_source_wrote_stays_text(renderer: MailRenderer) -> None:
    """F39, F47: markup, scripts, line breaks, direction marks and our own placeholders in a title do nothing."""
    evil = '<script>alert(1)</script><img src=x onerror=y>"&\r\nBcc: all@x\u202egnol %LINK:unsubscribe%'
    study = card(
        9,
        title=evil,
        authors=evil,
        journal=evil,
        quote=evil,
        plain=evil,
        badges=(evil,),
        pubmed_url="javascript:alert(1)",
        doi_url="https://doi.org/10.1/x y",
        source_url="//evil.example/x",
        fulltext_url='https://x.example/"><script>',
        lines=(line(statement=evil, quote=evil + "!", words=evil),),
    )
    digest = replace(
        EMPTY,
        name=f"Digest{evil}",
        topics=(TopicSection(topic="t", title=evil, claims=(), cards=(study,)),),
        alerts=(Alert(kind="retraction", record=RecordId(8), title=evil, was_sent=False, words=evil, notice=evil),),
    )
    parts = renderer.personalise(renderer.draw(digest), LINKS)
    tree = lxml_html.fromstring(parts.html)
    assert tree.xpath("//script | //img | //iframe | //object | //form") == []
    assert not any(name.startswith("on") for element in tree.iter("*") for name in element.attrib)
    hrefs = [href for _, _, href, _ in tree.iterlinks()]
    assert set(hrefs) - {"#s1"} == {
        *LINKS.values(),
        "https://doi.org/10.1/x%20y",
        "https://x.example/%22%3E%3Cscript%3E",
    }
    assert "\n" not in parts.subject
    assert "\r" not in parts.subject
    assert not any(row.startswith("Bcc") for row in parts.text.splitlines())
    for part in (parts.text, parts.html):
        assert "\u202e" not in part
        assert part.count(LINKS["unsubscribe"].replace("&", "&amp;" if part is parts.html else "&")) == 1


def test_an_empty_week_says_so_with_its_receipt(renderer: MailRenderer) -> None:
    """ "Nothing new" counts only beside what was asked."""
    parts = renderer.draw(EMPTY)
    assert parts.subject == "Research digest, 16-22 November: nothing new"
    for body in words(parts):
        assert "Nothing new was found. Every source that was asked answered." in body
        assert "PubMed: asked 14-22 November" in body
        assert "3 sources answered, 0 did not" in body


def test_an_empty_week_with_a_failed_source_does_not_pass_for_nothing_new(renderer: MailRenderer) -> None:
    """F-rule: unknown is never zero. The source is named above the news and again in the receipt."""
    parts = renderer.draw(replace(EMPTY, receipt=FULL.receipt))
    assert parts.subject.endswith(": nothing new where sources answered, 1 source failed")
    for body in words(parts):
        assert body.count("Exampleton Psychiatry") == 2
        assert "Nothing can be said about those that did not" in body
        assert body.index("Exampleton Psychiatry") < body.index("Nothing new was found")


@pytest.mark.parametrize(
    ("receipt", "subject", "said"),
    [
        (
            DigestReceipt(runs=0, first_run="", last_run="", failed=(), answered=()),
            "no source was asked",
            "No source was asked in this period, so nothing can be said about it.",
        ),
        (
            DigestReceipt(runs=3, first_run="a", last_run="b", failed=FAILED, answered=()),
            "no source answered",
            "No source gave a complete answer in this period",
        ),
    ],
)
def test_a_week_that_nobody_looked_at_is_not_called_empty(
    renderer: MailRenderer, receipt: DigestReceipt, subject: str, said: str
) -> None:
    """Neither no run nor no answer is "nothing new"."""
    parts = renderer.draw(replace(EMPTY, receipt=receipt))
    assert parts.subject.endswith(subject)
    for body in words(parts):
        assert said in body
        assert "nothing new" not in body.lower()


def test_the_safety_lines_are_never_missing(renderer: MailRenderer) -> None:
    """Files that give none get the built-in ones; they stand before any news."""
    parts = renderer.draw(replace(FULL, safety=(), crisis=()))
    for body in words(parts):
        for piece in (*SAFETY, *CRISIS):
            assert piece in body
            assert body.index(piece) < body.index("retracted.")


def test_a_week_of_one_run_and_many_failures_reads_well(renderer: MailRenderer) -> None:
    """Five failed sources are named at the top, the rest at the end."""
    failed = tuple(SourceLine(title=f"Feed {letter}", status="failed", words="no answer") for letter in "ABCDEFG")
    parts = renderer.draw(replace(EMPTY, receipt=replace(EMPTY.receipt, runs=1, failed=failed)))
    for body in words(parts):
        assert "Feed A, Feed B, Feed C, Feed D, Feed E and 2 more, named at the end." in body
        assert "Feed G (failed): no answer" in body
        assert "1 run, 22 November 18:00 UTC." in body


def test_late_and_first_reading_are_said(renderer: MailRenderer) -> None:
    """Why an old study, or one that was sent before, stands in this digest."""
    cards = (card(1, lines=(), late=True, why_no_verdict="No."), card(2, lines=(), first_reading=True))
    for body in words(renderer.draw(replace(EMPTY, other=cards))):
        assert "Found late" in body
        assert "Sent before by its title only" in body


def test_text_lines_are_short(full: Parts) -> None:
    """76 columns, links apart."""
    assert [row for row in full.text.splitlines() if len(row) > 76 and "://" not in row] == []


def test_html_is_what_mail_programs_can_show(full: Parts) -> None:
    """Styles inline, layout tables marked as such, one h1, headings without gaps, a title and a language; no script."""
    tree = lxml_html.fromstring(full.html)
    assert all(table.get("role") == "presentation" for table in tree.iter("table"))
    levels = [int(element.tag[1]) for element in tree.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert tree.get("lang") == "en"
    assert tree.findtext(".//title")
    assert [style for style in tree.iter("style") if "prefers-color-scheme: dark" not in (style.text or "")] == []
    assert all(element.get("style") for element in tree.iter("p", "h1", "h2", "h3"))
    assert not re.search(r"display:\s*(flex|grid)|position:|var\(", full.html)


def _large(cards: int) -> Digest:
    studies = tuple(card(number, title=f"Study number {number} " + "é" * 150, rank=number) for number in range(cards))
    return replace(
        EMPTY,
        topics=(TopicSection(topic="mood", title="Low mood", claims=(), cards=studies),),
        preclinical=(card(900, human=False, rank=11),),
        alerts=FULL.alerts,
    )


def test_a_large_digest_is_shortened_and_says_so(renderer: MailRenderer) -> None:
    """F49: under 95 KB with its links, lowest-ranked studies go first, and what is missing is counted and linked."""
    digest = _large(150)
    parts = MailRenderer(TEMPLATES, public_url="https://digest.example/").draw(digest)
    view = f"https://digest.example/{'v' * 300}"
    personal = renderer.personalise(parts, dict.fromkeys(LINKS, f"https://digest.example/{'t' * 300}") | {"view": view})
    assert (personal.text.count(view), personal.html.count(view)) == (2, 2), "at the top, and beside the count"
    assert 80_000 < len(personal.html.encode()) <= 95 * 1024
    assert "151 new studies" in parts.subject
    for body in words(personal):
        left_out = int(re.search(r"leaves out (\d+) further studies", body)[1])  # type: ignore[index]
        shown = [number for number in range(150) if f"Study number {number} " in body]
        assert shown == list(range(151 - left_out))
        assert "all of it" in body.lower()
        assert "What this rests on".lower() in body.lower()
        assert "A study that we sent you was retracted." in body
    assert "Leave this list" in personal.html


def test_a_card_has_its_number_in_each_digest(renderer: MailRenderer) -> None:
    """It is drawn once; where another stands before it, its number and the link to it are others. A title that holds
    our mark for the number is not filled in."""
    studies = card(1), card(2, title=f"A strange {PLACEHOLDER}number% in a title")
    for number, shown in enumerate((studies[1:], studies), 1):
        html = renderer.draw(replace(EMPTY, other=shown)).html
        assert re.findall(r'id="s(\d+)"', html)[-1] == str(number)
        assert re.findall(r"<h3[^>]*>(\d+)\. ", html)[-1] == str(number)
        assert "strange % LINK:number% in a title" in html


def test_a_digest_of_alerts_alone_fits_too(renderer: MailRenderer) -> None:
    """When there are more retractions than a mail can hold, they are counted."""
    alerts = tuple(replace(FULL.alerts[0], record=RecordId(number)) for number in range(400))
    parts = MailRenderer(TEMPLATES, limit_kb=30).draw(replace(_large(20), alerts=alerts, ledger=FULL.ledger * 50))
    assert len(parts.html.encode()) <= 30 * 1024
    for body in words(parts):
        assert re.search(r"leaves out \d+ retractions or corrections, 50 claims that changed, 21 further studies", body)


def test_a_limit_that_nothing_fits_is_an_error() -> None:
    """Rather than a mail without its safety lines."""
    with pytest.raises(ValueError, match="does not fit"):
        MailRenderer(TEMPLATES, limit_kb=5).draw(EMPTY)


def test_drawing_twice_gives_the_same(renderer: MailRenderer, full: Parts) -> None:
    """A digest is frozen and kept by its content's hash."""
    assert renderer.draw(FULL) == renderer.draw(FULL)


def test_topics_are_named_in_the_subject_only_where_that_is_wished(renderer: MailRenderer) -> None:
    """plain_subjects: the reader has chosen that others may see them."""
    (title, *_) = [topic.title for topic in FULL.topics]
    assert title not in renderer.draw(FULL).subject
    assert title in renderer.draw(replace(FULL, plain_subject=True)).subject
