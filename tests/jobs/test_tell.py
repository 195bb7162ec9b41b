"""When the operator is told, and of what."""

from __future__ import annotations

import pytest

from tests.jobs.fakes import Clock, FakeMailer
from tracker.jobs.tell import tell_operator
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.subscriber import Preferences, Standing
from tracker.store import Store


class Watch:
    def __init__(self, store: Store, clock: Clock) -> None:
        self.store, self.clock, self.mailer = store, clock, FakeMailer()

    def fetched(self, status: SourceStatus, message: str = "") -> None:
        self.clock.pass_days(0.5)
        outcome = SourceOutcome(source="journal", title="Journal", status=status, message=message)
        with self.store.atomic():
            self.store.receipts.add(
                Receipt(job="fetch", started=self.clock(), finished=self.clock(), outcomes=(outcome,))
            )

    def tell(self) -> tuple[str, ...]:
        return tell_operator(self.store, self.mailer, "operator@example.org", "<1@example.org>", self.clock)


@pytest.fixture
def watch(store: Store, clock: Clock) -> Watch:
    return Watch(store, clock)


def test_nothing_wrong_no_mail(watch: Watch) -> None:
    """One failure among answers is asked again; nobody is disturbed."""
    watch.fetched(SourceStatus.FAILED, "no answer")
    watch.fetched(SourceStatus.OK)
    assert watch.tell() == ()
    assert watch.mailer.letters == []


def test_three_failures_in_a_row_are_told_once(watch: Watch) -> None:
    """With the source's name and what it said; the same words not again within the week."""
    for _ in range(3):
        watch.fetched(SourceStatus.FAILED, "refused")
    (told,) = watch.tell()
    assert "Journal" in told
    assert "refused" in told
    watch.clock.pass_days(2)
    assert watch.tell() == ()
    watch.clock.pass_days(6)
    assert len(watch.tell()) == 1


def test_a_source_that_answers_again_ends_it(watch: Watch) -> None:
    """An answer breaks the row."""
    for _ in range(3):
        watch.fetched(SourceStatus.FAILED)
    watch.fetched(SourceStatus.UNCHANGED)
    assert watch.tell() == ()


def test_suspended_addresses_are_told(watch: Watch) -> None:
    """How many, never which."""
    reader = watch.store.subscribers.add("reader@example.org", Preferences(), token="t", at=watch.clock())
    watch.store.subscribers.set_standing(reader.id, Standing.SUSPENDED, watch.clock())
    (told,) = watch.tell()
    assert told.startswith("1 address(es) are suspended")
    assert "reader@example.org" not in watch.mailer.letters[0].text
