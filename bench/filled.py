"""A store with made-up records in it, read and compared."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from bench import made
from tracker.app import App
from tracker.app.files import Files
from tracker.model.record import Sighting, SourceKind

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
BATCH = 200


def app(folder: Path) -> App:
    """The maintained files, and a state folder of its own."""
    return App(Files.find(state=folder), clock=lambda: NOW)


def sightings(numbers: range) -> Iterable[Sighting]:
    from tracker.sources.pubmed.parse import parse_batch

    for record, raw in parse_batch(made.reply(numbers)).records:
        yield Sighting(source="pubmed", kind=SourceKind.PUBMED, key=str(record.pmid), seen=NOW, record=record, raw=raw)


def store(folder: Path, count: int, *, read: bool = True) -> App:
    """`count` records under the topics in turn; read: they are appraised, and the ledger stands."""
    from tracker.jobs.keep import Wanted, keep_all

    made_app = app(folder)
    topics = [topic.id for topic in made_app.registry.topics]
    with made_app.store() as opened:
        for start in range(0, count, BATCH):
            with opened.atomic():
                each = enumerate(sightings(range(start, min(start + BATCH, count))))
                keep_all(opened, [Wanted(one, (topics[n % len(topics)],), news=False) for n, one in each], NOW)
        if read:
            made_app._reading(opened).run()
    return made_app
