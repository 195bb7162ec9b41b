"""Signs of other databases' languages."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.query import check_search

words = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8).filter(
    lambda word: word not in ("and", "or", "not")
)
signs = st.sampled_from(["&", "&&", "+", "|", "||", "ADJ3", "ADJ", "NEAR/5", "NEXT", "PRE/2", "W/3", "N4"])
wild = st.sampled_from(["colo?r", "wom#n", "drizz$", "rain.ti,ab.", "rain.mp.", "rain.ab"])


def _foreign(search: str) -> list[str]:
    return [each.message for each in check_search(search) if each.code == "foreign-sign"]


@given(st.lists(words, min_size=1, max_size=4))
def test_plain_words_are_none(said: list[str]):
    """Words of letters are never taken for signs; hyphens, digits and 's neither."""
    assert _foreign(f"{' '.join(said)}[tiab]") == []
    assert _foreign(f"{'-'.join(said)}-2a's[tiab]") == []


@given(words, signs, words)
def test_each_sign_is_told_once(before: str, sign: str, after: str):
    """Between two words it is named; in quotes it is part of a phrase."""
    (said,) = _foreign(f"{before} {sign} {after}[tiab]")
    assert said.startswith(f'"{sign}"')
    assert _foreign(f'"{before} {sign} {after}"[tiab]') == []


@given(words, wild)
def test_each_wildcard_is_told_once(before: str, sign: str):
    """Wherever it stands among the words."""
    for search in (f"{before} {sign}[tiab]", f"{sign} {before}[tiab]", f"{before}[ti] OR {sign}"):
        (said,) = _foreign(search)
        assert said.startswith(f'"{sign}"')
    assert _foreign(f'"{before} {sign}"[tiab]') == []
