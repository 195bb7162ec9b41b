"""A PubMed, feeds, a reading and a mail server to think with: they hold what a test puts in, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from tracker.errors import SourceError
from tracker.model.appraisal import Appraisal, Comparator, Design, PrimaryResult, Species
from tracker.model.digest import Digest, Parts
from tracker.model.message import Body, Handed, OutgoingMail, SendResult
from tracker.model.record import PartialDate, Record, Section, Sighting, SourceKind, StoredRecord
from tracker.model.reply import FeedMemory, FeedReading, FeedStatus, Fetched, SearchResult
from tracker.model.topic import Feed, Topic
from tracker.model.verdict import Confidence, Stance, Verdict
from tracker.model.window import Window

START = datetime(2030, 5, 6, 13, 0, tzinfo=UTC)
TODAY = START.date()


class Clock:
    """Stands still until it is told."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: float) -> None:
        self.now += timedelta(days=days)


def topic(id: str, word: str = "") -> Topic:
    return Topic(id=id, title=id.title(), why="", search=word or id, claims=(f"{id}-efficacy",))


def record(pmid: int, *words: str, created: date = TODAY, text: str = "Calm rose.", **more: object) -> Record:
    """words: what the fake searches match it by."""
    fields: dict[str, object] = {
        "title": f"A fictional study of some things, number {pmid}",
        "pmid": pmid,
        "abstract": (Section(text),) if text else (),
        "created": created,
        "keywords": words,
        "published": PartialDate(created.year, created.month),
    }
    return Record(**{**fields, **more})  # type: ignore[arg-type]


class FakePubMed:
    """A search is a word, or words joined with OR; a record matches if the word is among its keywords."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._held: dict[int, tuple[Record, date]] = {}
        self.silent_about: set[int] = set()  #: matched, and left out of what is fetched
        self.deleted: set[int] = set()
        self.fails: Callable[[str], bool] = lambda _what: False
        self.requests = 0
        self.asked: list[str] = []

    def holds(self, *records: Record) -> None:
        """They appear, or change, today."""
        for one in records:
            assert one.pmid is not None
            self._held[one.pmid] = (one, self._clock().date())

    def search(self, term: str, window: Window | None) -> SearchResult:
        self._ask(f"search {window}")
        found = frozenset(pmid for pmid in self._matching(term) if window is None or self._within(pmid, window))
        return SearchResult(pmids=found, count=len(found))

    def examine(self, term: str) -> SearchResult:
        self._ask("examine")
        return SearchResult(pmids=frozenset(), count=len(self._matching(term)))

    def which_of(self, term: str, pmids: Iterable[int]) -> frozenset[int]:
        self._ask("which")
        return frozenset(pmids) & self._matching(term)

    def fetch(self, pmids: Iterable[int]) -> Fetched:
        wanted = sorted(pmids)
        self._ask(f"fetch {wanted}")
        given = [pmid for pmid in wanted if pmid in self._held and pmid not in self.silent_about | self.deleted]
        return Fetched(
            sightings=tuple(sighting(self._held[pmid][0], self._clock()) for pmid in given),
            missing=tuple(pmid for pmid in wanted if pmid not in given and pmid not in self.deleted),
            deleted=tuple(pmid for pmid in wanted if pmid in self.deleted),
        )

    def _ask(self, what: str) -> None:
        self.requests += 1
        self.asked.append(what)
        if self.fails(what):
            raise SourceError("the fake was told to fail", where="PubMed", retryable=True)

    def _matching(self, term: str) -> frozenset[int]:
        words = {word.strip("()") for word in term.split() if word != "OR"}
        return frozenset(pmid for pmid, (one, _) in self._held.items() if words & set(one.keywords))

    def _within(self, pmid: int, window: Window) -> bool:
        one, changed = self._held[pmid]
        day = one.created if window.kind == "crdt" else changed
        return day is not None and window.start <= day <= window.end


def sighting(one: Record, now: datetime, source: str = "pubmed", kind: SourceKind = SourceKind.PUBMED) -> Sighting:
    return Sighting(
        source=source,
        kind=kind,
        key=str(one.pmid or one.title),
        seen=now,
        record=one,
        raw=repr(one).encode(),
    )


class FakeFeeds:
    """What each feed shows; a SourceError in its place is raised."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.shows: dict[str, list[Record] | SourceError] = {}

    def read(self, feed: Feed, memory: FeedMemory) -> FeedReading:
        shown = self.shows.get(feed.id, [])
        if isinstance(shown, SourceError):
            raise shown
        etag = str(len(shown))
        if memory.etag == etag:
            return FeedReading(status=FeedStatus.UNCHANGED, memory=memory)
        items = tuple(sighting(one, self._clock(), feed.id, SourceKind.FEED) for one in shown)
        return FeedReading(status=FeedStatus.FRESH, items=items, memory=FeedMemory(etag=etag))


TRIAL = Appraisal(
    design=Design.RCT,
    species=Species.HUMAN,
    participants=120,
    comparator=Comparator.PLACEBO,
    drugs=("imaginol",),
    primary_result=PrimaryResult.FAVOURS,
)


class FakeReading:
    """Reads every text as a trial; "rose" supports and "fell" challenges the claim of its first keyword."""

    def __init__(self, id: str = "first") -> None:
        self.id = id
        self.turned = False  #: reads the other way round from now on

    def __call__(self, stored: StoredRecord) -> tuple[Appraisal, tuple[Verdict, ...]]:
        one = stored.record
        text = one.abstract_text
        if not text or not one.keywords:
            return replace(TRIAL, primary_result=PrimaryResult.NOT_EFFICACY), ()
        better = ("rose" in text) != self.turned
        found = PrimaryResult.FAVOURS if better else PrimaryResult.AGAINST
        return replace(TRIAL, primary_result=found), (
            Verdict(
                claim=f"{one.keywords[0]}-efficacy",
                stance=Stance.SUPPORTS if better else Stance.CHALLENGES,
                ground=None,
                quote=text,
                section="results",
                rule="fake",
                confidence=Confidence.HIGH,
            ),
        )


class PlainRenderer:
    """Draws the digest's titles, one a line, so that a test can read what was told."""

    def __init__(self) -> None:
        self.drawn = 0

    def draw(self, digest: Digest) -> Parts:
        self.drawn += 1
        lines = [f"{alert.kind}: {alert.title}" for alert in digest.alerts]
        lines += [f"{line.claim}: {line.before} -> {line.after}" for line in digest.ledger]
        lines += [f"{line.claim}: {state.capitalize()}" for line in digest.so_far for state in line.states]
        lines += [card.title for card in digest.cards]
        return Parts(subject=digest.name, text="\n".join(lines) + "\nLINK", html="", records=digest.records)

    def personal(self, parts: Parts, links: Mapping[str, str]) -> tuple[Body, Body]:
        return (parts.text.replace("LINK", links.get("unsubscribe", "")),), ()


class FakeMailer:
    """Takes everything, unless told what to answer to whom."""

    def __init__(self) -> None:
        self.letters: list[OutgoingMail] = []
        self.answers: dict[str, SendResult] = {}

    def send(self, mails: Iterable[OutgoingMail]) -> Iterator[tuple[OutgoingMail, SendResult]]:
        for mail in mails:
            self.letters.append(mail)
            yield mail, self.answers.get(mail.to, SendResult(Handed.ACCEPTED, "250 ok"))
