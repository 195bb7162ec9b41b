"""A folder of one's own: what it holds, and what it never overwrites."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.app import check_files
from tracker.app.files import Files, shipped
from tracker.app.layout import lay_out
from tracker.demo import run_demo
from tracker.errors import UsageError


def test_an_empty_set_passes_the_check(tmp_path: Path) -> None:
    """What is laid out is sound before anything is edited."""
    settings, queries = lay_out(tmp_path / "mine")
    result = check_files(Files.find(settings=settings))
    assert not result.problems
    assert Files.find(settings=settings).queries == queries


def test_an_empty_set_lives_through_the_round(tmp_path: Path) -> None:
    """Its own small world, before anything is edited: the first digest to look at."""
    settings, _ = lay_out(tmp_path / "mine")
    said: list[str] = []
    assert run_demo(Files.find(settings=settings), say=said.append) == 0
    digest = (tmp_path / "mine" / "state" / "demo" / "week-1" / "everything@example.org.txt").read_text("utf-8")
    assert "Was preliminary, now contested" in digest
    assert f"--queries {tmp_path / 'mine' / 'queries'} --state" in said[-1]


def test_files_without_a_world_are_told_so(tmp_path: Path) -> None:
    """Advice, and nothing made."""
    settings, queries = lay_out(tmp_path / "mine")
    (queries / "demo").rename(queries / "elsewhere")
    with pytest.raises(UsageError, match="no fictional world"):
        run_demo(Files.find(settings=settings), say=print)
    assert not (tmp_path / "mine" / "state").exists()


def test_a_shipped_subject_is_copied_whole(tmp_path: Path) -> None:
    """The copy is the same registry as the shipped one."""
    settings, _ = lay_out(tmp_path / "mine", "ketamine")
    assert (
        Files.find(settings=settings).registry().digest == Files.find(queries=shipped() / "queries").registry().digest
    )


def test_a_named_state_folder_is_meant_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed is meant from where one stands; what the settings say, from beside them."""
    monkeypatch.chdir(tmp_path)
    settings, _ = lay_out(tmp_path / "mine")
    files = Files.find(settings=settings)
    assert files.state_folder(files.settings()) == tmp_path / "mine" / "state"
    named = Files.find(settings=settings, state=Path("drill"))
    assert named.state_folder(named.settings()) == tmp_path / "drill"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A second time in the same folder is refused, and nothing changes."""
    settings, _ = lay_out(tmp_path)
    settings.write_text("digest: {}\n", encoding="utf-8")
    with pytest.raises(UsageError, match="there already"):
        lay_out(tmp_path)
    assert settings.read_text(encoding="utf-8") == "digest: {}\n"


def test_an_unknown_subject_is_named_with_those_there_are(tmp_path: Path) -> None:
    """The error says which subjects can be copied, and leaves no folder behind."""
    with pytest.raises(UsageError, match="no files for 'aspirin'"):
        lay_out(tmp_path / "mine", "aspirin")
    assert not (tmp_path / "mine").exists()
