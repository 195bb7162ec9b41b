"""search, show, topics, claims, status: what is stored, for people and for machines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Lived

pytestmark = pytest.mark.xdist_group("demo")


def test_search_finds_titles(run: Run, lived: Lived) -> None:
    """Every word has to occur; the machine's answer carries the same records."""
    said = run("--state", lived.folder, "search", "esketamine", "relapse")
    assert said.code == 0
    assert "relapse" in said.out
    found = json.loads(run("--state", lived.folder, "search", "esketamine", "relapse", "--json").out)
    assert found
    assert all("title" in card for card in found)


@pytest.mark.parametrize("words", ['"', "NEAR(", "*", "title:", "a OR", "; DROP TABLE record", "\U0001f600"])
def test_no_words_break_the_search(run: Run, lived: Lived, words: str) -> None:
    """Nothing typed is taken for query syntax."""
    assert run("--state", lived.folder, "search", "--", words).code == 0


def test_show_tells_what_was_read_and_from_which_words(run: Run, lived: Lived) -> None:
    """Facts, verdicts with quotes, and what was announced."""
    said = run("--state", lived.folder, "show", "90000101")
    assert said.code == 0
    for part in ("design", "participants", "first seen", "https://pubmed.ncbi.nlm.nih.gov/90000101/"):
        assert part in said.out
    assert json.loads(run("--state", lived.folder, "show", "90000101", "--json").out)["card"]["record"]


def test_show_takes_a_doi_in_any_form(run: Run, lived: Lived) -> None:
    """Bare, with a prefix, or as an address."""
    bare = json.loads(run("--state", lived.folder, "show", "90000101", "--json").out)["card"]["doi_url"]
    assert run("--state", lived.folder, "show", bare).code == 0
    assert run("--state", lived.folder, "show", bare.removeprefix("https://doi.org/").upper()).code == 0
    assert run("--state", lived.folder, "show", "PMID: 90000101").code == 0
    assert "no record 99999999999999999999 is stored" in run("--state", lived.folder, "show", "9" * 20).err


def test_an_unknown_record_is_a_users_mistake(run: Run, lived: Lived) -> None:
    """Exit code 2, what is wrong and what to do, no traceback."""
    said = run("--state", lived.folder, "show", "1")
    assert said.code == 2
    assert "no record 1 is stored" in said.err
    assert "Traceback" not in said.err


def test_claims_show_states_studies_and_quotes(run: Run, lived: Lived) -> None:
    """The list has every claim; one claim has its articles' words and its studies."""
    listed = json.loads(run("--state", lived.folder, "claims", "--json").out)
    assert {"trd-efficacy", "providers"} <= {row["id"] for row in listed}
    said = run("--state", lived.folder, "claims", "trd-efficacy")
    assert said.code == 0
    assert "Supports:" in said.out
    assert "pubmed.ncbi.nlm.nih.gov" in said.out


def test_an_overrule_is_shown_and_followed(run: Run, lived: Lived, tmp_path) -> None:
    """On a copy of the demo's store: the maintainer's word stands in the claim's list."""
    state = tmp_path / "copy"
    state.mkdir()
    assert run("--state", lived.folder, "backup", state / "tracker.db").code == 0
    said = run("--state", state, "claims", "overrule", "90000116", "trd-efficacy", "none", "--why", "misread by us")
    assert said.code == 0, said.err
    shown = run("--state", state, "show", "90000116")
    assert "misread by us" in shown.out


def test_challenges_need_a_ground(run: Run, lived: Lived) -> None:
    """A null result is not a refutation: the maintainer has to say which it is."""
    said = run("--state", lived.folder, "claims", "overrule", "90000116", "trd-efficacy", "challenges", "--why", "x")
    assert said.code == 2
    assert "--ground" in said.err


def test_status_is_sound_and_says_since_when(run: Run, lived: Lived) -> None:
    """After the demo: all sources answered, nothing waits."""
    said = run("--state", lived.folder, "status", "--json")
    assert said.code == 0
    facts = dict(json.loads(said.out)["facts"])
    assert facts["waiting to be read"] == "0"
    assert facts["store"].endswith("sound")


def test_topics_and_claims_can_be_looked_at_before_anything_was_fetched(run: Run) -> None:
    """Without a store the counts are unknown, not zero."""
    said = run("topics")
    assert said.code == 0
    assert "unknown" in said.out
    assert run("claims").code == 0


@pytest.mark.parametrize("command", [["search", "x"], ["status"], ["show", "1"], ["backup", "/nonexistent/x"]])
def test_without_a_store_it_is_said(run: Run, command: list[str]) -> None:
    """Exit code 4, and how one comes to be."""
    said = run(*command)
    assert said.code == 4
    assert "fetch" in said.err


def test_overrules_come_back_as_labels(run: Run, lived: Lived, tmp_path: Path) -> None:
    """Exported and scored, an overruled verdict counts as wrong, and only that claim is judged."""
    state = tmp_path / "state"
    assert run("--state", lived.folder, "backup", state / "tracker.db").code == 0
    run("--state", state, "claims", "overrule", "90000116", "trd-efficacy", "none", "--why", "misread by us")
    labels = tmp_path / "labels.jsonl"
    labels.write_text(run("--state", state, "claims", "overrules").out, encoding="utf-8")
    said = run("assess", "--score", labels).out
    assert "1 abstracts, 0 verdicts due, 1 given: precision 0.000, recall unknown." in said
    assert "90000116" in said


def test_a_backup_is_put_back(run: Run, lived: Lived, tmp_path: Path) -> None:
    """`restore` puts the copy in place, says where the store that was there is kept, and `status` finds it sound."""
    state = tmp_path / "state"
    assert run("--state", lived.folder, "backup", tmp_path / "b.db").code == 0
    assert "kept" not in run("--state", state, "restore", tmp_path / "b.db").out
    done = run("--state", state, "restore", tmp_path / "b.db")
    assert "The store that was there is kept" in done.out
    assert run("--state", state, "search", "ketamine").code == 0
    assert run("--state", state, "restore", tmp_path / "none.db").code == 4


def test_articles_say_what_to_look_at_again(run: Run, lived: Lived) -> None:
    """The list, one article with its sentences, and an article that there is none of."""
    rows = json.loads(run("--state", lived.folder, "articles", "--json").out)
    assert [row["id"] for row in rows] == ["000", "001", "002", "003", "004"]
    said = run("--state", lived.folder, "articles", "001")
    assert said.code == 0
    assert "to look at again" in said.out
    assert said.out.index("studies speak against it") < said.out.index("too early to tell")
    assert run("--state", lived.folder, "articles", "999").code == 2
