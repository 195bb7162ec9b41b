"""Plots, as SVG that stands inside a page. Each says what its table says; none pools, and none is a meter."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from tracker.render.svg import ACCENT, INK, PAPER, SOFT, for_page

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 4.8  #: inches; on a phone's screen the letters stay readable
LETTERS = 10
KEPT = 256
TICKS = (0.01, 0.1, 0.25, 0.5, 1, 2, 4, 10, 100)
"""Of an axis of ratios."""

_one_at_a_time = Lock()
"""The library keeps its settings and fonts for all threads together."""


@dataclass(frozen=True, slots=True)
class Interval:
    """labels: one above the other."""

    labels: tuple[str, str]
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Step:
    """On this day this line came to stand here."""

    at: date
    line: str
    mark: str


@dataclass(frozen=True, slots=True)
class Layer:
    """A part of every bar, dark, middling or light: shades are told apart without colour."""

    label: str
    counts: tuple[int, ...]


SHADES = (ACCENT, SOFT, PAPER)


@lru_cache(KEPT)
def forest(rows: tuple[Interval, ...], axis: str, words: str, *, ratio: bool) -> str:
    """One line a reported effect with its interval, on one measure's axis, never pooled. ratio: its null is 1."""
    with _one_at_a_time:
        figure, axes = _figure(0.9 + 0.45 * len(rows))
        places = range(len(rows), 0, -1)
        for place, row in zip(places, rows, strict=True):
            axes.plot([row.low, row.high], [place, place], color=INK, linewidth=1.5, solid_capstyle="butt")
            axes.plot([row.value], [place], marker="s", markersize=6, color=ACCENT)
            for label, above in zip(row.labels, (2, -LETTERS), strict=True):
                axes.annotate(label, (0, place), (-6, above), xycoords=("axes fraction", "data"), ha="right",
                              textcoords="offset points", fontsize=LETTERS, color=INK)  # fmt: skip
        if ratio:
            axes.set_xscale("log")
            low, high = min(1.0, *(row.low for row in rows)) / 1.3, max(1.0, *(row.high for row in rows)) * 1.3
            ticks = [tick for tick in TICKS if low <= tick <= high]
            axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
            axes.set_xlim(low, high)
            axes.minorticks_off()
        axes.axvline(1 if ratio else 0, color=INK, linewidth=1, linestyle=(0, (4, 3)))
        axes.set_yticks([])
        axes.set_ylim(0.3, len(rows) + 0.7)
        axes.set_xlabel(axis, color=INK)
        return _drawn(figure, axes, words)


@lru_cache(KEPT)
def timeline(steps: tuple[Step, ...], until: date, words: str) -> str:
    """One line a group of people; a mark where its state changed, numbered as in the list that says how."""
    with _one_at_a_time:
        lines = list(dict.fromkeys(step.line for step in steps))
        figure, axes = _figure(0.8 + 0.55 * len(lines))
        first, last = min(step.at for step in steps), max([until, *(step.at for step in steps)])
        for place, line in zip(range(len(lines), 0, -1), lines, strict=True):
            days = [(step.at.toordinal(), step.mark) for step in steps if step.line == line]
            axes.plot([days[0][0], last.toordinal()], [place, place], color=SOFT, linewidth=2)
            for day, mark in days:
                axes.plot([day], [place], marker="o", markersize=6, color=ACCENT)
                axes.annotate(mark, (day, place), (-2, 6), textcoords="offset points", fontsize=LETTERS - 1, color=INK)
            axes.annotate(line, (first.toordinal(), place), (0, -13), textcoords="offset points",
                          fontsize=LETTERS - 1, color=INK)  # fmt: skip
        days_shown = [first, first + (last - first) / 2, last]
        axes.set_xticks([day.toordinal() for day in days_shown], [f"{day:%-d %b %Y}" for day in days_shown])
        axes.set_yticks([])
        axes.set_ylim(0.4, len(lines) + 0.7)
        return _drawn(figure, axes, words)


@lru_cache(KEPT)
def bars(names: tuple[str, ...], layers: tuple[Layer, ...], words: str) -> str:
    """One bar a name, from three layers that stand on each other."""
    from matplotlib.ticker import MaxNLocator

    with _one_at_a_time:
        figure, axes = _figure(2.6)
        under = [0] * len(names)
        for layer, shade in zip(layers, SHADES, strict=True):
            axes.bar(names, layer.counts, bottom=under, color=shade, edgecolor=INK, linewidth=0.8, label=layer.label)
            under = [low + count for low, count in zip(under, layer.counts, strict=True)]
        axes.yaxis.set_major_locator(MaxNLocator(integer=True))
        axes.set_xticks([name for number, name in enumerate(names) if number % math.ceil(len(names) / 6) == 0])
        axes.legend(frameon=False, fontsize=LETTERS - 1, labelcolor=INK, loc="upper left", bbox_to_anchor=(0, 1.32),
                    ncols=2)  # fmt: skip
        return _drawn(figure, axes, words)


def _figure(height: float) -> tuple[Figure, Axes]:
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    figure.patch.set_visible(False)
    return figure, figure.subplots()


def _drawn(figure: Figure, axes: Axes, words: str) -> str:
    from matplotlib import rc_context

    axes.patch.set_visible(False)
    for name, spine in axes.spines.items():
        spine.set_visible(name == "bottom")
        spine.set_color(INK)
    axes.tick_params(colors=INK, labelsize=LETTERS, left=False)
    kept = io.BytesIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": words}):
        figure.savefig(kept, format="svg", metadata={"Date": None})
    return for_page(kept.getvalue(), words)
