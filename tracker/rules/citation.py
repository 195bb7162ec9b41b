"""A work as an article prints it, held against its record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.model.cited import CitedState, Imprint, Printed
from tracker.model.claim import Article, CitedWork
from tracker.model.folding import fold
from tracker.model.record import Author, Record

SHORTEST = 20
"""Letters of a title below which it could stand in a citation by chance."""

_YEAR = re.compile(r"\((\d{4})[a-z]?\)\.?\s*")
_NAME = re.compile(r"([^\W\d_][^,&]*?),\s+((?:[^\W\d_]\.[\s-]*)+)(?:,|$|(?=&)|(?=\(\d))")
"""As the APA style prints a person: "Van Example, A. B.,"."""
_STRUCK = re.compile(r"^\W*(?:retracted|withdrawn)(?: article)?\W+", re.I)
_ELIDED = re.compile(r"\.\s?\.\s?\.|…")


def is_printed_in(title: str, work: CitedWork) -> bool:
    """The record's title stands whole in the printed citation; a mark of its retraction aside."""
    folded = fold(_STRUCK.sub("", title))
    return len(folded) >= SHORTEST and f" {folded} " in f" {fold(work.citation)} "


def printed_title(work: CitedWork) -> str:
    """What stands between the year and the journal; "" where the line is not of that kind."""
    year = _YEAR.search(work.citation)
    rest = work.citation[year.end() :] if year else ""
    end = rest.casefold().find(f". {work.journal.casefold()}")
    return rest[:end].strip() if end > 0 else ""


def printed_issue(work: CitedWork) -> str:
    """Of "173(8)"; "" where none is printed."""
    found = re.search(rf"\b{re.escape(work.volume)}\s?\(([^)]+)\)", work.citation) if work.volume else None
    return found[1] if found else ""


@dataclass(frozen=True, slots=True)
class PrintedAuthors:
    """Family names in order: those from the first on, and those behind "..."; groups: authors that are no persons."""

    first: tuple[str, ...]
    last: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


def printed_authors(work: CitedWork) -> PrintedAuthors:
    year = _YEAR.search(work.citation)
    names = work.citation[: year.start()] if year else ""
    before, *after = _ELIDED.split(names, maxsplit=1)
    left = _NAME.sub(" ", names)
    groups = tuple(
        group
        for part in re.split(r"&|\.\s?\.\s?\.|…", left)
        if len(fold(group := part.strip(" ,.").removeprefix("A ").strip()).split()) > 1
    )
    return PrintedAuthors(_families(before), _families(after[0]) if after else (), groups)


def _families(names: str) -> tuple[str, ...]:
    return tuple(found[1].strip(" ,&") for found in _NAME.finditer(names))


def mismatches(work: CitedWork, record: Record, imprint: Imprint | None = None) -> tuple[str, ...]:
    """Where the printed citation disagrees with the record. What either of them does not tell is no disagreement.

    imprint: where it was printed; an article that came online first has a year of each.
    """
    imprint = imprint or Imprint()
    years = [year for year in (imprint.year, record.published.year if record.published else None) if year]
    first_page = imprint.pages.partition("-")[0].strip()
    found = []
    if years and work.year not in years:
        found.append(f"the year is printed as {work.year}, the record says {years[0]}")
    for name, printed, says in (
        ("volume", work.volume, imprint.volume),
        ("issue", printed_issue(work), imprint.issue),
        ("first page", work.first_page, first_page),
    ):
        if printed and says and fold(printed) != fold(says):
            found.append(f"the {name} is printed as {printed}, the record says {says}")
    if record.journal and not _same_journal(work.journal, (record.journal.title, record.journal.abbreviation)):
        found.append(f"the journal is printed as {work.journal}, the record says {record.journal.title}")
    found += _wrong_authors(work, record.authors)
    if not is_printed_in(record.title, work):
        found.append(f"the title is printed otherwise; the record's is: {record.title}")
    return tuple(found)


def _same_journal(printed: str, names: Iterable[str]) -> bool:
    """Articles before a name, and what a catalogue puts behind it, do not count."""
    return any(fold(printed) in fold(name) for name in names)


def _wrong_authors(work: CitedWork, authors: tuple[Author, ...]) -> list[str]:
    if not authors:
        return []
    printed = printed_authors(work)
    found = []
    if not printed.first:  # a line of another style: only the first author is known
        first = authors[0]
        if first.family and fold(first.family) not in fold(work.first_author):
            found.append(f"the first author is printed as {work.first_author}, the record says {first}")
        return found
    people = [author for author in authors if author.family]
    places = [*range(len(printed.first)), *range(len(people) - len(printed.last), len(people))]
    for place, family in zip(places, (*printed.first, *printed.last), strict=True):
        says = people[place] if 0 <= place < len(people) else None
        if says is None or fold(says.family) != fold(family):
            found.append(f"author {place + 1} is printed as {family}, the record says {says or 'there is none'}")
    if not printed.last and 0 < len(printed.first) < len(people):
        found.append(f"the authors printed are {len(printed.first)}, those of the record {len(people)}")
    named = [fold(author.collective) for author in authors if author.collective]
    for group in printed.groups:
        if not any(fold(group) in name or name in fold(group) for name in named):
            found.append(f"the group “{group}” is printed as an author, the record names none of that name")
    return found


def struck_as(record: Record) -> tuple[str, ...]:
    """What became of a work, gravest first; () for nothing that is known."""
    return tuple(
        words
        for words, holds in (
            ("retracted", record.is_retracted),
            ("in doubt (expression of concern)", record.has_concern),
            ("corrected", record.is_corrected),
        )
        if holds
    )


def chosen(work: CitedWork, candidates: Sequence[Printed]) -> Printed | None:
    """The first that the printed line is of: whose title stands in it, or of which everything else does.

    A matcher that was asked with less than is printed may offer another work altogether.
    """
    works = [one for one in candidates if not one.record.is_notice]
    for one in works:
        if is_printed_in(one.record.title, work):
            return one
    return next((one for one in works if len(mismatches(work, one.record, one.imprint)) == 1), None)


def struck_lately(articles: Iterable[Article], states: Mapping[str, CitedState], since: datetime) -> tuple[str, ...]:
    """A sentence for each work that an article cites and that was found retracted, corrected or in doubt since then."""
    return tuple(
        f"Article {article.id} cites a work that is {' and '.join(struck_as(state.printed.record))}: "
        f"{state.printed.record.title} (PMID {state.pmid})"
        for article in articles
        for work in article.cites
        if (state := states.get(work.citation)) and state.printed and state.struck and state.struck >= since
    )
