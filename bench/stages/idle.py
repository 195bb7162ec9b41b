"""The daemon at rest: ticks with nothing due, one after the other."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Generator, Mapping
from datetime import timedelta
from pathlib import Path

from bench import filled
from bench.measure import Contender, Figure
from bench.row import Row, below

TITLE = "the daemon at rest"
CYCLES, RECORDS = 1_000, 200


def prepare(folder: Path, scale: float) -> None:
    from tracker.app.core import HEALTH
    from tracker.app.intake import CITED, FEEDS, FETCH

    app = filled.store(folder, RECORDS)
    with app.store() as store, store.atomic():
        for job in (FETCH, FEEDS, HEALTH, CITED):  # so that no tick asks anybody for anything
            store.cursors.set_done(job, filled.NOW)
    (folder / "cycles").write_text(str(max(round(CYCLES * scale), 100)))


def _held() -> float:
    """Megabytes held now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def ticks(folder: Path) -> Generator[None, None, int]:
    app = filled.app(folder)
    app._cited_due = lambda _store: False  # type: ignore[method-assign]  # the works are new to this store
    start = time.monotonic()
    app.clock = lambda: filled.NOW + timedelta(seconds=time.monotonic() - start)
    cycles = int((folder / "cycles").read_text())
    for _ in range(50):
        app.tick()
    before = _held()
    yield
    for _ in range(cycles):
        app.tick()
    grown = _held() - before
    if grown > 2:
        raise SystemExit(f"{grown:.1f} MB more after {cycles} ticks in {os.getpid()}")
    return cycles


CONTENDERS = (Contender("a tick", ticks),)


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    one = figures["a tick"]
    share = one.cpu / one.items / 60
    return [
        below(f"memory after {one.items:,} ticks (2 MB of growth fail the stage)", one.peak, 120, "MB"),
        Row("CPU, a tick each minute", "not measurable", f"{share:.4%} of one core", share < 0.001),
    ]
