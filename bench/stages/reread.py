"""The whole store read anew after a rule changed: on all cores, and on one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Mapping
from pathlib import Path

from bench import filled
from bench.measure import Contender, Figure
from bench.row import Row

TITLE = "a whole store read anew"
WHOLE = 40_000
RECORDS = 3_000
GOAL_SECONDS = 60


def prepare(folder: Path, scale: float) -> None:
    filled.store(folder / "state", max(round(RECORDS * scale), 2_000), read=False)


def reading(folder: Path, *, cores: bool) -> Generator[None, None, int]:
    from tracker.jobs.read import Reading

    work = folder / f"work-{os.getpid()}"
    shutil.copytree(folder / "state", work)
    app = filled.app(work)
    steps: list[int] = []
    with app.store() as store:
        job = app._reading(store, lambda _what, done, _whole: steps.append(done))
        if not cores:
            job = Reading(store, app.reading, app.registry.claims_by_id, app.clock)
        yield
        done = job.run()
    shutil.rmtree(work)
    if cores and len(steps) < 2:
        raise SystemExit("no progress was told")
    return done


def together(folder: Path) -> Generator[None, None, int]:
    return reading(folder, cores=True)


def alone(folder: Path) -> Generator[None, None, int]:
    return reading(folder, cores=False)


CONTENDERS = (Contender("all cores", together), Contender("one core", alone))


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    ours = figures["all cores"]
    seconds = WHOLE / ours.rate
    return [
        Row(
            f"{WHOLE:,} records, from {ours.items:,}",
            f"< {GOAL_SECONDS} s",
            f"{seconds:.0f} s ({ours.rate / figures['one core'].rate:.2f}x one core by wall)",
            seconds < GOAL_SECONDS,
        )
    ]
