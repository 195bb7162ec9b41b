"""A large store: search, one record, what the ledger's page and `status` ask, among a million records.

Not part of `make bench`: `python -m bench large` (`make bench-large`). Records are laid straight into the tables.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import Any

from bench import filled, made
from bench.measure import Contender, Figure, Work
from bench.row import Row

TITLE = "search, a record and the ledger in a large store"
RECORDS, VERDICTS = 1_000_000, 200_000
BATCH = 5_000
QUERIES = (
    "fictional", "ketamine", "placebo", "moon", "migraine", "ketamine placebo", "esketamine depression", "craving",
    "midazolam", "oral ketamine", "intranasal", "alcohol", "anorexia nervosa", "suicidal ideation", "pain intensity",
    "raters", "bipolar depression", "invented participants", "saline migraine", "anxiety",
)  # fmt: skip


def prepare(folder: Path, scale: float) -> None:
    """Every record with its text; the verdicts of one read record are those of many."""
    app = filled.store(folder, 200)
    count, with_verdicts = round(RECORDS * scale), round(VERDICTS * scale)
    with app.store() as store:
        db = store._db
        model = store.records.load(store.records.known([made.pmid(number) for number in range(200)]).values())
        verdicts = [(one, found) for one in model if (found := store.readings.verdicts([one.id]).get(one.id))]
        appraisals = store.readings.appraisals([one.id for one, _ in verdicts])
        for start in range(200, count, BATCH):
            with store.atomic():
                numbers = range(start, min(start + BATCH, count))
                texts = [(made.title(n), " ".join(text for _, text in made.sections(n, sentences=6))) for n in numbers]
                db.write_each(
                    """INSERT INTO record (id, pmid, title, abstract, body, content_hash, first_seen, baseline)
                       SELECT ?1, ?2, ?3, ?4, json_set(body, '$.pmid', ?2, '$.title', ?3), ?1, first_seen, 1
                       FROM record WHERE id = 1""",
                    [(n + 1, made.pmid(n), *text) for n, text in zip(numbers, texts, strict=True)],
                )
                db.write_each(
                    "INSERT INTO record_words (rowid, title, abstract) VALUES (?, ?, ?)",
                    [(n + 1, *text) for n, text in zip(numbers, texts, strict=True)],
                )
                for number, n in enumerate(numbers):
                    one, found = verdicts[number % len(verdicts)]
                    if (n - 200) * len(found) < with_verdicts:
                        store.readings.save(
                            n + 1, str(n + 1), app.reading.id, appraisals[one.id],
                            [each.verdict for each in found], filled.NOW,
                        )  # fmt: skip
        with store.atomic():
            app._reading(store)._settle(dict.fromkeys(app.registry.claims_by_id, (None, "laid")), tell=False)
    (folder / "count").write_text(str(count))


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
