"""Laws that hold for every search and every record."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.query.examples import MESH
from tests.query.strategies import matches, records, searches
from tracker.model.folding import fold
from tracker.model.record import Record
from tracker.query import check_search, compile_search, parse, show


@given(searches)
def test_printing_and_parsing_again_is_the_identity(search: str):
    """parse(show(parse(x))) equals parse(x)."""
    node = parse(search)
    assert parse(show(node)) == node
    assert show(parse(show(node))) == show(node)


@given(searches, st.sampled_from([" {} ", "\n  {}  ", "  # (a[ti] NOT\n{} # {{b}}\n"]), records)
def test_another_way_of_writing_changes_no_match(search: str, joined: str, record: Record):
    """Long tag names in any case, blanks, line ends and comments: the same search, so the same records."""
    other = re.sub(" (AND|OR|NOT) ", lambda found: joined.format(found[1]), _long_names(search))
    assert show(parse(other)) == _long_names(search)
    assert matches(other, record) is matches(search, record)


def _long_names(search: str) -> str:
    long = {"tiab": "Title/Abstract", "ti": "TITLE", "ab": "Abstract", "tw": "text  word", "mh": "MeSH Terms"}
    return re.sub(r"\[(\w+)(:|])", lambda found: f"[{long.get(found[1], found[1])}{found[2]}", search)


@given(searches, searches, records)
@settings(max_examples=150)
def test_and_or_not(one: str, other: str, record: Record):
    """AND is both, OR is either, A NOT B implies A, whatever the record lacks."""
    a, b = matches(one, record), matches(other, record)
    assert matches(f"({one}) AND ({other})", record) is (a and b)
    assert matches(f"({one}) OR ({other})", record) is (a or b)
    assert a or not matches(f"({one}) NOT ({other})", record)
    assert a is matches(f"(({one}))", record)


@given(searches, searches, records)
@settings(max_examples=100)
def test_not_is_exact_without_doubt(one: str, other: str, record: Record):
    """Where both sides hold or fail without doubt, A NOT B is A and not B."""
    first = compile_search(parse(one), MESH).matches(record)
    second = compile_search(parse(other), MESH).matches(record)
    both = compile_search(parse(f"({one}) NOT ({other})"), MESH).matches(record)
    if second is None:
        assert (both is not None) is (first is not None)
    elif second.plain and first is not None and first.plain and both is not None:
        assert not both.plain


@given(searches, records)
def test_a_match_is_plain_only_if_no_doubt_was_needed(search: str, record: Record):
    """A plain match still names every term it met by doubt; one without doubt at all is plain unless NOT turns it."""
    match = compile_search(parse(search), MESH).matches(record)
    if match is not None and "NOT" not in search and not (match.by_words or match.unknown):
        assert match.plain


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str):
    """Whatever is written: a tree or a problem with a place, never a crash."""
    for problem in check_search(text, {"a": "b[ti]"}, MESH):
        assert problem.line >= 1
        assert problem.column >= 1


@given(st.text(alphabet='ab*"()[]{}:#~ \nANDORT', max_size=40))
@settings(max_examples=300)
def test_any_mixture_of_signs_is_read_or_refused(text: str):
    """The same for texts made of the language's own signs; what can be read prints and reads the same."""
    check_search(text, {"a": "b[ti]"}, MESH)
    try:
        node = parse(text, {"a": "b[ti]"})
    except Exception:
        return
    assert parse(show(node)) == node
    compile_search(node, MESH).matches(Record(title="a b"))


@given(st.text())
def test_folding_twice_changes_nothing(text: str):
    """fold(fold(x)) is fold(x), with single spaces."""
    once = fold(text)
    assert fold(once) == once
    assert once == " ".join(once.split())
