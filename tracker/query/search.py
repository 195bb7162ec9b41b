"""A search made ready to run over records, with PubMed's meaning as far as a record shows it.

A record whose headings, publication types, language or dates have not arrived yet cannot be judged by them. It is then
given the benefit of the doubt: a heading may be met by its names in the text, a limit is taken as met, and neither
ever excludes (right of a NOT, only what is certain counts). `Match.plain` tells whether the doubt was needed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from tracker.model.mesh import MeshFile
from tracker.query.leaf import Leaf, compile_leaf
from tracker.query.recordtext import RecordText
from tracker.query.spotter import Spotter
from tracker.query.tree import Group, Join, Node, Operator, Range, Term, unchained

if TYPE_CHECKING:
    from tracker.model.record import Record

Doubt: TypeAlias = Literal[-1, 0, 1]
"""Whether a term that a record cannot settle counts as met: 1 yes; 0 no; -1 no, and yes under a NOT."""

_Test: TypeAlias = Callable[[RecordText, Doubt], bool]
_TURNED: dict[Doubt, Doubt] = {1: -1, 0: 0, -1: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What a record was found by: terms as written in the search, in its order.

    terms: met by the record's own fields. by_words: headings met only by their names in the text, since the record has
    no headings yet. unknown: limits that could not be judged. plain: PubMed's own meaning suffices.
    """

    terms: tuple[str, ...]
    by_words: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    plain: bool = True


class Search:
    """A compiled search. Ready records first (`ready`) when several searches run over the same ones."""

    def __init__(self, node: Node, mesh: MeshFile, spotter: Spotter) -> None:
        self.node = node
        self.spotter = spotter
        self._found_by: list[Leaf] = []
        self._test = self._compile(node, mesh, positive=True)

    def finds(self, record: Record | RecordText) -> bool:
        """Is it found, with the benefit of the doubt?"""
        return self._test(ready(record), 1)

    def matches(self, record: Record | RecordText) -> Match | None:
        """What it is found by; None where it is not found."""
        text = ready(record)
        if not self._test(text, 1):
            return None
        terms: list[str] = []
        by_words: list[str] = []
        unknown: list[str] = []
        for leaf in self._found_by:
            if leaf.plain(text):
                terms.append(leaf.shown)
            elif leaf.by_words is not None and leaf.by_words(text):
                by_words.append(leaf.shown)
            elif leaf.unknown is not None and leaf.unknown(text):
                unknown.append(leaf.shown)
        return Match(terms=_once(terms), by_words=_once(by_words), unknown=_once(unknown), plain=self._test(text, 0))

    def _compile(self, node: Node, mesh: MeshFile, *, positive: bool) -> _Test:
        match node:
            case Term() | Range():
                leaf = compile_leaf(node, mesh, self.spotter)
                if positive:
                    self._found_by.append(leaf)
                return _leaf_test(leaf)
            case Group():
                return self._compile(node.inner, mesh, positive=positive)
            case Join():
                return self._compile_chain(node, mesh, positive=positive)

    def _compile_chain(self, node: Join, mesh: MeshFile, *, positive: bool) -> _Test:
        """a op b op c, from left to right; a run of one operator becomes one test."""
        first, steps = unchained(node)
        test = self._compile(first, mesh, positive=positive)
        index = 0
        while index < len(steps):
            operator = steps[index].operator
            run: list[Node] = []
            while index < len(steps) and steps[index].operator is operator:
                run.append(steps[index].right)
                index += 1
            side = positive is not (operator is Operator.NOT)
            test = _joined(operator, test, *(self._compile(each, mesh, positive=side) for each in run))
        return test


def compile_search(node: Node, mesh: MeshFile, spotter: Spotter | None = None) -> Search:
    """Make a parsed search ready to run. Cheap enough to do at start, too dear to do per record.

    Searches that run over the same records are quicker with one spotter among them.
    """
    return Search(node, mesh, spotter or Spotter())


def ready(record: Record | RecordText) -> RecordText:
    """A record made ready once for many searches; each field is folded when first asked for, and kept."""
    return record if isinstance(record, RecordText) else RecordText(record)


def _leaf_test(leaf: Leaf) -> _Test:
    plain = leaf.plain
    if leaf.by_words is None and leaf.unknown is None:
        return lambda record, _: plain(record)
    return lambda record, doubt: leaf.widely(record) if doubt == 1 else plain(record)


def _joined(operator: Operator, *tests: _Test) -> _Test:
    first, *others = tests
    match operator:
        case Operator.AND:
            return lambda record, doubt: all(each(record, doubt) for each in tests)
        case Operator.OR:
            return lambda record, doubt: any(each(record, doubt) for each in tests)
        case Operator.NOT:
            excluded = _joined(Operator.OR, *others)
            return lambda record, doubt: first(record, doubt) and not excluded(record, _TURNED[doubt])


def _once(terms: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(terms))
