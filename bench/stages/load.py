"""All that grows, grown at once: records, topics, readers and feeds. Each contender goes on where the one before ended.

Not part of `make bench`: `python -m bench load --pairs 1 --scale 0.1`. A second pair would find the news fetched.
"""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Generator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import laid, made, ncbi
from bench.measure import Contender, Figure, Work
from bench.row import Row, below
from bench.stages.large import QUERIES, RECORDS, VERDICTS

TOPICS, READERS, FEEDS, WISHES, NEW = 200, 100_000, 2_000, 500, 300
SHARE = 10
"""A topic's search finds one in so many of the new papers."""
TITLE = "a million records, 200 topics, 100,000 readers, 2,000 feeds"


def app(folder: Path, url: str, now: datetime) -> Any:
    from tracker.app import App
    from tracker.app.files import Files

    settings = folder / "settings.yaml"
    settings.write_text(
        f"operator:\n  address: operator@example.org\npubmed:\n  base_url: {url}\n  baseline_days: 4\n"
        "http:\n  allowed_private_hosts: [127.0.0.1]\n"
    )
    files = Files.find(settings=settings, queries=folder / "queries", state=folder)
    return App(files, clock=lambda: now, sleep=lambda _seconds: None)


def write_queries(folder: Path, topics: int, feeds: int, url: str) -> None:
    """The shipped files, with made-up topics beside the shipped ones, and feeds of our own."""
    from tracker.app.files import Files

    shutil.copytree(Files.find().queries, folder / "queries")
    shipped = len(list((folder / "queries" / "topics").iterdir()))
    for number in range(shipped, topics):
        (folder / "queries" / "topics" / f"made-{number}.yaml").write_text(
            f"title: Made-up topic {number}\nwhy: It shows what one more topic costs.\n"
            f'search: |\n  {{ketamine}} AND (moon[tiab] OR imaginary{number}[tiab] OR "clinic {number}"[tiab])\n'
        )
    (folder / "queries" / "feeds.yaml").write_text(
        "".join(
            f"made-{n}:\n  title: Made-up Letters {n}\n  url: {url}feed/{n}.xml\n  publisher: other\n"
            for n in range(feeds)
        )
    )


def day_after(count: int) -> datetime:
    """Noon of the day after the last of so many papers."""
    return datetime.combine(made.day(count - 1), datetime.min.time(), UTC) + timedelta(days=1, hours=12)


def prepare(folder: Path, scale: float) -> None:
    count = round(RECORDS * scale / made.A_DAY) * made.A_DAY
    laid.store(folder, count, round(VERDICTS * scale))
    before = count + 10 * made.A_DAY  # days that no laid record is of, so that what is found was kept as any record is
    with ncbi.running(before, slow=False, share=SHARE) as url:
        (folder / "port").write_text(f"{before} {urlsplit(url).port}")
        write_queries(folder, max(round(TOPICS * scale), 16), round(FEEDS * scale), url)
        one = app(folder, url, day_after(before))
        topics = [topic.id for topic in one.registry.topics]
        chosen = list(itertools.islice(itertools.combinations(topics, 3), WISHES))
        joined, due = day_after(before), day_after(before) + timedelta(days=7)
        with one.store() as store, store.atomic():
            for number in range(round(READERS * scale)):
                wish = one.readers.preferences(
                    topics=chosen[number % len(chosen)], weekday=due.weekday(), hour=7, time_zone="UTC"
                )
                store.subscribers.add(f"r{number}@example.org", wish, token=f"{number:032}", at=joined)
        one.fetch()


def at_work(count: int, work: Any) -> Work:
    """count: papers beside those of before. work: what is done; returns how many items that were."""

    def run(folder: Path) -> Generator[None, None, int]:
        before, port = map(int, (folder / "port").read_text().split())
        with ncbi.running(before + count, slow=False, share=SHARE, port=port) as url:
            one = app(folder, url, day_after(before) + timedelta(days=7 if count else 0))
            yield
            return int(work(one))

    return run


def fetched(one: Any) -> int:
    found = one.fetch()
    if found.receipt.failures:
        raise SystemExit(str(found.receipt)[:3000])
    return len(found.receipt.outcomes)


def searches(one: Any) -> int:
    with one.store(read_only=True) as store:
        return len([store.records.search(words, 20) for words in QUERIES])


CONTENDERS = (
    Contender("a fetch with nothing new", at_work(0, fetched)),
    Contender("a fetch with 300 new papers", at_work(NEW, fetched)),
    Contender("one digest planned", at_work(NEW, lambda one: one.plan(address="r0@example.org"))),
    Contender("digests planned", at_work(NEW, lambda one: one.plan())),
    Contender("the ledger", at_work(NEW, lambda one: len(one.look.claim_rows()))),
    Contender("a search", at_work(NEW, searches)),
    Contender("status", at_work(NEW, lambda one: bool(one.look.status()))),
)


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    one, planned = figures["one digest planned"], figures["digests planned"]
    most = max(figures.values(), key=lambda each: each.peak)
    longest = max(figures.values(), key=lambda each: each.cpu)
    told = f"{len(figures)} things done, the longest ({longest.name}) in {longest.cpu:.0f} s of CPU"
    return [
        Row("load: nothing falls over", "all of it at once", told, True),
        Row("load: one reader's digest planned", "seconds", f"{one.cpu:.1f} s of CPU", one.cpu < 10),
        Row(f"load: {planned.items:,} readers planned", "a minute", f"{planned.cpu:.0f} s of CPU", planned.cpu < 60),
        below(f"load: memory, the most ({most.name})", most.peak, 500, "MB"),
    ]
