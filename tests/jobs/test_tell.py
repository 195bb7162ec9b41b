"""When the operator is told, and of what."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.jobs.fakes import Clock, FakeMailer
from tests.store.fictional import a_digest
from tracker.errors import StoreError
from tracker.jobs.health import JOB as HEALTH
from tracker.jobs.tell import tell_operator
from tracker.model.digest import Parts
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

    def tell(self, *, disk_nearly_full: bool = False) -> tuple[str, ...]:
        return tell_operator(
            self.store,
            self.mailer,
            "operator@example.org",
            "<1@example.org>",
            self.clock,
            disk_nearly_full=disk_nearly_full,
        )


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


def test_a_source_that_stays_down_is_told_again_only_after_a_week(watch: Watch) -> None:
    """Since when it is down, in the same words however often it was asked meanwhile."""
    watch.fetched(SourceStatus.OK)
    good = watch.clock()
    for _ in range(3):
        watch.fetched(SourceStatus.FAILED, "refused")
    assert watch.tell() == (f"Journal has given no complete answer since {good:%Y-%m-%d %H:%M} UTC: refused",)
    for _ in range(13):
        watch.fetched(SourceStatus.FAILED, "refused")
        assert watch.tell() == ()
    watch.fetched(SourceStatus.FAILED, "refused")
    assert len(watch.tell()) == 1


def test_some_failures_within_hours_are_no_matter(watch: Watch) -> None:
    """PubMed is asked again each hour after a failure."""
    watch.fetched(SourceStatus.OK)
    for _ in range(5):
        watch.clock.pass_days(-0.49)
        watch.fetched(SourceStatus.FAILED, "502")
    assert watch.tell() == ()


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
    assert "reader@example.org" not in "".join(watch.mailer.letters[0].text)


def test_a_disk_that_is_nearly_full_is_told(watch: Watch) -> None:
    """Before anything else, and before nothing can be kept."""
    (told,) = watch.tell(disk_nearly_full=True)
    assert told.startswith("The disk is nearly full")


def test_digests_that_wait_are_told(watch: Watch) -> None:
    """After two days: a mail server that puts off for hours is no matter."""
    store, clock = watch.store, watch.clock
    reader = store.subscribers.add("reader@example.org", Preferences(), token="t", at=clock())
    parts = Parts(subject="s", text="t", html="h")
    store.deliveries.keep_digest("key", a_digest(), parts)
    planned = clock()
    store.deliveries.plan(
        reader.id, due=planned.date(), digest="key", message_id="<2@example.org>", records=[], at=planned
    )
    clock.pass_days(2)
    assert watch.tell() == ()
    clock.pass_days(0.1)
    assert watch.tell() == (f"Digests have waited to be sent since {planned:%Y-%m-%d %H:%M} UTC.",)


def test_a_topic_that_is_not_well_is_told(watch: Watch) -> None:
    """What the weekly look at its search found; a topic that is well is not named."""
    outcomes = [
        SourceOutcome(source="dunes", title="Dunes", status=SourceStatus.PARTIAL, message="2 must-finds are missed"),
        SourceOutcome(source="rain", title="Rain", status=SourceStatus.OK),
    ]
    now = watch.clock()
    with watch.store.atomic():
        watch.store.receipts.add(Receipt(job=HEALTH, started=now, finished=now, outcomes=tuple(outcomes)))
    assert watch.tell() == ("Topic Dunes: 2 must-finds are missed",)


def test_where_nothing_can_be_kept_nothing_is_mailed(watch: Watch, tmp_path: Path) -> None:
    """Else a full disk would send the same mail every minute."""
    with Store.open(tmp_path / "tracker.db", read_only=True) as reading, pytest.raises(StoreError):
        tell_operator(
            reading, watch.mailer, "operator@example.org", "<1@example.org>", watch.clock, disk_nearly_full=True
        )
    assert watch.mailer.letters == []
