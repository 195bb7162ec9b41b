"""What an edit of a topic does, asked of the store and of PubMed's stand-in on this machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from tests.registry.fictional import edited, write
from tests.standins.asking import paper
from tracker.app import App
from tracker.app.files import Files
from tracker.model.record import MeshHeading
from tracker.standins.entrez import Entrez
from tracker.standins.faults import Edit

DAY = date(2026, 3, 3)
EDIT = ("gloomi*[tiab]", "sorrow*[tiab]")


@pytest.fixture
def entrez() -> Iterator[Entrez]:
    moonwater = (MeshHeading("Moonwater"),)
    papers = [
        paper(90000001, "Moonwater for the gloomiest", DAY, mesh=moonwater),
        paper(90000002, "Moonwater against sorrow", DAY, mesh=moonwater),
        paper(90000003, "Gloom and moonwater", DAY, mesh=(*moonwater, MeshHeading("Gloom"))),
        paper(90000004, "Moonwater and old sorrows", DAY - timedelta(days=800), mesh=moonwater),
    ]
    with Entrez(lambda: papers, ticks=count().__next__) as running:
        yield running


Opened = Callable[[Path], App]


@pytest.fixture
def opened(entrez: Entrez, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    """An app over a folder of files as it stands then. All share a store, and a clock that only pauses move."""
    monkeypatch.setenv("TRACKER_PUBMED_BASE_URL", entrez.eutils_url)
    monkeypatch.setenv("TRACKER_HTTP_ALLOWED_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.setenv("TRACKER_OPERATOR_ADDRESS", "operator@example.org")
    moment = [datetime(2026, 3, 10, 13, tzinfo=UTC)]

    def pause(seconds: float) -> None:
        moment[0] += timedelta(seconds=seconds)

    def open_(queries: Path) -> App:
        files = Files.find(settings=tmp_path / "settings.yaml", queries=queries, state=tmp_path / "state")
        return App(files, clock=lambda: moment[0], sleep=pause)

    return open_


@pytest.fixture
def after_an_edit(opened: Opened, tmp_path: Path) -> App:
    """The topic was fetched as it stood, then its file was edited."""
    assert opened(write(tmp_path)).fetch(topics=["gloom"]).complete
    return opened(write(tmp_path, topics_gloom=edited("topics/gloom.yaml", EDIT)))


def test_pubmed_tells_what_the_store_cannot(after_an_edit: App):
    """What comes in was never stored: only PubMed knows it. What goes out both know; a lost must-find PubMed alone."""
    stored = after_an_edit.topicwork.preview("gloom")
    assert (stored.found_before, stored.found_now) == (2, 1)
    assert [one.record.pmid for one in stored.goes_out] == [90000001]
    assert stored.comes_in == ()
    live = after_an_edit.topicwork.live("gloom")
    assert (live.count, live.came, live.went) == (3, (90000002,), (90000001,))
    assert {one.name: one.title for one in live.titles} == {
        "90000001": "Moonwater for the gloomiest",
        "90000002": "Moonwater against sorrow",
    }
    assert live.lost == ("PMID 12345678 (made up)",)
    assert live.remarks == ()


def test_a_topic_that_was_never_fetched(opened: Opened, tmp_path: Path):
    """There is nothing to compare with: what changed is unknown, not none."""
    app = opened(write(tmp_path))
    with app.store():
        pass
    live = app.topicwork.live("gloom")
    assert (live.count, live.came, live.went) == (2, None, None)
    assert app.topicwork.preview("gloom").found_before is None


def _answering(translation: str, lists: str = "") -> Edit:
    """PubMed's answer with another reading of the search, and what it complains of."""
    reading = f"<QueryTranslation>{translation}</QueryTranslation>{lists}".encode()
    return Edit(lambda body: re.sub(rb"<QueryTranslation>.*?</QueryTranslation>", reading, body, flags=re.S))


def test_pubmeds_own_spelling_is_no_remark(opened: Opened, tmp_path: Path, entrez: Entrez):
    """As it writes a search that it took as it was written."""
    app = opened(write(tmp_path))
    with app.store():
        pass
    reading = (
        '("moonwater"[MeSH Terms] OR "moonwat*"[Title/Abstract]) AND ("gloom"[MeSH Terms] OR "gloomi*"[Title/Abstract])'
    )
    entrez.faults.next(_answering(reading), times=None, on="esearch")
    assert app.topicwork.live("gloom").remarks == ()


def test_what_pubmed_did_to_the_search_is_told(opened: Opened, tmp_path: Path, entrez: Entrez):
    """Its errors, its warnings, the term that it dropped and the one that it put in; none twice."""
    app = opened(write(tmp_path))
    with app.store():
        pass
    lists = (
        "<ErrorList><PhraseNotFound>gloomi*</PhraseNotFound><FieldNotFound>tiabb</FieldNotFound></ErrorList>"
        '<WarningList><QuotedPhraseNotFound>"deep gloom"</QuotedPhraseNotFound>'
        "<OutputMessage>No items found.</OutputMessage></WarningList>"
    )
    reading = '("moonwater"[MeSH Terms] OR "moonwat*"[Title/Abstract]) AND ("gloom"[MeSH Terms] OR "gloom"[All Fields])'
    entrez.faults.next(_answering(reading, lists), times=None, on="esearch")
    assert app.topicwork.live("gloom").remarks == (
        "PhraseNotFound: gloomi*",
        "FieldNotFound: tiabb",
        'QuotedPhraseNotFound: "deep gloom"',
        "PubMed left out or changed gloomi*[tiab]",
        'PubMed searched "gloom"[All Fields], which is not in the search',
    )
