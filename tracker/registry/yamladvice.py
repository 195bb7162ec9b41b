"""Turns the YAML reader's complaints into sentences that say what to do."""

from __future__ import annotations

import re
from typing import Any

from tracker.errors import Problem

_TAB = re.compile(r"^ *\t", re.MULTILINE)

_ADVICE: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "A colon with a space after it stands inside a plain text, or the line is indented too far.",
        "Put the text in quotes, or on lines of its own after '|'; line keys up with their neighbours.",
    ),
    (
        "could not find expected ':'",
        "This is neither 'key: value' nor a list item.",
        "Check the line above for a missing colon or quote.",
    ),
    (
        "expected <block end>",
        "The indentation does not fit the lines above.",
        "Line the key or the '-' up with its neighbours; a text that starts with { or [ stands in quotes or after '|'.",
    ),
    (
        "sequence entries are not allowed",
        "A list item ('- ') cannot start here.",
        "Start the list on the next line, indented.",
    ),
    (
        "found unknown escape character",
        "A backslash in double quotes starts an escape that YAML does not know.",
        "Use single quotes, or write the backslash twice.",
    ),
    (
        "expected ',' or ",
        "A list [ ] or mapping { } is not closed, or a comma is missing.",
        "Check the brackets; a text that starts with [ or { needs quotes.",
    ),
    (
        "cannot start any token",
        "The character here cannot start a plain text.",
        "Put the text in quotes.",
    ),
    (
        "expected alphabetic or numeric",
        "A plain text cannot start with & or *.",
        "Put the text in quotes.",
    ),
    (
        "expected the node content",
        "A value is missing, or a bracket stands where none is expected.",
        "Check the brackets and quotes on this line.",
    ),
    (
        "expected chomping or indentation",
        "After '|' or '>' nothing else may stand on the line.",
        "Start the text on the next line, indented.",
    ),
    (
        "expected a comment or a line break",
        "After '|' or '>' nothing else may stand on the line.",
        "Start the text on the next line, indented.",
    ),
)


def syntax_problems(error: Any, text: str, name: str) -> list[Problem]:
    """One or more problems for the error that ended the reading of `text`."""
    if hasattr(error, "character"):
        return [_bad_character(error, text, name)]
    said = str(getattr(error, "problem", "") or "")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    tabs = _tabs_in_indentation(text, name)
    if tabs and ("'\\t'" in said or _on_a_line_of(mark, tabs)):
        return tabs
    if "found unexpected end of stream" in said or "found unexpected document separator" in said:
        mark = getattr(error, "context_mark", None) or mark
        return [
            _at(
                mark,
                name,
                "The quote that opens here is never closed.",
                "Close it, or double a quote that belongs to the text.",
            )
        ]
    for sign, message, mend in _ADVICE:
        if sign in said:
            return [_at(mark, name, message, mend)]
    return [_at(mark, name, f"This is not YAML: {said or 'it cannot be read'}.", "Compare with the lines around it.")]


def _bad_character(error: Any, text: str, name: str) -> Problem:
    at = int(error.position)
    line = text.count("\n", 0, at) + 1
    column = at - text.rfind("\n", 0, at)
    code = error.character if isinstance(error.character, int) else ord(error.character)
    return Problem(name, line, column, f"The control character U+{code:04X} cannot stand in a YAML file.", "Delete it.")


def _tabs_in_indentation(text: str, name: str) -> list[Problem]:
    return [
        Problem(name, text.count("\n", 0, found.start()) + 1, found.end() - found.start(),
                "A tab stands in the indentation, where YAML allows only spaces.", "Replace it with spaces.")
        for found in _TAB.finditer(text)
    ]  # fmt: skip


def _on_a_line_of(mark: Any, problems: list[Problem]) -> bool:
    return mark is not None and any(problem.line in (mark.line, mark.line + 1) for problem in problems)


def _at(mark: Any, name: str, message: str, mend: str) -> Problem:
    if mark is None:
        return Problem(name, 0, 0, message, mend)
    return Problem(name, mark.line + 1, mark.column + 1, message, mend)
