"""Appraisals, verdicts and overrules."""

from __future__ import annotations

import pytest

from tracker.model.record import RecordId
from tracker.model.verdict import Ground, Overrule, Stance
from tracker.store import Store

from .conftest import NOW, Keep
from .fictional import a_record, a_verdict, an_appraisal, sighted


@pytest.fixture
def id(keep: Keep) -> RecordId:
    return keep()


def present_hash(store: Store, id: RecordId) -> str:
    return store.records.load([id])[0].content_hash


AGAINST = a_verdict("longer-sleep", Stance.CHALLENGES, Ground.NOT_SHOWN)


def test_a_reading_comes_back_with_its_text_and_reading(store: Store, id: RecordId) -> None:
    """Appraisal and verdicts as saved, in order, bound to hash, reading and time."""
    given = [a_verdict("z-claim"), AGAINST, a_verdict("a-claim", Stance.MIXED)]
    store.readings.save(id, present_hash(store, id), "r1", an_appraisal(), given, NOW)
    assert store.readings.appraisals([id, RecordId(99)]) == {id: an_appraisal()}
    found = store.readings.verdicts([id, RecordId(99)])[id]
    assert [one.verdict for one in found] == given
    assert {(one.record, one.content_hash, one.reading, one.at) for one in found} == {
        (id, present_hash(store, id), "r1", NOW)
    }


def test_records_without_verdicts_are_absent(store: Store, id: RecordId) -> None:
    """Read without any verdict is not the same as not read."""
    assert store.readings.last_verdicts(id) is None
    store.readings.save(id, present_hash(store, id), "r1", an_appraisal(), [], NOW)
    assert store.readings.verdicts([id]) == {}
    assert store.readings.last_verdicts(id) == ()
    assert store.readings.appraisals([id]) == {id: an_appraisal()}


def test_the_newest_reading_is_present_and_older_ones_stay(store: Store, id: RecordId) -> None:
    """Nothing that was once said is lost."""
    text = present_hash(store, id)
    store.readings.save(id, text, "r1", an_appraisal(10), [a_verdict()], NOW)
    store.readings.save(id, text, "r2", an_appraisal(20), [AGAINST], NOW)
    assert store.readings.appraisals([id])[id].participants == 20
    assert [one.verdict for one in store.readings.verdicts([id])[id]] == [AGAINST]
    assert store._db.value("SELECT count(*) FROM appraisal") == store._db.value("SELECT count(*) FROM verdict") == 2


def test_the_same_reading_of_the_same_text_replaces_itself(store: Store, id: RecordId) -> None:
    """A step that runs twice leaves one."""
    for _ in range(2):
        store.readings.save(id, present_hash(store, id), "r1", an_appraisal(), [a_verdict()], NOW)
    assert len(store.readings.verdicts([id])[id]) == 1
    assert store._db.value("SELECT count(*) FROM appraisal") == 1


def test_a_verdict_on_an_older_text_is_not_present(store: Store, id: RecordId) -> None:
    """From a change of the text until it is read again nothing is shown; what was last said can still be asked for."""
    old = present_hash(store, id)
    store.readings.save(id, old, "r1", an_appraisal(), [a_verdict()], NOW)
    new = a_record(title="Another title")
    store.records.update(id, sighted(new), new, keys=[])
    assert store.readings.appraisals([id]) == {}
    assert store.readings.verdicts([id]) == {}
    assert store.readings.records_with("longer-sleep") == ()
    assert [one.content_hash for one in store.readings.last_verdicts(id) or ()] == [old]
    store.readings.save(id, old, "r2", an_appraisal(), [a_verdict()], NOW)
    assert store.readings.appraisals([id]) == {}
    store.readings.save(id, present_hash(store, id), "r1", an_appraisal(), [AGAINST], NOW)
    assert [one.verdict for one in store.readings.verdicts([id])[id]] == [AGAINST]


def test_records_of_a_claim_are_those_with_a_present_verdict_or_an_overrule(store: Store, keep: Keep) -> None:
    """Each once, by id."""
    read, overruled, neither = keep(a_record(pmid=1)), keep(a_record(pmid=2)), keep(a_record(pmid=3))
    for id, verdicts in ((read, [a_verdict()]), (neither, [a_verdict("other")])):
        store.readings.save(id, present_hash(store, id), "r1", an_appraisal(), verdicts, NOW)
    for id in (read, overruled):
        store.readings.overrule(overrule(id, None))
    assert store.readings.records_with("longer-sleep") == (read, overruled)


def overrule(id: RecordId, stance: Stance | None, ground: Ground | None = None) -> Overrule:
    return Overrule(record=id, claim="longer-sleep", stance=stance, ground=ground, why="I read it", at=NOW)


def test_the_newest_overrule_holds(store: Store, id: RecordId, keep: Keep) -> None:
    """One per record and claim; earlier ones stay in the store."""
    other = keep(a_record(pmid=2))
    last = overrule(id, Stance.CHALLENGES, Ground.AGAINST)
    for one in (overrule(id, None), overrule(other, Stance.MIXED), last):
        store.readings.overrule(one)
    assert store.readings.overrules([id]) == (last,)
    assert set(store.readings.overrules()) == {last, overrule(other, Stance.MIXED)}
    assert store.readings.overrules([]) == ()
    assert store._db.value("SELECT count(*) FROM overrule") == 3
