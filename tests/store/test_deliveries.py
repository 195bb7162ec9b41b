"""Digests on their way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.store.fictional import told
from tracker.errors import UsageError
from tracker.model.digest import Parts
from tracker.model.record import RecordId
from tracker.model.subscriber import DeliveryState, Preferences, Standing, Subscriber
from tracker.store import Store

from .conftest import NOW, Keep
from .fictional import SOME_PARTS, a_digest, a_record

DUE = date(2031, 3, 3)
HOUR = timedelta(hours=1)


@pytest.fixture
def ada(store: Store) -> Subscriber:
    store.deliveries.keep_digest("k", a_digest(), SOME_PARTS)
    return store.subscribers.add("ada@moon.example", Preferences(text_only=True), token="t", at=NOW)


def plan(store: Store, who: Subscriber, due: date = DUE, records: tuple[RecordId, ...] = ()) -> bool:
    message_id = f"<{who.id}.{due}@moon.example>"
    return store.deliveries.plan(who.id, due=due, digest="k", message_id=message_id, records=records, at=NOW)


def state(store: Store, number: int = 1) -> str:
    found: str = store._db.value("SELECT state FROM delivery WHERE id = ?", (number,))
    return found


def test_a_digest_is_kept_once(store: Store, ada: Subscriber) -> None:
    """The same key again changes nothing; an unknown one is an error."""
    store.deliveries.keep_digest("k", a_digest("Another"), Parts(subject="Another", text="", html=""))
    assert store.deliveries.parts("k") == SOME_PARTS
    assert store.deliveries.digest("k") == a_digest()
    with pytest.raises(UsageError, match="no digest"):
        store.deliveries.parts("other")


def test_a_planned_delivery_waits_with_all_that_sending_needs(store: Store, ada: Subscriber) -> None:
    """Address, token, format, digest and the Message-ID of every try."""
    assert plan(store, ada)
    (delivery,) = store.deliveries.pending(NOW)
    assert (delivery.subscriber, delivery.address, delivery.token) == (ada.id, "ada@moon.example", "t")
    assert (delivery.due, delivery.digest, delivery.text_only) == (DUE, "k", True)
    assert delivery.message_id == f"<{ada.id}.2031-03-03@moon.example>"
    assert (delivery.state, delivery.attempts, delivery.planned) == (DeliveryState.PLANNED, 0, NOW)
    assert store.deliveries.unsent() == 1


def test_one_delivery_a_subscriber_and_day(store: Store, ada: Subscriber, keep: Keep) -> None:
    """A job that runs twice, or across a change of the clocks, plans once."""
    assert plan(store, ada)
    assert not plan(store, ada, records=(keep(),))
    assert told(store, ada.id) == frozenset()
    assert plan(store, ada, DUE + timedelta(days=7))


def test_what_is_sent_is_done(store: Store, ada: Subscriber) -> None:
    """With the server's reply; counted by the hour it was sent in."""
    plan(store, ada)
    store.deliveries.mark_sending(1, NOW)
    store.deliveries.mark_sent(1, NOW + HOUR, "250 queued")
    assert store.deliveries.pending(NOW + 99 * HOUR) == ()
    assert store.deliveries.unsent() == 0
    assert store.deliveries.sent_since(NOW + HOUR) == 1
    assert store.deliveries.sent_since(NOW + 2 * HOUR) == 0


def test_a_deferred_one_comes_again_at_its_time(store: Store, ada: Subscriber) -> None:
    """With the same Message-ID, its tries counted."""
    plan(store, ada)
    (first,) = store.deliveries.pending(NOW)
    store.deliveries.mark_sending(1, NOW)
    store.deliveries.mark_deferred(1, NOW + HOUR, "451 later", ambiguous=False)
    assert store.deliveries.pending(NOW) == ()
    (again,) = store.deliveries.pending(NOW + HOUR)
    assert (again.state, again.attempts, again.ambiguous) == (DeliveryState.DEFERRED, 1, 0)
    assert (again.message_id, again.reply) == (first.message_id, "451 later")
    assert store.deliveries.unsent() == 1


def test_an_interrupted_one_is_tried_again_and_counts_as_ambiguous(store: Store, ada: Subscriber) -> None:
    """Nobody knows whether the server took it; the same Message-ID lets it see the double."""
    plan(store, ada)
    (first,) = store.deliveries.pending(NOW)
    store.deliveries.mark_sending(1, NOW)
    (found,) = store.deliveries.pending(NOW)
    assert (found.state, found.attempts, found.ambiguous) == (DeliveryState.SENDING, 1, 0)
    store.deliveries.mark_sending(1, NOW)
    (found,) = store.deliveries.pending(NOW)
    assert (found.attempts, found.ambiguous, found.message_id) == (2, 1, first.message_id)
    store.deliveries.mark_deferred(1, NOW, "line dropped", ambiguous=True)
    assert store.deliveries.pending(NOW)[0].ambiguous == 2


def test_a_refused_one_is_over_and_told_nobody_anything(store: Store, ada: Subscriber, keep: Keep) -> None:
    """What was sent cannot be refused afterwards."""
    plan(store, ada, records=(keep(),))
    store.deliveries.mark_sending(1, NOW)
    store.deliveries.mark_refused(1, NOW, "550 no such user")
    assert store.deliveries.pending(NOW + HOUR) == ()
    assert store.deliveries.unsent() == 0
    assert told(store, ada.id) == frozenset()
    plan(store, ada, DUE + timedelta(days=7))
    store.deliveries.mark_sent(2, NOW, "250")
    store.deliveries.mark_refused(2, NOW, "550")
    assert state(store, 2) == "sent"


def test_what_a_subscriber_was_told_is_the_items_of_their_digests(store: Store, ada: Subscriber, keep: Keep) -> None:
    """Planned counts as told; what another was told does not."""
    bo = store.subscribers.add("bo@moon.example", Preferences(), token="t2", at=NOW)
    first, second = keep(a_record(pmid=1)), keep(a_record(pmid=2))
    plan(store, ada, records=(first,))
    store.deliveries.keep_digest("other", a_digest(), SOME_PARTS)
    store.deliveries.plan(bo.id, due=DUE, digest="other", message_id="<b@x>", records=[second], at=NOW)
    assert told(store, ada.id) == {first}
    assert told(store, bo.id) == {second}


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.LEFT])
def test_only_active_subscribers_are_sent_anything(store: Store, ada: Subscriber, standing: Standing) -> None:
    """Also where the mail was planned before."""
    plan(store, ada)
    store.subscribers.set_standing(ada.id, standing, NOW)
    assert store.deliveries.pending(NOW) == ()
    assert store.deliveries.unsent() == 0


def test_who_comes_back_is_not_sent_what_was_planned_before_they_left(store: Store, ada: Subscriber) -> None:
    """But who was suspended and is taken up again is."""
    plan(store, ada)
    store.subscribers.set_standing(ada.id, Standing.SUSPENDED, NOW)
    store.subscribers.set_standing(ada.id, Standing.ACTIVE, NOW)
    assert len(store.deliveries.pending(NOW)) == 1
    store.subscribers.set_standing(ada.id, Standing.LEFT, NOW)
    store.subscribers.rejoin(ada.id, Preferences(), token="t3", at=NOW)
    assert store.deliveries.pending(NOW) == ()


def test_the_oldest_is_sent_first(store: Store, ada: Subscriber) -> None:
    """By the time they were planned."""
    plan(store, ada)
    plan(store, ada, DUE - timedelta(days=7))
    assert [one.id for one in store.deliveries.pending(NOW)] == [1, 2]


def test_what_only_an_erased_reader_was_sent_is_forgotten(store: Store, ada: Subscriber, keep: Keep) -> None:
    """It shows what they chose; what another was sent too stays."""
    other = store.subscribers.add("eve@moon.example", Preferences(), token="u", at=NOW)
    plan(store, ada, records=(keep(),))
    plan(store, other)
    store.subscribers.erase(ada.id, NOW)
    assert store.browse.digests() == ("k",)
    store.subscribers.erase(other.id, NOW)
    assert store.browse.digests() == ()
    with pytest.raises(UsageError, match="no digest"):
        store.deliveries.digest("k")
