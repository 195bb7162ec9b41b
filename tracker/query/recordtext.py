"""A record made ready for many searches: every field folded once, and only when a search asks for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from tracker.model.folding import fold
from tracker.query.spotter import Spotter

if TYPE_CHECKING:
    from tracker.model.record import MeshHeading, Record

BARRIER = "|"
"""Stands between fields, so that no phrase runs from one into the next; folded text never holds it."""


Test: TypeAlias = "Callable[[RecordText], bool]"
"""A question to a record."""


class RecordText:
    """The folded fields of one record. Texts begin and end with a barrier: " title words | abstract words |"."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._spotted: tuple[Spotter | None, frozenset[int]] = (None, frozenset())

    @cached_property
    def title(self) -> str:
        return joined([self.record.title])

    @cached_property
    def abstract(self) -> str:
        return joined([self.record.abstract_text, *self.record.other_abstracts])

    @cached_property
    def keywords(self) -> str:
        return joined(self.record.keywords)

    @cached_property
    def title_abstract(self) -> str:
        """What [tiab] covers: title, abstract, other abstracts, keywords (PubMed User Guide)."""
        return self.title + self.abstract + self.keywords

    def spotted(self, spotter: Spotter) -> frozenset[int]:
        """What of a search's words stands in title_abstract. Only the latest search's are kept."""
        by, found = self._spotted
        if by is not spotter:
            found = spotter.look(self.title_abstract)
            self._spotted = spotter, found
        return found

    @cached_property
    def text_words(self) -> str:
        """What [tw] covers: [tiab] and MeSH headings, subheadings, publication types, substances, other titles."""
        record = self.record
        headings = [part for each in record.mesh for part in (each.descriptor, *each.qualifiers)]
        return self.title_abstract + joined(
            [*headings, *record.publication_types, *record.substances, record.vernacular_title]
        )

    @cached_property
    def everything(self) -> str:
        record = self.record
        journal = record.journal
        journals = [journal.title, journal.abbreviation] if journal else []
        numbers = [str(record.pmid or ""), record.doi or "", record.pmcid or ""]
        return self.text_words + joined([*journals, *self.authors, *record.trial_ids, *numbers])

    @cached_property
    def vernacular(self) -> str:
        return joined([self.record.vernacular_title])

    @cached_property
    def headings(self) -> dict[str, tuple[bool, frozenset[str]]]:
        """Folded descriptor -> (major topic, folded qualifiers)."""
        found: dict[str, tuple[bool, frozenset[str]]] = {}
        for each in self.record.mesh:
            major, qualifiers = found.get(name := fold(each.descriptor), (False, frozenset()))
            found[name] = (major or each.major, qualifiers | _qualifiers(each))
        return found

    @cached_property
    def qualifiers(self) -> frozenset[str]:
        return frozenset().union(*(qualifiers for _, qualifiers in self.headings.values()))

    @cached_property
    def substances(self) -> frozenset[str]:
        return frozenset(map(fold, self.record.substances))

    @cached_property
    def publication_types(self) -> frozenset[str]:
        return frozenset(map(fold, self.record.publication_types)) | (
            {"preprint"} if self.record.is_preprint else set()
        )

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """ "family given" per author, or the group's name; folded."""
        return tuple(fold(str(author)) for author in self.record.authors)

    @cached_property
    def journals(self) -> frozenset[str]:
        """The journal's names and ISSNs, folded."""
        journal = self.record.journal
        return frozenset(map(fold, (journal.title, journal.abbreviation, *journal.issn))) if journal else frozenset()


def joined(parts: Iterable[str]) -> str:
    return "".join(f" {text} {BARRIER}" for part in parts if (text := fold(part)))


def _qualifiers(heading: MeshHeading) -> frozenset[str]:
    return frozenset(map(fold, heading.qualifiers))
