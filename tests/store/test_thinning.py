"""Thinning: what nothing looks at again goes, and nothing else."""

from __future__ import annotations

from datetime import timedelta

from tracker.model.receipt import SourceStatus
from tracker.store import Store

from .conftest import NOW, Keep
from .fictional import a_receipt, a_verdict, an_appraisal, an_outcome

DAY = timedelta(days=1)


def test_a_replaced_reading_goes_with_its_verdicts(store: Store, keep: Keep) -> None:
    """The present one stays, however old; a replaced one stays while it is young."""
    id = keep()
    text = store.records.load([id])[0].content_hash
    for days, reading in ((-9, "r1"), (-1, "r2"), (-8, "r3")):
        store.readings.save(id, text, reading, an_appraisal(), [a_verdict()], NOW + days * DAY)
    assert store.thin(NOW - 7 * DAY).readings == 1
    left = [row[0] for row in store._db.rows("SELECT reading FROM appraisal ORDER BY id")]
    assert left == ["r2", "r3"]
    assert store._db.value("SELECT count(*) FROM verdict") == 2
    assert store.readings.verdicts([id])[id][0].reading == "r3"


def test_the_last_reading_of_a_text_that_changed_stays(store: Store, keep: Keep) -> None:
    """Until the new text is read nothing is present, and a reversal is seen by what was said last."""
    id = keep()
    store.readings.save(id, "an older text", "r1", an_appraisal(), [a_verdict()], NOW - 9 * DAY)
    assert store.thin(NOW).readings == 0
    assert store.readings.last_verdicts(id)


def test_what_is_shown_stays_though_another_text_was_read_later(store: Store, keep: Keep) -> None:
    """A text that came back is shown by its first reading."""
    id = keep()
    text = store.records.load([id])[0].content_hash
    store.readings.save(id, text, "r1", an_appraisal(), [a_verdict()], NOW - 9 * DAY)
    store.readings.save(id, "another text", "r1", an_appraisal(), [], NOW - 8 * DAY)
    assert store.thin(NOW).readings == 0
    assert store.readings.verdicts([id])[id]


def test_old_receipts_go_but_for_the_last_of_each(store: Store) -> None:
    """When a source last answered well, and what a kind of run last said, is told at any age."""
    well = store.receipts.add(a_receipt(NOW - 9 * DAY, an_outcome("a")))
    store.receipts.add(a_receipt(NOW - 8 * DAY, an_outcome("a", SourceStatus.FAILED)))
    young = store.receipts.add(a_receipt(NOW, an_outcome("a", SourceStatus.FAILED)))
    health = store.receipts.add(a_receipt(NOW - 9 * DAY, job="health"))
    good = store.receipts.last_good(NOW)
    assert store.thin(NOW - 7 * DAY).receipts == 1
    assert {one.id for one in store.receipts.between(NOW - 99 * DAY, NOW)} == {well, young, health}
    assert store.receipts.last_good(NOW) == good
