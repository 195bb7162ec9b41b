"""What a command costs before it does anything."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator, Mapping
from pathlib import Path

from bench.measure import CHECKOUT, Contender, Figure, Work
from bench.row import Row, below

TITLE = "`--help` and `check`"


def prepare(folder: Path, scale: float) -> None:
    """Each once, so that the bytecode is there, as it is from the second start on."""
    for one in CONTENDERS:
        list(one.work(folder))


def command(*arguments: str) -> Work:
    def work(folder: Path) -> Generator[None, None, int]:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")
        yield
        subprocess.run(
            [sys.executable, *arguments], cwd=CHECKOUT, check=True, stdout=subprocess.DEVNULL, env=environment
        )
        return 1

    return work


CONTENDERS = (
    Contender("import click", command("-c", "import click")),
    Contender("--help", command("daemon.py", "--help")),
    Contender("check", command("daemon.py", "check")),
)


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    ratio = figures["--help"].cpu / figures["import click"].cpu
    return [
        Row("--help against importing click", "<= 2x", f"{ratio:.2f}x by CPU", ratio <= 2),
        below("check, CPU", figures["check"].cpu, 0.6, "s"),
    ]
