"""Reading a search: what becomes of each piece of it, and where it cannot be read."""

from __future__ import annotations

import pytest

from tracker.query import SearchError, leaves, parse, show
from tracker.query.fields import Field
from tracker.query.tree import Group, Join, Operator, Range, Term


def test_operators_bind_from_left_to_right():
    """`a OR b AND c` is (a OR b) AND c, as PubMed takes it."""
    node = parse("a[ti] OR b[ti] AND c[ti]")
    assert isinstance(node, Join)
    assert node.operator is Operator.AND
    assert isinstance(node.left, Join)
    assert node.left.operator is Operator.OR


def test_parentheses_group():
    """Parentheses make a group of their own on the right side."""
    node = parse("a[ti] OR (b[ti] AND c[ti])")
    assert isinstance(node, Join)
    assert isinstance(node.right, Group)


def test_positions_are_those_of_the_text():
    """Line and column count from 1, across comments and lines."""
    node = parse('rain[ti]  # wet\n  OR "cold wind"[tiab]\n')
    first, second = leaves(node)
    assert (first.at.line, first.at.column) == (1, 1)
    assert (second.at.line, second.at.column) == (2, 6)
    assert isinstance(second, Term)
    assert second.tag is not None
    assert (second.tag.at.line, second.tag.at.column) == (2, 17)


@pytest.mark.parametrize(
    ("tag", "field"),
    [
        ("tiab", Field.TITLE_ABSTRACT),
        ("Title/Abstract", Field.TITLE_ABSTRACT),
        ("TITLE/ABSTRACT", Field.TITLE_ABSTRACT),
        ("MeSH  Terms", Field.MESH),
        ("mesh", Field.MESH),
        ("MAJR", Field.MAJOR_TOPIC),
        ("Date - Publication", Field.PUBLISHED),
        ("pdat", Field.PUBLISHED),
        ("uid", Field.PMID),
        ("sb", Field.FILTER),
        ("Publication Type", Field.PUBLICATION_TYPE),
        ("Supplementary Concept", Field.SUBSTANCE),
        ("1au", Field.FIRST_AUTHOR),
        ("gr", Field.ELSEWHERE),
        ("no such tag", Field.ALL),
    ],
)
def test_tags_by_any_name(tag: str, field: Field):
    """Long and short names of a field in any case; an unknown one is all fields, as for PubMed."""
    node = parse(f"rain[{tag}]")
    assert isinstance(node, Term)
    assert node.field is field


def test_tag_modifiers():
    """:noexp and :~N are read off the tag."""
    node = parse("rain[mh:noexp]")
    assert isinstance(node, Term)
    assert node.tag is not None
    assert node.tag.explode is False
    node = parse('"rain wind"[Title/Abstract:~3]')
    assert isinstance(node, Term)
    assert node.tag is not None
    assert node.tag.distance == 3


def test_words_up_to_a_tag_are_one_phrase():
    """`cold wet wind[tiab]` is one term of three words."""
    assert parse("cold   wet wind[tiab]") == parse("cold wet wind[tiab]")
    assert len(list(leaves(parse("cold wet wind[tiab]")))) == 1


def test_no_operator_means_and():
    """Two terms side by side are joined by AND, marked as implied."""
    node = parse("rain[ti] wind[ti]")
    assert isinstance(node, Join)
    assert node.operator is Operator.AND
    assert node.implied


@pytest.mark.parametrize(
    "text",
    [
        "2020:2024/06[dp]",
        "2020 : 2024/06[dp]",
        "2020[dp]:2024/06[dp]",
        '"2020"[dp] : "2024/06"[dp]',
        "2020: 2024/06[dp]",
    ],
)
def test_ranges(text: str):
    """A date range in any of the ways PubMed allows."""
    node = parse(text)
    assert isinstance(node, Range)
    assert (node.start, node.end) == ("2020", "2024/06")


def test_a_colon_outside_dates_stays_in_the_term():
    """Only date fields are cut at a colon within a term."""
    node = parse('"rain: a review"[ti]')
    assert isinstance(node, Term)
    assert node.text == "rain: a review"


def test_comments_end_with_the_line_and_not_within_quotes_or_words():
    """# starts a comment at the start of a token only."""
    assert parse('a[ti] # b[ti]\nOR "c # d"[ti] OR C#[ti]# e') == parse('a[ti] OR "c # d"[ti] OR C#[ti]')


def test_blocks_are_filled_in():
    """{name} stands for the block in parentheses; its positions name the block."""
    node = parse("{wet} AND hats[ti]", {"wet": "rain[ti]\nOR drizzle[ti]"})
    assert node == parse("(rain[ti] OR drizzle[ti]) AND hats[ti]")
    assert show(node) == "(rain[ti] OR drizzle[ti]) AND hats[ti]"
    drizzle = list(leaves(node))[1]
    assert (drizzle.at.block, drizzle.at.line, drizzle.at.column) == ("wet", 2, 4)


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("", 1, 1, "empty"),
        ("# only a comment", 1, 17, "empty"),
        ("(rain[ti]\nOR wind[ti]", 1, 1, "never closed"),
        ("rain[ti])", 1, 9, "closes nothing"),
        ("rain[ti] AND", 1, 10, "Nothing follows"),
        ("rain[ti] AND OR wind[ti]", 1, 10, "Nothing follows"),
        ("OR rain[ti]", 1, 1, "Nothing stands before"),
        ("rain[ti] AND ()", 1, 15, "missing"),
        ('rain[ti] OR "cold\nwind"[ti]', 1, 13, "not closed"),
        ("rain[ti", 1, 5, "not closed"),
        ("rain]", 1, 5, "closes no tag"),
        ("[ti] rain", 1, 1, "follows no term"),
        ("rain[ti] OR [ti]", 1, 10, "Nothing follows"),
        ("rain[ti][ab]", 1, 9, "follows no term"),
        ('"  "[ti]', 1, 1, "empty"),
        ("{dry} AND rain", 1, 1, "no block"),
        ("2020[dp]:", 1, 9, "no end"),
        ('"rain":"wind"[ti]', 1, 7, "joins no range"),
    ],
)
def test_what_cannot_be_read(text: str, line: int, column: int, message: str):
    """Each says where, what and how to mend it."""
    with pytest.raises(SearchError, match=message) as caught:
        parse(text)
    assert (caught.value.at.line, caught.value.at.column) == (line, column)
    assert caught.value.mend


def test_a_block_that_contains_itself():
    """It ends with an error, not without end."""
    with pytest.raises(SearchError, match="contains itself"):
        parse("{a}", {"a": "{b} OR x[ti]", "b": "{a}"})


def test_a_bottomless_nest_of_parentheses():
    """Too deep a nest is refused, not a crash; a long chain is fine."""
    with pytest.raises(SearchError, match="Too many groups"):
        parse("(" * 10_000 + "a" + ")" * 10_000)
    assert show(parse(" OR ".join(["a[ti]"] * 5_000))).count("OR") == 4_999
