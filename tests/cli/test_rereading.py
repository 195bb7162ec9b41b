"""read, replay: the store under other rules, as a maintainer judges a change."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import Lived

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
