"""The single alternatives that a search is made of: what each of them finds, and what it alone finds."""

from __future__ import annotations

from tracker.query.tree import Group, Join, Node, Operator, Range, Term, unchained


def clauses(node: Node) -> tuple[Node, ...]:
    """Every operand of an OR, the innermost ones, in the order of the text; what stands after a NOT is none."""
    match node:
        case Group():
            return clauses(node.inner)
        case Join():
            first, steps = unchained(node)
            found: list[Node] = []
            joined_by_or = any(step.operator is Operator.OR for step in steps)
            for operand in (first, *(step.right for step in steps if step.operator is not Operator.NOT)):
                found += clauses(operand) or ((operand,) if joined_by_or else ())
            return tuple(found)
    return ()


def without(node: Node, clause: Node) -> Node | None:
    """The search without one of its clauses (that very node); None where nothing is left."""
    if node is clause:
        return None
    match node:
        case Group():
            inner = without(node.inner, clause)
            return None if inner is None else Group(inner, node.tag, node.at, node.block)
        case Join():
            first, steps = unchained(node)
            here = without(first, clause)
            for step in steps:
                right = without(step.right, clause)
                if right is None:
                    continue
                assert isinstance(right, Term | Range | Group)
                here = right if here is None else Join(here, step.operator, right, step.at, step.implied)
            return here
    return node
