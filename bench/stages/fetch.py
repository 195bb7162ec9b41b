"""What a fetch asks and costs: with nothing new, and with 300 new papers. Items are requests to PubMed."""

from __future__ import annotations

import shutil
from collections.abc import Generator, Mapping
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from bench import ncbi
from bench.measure import Contender, Figure
from bench.row import Row
from bench.stages import week
from bench.stages.backfill import asked

TITLE = "a fetch with nothing new, and one with 300 new papers (16 topics, 30 feeds)"


def prepare(folder: Path, scale: float) -> None:
    for feeds in ("feed", "deaf"):
        place = folder / feeds
        place.mkdir()
        with ncbi.running(week.BEFORE, slow=False) as url:
            for _ in range(2):  # the second one meets what the first one stored
                week.app(place, url, week.MONDAY, feeds_of=feeds).fetch()
            (place / "port").write_text(str(urlsplit(url).port))


def fetching(
    folder: Path, count: int, now: datetime, feeds: str = "feed", *, read: bool = False
) -> Generator[None, None, int]:
    """Once on a copy first, so that what has to be imported is. A feed at another address would be another feed.

    read: the files in queries/ are read before, as a daemon has read them.
    """
    kept = folder / feeds
    with ncbi.running(count, slow=False, port=int((kept / "port").read_text())) as url:
        places = [folder.parent / f"{folder.name}-{name}" for name in ("warm", "measured")]
        for place in places:
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(kept, place)
        apps = [week.app(place, url, now, feeds_of=feeds) for place in places]
        apps[0].fetch()
        if read:
            _ = apps[1].registry, apps[1].settings
        before = asked(url)
        yield
        apps[1].fetch()
        after = asked(url)
        for place in places:
            shutil.rmtree(place)
    if after["feed"] - before.get("feed", 0) != week.FEEDS:
        raise SystemExit(f"feeds: {before} {after}")
    return sum(after[kind] - before.get(kind, 0) for kind in after if kind != "feed")


def idle(folder: Path) -> Generator[None, None, int]:
    return (yield from fetching(folder, week.BEFORE, week.MONDAY))


def idle_daemon(folder: Path) -> Generator[None, None, int]:
    return (yield from fetching(folder, week.BEFORE, week.MONDAY, read=True))


def idle_in_full(folder: Path) -> Generator[None, None, int]:
    return (yield from fetching(folder, week.BEFORE, week.MONDAY, "deaf"))


def busy(folder: Path) -> Generator[None, None, int]:
    return (yield from fetching(folder, week.BEFORE + week.NEW, week.NEXT))


CONTENDERS = (
    Contender("nothing new", idle),
    Contender("nothing new, in a daemon", idle_daemon),
    Contender("nothing new, feeds in full", idle_in_full),
    Contender("300 new papers", busy),
)


def rows(figures: Mapping[str, Figure]) -> list[Row]:
    one, daemon, full, other = (figures[each.name] for each in CONTENDERS)
    most = 3 + 16 + 2
    goal = f"<= 3 + topics with news + ceil(new/200) = {most}"
    return [
        Row("requests of an idle fetch", "<= 3, and one a feed", f"{one.items}, and {week.FEEDS}", one.items <= 3),
        Row("CPU of an idle fetch", "< 0.3 s", f"{one.cpu:.2f} s", one.cpu < 0.3),
        Row("CPU of one in a daemon, which has read the files", "< 0.3 s", f"{daemon.cpu:.2f} s", daemon.cpu < 0.3),
        Row("CPU of one whose feeds answer in full", "< 0.3 s", f"{full.cpu:.2f} s", full.cpu < 0.3),
        Row("requests of a busy fetch", goal, f"{other.items}", other.items <= most),
    ]  # fmt: skip
