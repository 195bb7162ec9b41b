"""A large store: search, one record, what the ledger's page and `status` ask, among a million records.

Not part of `make bench`: `python -m bench large` (`make bench-large`).
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

from bench import filled, laid, made
from bench.measure import Contender, Figure, Work
from bench.row import Row

TITLE = "search, a record and the ledger in a large store"
RECORDS, VERDICTS = 1_000_000, 200_000
QUERIES = (
    "fictional", "ketamine", "placebo", "moon", "migraine", "ketamine placebo", "esketamine depression", "craving",
    "midazolam", "oral ketamine", "intranasal", "alcohol", "anorexia nervosa", "suicidal ideation", "pain intensity",
    "raters", "bipolar depression", "invented participants", "saline migraine", "anxiety",
)  # fmt: skip


def prepare(folder: Path, scale: float) -> None:
    laid.store(folder, round(RECORDS * scale), round(VERDICTS * scale))


def _median(folder: Path, work: Callable[[Any], list[float]]) -> int:
    """Milliseconds are told as items, ten thousand for each: the harness counts whole ones."""
    return round(statistics.median(work(filled.app(folder))) * 1e7)


def _timed(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return time.process_time() - began


def asked(work: Callable[[Any], list[float]]) -> Work:
    def run(folder: Path) -> Generator[None, None, int]:
        yield
        return _median(folder, work)

    return run


def searches(app: Any) -> list[float]:
    with app.store(read_only=True) as store:
        return [_timed(lambda words=words: store.records.search(words, 20)) for _ in range(3) for words in QUERIES]


def one_record(app: Any) -> list[float]:
    count = 200
    return [_timed(lambda n=n: app.look.show(str(made.pmid(n)))) for n in range(0, count, 10)]


def ledger(app: Any) -> list[float]:
    return [_timed(app.look.claim_rows) for _ in range(7)]


def status(app: Any) -> list[float]:
    return [_timed(app.look.status) for _ in range(5)]


CONTENDERS = (
    Contender("a search", asked(searches)),
    Contender("a record", asked(one_record)),
    Contender("the ledger", asked(ledger)),
    Contender("status", asked(status)),
)
LIMITS = {"a search": 50, "a record": 100, "the ledger": 100, "status": 1_000}


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    return [
        Row(f"{name}, median", f"< {limit} ms", f"{ms:,.1f} ms of CPU", ms < limit)
        for name, limit in LIMITS.items()
        for ms in [figures[name].items / 1e4]
    ]
