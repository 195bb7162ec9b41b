"""A small town to break things in: PubMed, one journal's feed and a mail server on loopback, and the real program.

The subject is the made-up moonwater of the registry's tests. A test publishes papers, lets days pass, scripts faults,
and ticks the daemon; everything between the settings file and the wire is the program's own.
"""

from __future__ import annotations

import os
import textwrap
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.registry.fictional import edited, write
from tracker.app import App
from tracker.app.files import Files
from tracker.model.event import EventKind
from tracker.model.receipt import SourceOutcome
from tracker.model.record import PartialDate, Record, Section, StoredRecord
from tracker.model.subscriber import Frequency, Preferences
from tracker.standins.entrez import Entrez
from tracker.standins.feeds import FeedHost, Item, Page, Style
from tracker.standins.mailbox import Letter, Mailbox
from tracker.standins.served import Served
from tracker.store import Store

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2030, 5, 6, 13, 0, tzinfo=UTC)  #: a Monday
READER, OTHER = "reader@example.org", "other@example.net"
API_KEY = "canary0key0of0the0town"
FEED_PATH = "/letters.xml"
HOME = "https://journals.example"
DAILY = Preferences(frequency=Frequency.DAILY, hour=7)

TOPIC = edited(
    "topics/gloom.yaml",
    ("gloomi*[tiab]", "gloom*[tiab]"),
    ("must_find:\n  - pmid: 12345678\n    doi: 10.1000/moon.1\n    note: made up\n", ""),
)
TEXT = "Forty gloomy adults drank moonwater or tap water. Gloom was lower after moonwater (p=0.01)."


class Town:
    """Runs from `with` to its end. `now` is the program's clock; its pauses pass at once.

    wrong: how far that clock is ahead of the world's, whose days the papers carry.
    """

    def __init__(self, folder: Path, mailbox: Mailbox | None = None, **settings: dict[str, object]) -> None:
        self.folder, self.now = folder, START
        self.wrong = timedelta()
        self.elapsed = 0.0  #: seconds, which go on when the clock is set back
        self.leap = 0.0  #: seconds between two requests, for a program whose pauses the town does not see
        self.slept: list[float] = []
        self.papers: dict[int, Served] = {}
        self.items: list[Item] = []
        self.page: dict[str, Any] = {"title": "Imagined Letters", "home": HOME, "style": Style.RSS}
        self.entrez = Entrez(lambda: tuple(self.papers.values()), ticks=self._ticks, keys=frozenset({API_KEY}))
        self.feed = FeedHost(lambda: {FEED_PATH: Page(changed=self.today, items=tuple(self.items), **self.page)})
        self.mailbox = mailbox or Mailbox()
        self._settings = settings

    def __enter__(self) -> Self:
        self.folder.mkdir(exist_ok=True)
        for server in (self.entrez, self.feed, self.mailbox):
            server.start()
        feeds = f"letters:\n  title: Imagined Letters\n  url: {self.feed.base_url}{FEED_PATH}\n  publisher: other\n"
        self.queries = write(self.folder, feeds=feeds, topics_gloom=TOPIC)
        self.settle()
        self.app = self.fresh()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in (self.entrez, self.feed, self.mailbox):
            server.stop()

    # --- the installation ------------------------------------------------------------------------------------

    @property
    def state(self) -> Path:
        return self.folder / "state"

    @property
    def store_file(self) -> Path:
        return self.state / "tracker.db"

    def settle(self, **more: dict[str, object]) -> None:
        """Write settings.yaml; more: section -> key -> value, over the town's own."""
        sections: dict[str, dict[str, object]] = {
            "operator": {"address": "operator@example.org"},
            "pubmed": {"base_url": self.entrez.eutils_url, "baseline_days": 365},
            "http": {"allowed_private_hosts": "[127.0.0.1]"},
            "mail": {"host": "127.0.0.1", "port": self.mailbox.port, "tls": "none", "from": "digest@example.org"},
        }
        for extra in (self._settings, more):
            for section, keys in extra.items():
                sections.setdefault(section, {}).update(keys)
        lines = [
            f"{section}:\n" + textwrap.indent("".join(f"{key}: {value}\n" for key, value in keys.items()), "  ")
            for section, keys in sections.items()
        ]
        (self.folder / "settings.yaml").write_text("".join(lines), encoding="utf-8")

    def fresh(self) -> App:
        """The program as after a restart."""
        files = Files(self.folder / "settings.yaml", self.queries, ROOT / "templates", self.state)
        return App(files, clock=lambda: self.now, sleep=self._sleep)

    def _ticks(self) -> float:
        self.elapsed += self.leap
        return self.elapsed

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.elapsed += seconds
        self.now += timedelta(seconds=seconds)

    # --- the world -------------------------------------------------------------------------------------------

    def publish(self, pmid: int, title: str = "", *, created: date | None = None, **more: Any) -> Served:
        """A paper that the topic's search finds."""
        day = created or self.today
        fields: dict[str, Any] = {
            "title": title or f"Moonwater for gloomy people, part {pmid}",
            "abstract": (Section(TEXT),),
            "doi": f"10.5555/moon.{pmid}",
            "published": PartialDate(day.year, day.month),
            "publication_types": ("Journal Article", "Randomized Controlled Trial"),
        }
        record = Record(pmid=pmid, created=day, **{**fields, **more})
        self.papers[pmid] = Served(record=record, modified=self.today)
        return self.papers[pmid]

    def amend(self, pmid: int, **changes: Any) -> None:
        """PubMed changes its record today."""
        old = self.papers[pmid]
        self.papers[pmid] = replace(old, record=replace(old.record, **changes), modified=self.today)

    def item(self, key: str, title: str = "", **more: Any) -> Item:
        """The journal's feed shows one more item."""
        fields: dict[str, Any] = {
            "title": title or f"Moonwater for gloomy people, in {key}",
            "link": f"https://journals.example/{key}",
            "doi": f"10.5555/{key}",
            "published": self.today,
        }
        self.items.insert(0, Item(key=key, **{**fields, **more}))
        return self.items[0]

    @property
    def today(self) -> date:
        """The world's."""
        return (self.now - self.wrong).date()

    def set_clock(self, hours: float) -> None:
        """The program's alone: ahead of the world's, or, where negative, behind it."""
        self.now += timedelta(hours=hours) - self.wrong
        self.wrong = timedelta(hours=hours)

    def days(self, number: float) -> None:
        self.hours(24 * number)

    def hours(self, number: float) -> None:
        self.now += timedelta(hours=number)
        self.elapsed += 3600 * abs(number)

    # --- the program -----------------------------------------------------------------------------------------

    def tick(self) -> int:
        return self.app.tick()

    def join(self, address: str = READER, preferences: Preferences = DAILY) -> None:
        self.app.readers.add(address, preferences)

    def open(self) -> Store:
        return Store.open(self.store_file, read_only=True)

    def outcome(self, source: str = "pubmed") -> SourceOutcome:
        """What the newest fetch says of a source."""
        with self.open() as store:
            receipt = store.receipts.last("fetch")
        assert receipt is not None
        return next(one for one in receipt.outcomes if one.source == source)

    def stored(self) -> set[int]:
        with self.open() as store:
            return set(store.records.known(range(1, 2000)))

    def record(self, pmid: int) -> StoredRecord:
        with self.open() as store:
            found = store.records.by_pmid(pmid)
        assert found is not None
        return found

    def records(self) -> tuple[StoredRecord, ...]:
        with self.open() as store:
            return store.records.load(range(1, 500))  # type: ignore[arg-type]

    def events(self, kind: EventKind = EventKind.NEW_RECORD) -> list[int]:
        """PMIDs of the records that events of this kind are about; 0 for one that has none."""
        with self.open() as store:
            found = [event.record for event in store.events.after(0) if event.kind is kind and event.record]
            return [store.records.load([id])[0].record.pmid or 0 for id in found]

    def letters(self, address: str = READER) -> list[Letter]:
        return self.mailbox.to(address)

    def text(self, number: int = -1, address: str = READER) -> str:
        """The text part of a letter, its lines joined."""
        part = self.letters(address)[number].message.get_body(("plain",))
        assert part is not None
        return " ".join(part.get_content().split())

    def status(self) -> str:
        view = self.app.look.status()
        rows = [*view.facts, *view.sources, *((warning,) for warning in view.warnings)]
        return "\n".join(" | ".join(row) for row in rows)


def no_settings_from_outside() -> None:
    for name in [name for name in os.environ if name.startswith("TRACKER_")]:
        del os.environ[name]
