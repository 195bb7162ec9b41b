"""Words found in one pass over a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.query.examples import BARE, FULL, MESH
from tracker.query import Spotter, compile_search, parse, ready

texts = st.text(alphabet="ab |", max_size=30)


@given(st.lists(texts.filter(bool), unique=True), texts)
def test_it_finds_what_stands_in_the_text(sought: list[str], text: str):
    """All of it and nothing else, also where one needle overlaps or holds another."""
    spotter = Spotter()
    numbers = [spotter.numbers([each]) for each in sought]
    found = spotter.look(text)
    assert [not each.isdisjoint(found) for each in numbers] == [each in text for each in sought]


def test_the_same_needle_has_one_number():
    """Asked for again, even after a look; a new one is refused then, for no record was searched for it."""
    spotter = Spotter()
    first = spotter.numbers(["rain", "wind"])
    spotter.look("rain")
    assert spotter.numbers(["wind", "rain"]) == first
    with pytest.raises(RuntimeError, match="learns no new words"):
        spotter.numbers(["hail"])


def test_searches_may_share_one():
    """What each finds in records made ready once is what it finds alone."""
    lines = ["umbrella[tiab] NOT hats[tiab]", "hat*[tiab] OR Drizzle[mh]", '"cold wind"[tiab] AND Rain[mh]']
    spotter = Spotter()
    shared = [compile_search(parse(line), MESH, spotter) for line in lines]
    alone = [compile_search(parse(line), MESH) for line in lines]
    for record in (FULL, BARE):
        text = ready(record)
        assert [one.matches(text) for one in (*shared, *alone)] == [one.matches(record) for one in (*alone, *alone)]
