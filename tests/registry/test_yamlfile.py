"""Reading YAML files: plain data, places, and every slip as a problem with line, column and mend."""

from pathlib import Path

import pytest

from tracker.registry.yamlfile import YamlFile, parse_yaml, read_yaml


def read(text: str) -> YamlFile:
    return parse_yaml(text.encode(), "f.yaml")


def test_plain_words_are_text_unless_ordinary_numbers_or_truth_values() -> None:
    """What YAML 1.1 turns into booleans, octals, dates and infinities stays text."""
    file = read(
        "a: [yes, no, on, 012, 0x1F, 1e3, 1_000, 2020-01-01, .inf, 12:30, 000, '7']\nb: [1, -2, 1.50, true, null, ~]\n"
    )
    assert file.data == {
        "a": ["yes", "no", "on", "012", "0x1F", "1e3", "1_000", "2020-01-01", ".inf", "12:30", "000", "7"],
        "b": [1, -2, 1.5, True, None, None],
    }
    assert file.problems == ()


def test_keys_are_always_text() -> None:
    """A key of digits keeps its leading noughts."""
    assert read("000: x\n1: y\ntrue: z\n").data == {"000": "x", "1": "y", "true": "z"}


def test_every_key_and_value_has_a_place() -> None:
    """Places are 1-based lines and columns, in block and in flow style."""
    file = read("a:\n  - {b: 1, c: two}\n  - d\n")
    assert file.key_place(("a",)) == (1, 1)
    assert file.key_place(("a", 0, "c")) == (2, 12)
    assert file.value_place(("a", 0, "c")) == (2, 15)
    assert file.value_place(("a", 1)) == (3, 5)
    assert file.value_place(("a", 7, "nothing there")) == (2, 3)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("s: |\n\n    one  # c\n      bad\n", (4, 7)),
        ("s: |2\n    one\n  bad\n", (3, 3)),
        ("s: >-\n  one\n  two bad\n", (3, 7)),
        ('s: "one bad"\n', (1, 9)),
        ("s: 'one bad'\n", (1, 9)),
        ("s: one\n  bad\n", (2, 3)),
        ("s: bad\n", (1, 4)),
        ('s: "\\u0041 bad"\n', (1, 4)),
        ("s: 'it''s bad'\n", (1, 4)),
    ],
)
def test_a_place_inside_a_text_is_found_in_every_style(text: str, place: tuple[int, int]) -> None:
    """Where escapes make counting impossible, the start of the value is given."""
    file = read(text)
    assert isinstance(file.data, dict)
    value = file.data["s"]
    assert isinstance(value, str)
    assert file.place_inside(("s",), value.index("bad")) == place


def test_a_place_past_the_end_of_a_text_stays_in_it() -> None:
    """A complaint about the end of a search does not point at the next key."""
    assert read("s: |\n  one\nt: two\n").place_inside(("s",), 99) == (2, 5)


def test_a_key_that_stands_twice_is_told_and_the_first_kept() -> None:
    """Every repetition is named, with the line of the first."""
    file = read("a: 1\nb: {x: 1, x: 2}\na: {deep: 3}\n")
    assert file.data == {"a": 1, "b": {"x": 1}}
    assert [(one.line, one.column) for one in file.problems] == [(2, 11), (3, 1)]
    assert "the first is on line 1" in file.problems[1].message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: &x 2\n", 2, "anchors"),
        ("a: &x 1\nb: *x\n", 2, "aliases"),
        ("a: 1\n<<: {b: 1}\n", 2, "merge keys"),
        ("a: !!python/object:os.system 1\n", 1, "tags"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("%YAML 1.1\n---\na: yes\n", 2, "other rules"),
        ("? [a]\n: b\n", 1, "cannot be a key"),
        ("a:\n\tb: 1\n", 2, "tab"),
        ("a: b: c\n", 1, "colon"),
        ("a: 1\nb: 'x\nc: 2\n", 2, "never closed"),
        ("a: [1, 2\nb: 3\n", 2, "not closed"),
        ("a:\n  b: 1\n c: 2\n", 3, "indentation"),
        ("search: {block}\n  AND x\n", 2, "indentation"),
        ("a: | text\n  b\n", 1, "nothing else may stand"),
        ("a: - b\n", 1, "list item"),
        ("a: @b\n", 1, "cannot start"),
        ('a: "\\q"\n', 1, "backslash"),
        ("a: x\x07y\n", 1, "U+0007"),
    ],
)
def test_slips_are_explained_where_they_stand(text: str, line: int, words: str) -> None:
    """Each gives a sentence, the line, and what to do."""
    problems = read(text).problems
    found = [one for one in problems if one.line == line and words in one.message]
    assert found, problems
    assert found[0].mend


def test_all_tabs_are_told_at_once() -> None:
    """One run names every line with a tab in its indentation."""
    assert [one.line for one in read("a:\n\tb: 1\n\tc: 2\n").problems] == [2, 3]


@pytest.mark.parametrize("text", ["[" * 100, "[" * 50_000, "{a: " * 100])
def test_deep_nesting_is_refused(text: str) -> None:
    """No recursion limit is met, no stack runs out."""
    (problem,) = read(text).problems
    assert "deep" in problem.message


def test_an_alias_bomb_stays_small() -> None:
    """Aliases are never expanded."""
    lines = ["a: &a [x, x, x]"] + [
        f"{new}: &{new} [*{old}, *{old}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    file = read("\n".join(lines))
    assert file.problems
    assert len(str(file.data)) < 500


def test_bytes_that_are_not_utf8_are_told_with_their_place() -> None:
    """The file is not guessed at."""
    file = parse_yaml(b"a: 1\nb: caf\xe9\n", "f.yaml")
    assert not file.readable
    assert [(one.line, one.column) for one in file.problems] == [(2, 7)]


def test_byte_order_mark_and_windows_line_ends_do_no_harm() -> None:
    """Files saved on Windows read the same."""
    file = parse_yaml(b"\xef\xbb\xbfa: 1\r\nb: |\r\n  x\r\n", "f.yaml")
    assert file.data == {"a": 1, "b": "x\n"}
    assert [file.key_place((key,)) for key in "ab"] == [(1, 1), (2, 1)]


def test_a_missing_an_unreadable_and_an_oversized_file_are_problems(tmp_path: Path) -> None:
    """Nothing is raised, and nothing is read of a file that is too large."""
    (tmp_path / "big.yaml").write_text("a: 1\n" * 100)
    missing = read_yaml(tmp_path / "none.yaml", "none.yaml")
    folder = read_yaml(tmp_path, "folder")
    big = read_yaml(tmp_path / "big.yaml", "big.yaml", max_bytes=100)
    assert "missing" in missing.problems[0].message
    assert "cannot be read" in folder.problems[0].message
    assert "larger than" in big.problems[0].message
    assert [file.readable for file in (missing, folder, big)] == [False, False, False]


def test_an_empty_file_is_readable_and_holds_nothing() -> None:
    """Only comments are no fault of their own."""
    file = read("# nothing yet\n")
    assert (file.readable, file.data, file.problems) == (True, None, ())


def test_numbers_keep_their_spelling() -> None:
    """The written form of 1.10 is not 1.1."""
    file = read("a: 1.10\nb: [1]\n")
    assert file.written(("a",)) == "1.10"
    assert file.written(("b",)) is None
