"""The whole outside world of the demo on 127.0.0.1: the literature database, the journals' feeds, the mail server.

The world stands in a week of its own: `week(n)` turns it, and everything asked after that sees what exists by then.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tracker.model.mesh import MeshFile
from tracker.model.record import Author
from tracker.model.subscriber import Frequency, Preferences
from tracker.model.topic import Feed, PublisherKind
from tracker.standins.demofiles import DemoFiles
from tracker.standins.demorecords import DemoRecords
from tracker.standins.entrez import Entrez
from tracker.standins.feeds import FeedHost, Item, Page, Style
from tracker.standins.mailbox import Mailbox
from tracker.standins.served import Served
from tracker.standins.terms import pubmed_judge

HOUR = 13
"""A week is looked at on the Monday after it, an hour after the last time zone's Sunday is over."""


class World:
    """Everything in a demo folder, served from `start` to `stop`.

    mesh: the tree that searches explode headings by; ticks: seconds for the database's rate limit.
    Raises FilesError where the folder has mistakes.
    """

    def __init__(
        self, folder: Path, *, mesh: MeshFile | None = None, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        files = DemoFiles(folder)
        self.start_day: date = files.settings["start"]
        self.weeks: int = files.settings["weeks"]
        self._week = 0
        self._records = DemoRecords(files.records, files.journals, self.start_day)
        self._feeds = files.feeds
        self.subscribers = tuple(_subscriber(raw) for raw in files.subscribers)
        self._served = lru_cache(maxsize=None)(lambda week: tuple(self._records.at(week).values()))
        self._pages = lru_cache(maxsize=None)(self._pages_of)
        self.entrez = Entrez(self.records, ticks=ticks, judge=pubmed_judge(mesh))
        self.feed_host = FeedHost(lambda: self._pages(self._week))
        self.mailbox = Mailbox()

    def week(self, number: int) -> Self:
        """Turn the world to the end of week `number`; 0 is the baseline."""
        if not 0 <= number <= self.weeks:
            raise ValueError(f"there is no week {number}: 0 to {self.weeks}")
        self._week = number
        return self

    @property
    def now(self) -> datetime:
        """The Monday after the present week, 13:00 UTC: what a clock in the demo should show."""
        day = self.start_day + timedelta(days=7 * self._week)
        return datetime(day.year, day.month, day.day, HOUR, tzinfo=UTC)

    def records(self) -> tuple[Served, ...]:
        """What the database holds by now."""
        return self._served(self._week)

    def feeds(self) -> tuple[Feed, ...]:
        """The feeds, at their addresses on this machine. Only while the world runs."""
        return tuple(
            Feed(
                id=id,
                title=str(raw["title"]),
                url=self.feed_host.base_url + str(raw["path"]),
                issn=tuple(map(str, raw.get("issn", ()))),
                publisher=PublisherKind(raw.get("publisher", "other")),
                preprint=bool(raw.get("preprint", False)),
                verified=True,
            )
            for id, raw in self._feeds.items()
        )

    def start(self) -> Self:
        self.entrez.start()
        self.feed_host.start()
        self.mailbox.start()
        return self

    def stop(self) -> None:
        self.entrez.stop()
        self.feed_host.stop()
        self.mailbox.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _pages_of(self, week: int) -> dict[str, Page]:
        return {str(raw["path"]): self._page(raw, week) for raw in self._feeds.values()}

    def _page(self, raw: Mapping[str, Any], week: int) -> Page:
        shown = [item for item in raw.get("items", ()) if item["week"] <= week]
        newest = max((item["week"] for item in shown), default=0)
        return Page(
            title=str(raw["title"]),
            home=str(raw["home"]),
            style=Style(raw["style"]),
            changed=self._records.day(newest, 2),
            items=tuple(self._item(item, str(raw["home"]), number) for number, item in enumerate(shown))[::-1],
        )

    def _item(self, raw: Mapping[str, Any], home: str, number: int) -> Item:
        """What the item does not say itself comes from its record, as it stood in the item's week.

        doi and abstract may be false: this feed does not tell them.
        """
        week = raw["week"]
        served = self._records.version(raw["record"], week) if "record" in raw else None
        record = served.record if served else None
        doi, abstract = raw.get("doi", True), raw.get("abstract", True)
        return Item(
            key=str(raw.get("record", f"item-{number}")),
            title=str(raw.get("title") or (served and (served.title_markup or served.record.title))),
            link=str(raw.get("link") or f"{home}/{raw['record']}"),
            doi=_told(doi, record.doi if record else None),
            abstract=_told(abstract, record.abstract_text if record else None),
            authors=tuple(raw.get("authors") or (_byline(author) for author in (record.authors if record else ()))),
            published=raw.get("published") or self._records.day(week, 1),
        )


def _byline(author: Author) -> str:
    """As journals print it: the family name last."""
    return author.collective or f"{author.given} {author.family}".strip()


def _told(said: object, known: str | None) -> str:
    """What the file says; true means what the record knows, false means nothing."""
    if isinstance(said, bool):
        return (known or "") if said else ""
    return str(said)


def _subscriber(raw: Mapping[str, Any]) -> tuple[str, Preferences]:
    wanted = dict(raw)
    address = str(wanted.pop("address"))
    wanted.pop("note", None)
    frequency = Frequency(wanted.pop("frequency", "weekly"))
    return address, Preferences(topics=tuple(wanted.pop("topics", ())), frequency=frequency, **wanted)
