"""PubMed's own reading of a search, held against what was written."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.query.strategies import searches
from tracker.model.folding import fold
from tracker.query import differences, leaves, parse, show
from tracker.query.tree import Range, Term


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


LONG = {
    "ti": "Title", "tiab": "Title/Abstract", "ab": "Abstract", "tw": "Text Word", "mh": "MeSH Terms",
    "pt": "Publication Type", "la": "Language", "dp": "Date - Publication", "filter": "Filter",
}  # fmt: skip


def _spelled(each: Term | Range) -> str:
    """As PubMed writes it: in quotes, without capitals, marks and hyphens, with the long name of its field."""
    tag = each.tag.text if each.tag else ""
    name, colon, extra = tag.partition(":")
    field = f"[{LONG.get(name, 'All Fields')}{colon}{extra}]"
    if isinstance(each, Range):
        return f'"{each.start}"{field} : "{each.end}"{field}'
    return f'"{fold(each.text)}{"*" if each.truncated else ""}"{field}'


@given(searches)
def test_pubmeds_spelling_is_no_difference(search: str):
    """A search does not differ from itself, however PubMed writes and groups its terms."""
    node = parse(search)
    assert differences(node, show(node)) == ()
    assert differences(node, " OR ".join(map(_spelled, leaves(node)))) == ()


@given(searches)
def test_a_lost_term_is_told(search: str):
    """A reading in which one term is missing is never taken for the same, whatever else stands in it."""
    written = list(leaves(parse(search)))
    for lost in written:
        if lost.tag is None:
            continue  # PubMed may read an untagged term in any way
        others = [_spelled(each) for each in written if _spelled(each) != _spelled(lost)]
        said = differences(parse(search), " OR ".join([*others, '"elsewhere"[Affiliation]']))
        assert said[0].startswith("PubMed left out or changed")
