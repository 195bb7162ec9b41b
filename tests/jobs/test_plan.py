"""What is planned for whom, and what it says of the sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from tests.jobs.fakes import Clock, FakeReading, PlainRenderer, record, sighting, topic
from tests.jobs.test_read import CALM
from tracker.jobs.composing import Knowledge, digest_receipt
from tracker.jobs.keep import keep
from tracker.jobs.plan import Planning
from tracker.jobs.read import Reading
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.record import Link, LinkKind, Record
from tracker.model.subscriber import Frequency, Preferences, Subscriber
from tracker.model.topic import Subject
from tracker.store import Store

WEEKLY = Preferences(weekday=0, hour=7)


class Office:
    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.renderer = store, clock, PlainRenderer()
        self._ids = count(1)

    def join(self, address: str = "reader@example.org", preferences: Preferences = WEEKLY) -> Subscriber:
        return self.store.subscribers.add(address, preferences, token=f"token-{address}", at=self.clock())

    def new(self, one: Record) -> None:
        with self.store.atomic():
            keep(self.store, sighting(one, self.clock()), topics=one.keywords, news=True, now=self.clock())
        Reading(self.store, FakeReading(), {CALM.id: CALM}, self.clock).run()

    def plan(self) -> int:
        knowledge = Knowledge(
            subject=Subject(id="x", title="X", digest_name="Research digest"),
            topics=(topic("calm"), topic("pain")),
            claims={CALM.id: CALM},
            words={},
        )
        planning = Planning(
            self.store,
            self.renderer,
            knowledge,
            self.clock,
            new_message_id=lambda: f"<{next(self._ids)}@example.org>",
        )
        return planning.run()

    def texts(self) -> list[str]:
        return [self.store.deliveries.parts(one.digest).text for one in self.store.deliveries.pending(self.clock())]


@pytest.fixture
def office(store: Store, clock: Clock) -> Office:
    return Office(store, clock)


def test_a_digest_is_planned_once_for_its_day(office: Office) -> None:
    """Due on Monday at seven: planned then, and not again."""
    office.join()
    office.new(record(1, "calm"))
    assert office.plan() == 0
    office.clock.pass_days(7)
    assert office.plan() == 1
    assert office.plan() == 0
    assert "number 1" in office.texts()[0]


def test_nothing_is_announced_twice(office: Office) -> None:
    """The second week's digest holds only what is new since the first."""
    office.join()
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    office.plan()
    office.new(record(2, "calm"))
    office.clock.pass_days(7)
    office.plan()
    first, second = office.texts()
    assert "number 1" in first
    assert "number 1" not in second
    assert "number 2" in second


def test_an_alert_is_told_once(office: Office) -> None:
    """A retraction stands in one digest; the next starts behind it."""
    office.join()
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    office.plan()
    office.new(record(1, "calm", links=(Link(LinkKind.RETRACTION_IN, 9),)))
    for _ in range(2):
        office.clock.pass_days(7)
        office.plan()
    assert ["retraction" in text for text in office.texts()] == [False, True, False]


def test_who_joins_later_is_told_from_then_on(office: Office) -> None:
    """What was new before joining is not in the first digest."""
    office.new(record(1, "calm"))
    office.join()
    office.clock.pass_days(7)
    office.plan()
    assert "number 1" not in office.texts()[0]


def test_an_empty_week_is_mailed_or_skipped_as_wanted(office: Office) -> None:
    """Who does not want empty mails gets none, and misses nothing of the next week."""
    office.join("with@example.org")
    office.join("without@example.org", replace(WEEKLY, empty_mail=False))
    office.clock.pass_days(7)
    assert office.plan() == 1
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    assert office.plan() == 2


def test_equal_digests_are_drawn_once(office: Office) -> None:
    """Two readers with the same preferences share one digest."""
    for name in ("one", "two", "three"):
        office.join(f"{name}@example.org")
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    assert office.plan() == 3
    assert office.renderer.drawn == 1


def test_alerts_only_is_silent_without_one(office: Office) -> None:
    """A reader of alerts gets no mail about new studies."""
    office.join(preferences=replace(WEEKLY, frequency=Frequency.ALERTS))
    office.new(record(1, "calm"))
    office.clock.pass_days(1)
    assert office.plan() == 0


def outcome(source: str, status: SourceStatus, new: int | None = 0, message: str = "") -> SourceOutcome:
    return SourceOutcome(source=source, title=source.title(), status=status, new=new, message=message)


def receipt(clock: Clock, *outcomes: SourceOutcome) -> Receipt:
    clock.now += timedelta(hours=12)
    return Receipt(job="fetch", started=clock(), finished=clock(), outcomes=outcomes)


def test_a_source_whose_last_answer_failed_is_named(clock: Clock) -> None:
    """It answered once and failed since: failed, with how often it answered; its count is not a zero."""
    made = digest_receipt(
        [
            receipt(clock, outcome("pubmed", SourceStatus.OK, 3), outcome("journal", SourceStatus.OK, 1)),
            receipt(
                clock, outcome("pubmed", SourceStatus.FAILED, None, "no answer"), outcome("journal", SourceStatus.OK)
            ),
        ]
    )
    assert [(line.title, line.words) for line in made.failed] == [("Pubmed", "answered 1 of 2 times, 3 new: no answer")]
    assert [line.title for line in made.answered] == ["Journal"]


def test_a_source_that_never_answered_claims_no_count(clock: Clock) -> None:
    """Nothing is said of how much was new."""
    (line,) = digest_receipt([receipt(clock, outcome("pubmed", SourceStatus.FAILED, None, "refused"))]).failed
    assert line.words == "answered 0 of 1 times: refused"
