"""MeSH headings, subheadings, substances and publication types; and what stands in where a record has none yet."""

from __future__ import annotations

from collections.abc import Callable

from tracker.model.folding import fold
from tracker.model.mesh import Descriptor, MeshFile
from tracker.query.fields import Field
from tracker.query.recordtext import RecordText, Test
from tracker.query.spotter import Spotter
from tracker.query.textmatch import any_test, as_spoken, needle
from tracker.query.tree import Term


def tests(node: Term, mesh: MeshFile, spotter: Spotter) -> tuple[Test, Test | None]:
    """(met by the record's own headings, met by words where it has none)."""
    explode = node.tag is None or node.tag.explode
    match node.field:
        case Field.SUBHEADING:
            wanted = subheading_names(node.text, mesh, explode=explode)
            return (lambda record: not wanted.isdisjoint(record.qualifiers)), None
        case Field.PUBLICATION_TYPE:
            types = _names(node.text, mesh, explode=explode)
            spoken = _by_words(node.text, mesh, spotter, explode=explode)
            return (
                _held_test(node.text, types, lambda record: record.publication_types),
                lambda record: not record.record.publication_types and spoken(record),
            )
        case Field.SUBSTANCE:
            substances = _names(node.text, mesh, explode=False)
            spoken = _by_words(node.text, mesh, spotter, explode=False)
            return (
                _held_test(node.text, substances, lambda record: record.substances),
                lambda record: not (record.record.mesh or record.record.substances) and spoken(record),
            )
    return _heading_tests(node, mesh, spotter, explode=explode)


def split_heading(text: str, mesh: MeshFile) -> tuple[str, str]:
    """ "Heading/subheading" in its two parts; the whole is tried first, since headings may hold a slash."""
    if mesh.find(text) is not None or "/" not in text:
        return text, ""
    heading, _, subheading = text.rpartition("/")
    return heading.strip(), subheading.strip()


def subheading_names(text: str, mesh: MeshFile, *, explode: bool) -> frozenset[str]:
    return frozenset(fold(each.name) for each in _meant(f"/{text}", mesh, explode=explode))


def _heading_tests(node: Term, mesh: MeshFile, spotter: Spotter, *, explode: bool) -> tuple[Test, Test]:
    heading, subheading = split_heading(node.text, mesh)
    major = node.field is Field.MAJOR_TOPIC
    qualifiers = subheading_names(subheading, mesh, explode=explode) if subheading else frozenset()
    spoken = _by_words(heading, mesh, spotter, explode=explode)

    def fits(held: tuple[bool, frozenset[str]]) -> bool:
        return (held[0] or not major) and (not qualifiers or not qualifiers.isdisjoint(held[1]))

    if heading.endswith("*"):
        beginning = fold(heading)

        def plain(record: RecordText) -> bool:
            return any(name.startswith(beginning) and fits(held) for name, held in record.headings.items())
    else:
        names = _names(heading, mesh, explode=explode)

        def plain(record: RecordText) -> bool:
            headings = record.headings
            return not names.isdisjoint(headings) and any(fits(headings[name]) for name in names & headings.keys())

    return plain, lambda record: not record.record.mesh and spoken(record)


def _held_test(text: str, names: frozenset[str], held: Callable[[RecordText], frozenset[str]]) -> Test:
    if text.endswith("*"):
        beginning = fold(text)
        return lambda record: any(name.startswith(beginning) for name in held(record))
    return lambda record: not names.isdisjoint(held(record))


def _names(text: str, mesh: MeshFile, *, explode: bool) -> frozenset[str]:
    """Folded names that count as this heading. An entry term leads to its heading, as in PubMed."""
    return frozenset(fold(each.name) for each in _meant(text, mesh, explode=explode))


def _by_words(text: str, mesh: MeshFile, spotter: Spotter, *, explode: bool) -> Test:
    """Is one of the heading's names, or of those beneath it, in title, abstract or keywords?"""
    found = _meant(text, mesh, explode=explode)
    spoken = (form for each in found for name in (each.name, *each.entry_terms) for form in as_spoken(name))
    return any_test(filter(None, map(needle, spoken)), spotter)


def _meant(text: str, mesh: MeshFile, *, explode: bool) -> tuple[Descriptor, ...]:
    """The headings that a name stands for; one that the file does not hold stands for itself."""
    return mesh.explode(text) if explode else (mesh.find(text) or Descriptor(name=text),)
