"""The wheel carries all it needs: installed anywhere, it works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built wheel, unpacked where an installer would put it: no checkout lies beside it."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as file:
        file.extractall(folder / "site")
    return folder / "site"


def tracker(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("TRACKER_", "PYTHON"))}
    run = "import sys; from tracker.cli import main; sys.exit(main(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-c", run, *words],
        cwd=folder,
        env={**plain, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_shipped_files_are_checked_from_another_folder(installed: Path, tmp_path: Path) -> None:
    """Without any file of one's own, the files in the wheel are in force."""
    said = tracker(installed, tmp_path, "check")
    assert said.returncode == 0, said.stderr
    assert "All sound: 16 topics" in said.stdout


def test_a_copy_of_the_shipped_subject_is_in_force_where_one_works(installed: Path, tmp_path: Path) -> None:
    """`init --from` copies it out; from then on that folder's files count, and a mistake in them is named."""
    assert tracker(installed, tmp_path, "init", ".", "--from", "ketamine").returncode == 0
    assert "All sound" in tracker(installed, tmp_path, "check").stdout
    (tmp_path / "queries" / "subject.yaml").write_text("titel: x\n", encoding="utf-8")
    said = tracker(installed, tmp_path, "check")
    assert said.returncode == 2
    assert "titel" in said.stdout


def test_the_commands_that_it_names_are_its_own(installed: Path, tmp_path: Path) -> None:
    """Installed there is no daemon.py: neither in advice after a mistake, nor in help, nor in what to do next."""
    said = tracker(installed, tmp_path, "init", "mine", "--from", "ketamine")
    assert "tracker --settings mine/settings.yaml check" in said.stdout
    assert "`tracker fetch` lays one" in tracker(installed, tmp_path, "status").stderr
    assert "tracker replay --from" in tracker(installed, tmp_path, "replay", "--help").stdout
