"""Each guard is taken out once, in a copy of the program, and the test of its row is seen to fail."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.figures import note
from tests.faults.guards import GUARDS, Guard

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("tracker", "tests", "templates", "queries", "docs", "daemon.py", "pyproject.toml", "settings.example.yaml")
FAILED = 1  #: pytest's exit code where tests ran and failed


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("program")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy2(ROOT / name, folder / name)
    return folder


def test_every_row_has_a_guard_that_stands_in_the_code() -> None:
    """F1 to F60; each piece to be taken out stands in its file once, and each test exists."""
    assert sorted({guard.row for guard in GUARDS}) == list(range(1, 61))
    for guard in GUARDS:
        for cut in guard.cuts:
            assert (ROOT / "tracker" / cut.file).read_text(encoding="utf-8").count(cut.text) == 1, (guard.what, cut)
        file, _, name = guard.test.partition("::")
        assert f"def {name.partition('[')[0]}(" in (ROOT / "tests" / file).read_text(encoding="utf-8"), guard.test


@pytest.mark.prove
@pytest.mark.parametrize("guard", GUARDS, ids=[f"F{guard.row} {guard.what}" for guard in GUARDS])
def test_without_its_guard_a_test_fails(copy: Path, guard: Guard) -> None:
    """It fails where it tests, not for a mistake in what was taken out."""
    before = {cut.file: (copy / "tracker" / cut.file).read_bytes() for cut in guard.cuts}
    number = GUARDS.index(guard)
    try:
        for cut in guard.cuts:
            file = copy / "tracker" / cut.file
            file.write_text(file.read_text(encoding="utf-8").replace(cut.text, cut.instead), encoding="utf-8")
            os.utime(file, (number, number))  # or Python might take what it compiled of another one
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-n", "0", "-x", "-p", "no:cacheprovider", f"tests/{guard.test}"],
            cwd=copy, capture_output=True, text=True, timeout=1800,
        )  # fmt: skip
    finally:
        for name, content in before.items():
            (copy / "tracker" / name).write_bytes(content)
    assert done.returncode == FAILED, done.stdout[-3000:]
    assert "FAILED" in done.stdout, done.stdout[-3000:]
    for broken in ("SyntaxError", "NameError", "ImportError"):
        assert broken not in done.stdout, done.stdout[-3000:]
    note("guards", f"F{guard.row} {guard.what}", guard.test)
