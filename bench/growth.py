"""How cost grows with what there is: `python -m bench.growth [name …]` writes a plot each and a JSON file.

Processor time, each point the least of three. `--large` takes the store to a million records, which takes an hour.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from bench import filled, laid, made
from bench.stages.large import QUERIES
from bench.stages.vocabulary import reader

RECORDS = (1_000, 10_000, 100_000)
LARGE = (*RECORDS, 1_000_000)
TOPICS = (5, 50, 200)
TERMS = (100, 300, 1_000)
CLAIMS = (20, 79, 300)
READERS = (1_000, 10_000, 100_000)
WISHES, TIMES, NEW, TEXTS = 20, 3, 400, 100
JOINED, DUE = datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2026, 6, 8, 12, tzinfo=UTC)
HERE = Path(__file__).parent
PLOTS = HERE.parent / "docs" / "images"
Point = dict[str, float]


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def each_of(work: Callable[[Any], object], items: Sequence[Any]) -> None:
    for item in items:
        work(item)


def least(work: Callable[[], object]) -> float:
    return min(seconds(work) for _ in range(TIMES))


def records(folder: Path, sizes: Sequence[int]) -> list[Point]:
    """In stores of each size, a fifth as many verdicts in them."""
    from tracker.jobs.keep import Wanted, keep_all

    points = []
    for size in sizes:
        app = laid.store(folder / f"records-{size}", size, size // 5)
        with app.store() as store:
            spent = 0.0
            for start in range(size, size + NEW, filled.BATCH):
                batch = [Wanted(one, ("a",), news=False) for one in filled.sightings(range(start, start + 200))]
                with store.atomic():
                    spent += seconds(partial(keep_all, store, batch, JOINED))
            searches = [least(partial(store.records.search, words, 20)) for words in QUERIES]
            unread = least(partial(store.records.unread, app.reading.id))
        points.append(
            {
                "records": size,
                "ms a new record": spent / NEW * 1e3,
                "ms a search": statistics.median(searches) * 1e3,
                "ms the ledger": least(app.look.claim_rows) * 1e3,
                "ms to see that nothing is unread": unread * 1e3,
            }
        )
    return points


def topics(_folder: Path, sizes: Sequence[int]) -> list[Point]:
    """The shipped ones, and made-up ones of twenty words beside them."""
    from tracker.app import build
    from tracker.app.files import Files

    registry = Files.find().registry()
    found = [one.record for one in filled.sightings(range(TEXTS))]
    points = []
    for size in sizes:
        more = [
            replace(
                registry.topics[0],
                id=f"made-{n}",
                search=f"ketamin*[tiab] AND ({' OR '.join(f'word{n}x{k}[tiab]' for k in range(20))})",
            )
            for n in range(size - len(registry.topics))
        ]
        match = build.matcher(registry, [*registry.topics, *more][:size])
        match(found[0])
        spent = least(partial(each_of, match, found))
        points.append({"topics": size, "ms to match a record": spent / TEXTS * 1e3})
    return points


def vocabulary(_folder: Path, sizes: Sequence[int]) -> list[Point]:
    texts = [(made.title(n), " ".join(f"{label}: {text}" for label, text in made.sections(n))) for n in range(TEXTS)]
    points = []
    for size in sizes:
        read = reader(size)
        for text in texts[:20]:
            read.appraise(*text)
        spent = least(partial(each_of, lambda text, read=read: read.appraise(*text), texts))
        points.append({"terms": size, "ms to read an abstract": spent / TEXTS * 1e3})
    return points


def claims(_folder: Path, sizes: Sequence[int]) -> list[Point]:
    """The shipped ones, and the same ones again under other names."""
    from tracker.app.files import Files
    from tracker.reading import Reader
    from tracker.rules.compare import Comparer

    registry = Files.find().registry()
    read = Reader(registry.vocabulary)
    appraisals = [
        read.appraise(made.title(n), " ".join(f"{label}: {text}" for label, text in made.sections(n)))
        for n in range(TEXTS)
    ]
    points = []
    for size in sizes:
        shipped = registry.claims
        chosen = [replace(shipped[n % len(shipped)], id=f"{shipped[n % len(shipped)].id}-{n}") for n in range(size)]
        comparer = Comparer(chosen)
        comparer.compare(appraisals[0])
        spent = least(partial(each_of, comparer.compare, appraisals))
        points.append({"claims": size, "ms to compare a study": spent / TEXTS * 1e3})
    return points


def readers(folder: Path, sizes: Sequence[int]) -> list[Point]:
    """With few distinct wishes, and nothing new: what each reader costs beyond the digests that they share."""
    from tracker.app import App
    from tracker.app.files import Files

    points = []
    for size in sizes:
        app = App(Files.find(state=folder / str(size)))
        app.clock = lambda: JOINED
        topics = [topic.id for topic in app.registry.topics]
        wishes = [
            app.readers.preferences(topics=topics[: number % len(topics) + 1], weekday=0, hour=7)
            for number in range(WISHES)
        ]
        with app.store() as store:
            with store.atomic():
                for number in range(size):
                    store.subscribers.add(
                        f"r{number}@example.org", wishes[number % WISHES], token=f"t{number}", at=JOINED
                    )
            app.clock = lambda: DUE
            spent = seconds(app._planning(store).run)
            points.append({"readers": size, "seconds of planning": spent})
    return points


PARTS: dict[str, tuple[Callable[[Path, Sequence[int]], list[Point]], Sequence[int]]] = {
    "records": (records, RECORDS),
    "topics": (topics, TOPICS),
    "vocabulary": (vocabulary, TERMS),
    "claims": (claims, CLAIMS),
    "readers": (readers, READERS),
}


def slope(points: Sequence[Point], across: str, name: str) -> str:
    """In words: by what power of `across` it grows between the last two points."""
    one, other = points[-2:]
    power = math.log(max(other[name], 1e-9) / max(one[name], 1e-9)) / math.log(other[across] / one[across])
    word = "flat" if power < 0.15 else "less than linear" if power < 0.8 else "linear" if power < 1.2 else "steeper"
    return f"{word} ({power:.2f})"


def draw(points: Sequence[Point], file: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "growth", "font.size": 9})
    from matplotlib import pyplot

    across, *lines = points[0]
    figure, axes = pyplot.subplots(figsize=(5, 3))
    for name in lines:
        axes.plot([one[across] for one in points], [one[name] for one in points], marker="o", label=name)
    axes.set_xlabel(across)
    axes.set_xscale("log")
    if len(lines) > 1:
        axes.set_yscale("log")
    else:
        axes.set_ylim(bottom=0)
    axes.legend()
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    pyplot.close(figure)


def main() -> None:
    arguments = argparse.ArgumentParser(prog="python -m bench.growth", description=__doc__)
    arguments.add_argument("parts", nargs="*", choices=[*PARTS, []], help="only these (all)")
    arguments.add_argument("--large", action="store_true", help="a million records too")
    asked = arguments.parse_args()
    file = HERE / "growth.json"
    known: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    for name in asked.parts or PARTS:
        work, sizes = PARTS[name]
        with tempfile.TemporaryDirectory(prefix=f"bench-{name}-") as folder:
            points = work(Path(folder), LARGE if asked.large and name == "records" else sizes)
        known[name] = points
        file.write_text(json.dumps(known, indent=1) + "\n")
        draw(points, PLOTS / f"growth-{name}.svg")
        across, *lines = points[0]
        for one in points:
            print(one, flush=True)
        for line in lines:
            print(f"  {line}, by {across}: {slope(points, across, line)}", flush=True)


if __name__ == "__main__":
    main()
