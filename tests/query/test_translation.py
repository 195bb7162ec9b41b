"""PubMed's own reading of a search, held against what was written."""

from __future__ import annotations

import pytest

from tracker.query import differences, parse


@pytest.mark.parametrize(
    ("search", "translation"),
    [
        ('Rain[mh] OR "wet wind*"[tiab]', '"rain"[MeSH Terms] OR "wet wind*"[Title/Abstract]'),
        ("(rain-coat[ti] NOT letter[pt])", '"rain coat"[Title] NOT "letter"[Publication Type]'),
        ("Rain[mh:noexp]", '"rain"[MeSH Terms:noexp]'),
        ('"rain wind"[tiab:~2]', '"rain wind"[Title/Abstract:~2]'),
        ("rain[ti] AND 2020:2024[dp]", '"rain"[Title] AND 2020/01/01:2024/12/31[Date - Publication]'),
        ("Puddle A[au] AND english[la]", '"puddle a"[Author] AND "english"[Language]'),
        ("rain", '"rain"[MeSH Terms] OR "rain"[All Fields] OR "rains"[All Fields]'),
        ("rain[ti]", ""),
    ],
)
def test_the_same_in_pubmeds_spelling(search: str, translation: str):
    """Long names, quotes, small letters and whole dates are no difference; nothing said is nothing told."""
    assert differences(parse(search), translation) == ()


@pytest.mark.parametrize(
    ("search", "translation", "said"),
    [
        ("rain[tiabb] OR wind[ti]", '"rain"[All Fields]', "left out or changed wind[ti]"),
        ('"wet hat"[ti] OR wind[ti]', '"wind"[Title]', 'left out or changed "wet hat"[ti]'),
        ("wet hat[ti]", '"wet"[Title] AND "hat"[Title]', 'searched "wet"[Title], "hat"[Title]'),
        ("(rain OR wind)[tiab]", "", None),
        ("rainfall[mh]", '"rain"[MeSH Terms]', 'searched "rain"[MeSH Terms]'),
        ('"rain wind"[tiab:~2]', '"rain wind"[Title/Abstract]', 'left out or changed "rain wind"[tiab:~2]'),
        ("drizz∗[ti]", '"drizz"[Title]', None),
        ("drizz*[ti]", '"drizz"[Title]', "left out or changed drizz*[ti]"),
        ("Rain[mh:noexp]", '"rain"[MeSH Terms]', "left out or changed Rain[mh:noexp]"),
        ("rain[ti]", '"rain"[Title', "cannot be compared"),
    ],
)
def test_what_was_changed(search: str, translation: str, said: str | None):
    """A lost term, an added one, a lost field, star, nearness or :noexp."""
    found = " ".join(differences(parse(search), translation))
    assert (said or "") in found
    assert bool(found) is (said is not None)


def test_many_are_counted():
    """Three are named, the others counted."""
    (said,) = differences(parse(" OR ".join(f"{word}[ti]" for word in "abcde")), '"a"[Title]')
    assert said.endswith("b[ti], c[ti], d[ti] and 1 more")
