"""Studies: which records report one piece of research."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.rules.recordmaking import record, stored
from tracker.model.appraisal import Design
from tracker.model.record import Link, LinkKind, Record
from tracker.rules.studies import group


def groups(*records: Record, designs: dict[int, Design] | None = None) -> list[list[int]]:
    held = [stored(index, each) for index, each in enumerate(records, start=1)]
    return [sorted(each) for each in group(held, {held[id - 1].id: design for id, design in (designs or {}).items()})]


def test_one_trial_number_joins():
    """Records that each name exactly one number, the same one."""
    assert groups(record(trial_ids=("NCT1",)), record(), record(trial_ids=("NCT1",))) == [[1, 3], [2]]


@pytest.mark.parametrize(
    "other",
    [
        record(trial_ids=("NCT1", "NCT2")),
        record(trial_ids=("CRD42000000001", "NCT1")),
        record(trial_ids=("NCT1",), publication_types=("Meta-Analysis",)),
        record(trial_ids=("NCT2",)),
    ],
)
def test_what_draws_on_several_studies_does_not_join(other: Record):
    """Two numbers, a review's number, a review by its type: no part of the study."""
    assert groups(record(trial_ids=("NCT1",)), other) == [[1], [2]]


def test_a_record_of_two_trials_ties_neither():
    """It names both numbers; each trial's own paper stays alone."""
    both = record(trial_ids=("NCT1", "NCT2"))
    assert groups(record(trial_ids=("NCT1",)), record(trial_ids=("NCT2",)), both) == [[1], [2], [3]]


def test_a_reviews_number_never_joins():
    """Two papers of one review's registration stay two."""
    assert groups(record(trial_ids=("CRD42000000001",)), record(trial_ids=("CRD42000000001",))) == [[1], [2]]


@pytest.mark.parametrize("design", [Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW, Design.NARRATIVE_REVIEW])
def test_reviews_as_read_do_not_join(design: Design):
    """A trial number in a review names what it reviews."""
    assert groups(record(trial_ids=("NCT1",)), record(trial_ids=("NCT1",)), designs={2: design}) == [[1], [2]]


def test_two_spellings_of_a_european_number_are_one():
    """With or without the registry's prefix and the country."""
    assert groups(record(trial_ids=("EUCTR2019-000000-00-NL",)), record(trial_ids=("2019-000000-00",))) == [[1, 2]]


@pytest.mark.parametrize(
    "kind",
    [
        LinkKind.UPDATE_OF,
        LinkKind.UPDATE_IN,
        LinkKind.CORRECTED_FROM,
        LinkKind.RETRACTED_IN,
        LinkKind.ERRATUM_FOR,
        LinkKind.ERRATUM_IN,
    ],
)
def test_links_that_join(kind: LinkKind):
    """PubMed says that they are one."""
    assert groups(record(pmid=1), record(pmid=2, links=(Link(kind, 1),))) == [[1, 2]]


@pytest.mark.parametrize("kind", [LinkKind.COMMENT_ON, LinkKind.CITES, LinkKind.COMMENT_IN, LinkKind.OTHER])
def test_links_that_do_not_join(kind: LinkKind):
    """A comment or a citation is another's work."""
    assert groups(record(pmid=1), record(pmid=2, links=(Link(kind, 1),))) == [[1], [2]]


def test_a_notice_about_several_works_ties_none_together():
    """One erratum for two trials does not make them one study."""
    notice = record(pmid=3, links=(Link(LinkKind.ERRATUM_FOR, 1), Link(LinkKind.ERRATUM_FOR, 2)))
    assert groups(record(pmid=1), record(pmid=2), notice) == [[1], [2], [3]]


def test_a_link_to_nothing_stored():
    """It waits for the other record."""
    assert groups(record(pmid=2, links=(Link(LinkKind.UPDATE_OF, 1), Link(LinkKind.UPDATE_OF)))) == [[1]]


def test_chains_join_in_any_order():
    """Preprint, article and erratum are one study, however the records come."""
    records = [
        stored(4, record(pmid=1, links=(Link(LinkKind.UPDATE_IN, 2),))),
        stored(2, record(pmid=2, trial_ids=("NCT1",))),
        stored(9, record(trial_ids=("NCT1",))),
        stored(7, record(pmid=5, links=(Link(LinkKind.ERRATUM_FOR, 2),))),
        stored(8, record(pmid=6)),
    ]
    assert {group(order, {}) for order in permutations(records)} == {(frozenset({2, 4, 7, 9}), frozenset({8}))}
