"""A printed citation against the record that it is of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.model.cited import Imprint, Printed
from tracker.model.claim import CitedWork
from tracker.model.record import Author, Journal, PartialDate, Record
from tracker.rules.citation import (
    chosen,
    is_printed_in,
    mismatches,
    printed_authors,
    printed_issue,
    printed_title,
)

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
        (replace(RECORD, authors=(Author(family="Other"),)), "author 1 is printed as Specimen, the record says Other"),
    ],
)
def test_what_is_printed_otherwise_is_named(record: Record, words: str) -> None:
    """With both."""
    (found,) = mismatches(WORK, record)
    assert found.startswith(words)


LONG = replace(
    WORK,
    citation="Specimen, A. B., van Example, C., De Sample-Other, D. E., ... & Last, Z. (2031). Sleep after the nap - a "
    "randomised trial. Journal of Naps, 3(2), 1-9.",
    volume="3",
    first_page="1",
)


def test_a_printed_line_is_taken_apart() -> None:
    """Authors up to what was left out and behind it, groups, title, issue."""
    authors = printed_authors(LONG)
    assert authors.first == ("Specimen", "van Example", "De Sample-Other")
    assert authors.last == ("Last",)
    grouped = printed_authors(replace(WORK, citation="Specimen, A., & A Nap Task Force of the Moon (2031). On naps."))
    assert (grouped.first, grouped.groups) == (("Specimen",), ("Nap Task Force of the Moon",))
    assert printed_title(LONG) == "Sleep after the nap - a randomised trial"
    assert (printed_issue(LONG), printed_issue(WORK)) == ("2", "")


@pytest.mark.parametrize(
    ("imprint", "expected"),
    [
        (Imprint(2031, "3", "2", "1-9"), ()),
        (Imprint(2032, "3", "2", "1"), ()),  # online in 2031, in an issue of 2032: either may be printed
        (Imprint(2031, "4", "1", "11-9"), ("volume", "issue", "first page")),
        (Imprint(), ()),
    ],
)
def test_where_it_was_printed_is_held_against_it(imprint: Imprint, expected: tuple[str, ...]) -> None:
    """What the record does not tell is no disagreement."""
    people = tuple(Author(family=name) for name in ("Specimen", "van Example", "De Sample-Other", "More", "Last"))
    found = mismatches(LONG, replace(RECORD, authors=people), imprint)
    assert len(found) == len(expected)
    assert all(one.startswith(f"the {word} is printed") for one, word in zip(found, expected, strict=True))


def test_authors_are_compared_from_both_ends() -> None:
    """Names behind "..." stand at the end; a whole list that is shorter is named; so is a group nobody knows."""
    short = replace(RECORD, authors=(Author(family="Specimen"), Author(family="Last")))
    assert [one.partition(" is ")[0] for one in mismatches(LONG, short)] == ["author 2", "author 3"]
    more = replace(RECORD, authors=(*RECORD.authors, Author(family="Second")))
    assert mismatches(WORK, more) == ("the authors printed are 1, those of the record 2",)
    grouped = replace(WORK, citation=WORK.citation.replace("A. B. (2031)", "A. B., & Nap Working Group (2031)"))
    assert "“Nap Working Group” is printed as an author" in mismatches(grouped, RECORD)[0]
    assert (
        mismatches(grouped, replace(RECORD, authors=(*RECORD.authors, Author(collective="The Nap Working Group"))))
        == ()
    )


def test_a_retracted_record_is_still_the_work_and_its_notice_is_not() -> None:
    """Journals put a mark before the title; a notice prints the whole title too."""
    struck = replace(RECORD, title=f"RETRACTED: {RECORD.title}")
    notice = replace(RECORD, publication_types=("Retraction Notice",))
    found = chosen(WORK, [Printed(notice, Imprint()), Printed(struck, Imprint())])
    assert found is not None
    assert found.record is struck
    assert mismatches(WORK, struck) == ()


def test_of_several_offers_only_one_with_the_title_or_all_else_is_taken() -> None:
    """A matcher that was asked with less may offer anything."""
    other = replace(RECORD, title="Another thing altogether, by the same people")
    assert chosen(WORK, [Printed(replace(other, published=PartialDate(2020)), Imprint())]) is None
    assert chosen(WORK, [Printed(other, Imprint())]) is not None, "all but the title fits: it is printed wrongly"
    assert chosen(WORK, []) is None
