"""Folding never moves a character."""

from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.text import fold


@given(st.text())
def test_folded_text_is_as_long_as_the_text(text: str) -> None:
    """Every place found in folded text is a place in the original."""
    assert len(fold(text)) == len(text)


def test_dashes_accents_and_case_are_one() -> None:
    """Spellings that mean the same look the same."""
    assert fold("Montgomery‐Åsberg") == fold("montgomery-asberg")
    assert fold("Plain ASCII`s\tText") == "plain ascii's text"
