"""The main outcome as the methods name it, and the results that report it without calling it primary again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tracker.model.appraisal import Comparator, Direction, Finding
from tracker.model.vocabulary import ConceptKind
from tracker.reading import sections as part
from tracker.reading.document import Document
from tracker.reading.expressions import Expression
from tracker.reading.mentions import CUE
from tracker.reading.numbers import times
from tracker.reading.ofwhat import GENERIC


@dataclass(frozen=True, slots=True)
class Planned:
    """The outcomes that the methods call primary, and the hours at which they were to be measured."""

    outcomes: frozenset[str]
    hours: tuple[float, ...]
    several: bool = False  #: "the primary outcomes were": each of them is one


_SEVERAL = Expression(
    r"\b(?:co-?primary|primary (?:\w+ )?(?:outcomes|endpoints|end points)) (?:\w+ )?(?:were|included|are)\b"
)


def planned(document: Document) -> Planned:
    """For: "The primary outcome was the change in the score at day 28". Against: what follows "secondary"."""
    outcomes: set[str] = set()
    hours: set[float] = set()
    several = False
    for s in document.with_role(part.METHODS, part.OBJECTIVE):
        if "primary" not in s.cues:
            continue
        several = several or _SEVERAL.found(s.folded)
        start = min(m.start for m in s.mentions if m.kind == CUE and m.id == "primary")
        ends = [m.start for m in s.mentions if m.kind == CUE and m.id == "secondary" and m.start > start]
        end = min(ends, default=len(s.text))
        if s.folded[:start].endswith(("(", "[")):
            #: "the score at day 1 (primary endpoint) and another (key secondary endpoint)": it stands before.
            before = [m for m in s.mentions if m.kind == ConceptKind.OUTCOME and m.end <= start]
            outcomes |= {m.id for m in before[-1:]}
            hours |= {point for point, _ in times(s.folded[:start])}
            continue
        named = [m for m in s.mentions if m.kind == ConceptKind.OUTCOME and m.start < end]
        outcomes |= {m.id for m in named if m.start > start} or {m.id for m in named}
        hours |= {point for point, _ in times(s.folded[start:end])}
    return Planned(frozenset(outcomes), tuple(sorted(hours)), several)


def with_primary(found: Sequence[Finding], document: Document) -> tuple[Finding, ...]:
    """Mark the results on the planned outcome, at the planned time, as primary where none is called so."""
    plan = planned(document)
    if not plan.outcomes or any(f.primary and _between_arms(f) for f in found):
        return tuple(found)
    of_it = [f for f in found if _on(f, plan.outcomes) and _between_arms(f) and "secondary" not in f.marks]
    timely = [f for f in of_it if plan.hours and any(_at(point, plan.hours) for point in f.times)]
    untimed = [f for f in of_it if not f.times or not plan.hours]
    chosen = sorted([*timely, *untimed], key=lambda f: f.order) if plan.several else timely or untimed
    first: dict[str, int] = {}
    for f in chosen:
        first.setdefault(f.outcome if plan.several else "", f.order)
    main = {id(f) for f in chosen if f.order == first[f.outcome if plan.several else ""]}
    return tuple(replace(f, primary=True) if id(f) in main else f for f in found)


def _on(f: Finding, outcomes: frozenset[str]) -> bool:
    """On one of these; "relapse" stays the planned outcome where it was filed under what it is a relapse of."""
    return f.outcome in outcomes or any(f"outcome:{id}" in f.concepts for id in outcomes & GENERIC)


def _between_arms(f: Finding) -> bool:
    return (
        f.kind == "outcome"
        and f.quote.section == part.RESULTS
        and f.versus is not Comparator.NONE
        and f.direction is not Direction.UNCLEAR
        and not f.subgroup
    )


def _at(point: float, hours: tuple[float, ...]) -> bool:
    return any(abs(point - hour) <= 0.1 * hour for hour in hours)
