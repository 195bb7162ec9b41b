"""One line of the table: what was measured against what, and whether the goal was met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bench.measure import Figure


@dataclass(frozen=True, slots=True)
class Row:
    """met: None where it could not be measured here; `measured` then says why."""

    what: str
    goal: str
    measured: str
    met: bool | None


def faster(figures: Mapping[str, Figure], one: str, peer: str, goal: float, *, by_cpu: bool = True) -> Row:
    """How many times the peer's rate `one` reaches, by processor time or by wall."""
    what = f"{one} against {peer}"
    if one not in figures or peer not in figures:
        return Row(what, f">= {goal:g}x", "the peer is not installed: make bench installs it", None)
    ours, theirs = figures[one], figures[peer]
    a, b = (ours.cpu_rate, theirs.cpu_rate) if by_cpu else (ours.rate, theirs.rate)
    kind = "CPU" if by_cpu else "wall"
    return Row(what, f">= {goal:g}x", f"{a / b:.2f}x by {kind} ({a:,.0f} against {b:,.0f} a second)", a / b >= goal)


def within(figures: Mapping[str, Figure], one: str, floor: str, goal: float, *, by_cpu: bool = True) -> Row:
    """How many times the floor's cost an item of `one` costs."""
    ours, theirs = figures[one], figures[floor]
    a, b = (ours.cpu_rate, theirs.cpu_rate) if by_cpu else (ours.rate, theirs.rate)
    kind = "CPU" if by_cpu else "wall"
    return Row(
        f"{one} against {floor}",
        f"within {goal:g}x",
        f"{b / a:.2f}x by {kind} ({a:,.0f} against {b:,.0f} a second)",
        b / a <= goal,
    )


def below(what: str, value: float, limit: float, unit: str) -> Row:
    return Row(what, f"< {limit:g} {unit}", f"{value:.3g} {unit}", value < limit)
