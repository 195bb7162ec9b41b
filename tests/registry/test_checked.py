"""Checking data against a model: one plain sentence for each complaint, at its line."""

from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field, field_validator

from tracker.errors import Problem
from tracker.registry.checked import checked, checked_entries
from tracker.registry.yamlfile import parse_yaml


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Part(Strict):
    name: str
    size: int = Field(default=1, ge=1, le=9)


class Square(Strict):
    kind: Literal["square"]
    side: float


class Circle(Strict):
    kind: Literal["circle"]
    radius: float


class Thing(Strict):
    title: str = Field(min_length=1)
    colour: Colour
    bright: bool = True
    parts: tuple[Part, ...] = ()
    shape: Annotated[Square | Circle, Field(discriminator="kind")] | None = None
    code: str = ""

    @field_validator("code")
    @classmethod
    def _code(cls, value: str) -> str:
        if value == "bad":
            raise ValueError("is bad.\nTake another.")
        return value


def problems(text: str) -> tuple[Problem, ...]:
    thing, found = checked(parse_yaml(text.encode(), "t.yaml"), Thing)
    assert (thing is None) == bool(found)
    return found


def test_what_is_right_becomes_the_model() -> None:
    """Enums, tuples and defaults are filled; numbers where text is wanted keep their spelling."""
    text = "title: 1.10\ncolour: red\nparts: [{name: 000, size: 2}]\nshape: {kind: circle, radius: 1}\n"
    thing, found = checked(parse_yaml(text.encode(), "t.yaml"), Thing)
    assert found == ()
    assert thing == Thing(
        title="1.10", colour=Colour.RED, parts=(Part(name="000", size=2),), shape=Circle(kind="circle", radius=1)
    )


@pytest.mark.parametrize(
    ("line", "column", "message", "mend"),
    [
        ("titel: x", 1, "The key 'titel' is not known.", "Did you mean 'title'?"),
        ("wholly_other: x", 1, "The key 'wholly_other' is not known.", "Allowed here: title, colour,"),
        ("colour: gren", 9, "'colour' is 'gren', which is not one of: red, green.", "Did you mean 'green'?"),
        ("bright: yes", 9, "'bright' should be true or false, not 'yes'.", "Write true or false"),
        ("title: [a]", 8, "'title' should be a text, not a list.", "Write words"),
        ("title: {block}", 8, "'title' should be a text, not a mapping.", "after '|'"),
        ("title:", 7, "'title' is empty; a text is expected.", "Write words"),
        ("title: ''", 8, "'title' is empty.", "Fill it in"),
        ("parts: 3", 8, "'parts' should be a list, not the number 3.", "Write one '- item'"),
        ("parts: [{size: 1}]", 9, "The key 'name' is missing in 'parts'.", "Add a line 'name: …'."),
        ("parts: [{name: x, sise: 1}]", 19, "The key 'sise' is not known in 'parts'.", "Did you mean 'size'?"),
        ("parts: [{name: x, size: 0}]", 25, "'size' is the number 0; it should be at least 1.", "Correct the number."),
        ("parts: [{name: x, size: 10}]", 25, "'size' is the number 10; it should be at most 9.", "Correct"),
        ("parts: [{name: x, size: '2'}]", 25, "'size' should be a whole number, not '2'.", "Write digits"),
        ("parts: [{name: x, size: true}]", 25, "'size' should be a whole number, not true.", "Write digits"),
        ("parts: [x]", 9, "'parts' should be a mapping, not 'x'.", "Write 'key: value'"),
        ("shape: {kind: oval}", 8, "'shape' has the kind 'oval', which is not one of: square, circle.", "Use one"),
        ("shape: {side: 2}", 8, "'shape' lacks the key 'kind', which says what it is.", "Add 'kind: …'."),
        ("shape: {kind: square, sid: 2}", 23, "The key 'sid' is not known in 'shape'.", "Did you mean 'side'?"),
        (
            "parts: [{name: one, or two}]",
            21,
            "The key 'or two' is not known in 'parts'.",
            "put a text with a comma in quotes",
        ),
        ("code: bad", 7, "'code' is bad.", "Take another."),
    ],
)
def test_each_complaint_is_a_sentence_with_its_place(line: str, column: int, message: str, mend: str) -> None:
    """Unknown and missing keys, wrong types, bounds, words out of a choice, and rules of the model's own."""
    replaced = "title" if line.startswith("titel") else line.split(":")[0]
    lines = [one for one in ("title: t", "colour: red") if not one.startswith(replaced)] + [line]
    (found,) = problems("\n".join(lines))
    assert (found.line, found.column, found.message) == (len(lines), column, message)
    assert mend in found.mend


def test_all_complaints_come_at_once() -> None:
    """Nothing hides behind the first problem."""
    found = problems("colour: blue\nbright: 1\nparts: [{nam: x, size: many}]\nmore: x\n")
    assert [(one.line, one.column) for one in sorted(found)] == [(1, 1), (1, 9), (2, 9), (3, 10), (3, 24), (4, 1)]


def test_an_empty_file_and_a_list_are_no_mapping() -> None:
    """The whole file can be wrong."""
    assert "mapping is expected" in problems("")[0].message
    assert "not a list" in problems("- a\n")[0].message


def test_a_bad_entry_does_not_hide_the_others() -> None:
    """Entries are checked one by one; what is right is returned in file order."""
    text = "things:\n  b: {name: x}\n  a: {nam: y}\n  c: {name: z}\n"
    entries, found = checked_entries(parse_yaml(text.encode(), "t.yaml"), Part, "part", ("things",))
    assert list(entries) == ["b", "c"]
    assert [(one.line, one.column) for one in found] == [(3, 7)]
    assert found[0].message == "The key 'nam' is not known in 'a'."


def test_entries_of_something_else_are_one_problem() -> None:
    """A list where a mapping by id belongs is told once, also a section that is missing."""
    _, found = checked_entries(parse_yaml(b"- a\n", "t.yaml"), Part, "part")
    assert [str(one) for one in found] == [
        "t.yaml:1:1: Here parts by id are expected, not a list. "
        "Write one 'part-id:' a line, and its keys indented below it."
    ]
    _, found = checked_entries(parse_yaml(b"a: 1\n", "t.yaml"), Part, "part", ("things",))
    assert [one.message for one in found] == ["The key 'things' is missing."]


def test_the_lists_of_choices_and_lengths_are_told() -> None:
    """What pydantic checks besides types becomes a sentence, too; an unforeseen complaint keeps pydantic's words."""

    class Measured(Strict):
        word: str = Field(default="abc", max_length=3)
        code: str = Field(default="a1", pattern="^[a-z][0-9]$")
        pair: tuple[int, int] = (1, 2)
        some: list[int] = Field(default=[1, 2], min_length=2)
        ratio: float = Field(default=0.5, lt=1, gt=0)
        even: int = Field(default=2, multiple_of=2)

    text = "word: abcd\ncode: '11'\npair: [1, 2, 3]\nsome: [1]\nratio: 1\neven: 3\n"
    _, found = checked(parse_yaml(text.encode(), "t.yaml"), Measured)
    assert [(one.line, one.message) for one in found] == [
        (1, "'word' is too long: at most 3 wanted."),
        (2, "'code' is '11', which does not have the form ^[a-z][0-9]$."),
        (3, "'pair' is too long: at most 2 wanted."),
        (4, "'some' is too short: at least 2 wanted."),
        (5, "'ratio' is the number 1; it should be less than 1.0."),
        (6, "'even' is not right: input should be a multiple of 2."),
    ]


def test_a_single_value_can_be_checked_by_its_path() -> None:
    """Any type pydantic knows will do, also where a number is written for a text."""
    file = parse_yaml(b"a: {b: 1.10, c: [x]}\n", "t.yaml")
    assert checked(file, str, ("a", "b")) == ("1.10", ())
    assert checked(file, list[str], ("a", "c")) == (["x"], ())
    value, found = checked(file, int, ("a", "d"))
    assert value is None
    assert [str(one) for one in found] == ["t.yaml:1:1: The key 'd' is missing. Add a line 'd: …'."]
