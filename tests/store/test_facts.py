"""What a status page is told."""

from __future__ import annotations

from pathlib import Path

from tracker.model.subscriber import Preferences, Standing
from tracker.store import Store

from .conftest import NOW, Keep
from .fictional import SOME_PARTS, a_digest, a_record, an_appraisal, damage_an_index


def test_an_empty_store_is_sound(store: Store) -> None:
    """All counts are zero, and nothing waits."""
    facts = store.facts()
    assert facts.sound
    assert facts.problems == ()
    assert facts.oldest_unsent is None
    assert facts.records == facts.unread == facts.missing == facts.unsent == facts.subscribers == 0
    assert facts.bytes > 0


def test_everything_is_counted(store: Store, keep: Keep) -> None:
    """Records by baseline, what waits to be read or sent, whom it goes to."""
    read = keep(a_record(pmid=1), baseline=True)
    keep(a_record(pmid=2))
    keep(a_record(pmid=3))
    store.readings.save(read, store.records.load([read])[0].content_hash, "r1", an_appraisal(), [], NOW)
    store.records.note_missing([8], NOW)
    store.records.withdraw([3], NOW)
    ada = store.subscribers.add("ada@moon.example", Preferences(), token="t1", at=NOW)
    bo = store.subscribers.add("bo@moon.example", Preferences(), token="t2", at=NOW)
    store.subscribers.set_standing(bo.id, Standing.SUSPENDED, NOW)
    store.deliveries.keep_digest("k", a_digest(), SOME_PARTS)
    store.deliveries.plan(ada.id, due=NOW.date(), digest="k", message_id="<1@x>", records=[], at=NOW)
    facts = store.facts()
    assert (facts.records, facts.baseline, facts.unread, facts.missing, facts.withdrawn) == (3, 1, 2, 1, 1)
    assert (facts.subscribers, facts.suspended) == (1, 1)
    assert (facts.unsent, facts.oldest_unsent) == (1, NOW)


def test_damage_is_named(path: Path, store: Store, keep: Keep) -> None:
    """A damaged index makes the store unsound, and the facts say what SQLite found."""
    keep()
    damage_an_index(store)
    store.close()
    with Store.open(path, read_only=True) as reopened:
        facts = reopened.facts()
        assert not facts.sound
        assert facts.problems
