"""Which records belong to one study."""

from __future__ import annotations

from tracker.model.record import Link, LinkKind, RecordId
from tracker.store import Store

from .conftest import Keep
from .fictional import a_record


def test_a_record_alone_is_its_own_study(store: Store, keep: Keep) -> None:
    """Unknown records have none."""
    id = keep()
    assert store.studies.of([id, RecordId(99)]) == {id: id}


def test_records_of_a_group_share_the_smallest_number(store: Store, keep: Keep) -> None:
    """From now on: a later group may take them elsewhere."""
    a, b, c = (keep(a_record(pmid=pmid)) for pmid in (1, 2, 3))
    store.studies.assign([frozenset({c, b})])
    assert store.studies.of([a, b, c]) == {a: a, b: b, c: b}
    store.studies.assign([frozenset({a, c}), frozenset({b})])
    assert store.studies.of([a, b, c]) == {a: a, b: b, c: a}


def test_records_that_name_one_trial_are_related(store: Store, keep: Keep) -> None:
    """Itself included; records of other trials are not."""
    protocol, results = keep(a_record(pmid=1)), keep(a_record(pmid=2))
    keep(a_record(pmid=3, trial_ids=("NCT99000009",)))
    keep(a_record(pmid=4, trial_ids=()))
    assert store.studies.related(protocol) == store.studies.related(results) == (protocol, results)


def test_links_count_in_both_directions(store: Store, keep: Keep) -> None:
    """Whichever of the two names the other; a comment ties nothing."""
    first = keep(a_record(pmid=1, trial_ids=(), links=(Link(LinkKind.COMMENT_IN, 3),)))
    update = keep(a_record(pmid=2, trial_ids=(), links=(Link(LinkKind.UPDATE_OF, 1),)))
    comment = keep(a_record(pmid=3, trial_ids=(), links=(Link(LinkKind.COMMENT_ON, 1), Link(LinkKind.CITES, 2))))
    assert store.studies.related(first) == store.studies.related(update) == (first, update)
    assert store.studies.related(comment) == (comment,)


def test_relations_reach_over_several_steps(store: Store, keep: Keep) -> None:
    """The erratum of the second record belongs to the first one's study."""
    first, second = keep(a_record(pmid=1)), keep(a_record(pmid=2))
    erratum = keep(a_record(pmid=3, trial_ids=(), links=(Link(LinkKind.ERRATUM_FOR, 2),)))
    assert store.studies.related(erratum) == store.studies.related(first) == (first, second, erratum)


def test_a_review_of_many_trials_does_not_tie_them_together(store: Store, keep: Keep) -> None:
    """It is named among those that share a number, and leads no further."""
    one, other = keep(a_record(pmid=1, trial_ids=("T1",))), keep(a_record(pmid=2, trial_ids=("T2",)))
    review = keep(a_record(pmid=3, trial_ids=("T1", "T2")))
    assert store.studies.related(one) == (one, review)
    assert store.studies.related(review) == (one, other, review)
