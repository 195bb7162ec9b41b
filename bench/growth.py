"""How cost grows with records and with readers: `python -m bench.growth` writes two plots and a JSON file."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench import made

RECORDS = (1_000, 3_000, 10_000)
READERS = (1_000, 3_000, 10_000)
WISHES = 20
QUERIES = ("fictional", "ketamine placebo", "migraine", "moon", "midazolam randomised", "invented", "pain", "craving")
JOINED, DUE = datetime(2026, 6, 1, 12, tzinfo=UTC), datetime(2026, 6, 8, 12, tzinfo=UTC)
HERE = Path(__file__).parent
PLOTS = HERE.parent / "docs" / "images"


def records(folder: Path) -> list[dict[str, float]]:
    """One store that grows: what a new record costs at each size, and a search."""
    from tracker.jobs.keep import keep
    from tracker.model.record import Sighting, SourceKind
    from tracker.sources.pubmed.parse import parse_batch
    from tracker.store import Store

    points = []
    with Store.open(folder / "grows.db", create=True) as store:
        done = 0
        for size in RECORDS:
            spent = 0.0
            for start in range(done, size, 200):
                found = parse_batch(made.reply(range(start, start + 200))).records
                began = time.process_time()
                with store.atomic():
                    for record, raw in found:
                        key, kind = str(record.pmid), SourceKind.PUBMED
                        one = Sighting(source="pubmed", kind=kind, key=key, seen=JOINED, record=record, raw=raw)
                        keep(store, one, topics=("a",), news=False, now=JOINED)
                spent += time.process_time() - began
            times = [timed(store, words) for words in QUERIES for _ in range(3)]
            points.append(
                {
                    "records": size,
                    "milliseconds a new record": spent / (size - done) * 1e3,
                    "milliseconds a search": statistics.median(times) * 1e3,
                }
            )
            done = size
    return points


def timed(store: object, words: str) -> float:
    began = time.process_time()
    store.records.search(words, 20)  # type: ignore[attr-defined]
    return time.process_time() - began


def readers(folder: Path) -> list[dict[str, float]]:
    from tracker.app import App
    from tracker.app.files import Files

    points = []
    for size in READERS:
        app = App(Files.find(state=folder / str(size)))
        app.clock = lambda: JOINED
        topics = [topic.id for topic in app.registry.topics]
        with app.store() as store:
            with store.atomic():
                for number in range(size):
                    wish = app.readers.preferences(
                        topics=topics[: number % WISHES % len(topics) + 1], weekday=0, hour=7
                    )
                    store.subscribers.add(f"r{number}@example.org", wish, token=f"t{number}", at=JOINED)
            app.clock = lambda: DUE
            began = time.process_time()
            planned = app._planning(store).run()
            points.append({"readers": planned, "seconds of planning": time.process_time() - began})
    return points


def draw(points: Sequence[dict[str, float]], across: str, lines: Sequence[str], file: Path) -> None:
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(6, 3.5))
    for name in lines:
        axes.plot([one[across] for one in points], [one[name] for one in points], marker="o", label=name)
    axes.set_xlabel(across)
    axes.set_xscale("log")
    axes.set_ylim(bottom=0)
    axes.legend()
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})
    pyplot.close(figure)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="bench-growth-") as folder:
        of_records = records(Path(folder))
        of_readers = readers(Path(folder))
    (HERE / "growth.json").write_text(json.dumps({"records": of_records, "readers": of_readers}, indent=1) + "\n")
    names = ("milliseconds a new record", "milliseconds a search")
    draw(of_records, "records", names, PLOTS / "growth-records.svg")
    draw(of_readers, "readers", ("seconds of planning",), PLOTS / "growth-readers.svg")
    for one in (*of_records, *of_readers):
        print(one)


if __name__ == "__main__":
    main()
