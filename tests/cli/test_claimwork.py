"""claims check, diff and history: over the store that the demo leaves."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Run
from tests.conftest import Lived

ROOT = Path(__file__).resolve().parents[2]


def edited(tmp_path: Path, before: str, after: str) -> Path:
    queries = tmp_path / "queries"
    shutil.copytree(ROOT / "queries", queries)
    file = queries / "claims" / "efficacy.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    return queries


def test_unedited_claims_change_nothing(run: Run, lived: Lived) -> None:
    """The ledger is what the files say."""
    found = json.loads(run("--state", lived.folder, "claims", "diff", "--json").out)
    assert found["looked_at"] > 50
    assert (found["verdicts"], found["states"]) == ([], [])


def test_an_edit_tells_its_verdicts_and_states(run: Run, lived: Lived, tmp_path: Path) -> None:
    """A rule that no longer takes in the illness loses its verdicts; each with its study and its words."""
    queries = edited(tmp_path, "conditions: [trd, mdd]\n    not_titles", "conditions: [ocd]\n    not_titles")
    said = run("--state", lived.folder, "--queries", queries, "claims", "diff", "trd-efficacy", "--json")
    found = json.loads(said.out)
    assert found["states"]
    lost = [one for one in found["verdicts"] if not one["becomes"]]
    assert lost
    assert all(one["claim"] == "trd-efficacy" and one["quote"] and one["title"] for one in lost)
    plain = run("--state", lived.folder, "--queries", queries, "claims", "diff", "trd-efficacy").out
    assert "-> no verdict" in plain
    assert run("--state", lived.folder, "claims", "diff", "no-such").code == 2


def test_a_renamed_claim_is_found(run: Run, lived: Lived, tmp_path: Path) -> None:
    """Ids are stored: one that is gone from the files is told, with exit code 2."""
    assert run("--state", lived.folder, "claims", "check").code == 0
    queries = tmp_path / "queries"
    shutil.copytree(ROOT / "queries", queries)
    for file in queries.rglob("*.yaml"):
        file.write_text(
            file.read_text(encoding="utf-8").replace("migraine-efficacy", "migraine-relief"), encoding="utf-8"
        )
    said = run("--state", lived.folder, "--queries", queries, "claims", "check")
    assert said.code == 2
    assert "'migraine-efficacy'" in said.out


def test_passages_are_looked_up_where_the_article_is_given(run: Run, tmp_path: Path) -> None:
    """Words that an article does not say, and an article that is not there, are named."""
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "000_first.txt").write_text("Research   has shown\npromising results.", encoding="utf-8")
    said = run("claims", "check", "--articles", texts)
    assert said.code == 2
    assert "no text of article 001" in said.out
    assert "“research has shown promising results”" not in said.out
    assert "article 000 does not say" in said.out


def test_history(run: Run, lived: Lived) -> None:
    """Was, now, why, because of."""
    (first, *_) = json.loads(run("--state", lived.folder, "claims", "history", "trd-efficacy", "--json").out)
    assert first["reason"]
    assert "because of" in run("--state", lived.folder, "claims", "history", "trd-efficacy").out
