"""The plots of a page, each with the rows that stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from tracker.app.views import ChangeView, EffectView, YearCount
from tracker.render import plots

MEASURES = {
    "SMD": ("Standardised mean difference", False),
    "MD": ("Mean difference, in points of each study's own scale", False),
    "RD": ("Difference of risks", False),
    "OR": ("Odds ratio", True),
    "RR": ("Risk ratio", True),
    "HR": ("Hazard ratio", True),
}
"""Each effect measure in words, and whether it is a ratio: then "no difference" is 1."""

MOST_LINES = 40
"""More would be too small to read; the table has all."""


@dataclass(frozen=True, slots=True)
class Figure:
    title: str
    plot: Markup


@dataclass(frozen=True, slots=True)
class Forest(Figure):
    rows: tuple[EffectView, ...]


def forests(effects: Sequence[EffectView]) -> tuple[Forest, ...]:
    """One effect measure an axis, in the order of MEASURES, as the abstracts report them."""
    found = []
    for measure in dict.fromkeys([*MEASURES, *(one.measure for one in effects)]):
        title, ratio = MEASURES.get(measure, (measure, False))
        rows = tuple(one for one in effects if one.measure == measure and (not ratio or one.low > 0))
        lines = tuple(
            plots.Interval((f"{number} {one.name}", one.stratum.partition(", ")[0]), one.value, one.low, one.high)
            for number, one in enumerate(rows[:MOST_LINES], 1)
        )
        words = f"{title}: {len(lines)} reported effects with their intervals; the table below has the figures"
        if rows:
            found.append(Forest(title, _svg(plots.forest(lines, title.partition(",")[0], words, ratio=ratio)), rows))
    return tuple(found)


def timeline(history: Sequence[ChangeView], today: date) -> Figure | None:
    """None where everything happened on one day: the list says as much."""
    steps = tuple(
        plots.Step(one.at.date(), one.stratum or "not stated", str(number)) for number, one in enumerate(history, 1)
    )
    if len({step.at for step in steps}) < 2 or len({step.line for step in steps}) > MOST_LINES:
        return None
    words = "When the state changed, group by group; the list below has the same in words"
    return Figure("Timeline", _svg(plots.timeline(steps, today, words)))


def years(counts: Sequence[YearCount]) -> Figure | None:
    """The years of the watch; None for a single one."""
    counts = [one for one in counts if one.watched]
    if len(counts) < 2:
        return None
    layers = (
        plots.Layer("randomised and pooled", tuple(one.randomised for one in counts)),
        plots.Layer("other in people", tuple(one.other for one in counts)),
        plots.Layer("animals and cells", tuple(one.preclinical for one in counts)),
    )
    words = "Publications by year and kind of study; the table below has the figures"
    return Figure("By year", _svg(plots.bars(tuple(str(one.year) for one in counts), layers, words)))


def _svg(drawn: str) -> Markup:
    return Markup(drawn)  # noqa: S704 - drawn by our own code, and every text in it was escaped by lxml
