"""read, replay: the store under other rules, as a maintainer judges a change."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Lived
from tests.store.fictional import sighted
from tracker.app import App
from tracker.app.files import Files
from tracker.rules.identity import lookup_keys
from tracker.store import Store

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture
def state(lived: Lived, tmp_path: Path) -> Path:
    """A copy of what the demo left."""
    return Path(shutil.copytree(lived.folder, tmp_path / "lived"))


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The shipped files, with one comparator that the reading no longer knows."""
    queries = Path(shutil.copytree(ROOT / "queries", tmp_path / "changed", ignore=shutil.ignore_patterns("demo")))
    words = queries / "vocabulary" / "comparators.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("midazolam, ", ""), encoding="utf-8")
    return queries


def test_the_same_rules_have_nothing_to_read(run: Run, state: Path) -> None:
    """Right after the demo everything was read with today's rules."""
    assert "already" in run("--state", state, "read").out


def test_a_replay_tells_what_a_change_would_turn_and_keeps_nothing(run: Run, state: Path, changed: Path) -> None:
    """The verdict that rested on the comparator, and the mails that told of it; the store is as before."""
    said = run("--state", state, "--queries", changed, "replay", "--from", "2026-03-02", "--json")
    turned = {(one["name"], one["claim"]): one for one in json.loads(said.out)["turned"]}
    lost = turned["90000303", "ocd-efficacy"]
    assert (lost["was"], lost["becomes"], lost["reversed"]) == ("challenges", "", False)
    assert any("9-15 March" in subject for subject in lost["digests"])
    assert "already" in run("--state", state, "read").out


def test_a_replay_keeps_to_its_days(run: Run, state: Path, changed: Path) -> None:
    """Records first seen on other days are left out."""
    said = run("--state", state, "--queries", changed, "replay", "--from", "2026-03-02", "--to", "2026-03-09")
    assert "90000303" not in said.out


def test_reading_again_is_kept(run: Run, state: Path, changed: Path) -> None:
    """After `read` the verdict has turned, and a second `read` has nothing to do."""
    assert "ocd-efficacy: challenges -> no verdict" in run("--state", state, "--queries", changed, "read").out
    assert "already" in run("--state", state, "--queries", changed, "read").out


def test_a_replay_tells_which_mails_would_have_been_different(run: Run, state: Path, changed: Path) -> None:
    """Those that told of the study, with what readers were shown and what they would be shown now, and no others."""
    said = run("--state", state, "--queries", changed, "replay", "--from", "2026-03-02", "--to", "2026-03-09", "--json")
    answer = json.loads(said.out)
    assert answer["parsed"] == {"from_bytes": 83, "from_texts": 1, "changed": []}
    mails = answer["mails"]
    differing = {told["study"] for mail in mails for told in mail["differing"]}
    assert differing == {"90000202"}
    assert 0 < sum(bool(mail["differing"]) for mail in mails) < len(mails)
    told = next(told for mail in mails for told in mail["differing"])
    assert {line["claim"] for line in told["was"]["lines"]} == {"ptsd-efficacy", "ptsd-hyperarousal"}
    assert told["becomes"]["lines"] == []


def test_a_replay_begins_with_the_bytes_received(run: Run, state: Path) -> None:
    """Where today's parsing finds another text in them, verdicts rest on that; the store keeps what it had."""
    said = "PTSD symptoms improved significantly more in the ketamine group than"
    with Store.open(state / "tracker.db") as store:
        stored = store.records.by_pmid(90000202)
        assert stored is not None
        raw = store.records.raw(stored.id)["pubmed", "90000202"]
        assert said.encode() in raw
        other = sighted(stored.record, raw=raw.replace(said.encode(), b"There was no difference between the group and"))
        store.records.update(stored.id, other, stored.record, keys=lookup_keys(stored.record))
    answer = json.loads(run("--state", state, "replay", "--from", "2026-03-02", "--json").out)
    assert answer["parsed"]["changed"] == ["90000202"]
    assert ("ptsd-efficacy", "supports") in {(one["claim"], one["was"]) for one in answer["turned"]}
    with Store.open(state / "tracker.db", read_only=True) as store:
        assert store.records.load([stored.id]) == (stored,)


def test_a_replay_says_what_it_took_from_stored_texts(run: Run, state: Path) -> None:
    """A record that only a feed showed has no bytes from PubMed; nor has one whose bytes hold no record."""
    with Store.open(state / "tracker.db") as store:
        stored = store.records.by_pmid(90000202)
        assert stored is not None
        store.records.update(stored.id, sighted(stored.record, raw=b"<p/>"), stored.record, keys=[])
    assert "2 taken from their stored texts" in run("--state", state, "replay", "--from", "2026-03-02").out


def test_what_a_killed_reading_had_turned_is_told_by_the_next(run: Run, state: Path, changed: Path) -> None:
    """Nothing is left to read, and the verdicts that readers will be told of are still named before they are."""

    def killed(_what: str, _done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        App(Files.find(queries=changed, state=state)).reread(progress=killed)
    said = run("--state", state, "--queries", changed, "read").out
    assert "ocd-efficacy: challenges -> no verdict" in said
    assert "already" in run("--state", state, "--queries", changed, "read").out
