"""Records matched against the topics' searches, none folded before."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from pathlib import Path

from bench import made
from bench.measure import Contender, Figure
from bench.row import Row
from tracker.model.record import Record, Section

TITLE = "records matched against searches"
RECORDS = 4_000
GOAL = 10_000


def prepare(folder: Path, scale: float) -> None:
    (folder / "records").write_text(str(round(RECORDS * scale)))


def _records(folder: Path) -> Iterator[Record]:
    """As a feed gives them: title and abstract, so that headings too are looked for in the words."""
    for number in range(int((folder / "records").read_text())):
        yield Record(
            title=made.title(number),
            abstract=tuple(Section(text, label) for label, text in made.sections(number)),
        )


def longest(folder: Path) -> Generator[None, None, int]:
    from tracker.app.files import Files
    from tracker.query import compile_search, parse

    registry = Files.find().registry()
    topic = max(registry.topics, key=lambda one: len(one.search))
    search, records = compile_search(parse(topic.search), registry.mesh), list(_records(folder))
    yield
    return len([search.finds(record) for record in records])


def alone(folder: Path) -> Generator[None, None, int]:
    from tracker.app.files import Files
    from tracker.query import compile_search, parse

    registry = Files.find().registry()
    searches = [compile_search(parse(topic.search), registry.mesh) for topic in registry.topics]
    records = list(_records(folder))
    yield
    return len([search.finds(record) for search in searches for record in records])


def together(folder: Path) -> Generator[None, None, int]:
    from tracker.app.build import matcher
    from tracker.app.files import Files

    registry = Files.find().registry()
    topics_of, records = matcher(registry, registry.topics), list(_records(folder))
    yield
    return len([topics_of(record) for record in records])


CONTENDERS = (
    Contender("the longest search", longest),
    Contender("one topic's search", alone),
    Contender("all topics' searches", together),
)


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    return [
        Row(name, f">= {GOAL:,}/s on one core", f"{figures[name].cpu_rate:,.0f} a second of CPU", met)
        for name in ("the longest search", "one topic's search")
        for met in [figures[name].cpu_rate >= GOAL]
    ]
