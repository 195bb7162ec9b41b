"""The readers of the digest."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tracker.errors import UsageError
from tracker.model.subscriber import Frequency, Preferences, Standing, Subscriber
from tracker.store import Store

from .conftest import NOW
from .fictional import ALL_DAY, SOME_PARTS, a_digest, an_event


@pytest.fixture
def ada(store: Store) -> Subscriber:
    return store.subscribers.add("Ada@Moon.example", ALL_DAY, token="secret-of-ada", at=NOW)


def again(store: Store, subscriber: Subscriber) -> Subscriber:
    found = store.subscribers.get(subscriber.address)
    assert found is not None
    return found


def test_a_new_subscriber_starts_at_the_last_event(store: Store) -> None:
    """What was told before they came is not news to them."""
    store.events.append([an_event(None), an_event(None)])
    added = store.subscribers.add("Ada@Moon.example", ALL_DAY, token="t", at=NOW)
    assert added == Subscriber(
        id=added.id,
        address="Ada@Moon.example",
        preferences=ALL_DAY,
        standing=Standing.ACTIVE,
        joined=NOW,
        token="t",
        after=2,
    )
    assert store.subscribers.all() == (added,)


def test_an_address_is_on_the_list_once(store: Store, ada: Subscriber) -> None:
    """Whatever its case; the spelling that was given is kept."""
    assert store.subscribers.get(" ada@moon.EXAMPLE") == ada
    with pytest.raises(UsageError, match="already"):
        store.subscribers.add("ADA@moon.example", ALL_DAY, token="t2", at=NOW)
    assert store.subscribers.get("bo@moon.example") is None


def test_a_token_finds_its_owner(store: Store, ada: Subscriber) -> None:
    """And nobody else."""
    assert store.subscribers.by_token("secret-of-ada") == ada
    assert store.subscribers.by_token("SECRET-of-ada") is store.subscribers.by_token("") is None


def test_neither_token_nor_address_is_in_a_repr(store: Store, ada: Subscriber) -> None:
    """What is printed by mistake ends in logs."""
    store.deliveries.keep_digest("k", a_digest(), SOME_PARTS)
    store.deliveries.plan(ada.id, due=NOW.date(), digest="k", message_id="<1@x>", records=[], at=NOW)
    (delivery,) = store.deliveries.pending(NOW)
    assert delivery.token == "secret-of-ada"
    for value in (ada, delivery):
        assert "secret" not in repr(value)
        assert "Moon" not in repr(value)


def test_standing_is_what_lists_choose_by(store: Store, ada: Subscriber) -> None:
    """Suspended and taken up again: the refusals in a row begin anew."""
    bo = store.subscribers.add("bo@moon.example", ALL_DAY, token="t2", at=NOW)
    store.subscribers.count_failure(ada.id)
    store.subscribers.set_standing(ada.id, Standing.SUSPENDED, NOW)
    assert [one.id for one in store.subscribers.all(Standing.ACTIVE)] == [bo.id]
    assert [one.id for one in store.subscribers.all()] == [ada.id, bo.id]
    store.subscribers.set_standing(ada.id, Standing.ACTIVE, NOW)
    assert again(store, ada) == ada


def test_who_left_is_not_put_back_by_a_list(store: Store, ada: Subscriber) -> None:
    """Only the person brings the address back: anew, at the last event, with a new token."""
    store.subscribers.set_standing(ada.id, Standing.LEFT, NOW)
    with pytest.raises(UsageError, match="has left"):
        store.subscribers.add("ada@moon.example", ALL_DAY, token="t2", at=NOW)
    store.events.append([an_event(None)])
    store.subscribers.rejoin(ada.id, Preferences(hour=5), token="t3", at=NOW + timedelta(days=9))
    back = again(store, ada)
    assert (back.standing, back.after, back.token, back.preferences.hour) == (Standing.ACTIVE, 1, "t3", 5)
    assert store.subscribers.by_token("secret-of-ada") is None


def test_who_is_on_the_list_cannot_rejoin(store: Store, ada: Subscriber) -> None:
    """It would take back the news that is still to come, and let the token go."""
    store.subscribers.rejoin(ada.id, Preferences(), token="t3", at=NOW)
    assert again(store, ada) == ada


def test_preferences_are_replaced(store: Store, ada: Subscriber) -> None:
    """All of them, and nothing else."""
    wanted = Preferences(topics=("moon",), frequency=Frequency.ALERTS, empty_mail=False)
    store.subscribers.set_preferences(ada.id, wanted)
    assert again(store, ada).preferences == wanted
    assert again(store, ada).after == ada.after


def test_a_subscriber_never_goes_backwards(store: Store, ada: Subscriber) -> None:
    """A job that runs twice does not tell old news anew."""
    assert again(store, ada).last_due is None
    store.subscribers.advance(ada.id, after=9, due=date(2031, 3, 10))
    store.subscribers.advance(ada.id, after=4, due=date(2031, 3, 3))
    assert (again(store, ada).after, again(store, ada).last_due) == (9, date(2031, 3, 10))


def test_refusals_in_a_row_are_counted(store: Store, ada: Subscriber) -> None:
    """Until one mail is taken."""
    assert [store.subscribers.count_failure(ada.id) for _ in range(3)] == [1, 2, 3]
    store.subscribers.clear_failures(ada.id)
    assert again(store, ada).failures == 0
    assert store.subscribers.count_failure(99) == 0
