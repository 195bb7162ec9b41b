"""The single alternatives that a search is made of: what each of them finds, and what it alone finds."""

from __future__ import annotations

from tracker.query.tree import Group, Join, Node, Operator, Range, Term, unchained


def clauses(node: Node) -> tuple[Node, ...]:
    """Every operand of an OR, the innermost ones, in the order of the text; what stands after a NOT is none.

    A chain is read as PubMed reads it: in "a AND b OR c" the alternatives are "a AND b" and "c".
    """
    match node:
        case Group():
            return clauses(node.inner)
        case Join():
            first, steps = unchained(node)
            here: Node = first
            found = [*clauses(first)]
            for step in steps:
                if step.operator is Operator.OR:
                    found += () if found else (here,)
                    found += clauses(step.right) or (step.right,)
                elif step.operator is Operator.AND:
                    found += clauses(step.right)
                here = step
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
                if step is clause:
                    here = None
                elif here is None:
                    here = right if step.operator is Operator.OR else None
                elif right is not None:
                    assert isinstance(right, Term | Range | Group)
                    here = Join(here, step.operator, right, step.at, step.implied)
            return here
    return node
