"""Digests planned and drawn for many readers with few distinct wishes."""

from __future__ import annotations

import itertools
import os
from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench import made
from bench.measure import Contender, Figure
from bench.row import Row, below, faster

TITLE = "digests planned and drawn"
READERS, WISHES, NEWS = 10_000, 500, 60
ONE_BY_ONE = 20
"""Readers for the contender that composes and draws for each."""
JOINED = datetime(2026, 6, 1, 12, tzinfo=UTC)
DUE = datetime(2026, 6, 8, 12, tzinfo=UTC)


def prepare(folder: Path, scale: float) -> None:
    """Records read and announced, readers joined the week before."""
    from tracker.app import App
    from tracker.app.files import Files
    from tracker.jobs.keep import keep
    from tracker.model.record import Sighting, SourceKind
    from tracker.sources.pubmed.parse import parse_batch

    for name, readers in (("many", round(READERS * scale)), ("few", min(ONE_BY_ONE, round(READERS * scale)))):
        app = App(Files.find(state=folder / name))
        app.clock = lambda: JOINED
        topics = [topic.id for topic in app.registry.topics]
        chosen = list(itertools.islice(itertools.combinations(topics, 3), WISHES))
        with app.store() as store:
            with store.atomic():
                for number in range(readers):
                    wish = app.readers.preferences(topics=chosen[number % len(chosen)], weekday=0, hour=7)
                    store.subscribers.add(f"r{number}@example.org", wish, token=f"t{number}", at=JOINED)
            with store.atomic():
                for number, (record, raw) in enumerate(parse_batch(made.reply(range(NEWS))).records):
                    sighting = Sighting(
                        source="pubmed",
                        kind=SourceKind.PUBMED,
                        key=str(record.pmid),
                        seen=JOINED,
                        record=record,
                        raw=raw,
                    )
                    keep(store, sighting, topics=[topics[number % len(topics)]], news=True, now=JOINED)
            app._reading(store).run()


def planning(folder: Path, name: str) -> Generator[None, None, int]:
    import shutil

    from tracker.app import App
    from tracker.app.files import Files

    work = folder / f"work-{os.getpid()}"
    shutil.copytree(folder / name, work)
    app = App(Files.find(state=work))
    app.clock = lambda: DUE
    with app.store() as store:
        job = app._planning(store)
        yield
        if name == "many":
            planned = job.run()
        else:
            planned = sum(app._planning(store).run(only=f"r{number}@example.org") for number in range(ONE_BY_ONE))
    shutil.rmtree(work)
    return planned


def together(folder: Path) -> Generator[None, None, int]:
    return (yield from planning(folder, "many"))


def one_by_one(folder: Path) -> Generator[None, None, int]:
    """Each reader's digest composed, drawn and inlined for them alone."""
    return (yield from planning(folder, "few"))


CONTENDERS = (Contender("tracker", together), Contender("each reader alone", one_by_one))


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    return [
        faster(figures, "tracker", "each reader alone", 20),
        below(f"memory for {figures['tracker'].items:,} readers", figures["tracker"].peak, 300, "MB"),
    ]
