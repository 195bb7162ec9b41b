"""Plots: what stands in them, and that they fit a page with a strict policy."""

from __future__ import annotations

import re
from datetime import date

import pytest
from lxml import etree

from tracker.render.plots import Interval, Layer, Step, bars, forest, timeline

ROWS = (
    Interval(("1 Specimen 2031", "a drug"), -5.8, -8.9, -2.7),
    Interval(("2 <Sample> & Co", "another"), -0.5, -1.9, 1.0),
)
STEPS = (Step(date(2031, 3, 2), "all", "1"), Step(date(2031, 5, 2), "all", "2"))
LAYERS = tuple(Layer(name, (1, 2)) for name in ("one", "two", "three"))

DRAWN = {
    "forest": lambda: forest(ROWS, "Mean difference", "two effects", ratio=False),
    "ratio": lambda: forest((Interval(("1 Example", ""), 1.9, 1.1, 3.2),), "Odds ratio", "one effect", ratio=True),
    "timeline": lambda: timeline(STEPS, date(2031, 6, 1), "two steps"),
    "bars": lambda: bars(("2030", "2031"), LAYERS, "two years"),
}


def texts(drawn: str) -> list[str]:
    return [text.strip() for text in etree.fromstring(drawn.encode()).itertext() if text.strip()]


@pytest.mark.parametrize("kind", DRAWN)
def test_it_fits_a_strict_page(kind: str) -> None:
    """No style, script or address of another place; it follows the page's colours; one image with its words."""
    drawn = DRAWN[kind]()
    assert not re.search(r"<style|style=|<script|#0[1-4]0[1-4]0[1-4]", drawn)
    assert set(re.findall(r'https?://[^"]*', drawn)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}
    assert "currentColor" in drawn
    assert 'role="img"' in drawn
    assert "aria-label=" in drawn


@pytest.mark.parametrize("kind", DRAWN)
def test_every_mark_it_uses_is_in_it(kind: str) -> None:
    """Ids that nothing names are gone, those that are named stay."""
    drawn = DRAWN[kind]()
    used = set(re.findall(r'xlink:href="#([^"]+)"', drawn)) | set(re.findall(r"url\(#([^)]+)\)", drawn))
    assert set(re.findall(r' id="([^"]+)"', drawn)) == used


def test_a_forest_names_its_studies_and_its_axis() -> None:
    """Letters stay letters, to be read, searched and copied; what a source wrote stays text."""
    assert {"1 Specimen 2031", "a drug", "2 <Sample> & Co", "Mean difference"} <= set(texts(DRAWN["forest"]()))


def test_a_ratio_has_its_null_at_one() -> None:
    """On an axis of factors."""
    assert {"1", "2", "4"} <= set(texts(DRAWN["ratio"]()))


def test_a_timeline_numbers_every_change() -> None:
    """With the days it spans."""
    assert {"all", "1", "2", "2 Mar 2031", "1 Jun 2031"} <= set(texts(DRAWN["timeline"]()))


def test_the_same_is_drawn_the_same() -> None:
    """No date and no random number in it, so that pages can be compared."""
    once = DRAWN["bars"]()
    bars.cache_clear()
    assert DRAWN["bars"]() == once
