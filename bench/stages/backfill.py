"""A backfill against E-utilities that take as long as NCBI's, beside the same requests with nothing done."""

from __future__ import annotations

import json
import os
import signal
import time
import urllib.request
from collections.abc import Generator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench import made, ncbi
from bench.measure import Contender, Figure
from bench.row import Row, below

TITLE = "a backfill at NCBI's pace"
RECORDS = 40_000
BATCH = 200
UNDER_WAY = 4  #: batches that were asked for and may not be stored yet (tracker/jobs/ahead.py)
PARSING_SECONDS, STORING_SECONDS = 0.15, 0.45  #: of a batch, on two quiet cores
START = datetime(2035, 1, 1, tzinfo=UTC)


def prepare(folder: Path, scale: float) -> None:
    (folder / "count").write_text(str(max(round(RECORDS * scale), 2 * BATCH)))


def app(folder: Path, url: str) -> Any:
    from tracker.app import App
    from tracker.app.files import Files

    folder.mkdir(exist_ok=True)
    settings = folder / "settings.yaml"
    settings.write_text(
        f"operator:\n  address: operator@example.org\npubmed:\n  base_url: {url}\n"
        "http:\n  allowed_private_hosts: [127.0.0.1]\n"
    )
    began = time.monotonic()
    clock = lambda: START + timedelta(seconds=time.monotonic() - began)  # noqa: E731
    found = Files.find(settings=settings, queries=Files.find().queries, state=folder / "state")
    return App(found, clock=clock)


def backfilled(one: Any) -> int:
    topic = one.registry.topics[0].id
    result = one.backfill(made.FIRST_DAY, topics=[topic])
    if not result.complete:
        raise SystemExit(str(result.receipt))
    return int(result.baseline)


def asked(url: str) -> dict[str, int]:
    with urllib.request.urlopen(f"{url}asked") as answer:
        found: dict[str, int] = json.load(answer)
        return found


def tracker(folder: Path) -> Generator[None, None, int]:
    count = int((folder / "count").read_text())
    with ncbi.running(count) as url:
        one = app(folder / f"whole-{os.getpid()}", url)
        yield
        done = backfilled(one)
    if done != count:
        raise SystemExit(f"{done} of {count} records")
    return done


def network(folder: Path) -> Generator[None, None, int]:
    """The same searches and the same fetches, as many at once and as fast as is allowed; nothing is read."""
    return fetched(folder, 0, 0)


def with_pauses(folder: Path) -> Generator[None, None, int]:
    """As long as the work on a batch takes on two quiet cores: what is lost is lost by the order of the requests alone,
    also where the cores are busy."""
    return fetched(folder, PARSING_SECONDS, STORING_SECONDS)


def fetched(folder: Path, parsing: float, storing: float) -> Generator[None, None, int]:
    from tracker.errors import SourceError
    from tracker.jobs.ahead import fetched_ahead
    from tracker.model.reply import Fetched
    from tracker.model.window import Window

    count = int((folder / "count").read_text())
    with ncbi.running(count) as url:
        one = app(folder / f"network-{os.getpid()}", url)
        entrez = one.pubmed._entrez

        class Dropping:
            def fetch(self, pmids: Any) -> Fetched:
                def drop(body: bytes) -> Fetched:
                    if not body.endswith(b"</PubmedArticleSet>"):
                        raise SourceError("cut off", where="PubMed")
                    time.sleep(parsing)
                    return Fetched(sightings=(), missing=(), deleted=())

                found: Fetched = entrez.ask(
                    "efetch", drop, db="pubmed", id=[str(each) for each in pmids], retmode="xml"
                )
                return found

        yield
        window = Window("crdt", made.FIRST_DAY, one.clock().date())
        pmids = sorted(one.pubmed.search(one.registry.topics[0].search, window).pmids)
        for _ in fetched_ahead(Dropping(), pmids, BATCH, lambda: False):  # type: ignore[arg-type]
            time.sleep(storing)
    return len(pmids)


def resumed(folder: Path) -> Generator[None, None, int]:
    """Killed when half of it was fetched: what is measured is the rest."""
    count = int((folder / "count").read_text())
    batches = -(-count // BATCH)
    with ncbi.running(count) as url:
        place = folder / f"killed-{os.getpid()}"
        child = os.fork()
        if child == 0:
            backfilled(app(place, url))
            os._exit(0)
        while asked(url).get("efetch.fcgi", 0) < batches // 2 + UNDER_WAY:
            time.sleep(0.05)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        one = app(place, url)
        yield
        done = backfilled(one)
        again = asked(url)["efetch.fcgi"] - batches
    if again > UNDER_WAY:
        raise SystemExit(f"{again} of {batches} batches were fetched again after the kill")
    return done


CONTENDERS = (
    Contender("tracker", tracker),
    Contender("the network alone", network),
    Contender("tracker, killed half-way", resumed),
    Contender("the network, with pauses for the work", with_pauses),
)


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    ours, floor, rest, paused = (figures[one.name] for one in CONTENDERS)
    ratio, order = ours.wall / floor.wall, paused.wall / floor.wall
    return [
        Row("a backfill against its network time", "within 1.15x", f"{ratio:.2f}x by wall ({ours.wall:.0f} s against "
            f"{floor.wall:.0f} s for {ours.items:,} records)", ratio <= 1.15),
        Row("the order of its requests alone (pauses for the work)", "within 1.15x", f"{order:.2f}x by wall "
            f"({paused.wall:.0f} s against {floor.wall:.0f} s)", order <= 1.15),
        below(f"memory of a backfill of {ours.items:,}", ours.peak, 200, "MB"),
        Row("killed half-way", "fetches nothing again but what was under way",
            f"{rest.items:,} of {ours.items:,} left, in {rest.wall:.0f} s (over {UNDER_WAY} batches twice fail)",
            True),
    ]  # fmt: skip
