"""The command line, called as its user calls it: arguments in, exit code and output out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tracker.cli import main


class Said(NamedTuple):
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs with a state folder of its own, unless the arguments name one. No TRACKER_ variable is set."""
    for name in [name for name in os.environ if name.startswith("TRACKER_")]:
        monkeypatch.delenv(name)

    def call(*arguments: str | Path) -> Said:
        words = [str(one) for one in arguments]
        if "--state" not in words:
            words = ["--state", str(tmp_path / "state"), *words]
        if "--settings" not in words:
            words = ["--settings", str(tmp_path / "settings.yaml"), *words]
        capsys.readouterr()
        code = main(words)
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return call
