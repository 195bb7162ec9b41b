"""One term or range made into tests on a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from tracker.model.folding import fold
from tracker.model.mesh import MeshFile
from tracker.query import fieldmatch, meshmatch
from tracker.query.datematch import date_test, read_date
from tracker.query.fields import DATE_FIELDS, MESH_FIELDS, TEXT_FIELDS, Field
from tracker.query.recordtext import RecordText
from tracker.query.textmatch import STOPWORDS, Needle, near_test, needle, text_test
from tracker.query.tree import Range, Term

Test: TypeAlias = Callable[[RecordText], bool]


@dataclass(frozen=True, slots=True)
class Leaf:
    """Two readings of one term.

    plain: with PubMed's meaning, on the fields the record has. by_words: for a record without headings, the names
    looked for in its text. unknown: the record lacks the field and nothing stands in for it: a limit that cannot be
    judged keeps nothing out. needle: set where the term is nothing but this needle in title, abstract and keywords.
    """

    node: Term | Range
    plain: Test
    by_words: Test | None = None
    unknown: Test | None = None
    needle: Needle | None = None

    def widely(self, record: RecordText) -> bool:
        """Met, or met by words, or not to be judged."""
        return (
            self.plain(record)
            or (self.by_words is not None and self.by_words(record))
            or (self.unknown is not None and self.unknown(record))
        )


def compile_leaf(node: Term | Range, mesh: MeshFile) -> Leaf:
    if node.field in DATE_FIELDS:
        return _date_leaf(node)
    if isinstance(node, Range):
        return Leaf(node, fieldmatch.pmid_range(node))
    if node.field in TEXT_FIELDS:
        return _text_leaf(node)
    if node.field in MESH_FIELDS or node.field in (Field.SUBSTANCE, Field.PUBLICATION_TYPE):
        plain, by_words = meshmatch.tests(node, mesh)
        return Leaf(node, plain, by_words)
    if node.field is Field.FILTER:
        plain, unknown = fieldmatch.filter_tests(node.text)
        return Leaf(node, plain, unknown=unknown)
    if node.field is Field.LANGUAGE:
        return Leaf(node, fieldmatch.language(node.text), unknown=lambda record: not record.record.languages)
    return Leaf(node, fieldmatch.test(node))


def _text_leaf(node: Term) -> Leaf:
    if node.tag is not None and node.tag.distance is not None:
        return Leaf(node, near_test(node.field, node.text, node.tag.distance))
    if node.tag is None and not node.quoted and " " in node.text:
        words = [found for word in node.text.split() if word.lower() not in STOPWORDS and (found := needle(word))]
        tests = [text_test(node.field, word) for word in words]
        return Leaf(node, lambda record: all(test(record) for test in tests))
    sought = needle(node.text)
    if sought is None or (node.tag is None and not node.quoted and fold(node.text) in STOPWORDS):
        # PubMed drops a term of which nothing is left; it neither finds nor hides anything.
        return Leaf(node, lambda _: True)
    return Leaf(node, text_test(node.field, sought), needle=sought if node.field is Field.TITLE_ABSTRACT else None)


def _date_leaf(node: Term | Range) -> Leaf:
    start = read_date(node.start if isinstance(node, Range) else node.text)
    end = read_date(node.end) if isinstance(node, Range) else start
    if start is None or end is None:
        # "last 5 days", or no date at all: only PubMed's clock and reading can tell.
        return Leaf(node, lambda _: False, unknown=lambda _: True)
    test = date_test(node.field, start, end)
    return Leaf(node, lambda record: test(record.record) is True, unknown=lambda record: test(record.record) is None)
