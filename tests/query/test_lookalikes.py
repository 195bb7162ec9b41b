"""Characters that only look like the ones PubMed understands."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.query.strategies import searches
from tracker.query import check_search
from tracker.query.lookalikes import look_alikes

ALIKE = {"*": "∗", '"': "“", "(": "（", ")": "）", "[": "［", "]": "］", ":": "：", "~": "∼", " ": "\u00a0"}


@given(searches, st.data())
@settings(max_examples=60)
def test_each_is_found_at_its_place_and_its_mend_undoes_it(search: str, data: st.DataObject):
    """Any signs of a search exchanged: as many are told, and what they tell to type gives the search back."""
    known = [at for at, char in enumerate(search) if char in ALIKE]
    places = data.draw(st.sets(st.sampled_from(known))) if known else set()
    spoilt = [ALIKE[char] if at in places else char for at, char in enumerate(search)]
    found = list(look_alikes("".join(spoilt)))
    assert [each.column - 1 for each in found] == sorted(places)
    for each in found:
        spoilt[each.column - 1] = " " if "space" in each.mend else each.mend.removeprefix("Type ")
    assert "".join(spoilt) == search


@given(searches, st.text(alphabet="ab “”∗（）\u00a0", max_size=20))
def test_comments_may_hold_any(search: str, said: str):
    """What stands after # is for people."""
    assert not list(look_alikes(f"{search}  # {said}"))
    assert not [each for each in check_search(f"{search}  # {said}") if each.code == "look-alike"]
