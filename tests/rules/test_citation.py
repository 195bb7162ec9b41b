"""A printed citation against the record that it is of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.model.claim import CitedWork
from tracker.model.record import Author, Journal, PartialDate, Record
from tracker.rules.citation import is_printed_in, mismatches

WORK = CitedWork(
    citation="Specimen, A. B. (2031). Sleep after the nap - a randomised trial. Journal of Naps, 3(2), 1-9.",
    first_author="Specimen AB",
    journal="Journal of Naps",
    year=2031,
)
RECORD = Record(
    title="Sleep after the nap: a randomised trial.",
    authors=(Author(family="Specimen", given="A B"),),
    journal=Journal("The journal of naps"),
    published=PartialDate(2031, 4),
)


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        (RECORD.title, True),
        ("Sleep after the nap: a randomised trial in children", False),
        ("A randomised trial", False),
        ("", False),
    ],
)
def test_the_whole_title_has_to_be_printed(title: str, printed: bool) -> None:
    """Signs and letter case aside; a short one could stand there by chance."""
    assert is_printed_in(title, WORK) is printed


def test_a_right_citation_has_no_mismatch() -> None:
    """Articles before a journal's name do not count."""
    assert mismatches(WORK, RECORD) == ()


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (replace(RECORD, published=PartialDate(2030, 12)), "the year is printed as 2031, the record says 2030"),
        (replace(RECORD, journal=Journal("Rest")), "the journal is printed as Journal of Naps, the record says Rest"),
        (replace(RECORD, authors=(Author(family="Other"),)), "the first author is printed as Specimen AB"),
    ],
)
def test_what_is_printed_otherwise_is_named(record: Record, words: str) -> None:
    """With both."""
    (found,) = mismatches(WORK, record)
    assert found.startswith(words)
