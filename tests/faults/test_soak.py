"""A long time with random faults ends as the same time without any; and a machine that does anything in any order."""

from __future__ import annotations

import contextlib
import random
import signal
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.faults.figures import note
from tests.faults.killing import Program, program
from tests.faults.town import READER, Town
from tests.faults.warm import FAILED
from tracker.app.build import RecordReading
from tracker.errors import TrackerError
from tracker.model.event import Event, EventKind
from tracker.model.record import Link, LinkKind, RecordId
from tracker.standins import ncbi_words
from tracker.standins.faults import Cut, Fault, Reset, Say, truncated
from tracker.standins.feeds import blocked
from tracker.standins.mailbox import Mishap

PUBMED: tuple[Fault, ...] = (
    Reset(), Cut(80), truncated(), Say(200), ncbi_words.rate_limited(), ncbi_words.rate_limited(status=200),
    ncbi_words.server_error(), ncbi_words.backend_failed(), ncbi_words.viewer_timeout(), ncbi_words.prolog_only(),
)  # fmt: skip
NEVER = datetime(1, 1, 1, tzinfo=UTC)
FEED: tuple[Fault, ...] = (Reset(), Cut(80), truncated(), Say(200), Say(500), blocked())
MAIL = (
    Mishap(stage="connect", reply="421 busy"),
    Mishap(stage="rcpt", reply="450 4.2.0 greylisted"),
    Mishap(stage="data", reply="451 4.3.0 later"),
    Mishap(stage="data"),
    Mishap(stage="data", keep=True),
)


def tick(town: Town) -> None:
    with contextlib.suppress(TrackerError):
        town.tick()


@dataclass(slots=True)
class Year:
    """kept: what store and reader have in the end; told: what there was to tell, by kind and record."""

    struck: int  #: faults that met a request or a mail
    ticks: int
    records: int
    kept: object
    told: Counter[tuple[str, str]]
    came_retracted: dict[int, str]  #: papers fetched only after their retraction -> the mail that told of them


def live(folder: Path, weeks: int, faults: random.Random | None) -> Year:
    events = random.Random(7)
    ticks = 0
    retracted: dict[int, datetime] = {}
    with Town(folder) as town:
        town.publish(1)
        town.item("before")
        town.tick()
        town.join()
        for week in range(weeks):
            for day in (1, 4, 7):
                number = 10 + 3 * week
                if day == 1:
                    town.publish(number)
                    town.item(f"own-{week}")
                elif day == 4 and events.random() < 0.3:
                    town.amend(number, links=(Link(LinkKind.RETRACTION_IN, None, f"Imagined Lett. {week}"),))
                    retracted[number] = town.now
                elif day == 4:
                    town.publish(number + 1)
                    town.item(f"shared-{week}", town.papers[number + 1].record.title, doi=f"10.5555/moon.{number + 1}")
                if faults is not None:
                    disturb(town, faults)
                town.days(3 if day < 7 else 1)
                tick(town)
                ticks += 1
        town.entrez.faults.clear()
        town.feed.faults.clear()
        town.mailbox.clear()
        for _ in range(4):
            town.days(1)
            tick(town)
        struck = len(town.entrez.faults.struck) + len(town.feed.faults.struck) + len(town.mailbox.struck)
        return ending(town, struck, ticks, retracted)


def disturb(town: Town, faults: random.Random) -> None:
    for server, kinds in ((town.entrez, PUBMED), (town.feed, FEED)):
        if faults.random() < 0.4:
            server.faults.next(faults.choice(kinds), times=faults.randint(1, 6))
    if faults.random() < 0.4:
        town.mailbox.script(faults.choice(MAIL))
    if faults.random() < 0.2:
        town.app = town.fresh()


def ending(town: Town, struck: int, ticks: int, retracted: dict[int, datetime]) -> Year:
    with town.open() as store:
        records = {one.id: one for one in store.records.load(range(1, 2000))}  # type: ignore[arg-type]
        names = {id: str(one.record.pmid or one.record.doi) for id, one in records.items()}
        reader = store.subscribers.get(READER)
        assert reader is not None
        assert store.facts().sound
        kept = (
            sorted((names[id], one.content_hash, one.baseline) for id, one in records.items()),
            sorted(names[id] for id in store.deliveries.told_of([reader.id], names).get(reader.id, ())),
            store.deliveries.unsent(),
        )
        told, late = what_was_told(store.events.after(0), names, retracted)
    return Year(struck, ticks, len(records), kept, told, {pmid: told_of(town, pmid) for pmid in late})


def what_was_told(
    events: Iterable[Event], names: Mapping[RecordId, str], retracted: Mapping[int, datetime]
) -> tuple[Counter[tuple[str, str]], list[int]]:
    """The events, but for the two that PubMed's absence may change; and the papers of the first of these.

    A paper fetched only after its retraction is told as a retracted paper, once: that is both its news and its
    retraction, and an alert on top would count it twice here. A paper that its feed showed first is told by its
    title; its abstract, and the verdicts that are its first, follow as events of their own.
    """
    events = [event for event in events if event.record]
    text_came = {event.record: event.at for event in events if event.kind is EventKind.FIRST_READING}
    told: Counter[tuple[str, str]] = Counter()
    came_retracted = []
    for event in events:
        assert event.record is not None
        name = names[event.record]
        first_verdict = event.kind is EventKind.VERDICT_CHANGED and not event.before
        of_its_text = abs(event.at - text_came.get(event.record, NEVER)) < timedelta(hours=1)
        if event.kind is EventKind.FIRST_READING or (first_verdict and of_its_text):
            continue
        told[event.kind.value, name] += 1
        since = retracted.get(int(name)) if name.isdigit() else None
        if event.kind is EventKind.NEW_RECORD and since is not None and event.at >= since:
            told[EventKind.RETRACTION.value, name] += 1
            came_retracted.append(int(name))
    return told, came_retracted


def told_of(town: Town, pmid: int) -> str:
    """The text of the mail that told of a paper, from the beginning of its card to its link."""
    for letter in town.letters():
        part = letter.message.get_body(("plain",))
        text = " ".join(part.get_content().split()) if part else ""
        before, found, _ = text.partition(f"part {pmid} ")
        if found:
            return before[max(before.rfind("https://doi.org/"), 0) :]
    return ""


def told_in_mails(town: Town, pmid: int) -> int:
    """In how many different messages a paper was told as new."""
    return len({str(one.message["Message-ID"]) for one in town.letters() if f"gov/{pmid}/" in str(one.message)})


@pytest.mark.parametrize(
    ("weeks", "seed"), [(3, 1), *(pytest.param(52, seed, marks=pytest.mark.prove) for seed in (1, 2, 3))]
)
def test_a_year_of_faults_ends_as_a_year_without(tmp_path: Path, weeks: int, seed: int) -> None:
    """Records, texts, what was told and to whom are the same; nothing waits; every file is sound."""
    calm = live(tmp_path / "calm", weeks, None)
    rough = live(tmp_path / "rough", weeks, random.Random(seed))
    assert calm.struck == 0
    assert not calm.came_retracted
    assert rough.struck > weeks
    assert rough.kept == calm.kept
    assert rough.told == calm.told
    for pmid, card in rough.came_retracted.items():
        assert "Retracted: what it reported must not be relied on." in card, pmid
    if weeks == 52:
        note("soak", f"seed {seed}", {"struck": rough.struck, "ticks": calm.ticks, "records": calm.records})


class Life(RuleBasedStateMachine):
    """Anything, in any order; the model is which papers PubMed ever showed while the program watched."""

    program: Program  #: one for all lives: what it takes to start it is a hundred times what a kill takes
    reading: ClassVar[RecordReading | None] = None  #: of the vocabulary and the claims, which all lives share

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.town = Town(Path(self.folder.name)).__enter__()
        self.the_process_is_restarted()
        self.town.publish(1)
        self.town.tick()
        self.town.join()
        self.news: set[int] = set()

    def teardown(self) -> None:
        """In the end, in peace and by the right clock: every paper was told once, and none of the baseline."""
        town = self.town
        town.set_clock(0)
        town.entrez.faults.clear()
        town.mailbox.clear()
        try:
            for _ in range(4):
                town.days(1)
                tick(town)
            assert sorted(town.events()) == sorted(self.news)
            for pmid in self.news:
                assert told_in_mails(town, pmid) == 1, pmid
        finally:
            town.__exit__(None, None, None)
            self.folder.cleanup()

    @rule()
    def publish(self) -> None:
        pmid = 10 + len(self.news)
        self.town.publish(pmid)
        self.news.add(pmid)

    @rule()
    def fetch_and_send(self) -> None:
        tick(self.town)

    @rule(days=st.integers(1, 6))
    def days_pass(self, days: int) -> None:
        self.town.days(days)

    @rule(hours=st.sampled_from((-200, -20, -1, 0, 0, 1, 20, 200, 9000)))
    def the_clock_is_set(self, hours: int) -> None:
        """Right, behind the world's or ahead of it."""
        self.town.set_clock(hours)

    @rule(fault=st.sampled_from(PUBMED), times=st.integers(1, 7))
    def pubmed_fails(self, fault: Fault, times: int) -> None:
        self.town.entrez.faults.next(fault, times=times)

    @rule(mishap=st.sampled_from(MAIL))
    def mail_fails(self, mishap: Mishap) -> None:
        self.town.mailbox.script(mishap)

    @rule()
    def the_process_is_restarted(self) -> None:
        app = self.town.app = self.town.fresh()
        Life.reading = app.__dict__["reading"] = Life.reading or app.reading

    @rule(at=st.integers(1, 600))
    def the_process_is_killed(self, at: int) -> None:
        """In the middle of its work; or not, where there was less to do."""
        assert self.program.tick(self.town, self.town.state, kill_at=at) in (-signal.SIGKILL, 0, 3, FAILED)

    @rule()
    def a_paper_changes(self) -> None:
        if self.news:
            self.town.amend(max(self.news), pmcid="PMC9")

    @invariant()
    def nothing_is_told_twice(self) -> None:
        assert len(self.town.events()) == len(set(self.town.events()))


def _machine(examples: int, steps: int) -> None:
    from hypothesis.stateful import run_state_machine_as_test

    with program() as Life.program:
        run_state_machine_as_test(
            Life,
            settings=settings(
                max_examples=examples,
                stateful_step_count=steps,
                deadline=None,
                database=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            ),
        )


def test_three_lives() -> None:
    """A sample of the hundred."""
    _machine(3, 12)


@pytest.mark.prove
def test_a_hundred_lives() -> None:
    """Fifty steps each: published, fetched, sent, failed, killed, restarted, clocks moved."""
    _machine(100, 50)
    note("lives", "all", {"lives": 100, "steps": 50})
