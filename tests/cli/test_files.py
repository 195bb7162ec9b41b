"""check, settings, assess, and every command's help."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Run
from tracker.cli import cli

ROOT = Path(__file__).resolve().parents[2]


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = []
    for name, command in group.commands.items():
        found.append((*path, name))
        if isinstance(command, click.Group):
            found += commands(command, (*path, name))
    return found


@pytest.mark.parametrize("path", commands(cli), ids=" ".join)
def test_every_command_explains_itself(run: Run, path: tuple[str, ...]) -> None:
    """--help everywhere, with a sentence."""
    said = run(*path, "--help")
    assert said.code == 0
    assert len(said.out.split()) > 10


def test_help_names_the_exit_codes(run: Run) -> None:
    """Documented where a user looks first."""
    said = run("--help")
    for word in ("Exit codes", "a source failed", "mail could not be handed over"):
        assert word in said.out


def test_the_shipped_files_pass_their_check(run: Run) -> None:
    """What ships is sound."""
    said = run("check")
    assert said.code == 0, said.out
    assert "All sound" in said.out


def test_three_mistakes_are_told_at_once(run: Run, tmp_path: Path) -> None:
    """An unknown key, an unknown tag, an unknown claim: each with file, line and what to do."""
    queries = tmp_path / "queries"
    shutil.copytree(ROOT / "queries", queries)
    trd = queries / "topics" / "trd.yaml"
    text = trd.read_text(encoding="utf-8")
    trd.write_text(
        text.replace("\nwhy:", "\nwyh:", 1)
        .replace("[tiab]", "[tiabb]", 1)
        .replace("- trd-few-doses-last", "- trd-few", 1),
        encoding="utf-8",
    )
    said = run("--queries", queries, "check")
    assert said.code == 2
    for words in ("'wyh' is not known", "[tiabb]", "no claim 'trd-few'"):
        (line,) = [line for line in said.out.splitlines() if words in line and not line.startswith(" ")]
        assert "topics/trd.yaml:" in line
    assert run("--queries", queries, "topics").code == 2


def test_settings_say_where_they_come_from_and_mask_secrets(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Default, file and environment are told apart; a password is never printed."""
    (tmp_path / "settings.yaml").write_text(
        "mail:\n  host: smtp.example.org\n  user: digest\n  from: digest@example.org\n", encoding="utf-8"
    )
    monkeypatch.setenv("TRACKER_MAIL_PASSWORD", "canary-in-a-coal-mine")
    said = run("settings")
    assert said.code == 0
    assert "canary" not in said.out + said.err
    rows = {row["key"]: row for row in json.loads(run("settings", "--json").out)}
    assert rows["mail.host"]["value"] == "smtp.example.org"
    assert rows["mail.host"]["from"].endswith("settings.yaml:2")
    assert rows["mail.password"]["from"] == "TRACKER_MAIL_PASSWORD"
    assert rows["mail.port"]["from"] == "default"


def test_a_wrong_setting_is_a_users_mistake(run: Run, tmp_path: Path) -> None:
    """Told with its line, by any command."""
    (tmp_path / "settings.yaml").write_text("mail:\n  prot: 25\n", encoding="utf-8")
    said = run("status")
    assert said.code == 2
    assert "settings.yaml:2" in said.err


def test_assess_reads_a_line_and_writes_a_line(run: Run, tmp_path: Path) -> None:
    """The outside face of the reading: JSON lines in, JSON lines out."""
    rows = tmp_path / "abstracts.jsonl"
    row = {
        "id": "x1",
        "title": "A protocol for a randomised trial of ketamine",
        "abstract": "Sixty adults will be randomised.",
    }
    rows.write_text(json.dumps(row) + "\n\n", encoding="utf-8")
    said = run("assess", rows)
    assert said.code == 0
    answer = json.loads(said.out)
    assert {"id", "design", "species", "n", "n_studies", "spin", "verdicts", "drug", "route"} <= set(answer)
    assert answer["verdicts"] == {}
    steps = run("assess", "--explain", rows).out
    assert "x1: protocol" in steps
    assert "drug:ketamine" in steps
    assert json.loads(run("assess", "--explain", "--json", rows).out)["id"] == "x1"


def test_the_files_beside_the_named_settings_are_in_force(run: Run, tmp_path: Path) -> None:
    """Every command reads the same folder: the reading of an abstract and the line above a caret as well."""
    run("init", tmp_path / "mine")
    settings = tmp_path / "mine" / "settings.yaml"
    rows = tmp_path / "abstracts.jsonl"
    rows.write_text('{"id": "x1", "title": "Exampledrug in rats", "abstract": ""}', encoding="utf-8")
    assert json.loads(run("--settings", settings, "assess", rows).out)["drug"] == ["exampledrug"]
    topic = tmp_path / "mine" / "queries" / "topics" / "my-topic.yaml"
    topic.write_text(topic.read_text(encoding="utf-8").replace("[tiab]", "[tiabb]", 1), encoding="utf-8")
    assert '("example illness"[tiabb]' in run("--settings", settings, "check").out


def test_assess_names_the_line_that_is_wrong(run: Run, tmp_path: Path) -> None:
    """Not JSON: file and line, exit code 2."""
    rows = tmp_path / "abstracts.jsonl"
    rows.write_text("not json\n", encoding="utf-8")
    said = run("assess", rows)
    assert said.code == 2
    assert "abstracts.jsonl:1" in said.err


def test_a_users_mistake_never_shows_a_traceback() -> None:
    """The real process: an unknown topic, a missing file, an unknown command."""
    for arguments in (["fetch", "--topic", "nope"], ["assess", "no-such-file"], ["bogus"], ["fetch", "--since", "x"]):
        done = subprocess.run(
            [sys.executable, str(ROOT / "daemon.py"), *arguments], capture_output=True, text=True, check=False
        )
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr


def test_a_folder_of_ones_own_is_laid_out_once(run: Run, tmp_path: Path) -> None:
    """`init` writes it; again, it is refused with advice."""
    assert "Written" in run("init", tmp_path / "mine").out
    again = run("init", tmp_path / "mine")
    assert again.code == 2
    assert "Name another folder" in again.err
