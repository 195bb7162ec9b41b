"""A search as a tree. Nodes are equal where they say the same, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from tracker.query.fields import Field, Position, Tag


class Operator(StrEnum):
    AND = "AND"
    OR = "OR"
    NOT = "NOT"


@dataclass(frozen=True, slots=True)
class Term:
    """Words with at most one tag. text: without the quotes, the spaces between words made single."""

    text: str
    quoted: bool
    tag: Tag | None
    at: Position = field(compare=False)

    @property
    def field(self) -> Field:
        return self.tag.field if self.tag else Field.ALL

    @property
    def truncated(self) -> bool:
        return self.text.endswith("*")


@dataclass(frozen=True, slots=True)
class Range:
    """From `start` to `end`, both included: 2020/01/01:2024[dp]. Only dates and PMIDs have ranges; ends as written."""

    start: str
    end: str
    tag: Tag
    at: Position = field(compare=False)

    @property
    def field(self) -> Field:
        return self.tag.field


@dataclass(frozen=True, slots=True)
class Group:
    """Parentheses, or a shared block. tag: PubMed does not hand a tag on a group down to its terms (see lint)."""

    inner: Node
    tag: Tag | None
    at: Position = field(compare=False)
    block: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Join:
    """Left operand, operator, right operand: PubMed works strictly from left to right, so `left` may be a Join.

    implied: no operator was written; PubMed puts AND.
    """

    left: Node
    operator: Operator
    right: Term | Range | Group
    at: Position = field(compare=False)
    implied: bool = field(default=False, compare=False)


Node: TypeAlias = Term | Range | Group | Join


def leaves(node: Node) -> Iterator[Term | Range]:
    """All terms and ranges, as they stand in the text."""
    for each in walk(node):
        if isinstance(each, Term | Range):
            yield each


def walk(node: Node) -> Iterator[Node]:
    """Every node, a parent before its children, left before right."""
    waiting: list[Node] = [node]
    while waiting:
        here = waiting.pop()
        yield here
        if isinstance(here, Join):
            waiting += [here.right, here.left]
        elif isinstance(here, Group):
            waiting.append(here.inner)


def unchained(node: Node) -> tuple[Term | Range | Group, tuple[Join, ...]]:
    """A chain's first operand and its steps, from left to right. A chain may be too long to go down by recursion."""
    steps: list[Join] = []
    while isinstance(node, Join):
        steps.append(node)
        node = node.left
    return node, tuple(reversed(steps))


def show(node: Node) -> str:
    """The search on one line, without comments, blocks as groups. Parsing it again gives an equal tree."""
    match node:
        case Term():
            return (f'"{node.text}"' if node.quoted else node.text) + _tag(node.tag)
        case Range():
            return f"{node.start}:{node.end}" + _tag(node.tag)
        case Group():
            return f"({show(node.inner)})" + _tag(node.tag)
        case Join():
            first, steps = unchained(node)
            return " ".join([show(first), *(f"{step.operator} {show(step.right)}" for step in steps)])


def _tag(tag: Tag | None) -> str:
    return f"[{tag.text}]" if tag else ""
