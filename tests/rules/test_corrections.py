"""Corrections: what a changed record, or a notice, says about which work."""

from __future__ import annotations

import pytest

from tests.rules.recordmaking import record
from tracker.model.record import Link, LinkKind
from tracker.rules.corrections import ABOUT_ANOTHER, ABOUT_ITSELF, Change, changes

CITED = "J Fict Weather. 2024 May;1(2):3"


@pytest.mark.parametrize(("kind", "what"), ABOUT_ITSELF.items())
def test_a_link_that_arrives(kind: LinkKind, what: str):
    """What the work now says of itself, with the notice's citation."""
    after = record(pmid=1, links=(Link(kind, 9, CITED),))
    assert changes(record(pmid=1), after) == (Change(what, 1, CITED),)  # type: ignore[arg-type]


@pytest.mark.parametrize(("kind", "what"), ABOUT_ANOTHER.items())
def test_a_notice(kind: LinkKind, what: str):
    """It speaks about the work it points at, never about itself."""
    notice = record(pmid=9, title="Notice", links=(Link(kind, 1, CITED),), publication_types=("Retraction Notice",))
    assert changes(None, notice) == (Change(what, 1, "Notice, PMID 9"),)  # type: ignore[arg-type]


def test_a_notice_without_a_pmid_to_point_at():
    """Nobody can be found by it."""
    assert changes(None, record(pmid=9, links=(Link(LinkKind.RETRACTION_OF, None, CITED),))) == ()


def test_a_type_alone_retracts():
    """ "Retracted Publication" without any link."""
    after = record(pmid=1, publication_types=("Retracted Publication",))
    assert changes(record(pmid=1), after) == (Change("retraction", 1, ""),)


def test_a_retraction_is_said_once():
    """The type first, the link later: one retraction; without a PMID the notice's citation stands for it."""
    first = record(pmid=1, publication_types=("Retracted Publication",))
    second = record(
        pmid=1, publication_types=("Retracted Publication",), links=(Link(LinkKind.RETRACTION_IN, None, CITED),)
    )
    assert changes(first, second) == ()
    assert changes(record(pmid=1), second) == (Change("retraction", 1, CITED),)


def test_a_second_correction_is_news():
    """Another notice, another alert."""
    first = record(pmid=1, links=(Link(LinkKind.ERRATUM_IN, 8),))
    second = record(pmid=1, links=(Link(LinkKind.ERRATUM_IN, 8, CITED), Link(LinkKind.ERRATUM_IN, 9)))
    assert changes(first, second) == (Change("correction", 1, "PMID 9"),)


def test_a_notice_whose_citation_is_filled_in_is_no_news():
    """Volume and pages, or its PMID, arrive later."""
    first = record(pmid=1, links=(Link(LinkKind.CONCERN_IN, None, "J Fict Weather. 2024 Apr 1. doi: 10.9999/e"),))
    second = record(pmid=1, links=(Link(LinkKind.CONCERN_IN, 9, CITED),))
    assert changes(first, second) == ()


def test_first_sight_is_no_change():
    """A work first seen after its retraction carries it as a mark, not as news."""
    assert changes(None, record(pmid=1, links=(Link(LinkKind.RETRACTION_IN, 9),))) == ()


def test_nothing_new():
    """The same record again, and comments and citations, change nothing."""
    after = record(pmid=1, links=(Link(LinkKind.ERRATUM_IN, 9), Link(LinkKind.COMMENT_IN, 7), Link(LinkKind.CITES, 6)))
    assert changes(after, after) == ()
    assert changes(record(pmid=1), record(pmid=1, links=(Link(LinkKind.COMMENT_IN, 7),))) == ()


def test_a_notice_that_is_stored_and_then_points():
    """The pointer may arrive later than the notice."""
    notice = record(pmid=9, title="Notice")
    after = record(pmid=9, title="Notice", links=(Link(LinkKind.RETRACTION_OF, 1),))
    assert changes(notice, after) == (Change("retraction", 1, "Notice, PMID 9"),)
    assert changes(after, after) == ()
