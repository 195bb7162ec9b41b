"""The linter: each silent change of PubMed's is found at its place, with a mend; a sound search gives none."""

from __future__ import annotations

import pytest

from tests.query.examples import FULL, MESH
from tracker.query import check_search, compile_search, hand_down, lint, parse, show
from tracker.query.tree import Group


@pytest.mark.parametrize(
    ("search", "code", "line", "column"),
    [
        ("rain[tiabb]", "unknown-tag", 1, 5),
        ("rain[]", "unknown-tag", 1, 5),
        ("rain[mh:expl]", "unknown-tag", 1, 5),
        ("rain[ti]\n OR (wind[ti] OR hail)[tiab]", "tag-on-group", 2, 23),
        ("rain[tiab:noexp]", "no-explosion", 1, 5),
        ('"rain* wind"[tiab:~2]', "bad-proximity", 1, 13),
        ("rain wind[tiab:~2]", "bad-proximity", 1, 10),
        ('"rain"[tiab:~2]', "bad-proximity", 1, 7),
        ('"rain wind"[mh:~2]', "bad-proximity", 1, 12),
        ("drizz∗[tiab]", "look-alike", 1, 6),
        ("drizz＊[tiab]", "look-alike", 1, 6),
        ("“rain wind”[tiab]", "look-alike", 1, 1),
        ("rain［tiab］", "look-alike", 1, 5),
        ("rai*[tiab]", "short-truncation", 1, 1),
        ("dri*zle[tiab]", "asterisk-inside", 1, 1),
        ('"cold* wind*"[tiab]', "asterisk-inside", 1, 1),
        ("NCT*[si]", "short-truncation", 1, 1),
        ("english*[la]", "asterisk-inside", 1, 1),
        ('"drizz"*[tiab]', "stray-asterisk", 1, 8),
        ("rain[ti] or wind[ti]", "lower-case-operator", 1, 10),
        ("rain or wind[ti]", "lower-case-operator", 1, 1),
        ("rain[ti] And wind[ti]", "lower-case-operator", 1, 10),
        ("rain[ti] OR wind[ti] AND hail[ti]", "mixed-operators", 1, 22),
        ("rain[ti] AND wind[ti] OR hail[ti]", "mixed-operators", 1, 23),
        ("rain[ti] OR wind[ti] NOT hail[ti]", "mixed-operators", 1, 22),
        ("(rain[ti] OR wind[ti] hail[ti])", "mixed-operators", 1, 23),
        ("(rain[ti]", "unreadable", 1, 1),
        ("rain[ti])", "unreadable", 1, 9),
        ("2024:2020[dp]", "date", 1, 1),
        ("2024/13:2025[dp]", "date", 1, 1),
        ('rain[ti] AND "-"[ti]', "nothing-left", 1, 14),
        ("rain & wind[ti]", "foreign-sign", 1, 1),
        ("rain[ti] OR wet | wind[ti]", "foreign-sign", 1, 13),
        ("rain ADJ3 wind[tiab]", "foreign-sign", 1, 1),
        ("rain NEAR/5 wind[tiab]", "foreign-sign", 1, 1),
        ("drizz$[ti]", "foreign-sign", 1, 1),
        ("colo?r[ti]", "foreign-sign", 1, 1),
        ("rain.ti,ab.", "foreign-sign", 1, 1),
    ],
)
def test_serious(search: str, code: str, line: int, column: int):
    """It changes what is found: so it is serious, and says where and what to do."""
    found = [each for each in check_search(search, None, MESH) if each.code == code]
    assert [(each.line, each.column, each.serious) for each in found[:1]] == [(line, column, True)]
    assert all(each.mend and each.message for each in found)


@pytest.mark.parametrize(
    ("search", "code"),
    [
        ("rain", "no-tag"),
        ("rain[ti] wind[ti]", "implied-and"),
        ("rain[ad]", "not-kept"),
        ("Alzheimer’s[ti]", "look-alike"),
        ("rain\u00a0wind[ti]", "look-alike"),
        ("rain\u200b[ti]", "look-alike"),
        ('"post–rain"[ti]', "look-alike"),
        ('"wet ra*"[ti]', "short-truncation"),
        ("drizz*[mh]", "no-explosion"),
        ("loprovflybase[filter]", "unknown-filter"),
        ('"last 5 days"[dp]', "date"),
        ("Snow[mh]", "unknown-heading"),
        ("Rain/wetness[mh]", "unknown-heading"),
        ("wetness[sh]", "unknown-heading"),
        ("rainfall[mh]", "entry-term"),
        ("rain[ti] #1", "history"),
        ("2024/13[dp]", "date"),
        ("wet hats[tiab]", "unquoted-phrase"),
        ("2024:2025[edat]", "entry-date"),
        ("2024[edat]", "entry-date"),
    ],
)
def test_worth_a_look(search: str, code: str):
    """PubMed takes it as it reads, or nearly: a warning."""
    found = [each for each in check_search(search, None, MESH) if each.code == code]
    assert [each.serious for each in found] == [False]


@pytest.mark.parametrize(
    "search",
    [
        'Weather[mh] OR "cold wind"[tiab] OR drizz*[tiab] OR "rain*"[ti]',
        '("rain hat"[tiab:~3] AND 2020:3000[dp]) NOT (Animals[mh] NOT Humans[mh])',
        '"signs and symptoms"[tiab] AND english[la] AND humans[filter]  # “quoted” in a comment: ∗ is fine here',
        "(rain[ti] OR wind[ti]) AND (hail[ti] OR {snow}) NOT letter[pt]",
        "Rain/adverse effects[mh] OR ae[sh]",
        "1:900[pmid] OR 2020:2021[dp]",
        "rain[ti] AND hasabstract",
    ],
)
def test_a_sound_search_gives_nothing(search: str):
    """No false alarm."""
    assert check_search(search, {"snow": "snow[tiabb] or bad"}, MESH) == ()


@pytest.mark.parametrize(
    ("search", "codes"),
    [
        ("wet hats[tiab]", ["unquoted-phrase"]),
        ("wet or dry hats[tiab]", ["lower-case-operator"]),
        ("wet ADJ3 hats[tiab]", ["foreign-sign"]),
        ("“wet hats”[tiab]", ["look-alike", "look-alike"]),
        ("wet hats‐off[tiab]", ["unquoted-phrase", "look-alike"]),
    ],
)
def test_no_quotes_are_advised_around_what_is_no_phrase(search: str, codes: list[str]):
    """Where a sign among the words means something else, quotes around them all would hide it."""
    assert [each.code for each in check_search(search)] == codes


def test_a_tag_on_a_group_is_handed_down():
    """The suggested rewrite tags every term that has no tag of its own."""
    node = parse('(rain OR "cold wind"[ti] OR (hail NOT snow) OR 2020:2021[dp])[tiab]')
    assert isinstance(node, Group)
    meant = '(rain[tiab] OR "cold wind"[ti] OR (hail[tiab] NOT snow[tiab]) OR 2020:2021[dp])'
    assert show(hand_down(node)) == meant
    assert any(meant in each.mend for each in lint(node, show(node)))


def test_a_long_search():
    """Thousands of terms in one chain are checked, mended and run without exhausting the stack."""
    text = "(" + " OR ".join(["rain"] * 5_000) + ")[tiab]"
    assert check_search(text)[-1].mend.count("rain[tiab]") == 5_000
    assert compile_search(parse(text), MESH).matches(FULL) is not None


def test_a_near_tag_is_suggested():
    """A slip of the finger names the tag that was meant."""
    (found,) = check_search("rain[titel/abstract]")
    assert "[title/abstract]" in found.mend


def test_all_problems_at_once_in_the_order_of_the_text():
    """One look shows everything, even where the search cannot be read."""
    found = check_search("drizz∗[tiab] OR\n (“rain”[ti]")
    assert [each.code for each in found] == ["look-alike", "look-alike", "look-alike", "unreadable"]
    found = check_search("rain[x] OR\nwi*[ti] OR hail[y]")
    assert [(each.line, each.code) for each in found] == [
        (1, "unknown-tag"),
        (2, "short-truncation"),
        (2, "unknown-tag"),
    ]


def test_a_caret_points_at_the_place():
    """The line and a caret under the column."""
    text = "rain[ti] OR\n  wind[tiabb]"
    (found,) = check_search(text)
    assert found.caret(text) == "  wind[tiabb]\n      ^"
    assert str(found).startswith("2:7: ")


def test_blocks_are_left_to_their_own_check():
    """A problem inside a block is reported where the block is checked, once."""
    assert check_search("{wet}", {"wet": "rain[tiabb]"}) == ()
    (unread,) = check_search("{wet}", {"wet": "rain[tiab"})
    assert (unread.block, unread.code) == ("wet", "unreadable")
