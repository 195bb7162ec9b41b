"""One term or range made into tests on a record."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model.folding import fold
from tracker.model.mesh import MeshFile
from tracker.query import fieldmatch, meshmatch
from tracker.query.datematch import date_test, read_date
from tracker.query.fields import DATE_FIELDS, MESH_FIELDS, TEXT_FIELDS, Field
from tracker.query.recordtext import RecordText, Test
from tracker.query.spotter import Spotter
from tracker.query.textmatch import STOPWORDS, near_test, needle, text_test
from tracker.query.tree import Range, Term, show


@dataclass(frozen=True, slots=True)
class Leaf:
    """Two readings of one term.

    shown: the term as written. plain: with PubMed's meaning, on the fields the record has. by_words: for a record
    without headings, the names looked for in its text. unknown: the record lacks the field and nothing stands in for
    it: a limit that cannot be judged keeps nothing out.
    """

    shown: str
    plain: Test
    by_words: Test | None = None
    unknown: Test | None = None

    def widely(self, record: RecordText) -> bool:
        """Met, or met by words, or not to be judged."""
        return (
            self.plain(record)
            or (self.by_words is not None and self.by_words(record))
            or (self.unknown is not None and self.unknown(record))
        )


def compile_leaf(node: Term | Range, mesh: MeshFile, spotter: Spotter) -> Leaf:
    if node.field in DATE_FIELDS:
        return _date_leaf(node)
    if isinstance(node, Range):
        return Leaf(show(node), fieldmatch.pmid_range(node))
    if fieldmatch.is_filter(node):
        plain, unknown = fieldmatch.filter_tests(node.text)
        return Leaf(show(node), plain, unknown=unknown)
    if node.field in TEXT_FIELDS:
        return _text_leaf(node, spotter)
    if node.field in MESH_FIELDS or node.field in (Field.SUBSTANCE, Field.PUBLICATION_TYPE):
        plain, by_words = meshmatch.tests(node, mesh, spotter)
        return Leaf(show(node), plain, by_words)
    if node.field is Field.LANGUAGE:
        return Leaf(show(node), fieldmatch.language(node.text), unknown=lambda record: not record.record.languages)
    return Leaf(show(node), fieldmatch.test(node))


def _text_leaf(node: Term, spotter: Spotter) -> Leaf:
    if node.tag is not None and node.tag.distance is not None:
        return Leaf(show(node), near_test(node.field, node.text, node.tag.distance, spotter))
    if node.tag is None and not node.quoted and " " in node.text:
        words = [found for word in node.text.split() if word.lower() not in STOPWORDS and (found := needle(word))]
        tests = [text_test(node.field, word, spotter) for word in words]
        return Leaf(show(node), lambda record: all(test(record) for test in tests))
    sought = needle(node.text)
    if not sought or (node.tag is None and not node.quoted and fold(node.text) in STOPWORDS):
        # PubMed drops a term of which nothing is left; it neither finds nor hides anything.
        return Leaf(show(node), lambda _: True)
    return Leaf(show(node), text_test(node.field, sought, spotter))


def _date_leaf(node: Term | Range) -> Leaf:
    start = read_date(node.start if isinstance(node, Range) else node.text)
    end = read_date(node.end) if isinstance(node, Range) else start
    if start is None or end is None:
        # "last 5 days", or no date at all: only PubMed's clock and reading can tell.
        return Leaf(show(node), lambda _: False, unknown=lambda _: True)
    test = date_test(node.field, start, end)
    return Leaf(
        show(node), lambda record: test(record.record) is True, unknown=lambda record: test(record.record) is None
    )
