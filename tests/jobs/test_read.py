"""What is read, and how the ledger moves by it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.jobs.fakes import Clock, FakeReading, record, sighting
from tracker.jobs.keep import keep
from tracker.jobs.read import BATCH, NOT_YET, Alone, Found, Reading
from tracker.model.appraisal import Appraisal, Design
from tracker.model.claim import Claim, ClaimKind, Polarity, StateModel
from tracker.model.event import Event, EventKind
from tracker.model.ledger import State
from tracker.model.record import Link, LinkKind, Record, RecordId, StoredRecord
from tracker.model.verdict import Overrule, Verdict
from tracker.store import Store

CALM = Claim(
    id="calm-efficacy",
    statement="Imaginol calms.",
    kind=ClaimKind.EFFICACY,
    polarity=Polarity.BENEFIT,
    scope="",
    supports="",
    challenges="",
    sources=(),
    state_model=StateModel.STATES,
)


class Desk:
    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.reading = store, clock, FakeReading()

    def keep(self, one: Record, *, news: bool = True) -> RecordId:
        with self.store.atomic():
            return keep(self.store, sighting(one, self.clock()), topics=["calm"], news=news, now=self.clock()).id

    def read(self) -> int:
        self.seen = self.store.events.last()
        return Reading(self.store, self.reading, {CALM.id: CALM}, self.clock).run()

    def told(self, kind: EventKind) -> list[Event]:
        return [event for event in self.store.events.after(self.seen) if event.kind is kind]

    def states(self) -> list[State]:
        return [state.state for state in self.store.ledger.states(CALM.id)]


@pytest.fixture
def desk(store: Store, clock: Clock) -> Desk:
    return Desk(store, clock)


def test_everything_is_read_once(desk: Desk) -> None:
    """A second run finds nothing to read."""
    desk.keep(record(1, "calm"))
    assert desk.read() == 1
    assert desk.read() == 0


def test_a_reading_that_ends_before_the_ledger_followed_is_followed_by_the_next(desk: Desk) -> None:
    """Stopped after the first batch: what was read stays read, and the ledger moves once, when all is read."""
    for number in range(BATCH + 1):
        desk.keep(record(number + 1, "calm"), news=False)
    looks = iter([False, True, True, True])
    job = Reading(desk.store, desk.reading, {CALM.id: CALM}, desk.clock, stop=lambda: next(looks))
    assert job.run() == BATCH
    assert desk.states() == []
    assert desk.read() == 1
    assert len(desk.store.ledger.states(CALM.id)[0].evidence) == BATCH + 1


def test_the_ledger_of_a_finished_baseline_is_made_up_also_where_nothing_is_left_to_read(desk: Desk) -> None:
    """Killed between the last batch and the ledger: the next run makes the move, and in silence."""
    desk.keep(record(1, "calm"), news=False)
    Reading(desk.store, desk.reading, {}, desk.clock).run()
    desk.store.cursors.set_done("ledger after baseline", NOT_YET)
    assert desk.states() == []
    assert desk.read() == 0
    assert desk.states() != []
    assert desk.told(EventKind.CLAIM_STATE) == []


class Slow(Alone):
    """Fits Helpers: returns a batch only when the next one is taken, or the rest is asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.reading)
        self.ready = False
        self.taken: list[int] = []
        self._kept: list[Found] = []

    def get_ready(self) -> None:
        self.ready = True

    def take(self, batch: Sequence[StoredRecord]) -> Iterable[Found]:
        self.taken.append(len(batch))
        before, self._kept = self._kept, list(super().take(batch))
        return before

    def rest(self) -> Iterable[Found]:
        return self._kept


@pytest.mark.parametrize("many", [2, 9])
def test_what_is_read_ahead_moves_the_ledger_once_and_in_silence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    """While a baseline is fetched, its records are read, with helpers where they are many, who begin before the first
    one is there; the ledger follows at the end, also where another run makes that end, and nothing is read twice."""
    monkeypatch.setattr("tracker.jobs.read.MANY", many)
    ids = [desk.keep(record(number, "calm"), news=False) for number in (1, 2)]
    slow = Slow(desk)
    job = Reading(desk.store, desk.reading, {CALM.id: CALM}, desk.clock, helpers=lambda: slow)
    with job.reading_ahead() as take:
        take([], 2)
        assert slow.ready == (many == 2)
        take(ids[:1], 2)
        take(ids[1:], 2)
    assert (job.ahead, desk.states()) == (2, [])
    assert slow.taken == ([1, 1] if many == 2 else [])
    assert desk.read() == 0
    assert desk.states() == [State.SUPPORTED]
    assert desk.told(EventKind.CLAIM_STATE) == []


def test_a_stop_while_others_read_ahead_leaves_the_rest_for_later(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What helpers are still at is not waited for; it counts as unread."""
    monkeypatch.setattr("tracker.jobs.read.MANY", 1)
    ids = [desk.keep(record(number, "calm"), news=False) for number in (1, 2)]
    looks = iter([False, False, True, True, True])
    stopped = Reading(
        desk.store, desk.reading, {CALM.id: CALM}, desk.clock, helpers=lambda: Slow(desk), stop=lambda: next(looks)
    )
    with stopped.reading_ahead() as take:
        take(ids[:1], 2)
        take(ids[1:], 2)
    assert stopped.ahead == 1
    assert desk.read() == 1


def test_many_records_are_read_with_helpers(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a certain number on, and with the same outcome."""
    monkeypatch.setattr("tracker.jobs.read.MANY", 2)
    slow = Slow(desk)
    for number in (1, 2, 3):
        desk.keep(record(number, "calm"), news=False)
    assert Reading(desk.store, desk.reading, {CALM.id: CALM}, desk.clock, helpers=lambda: slow).run() == 3
    assert slow.taken == [3]
    assert len(desk.store.ledger.states(CALM.id)[0].evidence) == 3


def test_the_baseline_moves_the_ledger_in_silence(desk: Desk) -> None:
    """Its state is there, and nothing is told of it."""
    desk.keep(record(1, "calm"), news=False)
    desk.keep(record(2, "calm"), news=False)
    desk.read()
    assert desk.states() == [State.SUPPORTED]
    assert desk.told(EventKind.CLAIM_STATE) == []


def test_a_change_of_state_names_the_study_that_brought_it(desk: Desk) -> None:
    """Was preliminary, now supported, because of the second trial."""
    desk.keep(record(1, "calm"), news=False)
    desk.read()
    second = desk.keep(record(2, "calm"))
    desk.read()
    (event,) = desk.told(EventKind.CLAIM_STATE)
    assert (event.before, event.after.partition(",")[0], event.record) == ("preliminary", "supported", second)


def test_a_retraction_takes_the_study_out_at_once(desk: Desk) -> None:
    """The state falls back, and the reason says why."""
    desk.keep(record(1, "calm"), news=False)
    desk.keep(record(2, "calm"), news=False)
    desk.read()
    desk.keep(record(2, "calm", links=(Link(LinkKind.RETRACTION_IN, 9),)))
    desk.read()
    (event,) = desk.told(EventKind.CLAIM_STATE)
    assert (event.before, event.after.partition(",")[0]) == ("supported", "preliminary")
    assert event.detail == "the study was retracted"


def test_a_better_reading_that_turns_a_verdict_is_told(desk: Desk) -> None:
    """Supports became challenges by a new reading of the same text."""
    first = desk.keep(record(1, "calm"))
    desk.read()
    desk.reading = FakeReading("second")
    desk.reading.turned = True
    assert desk.read() == 1
    (event,) = desk.told(EventKind.VERDICT_CHANGED)
    assert (event.record, event.before, event.after) == (first, "supports", "challenges")


def test_records_of_one_trial_count_once(desk: Desk) -> None:
    """Two papers that name the same trial number are one study for the ledger."""
    for pmid in (1, 2):
        desk.keep(record(pmid, "calm", trial_ids=("NCT99999999",)), news=False)
    desk.read()
    assert desk.states() == [State.PRELIMINARY]
    assert set(desk.store.studies.of([RecordId(1), RecordId(2)]).values()) == {1}


def test_a_paper_that_is_read_as_a_review_ties_no_studies_together(desk: Desk) -> None:
    """Until it was read it seemed to make one study of two: the ledger counts two again, at once."""
    desk.keep(record(1, "calm", trial_ids=("NCT99999999",)))
    desk.keep(record(2, "calm"))
    tie = {"trial_ids": ("NCT99999999",), "links": (Link(LinkKind.UPDATE_OF, 2),)}
    third = desk.keep(record(3, "calm", **tie))

    class Discerning(FakeReading):
        def __call__(self, stored: StoredRecord) -> tuple[Appraisal, tuple[Verdict, ...]]:
            appraisal, verdicts = super().__call__(stored)
            return replace(appraisal, design=Design.META_ANALYSIS if stored.id == third else Design.RCT), verdicts

    desk.reading = Discerning()
    desk.read()
    (state,) = desk.store.ledger.states(CALM.id)
    assert [row.study for row in state.evidence] == [1, 2, 2]


def test_a_record_that_loses_its_trial_number_leaves_the_study(desk: Desk) -> None:
    """Corrected at PubMed: from then on it counts as a study of its own."""
    for pmid in (1, 2):
        desk.keep(record(pmid, "calm", trial_ids=("NCT99999999",)), news=False)
    desk.read()
    two = desk.keep(record(2, "calm", trial_ids=("NCT99999998",), text="Calm rose a lot."))
    assert desk.store.studies.of([two])[two] == 1
    desk.read()
    assert desk.store.studies.of([two])[two] == two


def test_new_headings_on_many_records_move_nothing(desk: Desk) -> None:
    """A yearly revision touches three trials at once: read together, the ledger has no false history."""
    for pmid in (1, 2, 3):
        desk.keep(record(pmid, "calm"), news=False)
    desk.read()
    for pmid in (1, 2, 3):
        desk.keep(record(pmid, "calm", languages=("eng",)))
    assert desk.read() == 3
    assert desk.told(EventKind.CLAIM_STATE) == []


def test_an_overrule_moves_the_ledger(desk: Desk) -> None:
    """A maintainer takes a verdict away: the state follows, with the reason."""
    desk.keep(record(1, "calm"), news=False)
    second = desk.keep(record(2, "calm"), news=False)
    desk.read()
    desk.clock.now += timedelta(hours=1)
    seen = desk.store.events.last()
    reading = Reading(desk.store, desk.reading, {CALM.id: CALM}, desk.clock)
    reading.overrule(Overrule(record=second, claim=CALM.id, stance=None, ground=None, why="misread", at=desk.clock()))
    assert desk.states() == [State.PRELIMINARY]
    turned, moved = desk.store.events.after(seen)
    assert (turned.kind, turned.before, turned.after) == (EventKind.VERDICT_CHANGED, "supports", "")
    assert "misread" in moved.detail


def test_an_overrule_given_while_a_run_is_at_work_is_heard(desk: Desk) -> None:
    """Another process takes a verdict away between two new papers: the second one moves the ledger without it."""
    first = desk.keep(record(1, "calm"), news=False)
    desk.read()
    ids = [desk.keep(record(number, "calm")) for number in (2, 3)]

    def overrule_after_the_second() -> bool:
        if desk.store.readings.read_before(ids) == {ids[0]: True}:
            with Store.open(desk.store.path) as other:
                word = Overrule(record=first, claim=CALM.id, stance=None, ground=None, why="misread", at=desk.clock())
                other.readings.overrule(word)
        return False

    Reading(desk.store, desk.reading, {CALM.id: CALM}, desk.clock, stop=overrule_after_the_second).run()
    (state,) = desk.store.ledger.states(CALM.id)
    assert [row.record for row in state.evidence] == ids


def test_a_record_that_is_withdrawn_after_it_was_read_ahead_moves_nothing(desk: Desk) -> None:
    """PubMed deletes it while the rest of the baseline is fetched."""
    ids = [desk.keep(record(number, "calm"), news=False) for number in (1, 2)]
    job = Reading(desk.store, desk.reading, {CALM.id: CALM}, desk.clock)
    with job.reading_ahead() as take:
        take(ids, 2)
        desk.store.records.withdraw([1], desk.clock())
    job.run()
    (state,) = desk.store.ledger.states(CALM.id)
    assert [row.record for row in state.evidence] == [ids[1]]


def test_a_stop_leaves_the_rest_for_later(desk: Desk) -> None:
    """Asked to stop, it reads no more; the next run goes on."""
    desk.keep(record(1, "calm"))
    stopped = Reading(desk.store, desk.reading, {CALM.id: CALM}, desk.clock, stop=lambda: True)
    assert stopped.run() == 0
    assert desk.read() == 1
