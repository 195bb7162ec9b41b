"""What is planned for whom, and what it says of the sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest

from tests.jobs.fakes import Clock, FakeReading, PlainRenderer, record, sighting, topic
from tests.jobs.test_read import CALM
from tracker.errors import UsageError
from tracker.jobs.alert import Alerting
from tracker.jobs.composing import Knowledge, digest_receipt
from tracker.jobs.freezing import Freezing
from tracker.jobs.keep import keep
from tracker.jobs.plan import Planning
from tracker.jobs.read import Reading
from tracker.jobs.welcome import Welcoming
from tracker.model.event import Event, EventKind
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.record import Link, LinkKind, Record
from tracker.model.subscriber import Frequency, Preferences, Subscriber
from tracker.model.topic import Subject
from tracker.store import Store

WEEKLY = Preferences(weekday=0, hour=7)

RETRACTED = record(1, "calm", links=(Link(LinkKind.RETRACTION_IN, 9),))


def moved(clock: Clock, before: str, after: str) -> Event:
    return Event(kind=EventKind.CLAIM_STATE, at=clock(), claim=CALM.id, before=before, after=after)


class Office:
    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.renderer = store, clock, PlainRenderer()
        self._ids = count(1)

    def join(
        self, address: str = "reader@example.org", preferences: Preferences = WEEKLY, *, welcome: bool = False
    ) -> Subscriber:
        return self.store.subscribers.add(
            address, preferences, token=f"token-{address}", at=self.clock(), welcome=welcome
        )

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
        freezing = Freezing(self.store, self.renderer, lambda: f"<{next(self._ids)}@example.org>")
        self.store.deliveries.withdraw_overtaken()
        welcomed = Welcoming(self.store, knowledge, freezing, self.clock).run()
        planned = Planning(self.store, knowledge, freezing, self.clock).run()
        return welcomed + planned + Alerting(self.store, knowledge, freezing, self.clock).run()

    def texts(self) -> list[str]:
        return [self.store.deliveries.parts(one.digest).text for one in self.store.deliveries.pending(self.clock())]

    def sent(self) -> list[str]:
        """What waits is taken by the server."""
        texts = self.texts()
        for one in self.store.deliveries.pending(self.clock()):
            self.store.deliveries.mark_sent(one.id, self.clock(), "ok")
        return texts


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
    """A retraction of what was sent comes at once, between digests; no digest repeats it."""
    office.join()
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    office.plan()
    assert "number 1" in office.sent()[0]
    office.clock.pass_days(1)
    office.new(RETRACTED)
    assert office.plan() == 1
    assert ["retraction" in text for text in office.sent()] == [True]
    assert office.plan() == 0
    for _ in range(2):
        office.clock.pass_days(7)
        office.plan()
    assert ["retraction" in text for text in office.sent()] == [False, False]


def test_an_alert_goes_to_those_who_were_sent_the_study(office: Office) -> None:
    """Who joined later was not: they read of it in their next digest."""
    office.join()
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    office.plan()
    office.sent()
    office.join("later@example.org")
    office.clock.pass_days(1)
    office.new(RETRACTED)
    assert office.plan() == 1
    assert office.store.deliveries.pending(office.clock())[0].address == "reader@example.org"
    office.sent()
    office.clock.pass_days(7)
    office.plan()
    assert sorted("retraction" in text for text in office.sent()) == [False, True]


def test_an_alert_says_which_claims_moved(office: Office) -> None:
    """The change of a claim's state that the retraction caused stands in the same mail, and in no later one."""
    office.join()
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    office.plan()
    office.sent()
    office.clock.pass_days(1)
    office.new(RETRACTED)
    office.plan()
    (text,) = office.sent()
    assert "calm-efficacy: preliminary -> no study that counts" in text
    office.clock.pass_days(7)
    office.plan()
    assert "preliminary" not in office.sent()[0]


def test_an_alert_that_came_back_is_told_by_the_digest(office: Office) -> None:
    """A refused mail told nobody anything."""
    office.join()
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    office.plan()
    office.sent()
    office.clock.pass_days(1)
    office.new(RETRACTED)
    office.plan()
    (alert,) = office.store.deliveries.pending(office.clock())
    office.store.deliveries.mark_refused(alert.id, office.clock(), "no such mailbox")
    assert office.plan() == 0
    office.clock.pass_days(7)
    office.plan()
    assert "retraction" in office.sent()[0]


def test_who_wants_it_hears_at_once_that_a_claim_changed(office: Office) -> None:
    """claim_alerts: a state that moves is told between digests; without it the weekly digest tells it."""
    office.join("must-read@example.org", replace(WEEKLY, claim_alerts=True))
    office.join("calm@example.org")
    office.new(record(1, "calm"))
    office.clock.pass_days(1)
    assert office.plan() == 0, "the first look at a claim is told by the study itself"
    office.new(replace(record(1, "calm"), links=RETRACTED.links))
    assert office.plan() == 0, "nobody was sent the study, and the claim is where it was"
    office.store.events.append([moved(office.clock, "preliminary", "contested")])
    assert office.plan() == 1
    assert office.store.deliveries.pending(office.clock())[0].address == "must-read@example.org"
    assert "preliminary -> contested" in office.sent()[0]
    office.clock.pass_days(7)
    office.plan()
    assert sorted("contested" in text for text in office.sent()) == [False, True]


def test_a_waiting_digest_is_composed_again_when_its_study_is_retracted(office: Office) -> None:
    """Unsent for two days: the one that goes in its place says so, once, and loses nothing; the other is forgotten."""
    office.join()
    office.new(record(1, "calm"))
    office.new(record(2, "calm"))
    office.clock.pass_days(7)
    office.plan()
    assert "retraction" not in office.texts()[0]
    (overtaken,) = office.store.deliveries.pending(office.clock())
    office.clock.pass_days(2)
    office.new(RETRACTED)
    office.plan()
    assert not office.store.browse.is_sent(overtaken.digest)
    with pytest.raises(UsageError):
        office.store.deliveries.digest(overtaken.digest)
    (text,) = office.sent()
    assert "retraction: A fictional study of some things, number 1" in text
    assert "number 2" in text
    office.clock.pass_days(7)
    office.plan()
    assert "number" not in office.sent()[0]


def test_what_may_have_been_taken_is_not_composed_again(office: Office) -> None:
    """A mail whose reply got lost may be in the mailbox: its reader is told by an alert."""
    office.join()
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    office.plan()
    (waiting,) = office.store.deliveries.pending(office.clock())
    office.store.deliveries.mark_sending(waiting.id, office.clock())
    office.store.deliveries.mark_deferred(waiting.id, office.clock(), "the line dropped", ambiguous=True)
    office.new(RETRACTED)
    assert office.plan() == 1
    assert ["retraction" in text for text in office.sent()] == [False, True]


def test_who_joins_is_first_told_the_ledger_so_far(office: Office) -> None:
    """Once, at the next cycle; the digests that follow begin at the joining as for everybody."""
    office.new(record(1, "calm"))
    office.join(welcome=True)
    assert office.plan() == 1
    assert "calm-efficacy: Preliminary" in office.sent()[0]
    assert office.plan() == 0
    office.clock.pass_days(7)
    office.plan()
    assert "number 1" not in office.sent()[0]


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


def test_a_new_guideline_is_an_alert_of_its_own(office: Office) -> None:
    """Told at once, also to who gets nothing but alerts; not to who chose other topics, and not told twice."""
    office.join("alerts@example.org", replace(WEEKLY, frequency=Frequency.ALERTS))
    office.join("weekly@example.org")
    office.join("pain@example.org", replace(WEEKLY, topics=("pain",)))
    office.new(record(1, "calm", title="A consensus statement on imaginol"))
    assert office.plan() == 2
    assert all("guideline: A consensus statement on imaginol" in text for text in office.sent())
    assert office.plan() == 0
    office.clock.pass_days(7)
    office.plan()
    assert not any("guideline:" in text for text in office.sent())


def test_a_study_that_turns_out_to_be_a_guideline_is_told_to_who_was_not_sent_it(office: Office) -> None:
    """PubMed gives the type weeks later; who was sent the study has it."""
    office.join("before@example.org")
    office.new(record(1, "calm"))
    office.clock.pass_days(7)
    office.plan()
    office.sent()
    office.join("after@example.org")
    office.new(replace(record(1, "calm"), publication_types=("Practice Guideline",)))
    assert office.plan() == 1
    assert office.store.deliveries.pending(office.clock())[0].address == "after@example.org"
    office.sent()


def test_alerts_only_are_told_which_claims_a_retraction_moved(office: Office) -> None:
    """In the daily mail of alerts as well as between digests; a move of another cause is not told."""
    office.new(record(1, "calm"))
    office.join(preferences=replace(WEEKLY, frequency=Frequency.ALERTS))
    office.new(RETRACTED)
    office.store.events.append([replace(moved(office.clock, "preliminary", "contested"), stratum="elsewhere")])
    office.clock.pass_days(1)
    assert office.plan() == 1
    (text,) = office.sent()
    assert "retraction" in text
    assert "calm-efficacy: preliminary -> no study that counts" in text
    assert "contested" not in text
