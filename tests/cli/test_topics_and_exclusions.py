"""topics preview/recall/new, explain, exclusions: over the store that the demo leaves."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Lived
from tests.registry.fictional import write
from tests.standins.asking import paper
from tracker.app import App
from tracker.app.files import Files
from tracker.app.workshop import Workshop
from tracker.model.record import MeshHeading
from tracker.standins.entrez import Entrez
from tracker.standins.terms import pubmed_judge

ROOT = Path(__file__).resolve().parents[2]
STORY = "90000111"


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    queries = tmp_path / "queries"
    shutil.copytree(ROOT / "queries", queries)
    file = queries / "topics" / "addiction.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("OR addict*[tiab]", "OR remission[tiab]", 1), encoding="utf-8")
    return queries


def test_an_unchanged_topic(run: Run, lived: Lived) -> None:
    """As it was last used: nothing in, nothing out, though not all of it can be judged from the store."""
    said = run("--state", lived.folder, "topics", "preview", "addiction")
    assert said.code == 0, said.err
    assert "the search as it was last used" in said.out
    assert "not stored" in said.out


@pytest.fixture
def in_the_demos_spring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last year is told from today: the demo's records must not grow too old for it."""
    monkeypatch.setitem(Workshop.__init__.__kwdefaults__, "clock", lambda: datetime(2026, 4, 1, tzinfo=UTC))


@pytest.mark.usefixtures("in_the_demos_spring")
def test_an_edit_shows_what_it_does(run: Run, lived: Lived, edited: Path) -> None:
    """Records that come in by the new clause, and that it alone brings them."""
    said = run("--state", lived.folder, "--queries", edited, "topics", "preview", "addiction", "--json")
    found = json.loads(said.out)
    assert found["comes_in"]
    assert found["found_now"] == found["found_before"] + len(found["comes_in"]) - len(found["goes_out"])
    (clause,) = [one for one in found["clauses"] if one["clause"] == "remission[tiab]"]
    assert clause["alone"] == len(found["comes_in"])
    assert "comes in" in run("--state", lived.folder, "--queries", edited, "topics", "preview", "addiction").out


def test_recall_of_what_bears_on_the_claims(run: Run, lived: Lived, tmp_path: Path) -> None:
    """All found as it stands; a narrowed search misses some, with exit code 3."""
    assert run("--state", lived.folder, "topics", "recall", "pain").code == 0
    queries = tmp_path / "queries"
    shutil.copytree(ROOT / "queries", queries)
    file = queries / "topics" / "pain.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("search: |\n", "search: |\n  migraine[ti] AND\n", 1), encoding="utf-8")
    said = run("--state", lived.folder, "--queries", queries, "topics", "recall", "pain")
    assert said.code == 3
    assert "MISSED" in said.out


def test_pubmed_is_asked_as_well(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--live prints its count, what it says of the search, and the must-finds that it does not find."""
    queries = write(tmp_path)
    moonwater = paper(90000001, "The gloomiest", mesh=(MeshHeading("Moonwater"),))
    with Entrez(lambda: [moonwater], judge=pubmed_judge(not_indexed=frozenset({"moonwater"}))) as entrez:
        monkeypatch.setenv("TRACKER_PUBMED_BASE_URL", entrez.eutils_url)
        monkeypatch.setenv("TRACKER_HTTP_ALLOWED_PRIVATE_HOSTS", "127.0.0.1")
        monkeypatch.setenv("TRACKER_OPERATOR_ADDRESS", "operator@example.org")
        with App(Files.find(queries=queries, state=tmp_path / "state")).store():
            pass
        previewed = run("--queries", queries, "topics", "preview", "gloom", "--live")
        recalled = run("--queries", queries, "topics", "recall", "gloom", "--live")
    assert previewed.code == 0, previewed.err
    for line in (
        "PubMed: 1 records in all.",
        "  PubMed does not find PMID 12345678 (made up)",
        '  PubMed says: QuotedPhraseNotFound: "Moonwater"',
    ):
        assert line in previewed.out.splitlines()
    assert recalled.code == 3
    assert recalled.out.splitlines()[-1] == "  PubMed does not find PMID 12345678 (made up)"
    assert "" not in recalled.out.splitlines()


def test_a_new_topic_passes_its_check(run: Run, tmp_path: Path) -> None:
    """The scaffold is sound but for what it asks to be filled in; a name that is taken is refused."""
    queries = tmp_path / "queries"
    shutil.copytree(ROOT / "queries", queries)
    assert run("--queries", queries, "topics", "new", "cold-feet", "--title", "Cold feet").code == 0
    said = run("--queries", queries, "check")
    assert said.code == 0, said.out
    assert "no must_find" in said.out
    assert run("--queries", queries, "topics", "new", "cold-feet").code == 2
    assert run("--queries", queries, "topics", "new", "Cold Feet").code == 2


def test_the_story_of_an_announced_record(run: Run, lived: Lived) -> None:
    """Why it was found, what was read, who was sent it; no reason to be left out."""
    said = run("--state", lived.folder, "explain", STORY)
    assert said.code == 0
    for words in ("Found for trd by: ketamin*[tiab]", "new-record", "everything@example.org"):
        assert words in said.out
    assert "In no digest" not in said.out


def test_everything_else_has_a_public_reason(run: Run, lived: Lived) -> None:
    """Counted alike by `exclusions` and `status`; each can be listed and explained."""
    counts = json.loads(run("--state", lived.folder, "exclusions", "--json").out)
    assert {"off-topic", "baseline", "notice"} <= set(counts)
    status = run("--state", lived.folder, "status").out
    for key, number in counts.items():
        assert f"{number} {key}" in status
        listed = json.loads(run("--state", lived.folder, "exclusions", "--reason", key, "--json").out)
        assert len(listed) == number
        assert all(one["reason"] == key for one in listed)
    (notice, *_) = json.loads(run("--state", lived.folder, "exclusions", "--reason", "notice", "--json").out)
    assert "a notice about another publication" in run("--state", lived.folder, "explain", notice["name"]).out


def test_a_passed_over_item_and_an_unknown_one(run: Run, lived: Lived) -> None:
    """A feed item off topic is known by its DOI; what nobody ever showed is a user's question with advice."""
    listed = json.loads(run("--state", lived.folder, "exclusions", "--reason", "off-topic", "--json").out)
    doi = next(one["name"] for one in listed if one["name"].startswith("10."))
    assert "no topic's search matches it" in run("--state", lived.folder, "explain", doi).out
    said = run("--state", lived.folder, "explain", "99999999")
    assert said.code == 2
    assert "topics preview" in said.err
