"""Checks the data of a YAML file against a pydantic model; every complaint becomes a problem with line and mend.

pydantic costs 0.1 to 0.2 s at import, so it is imported only when a file is checked.
Models subclass pydantic.BaseModel with `extra="forbid"` (see schema.Entry).
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeVar

from tracker.errors import Problem
from tracker.registry.modelkeys import keys_allowed_at
from tracker.registry.suggest import did_you_mean, listed, nearest
from tracker.registry.yamlfile import YamlFile
from tracker.registry.yamltree import Plain, ValuePath

T = TypeVar("T")
_MISSING = object()


def checked(file: YamlFile, shape: type[T], at: ValuePath = ()) -> tuple[T | None, tuple[Problem, ...]]:
    """The data at path `at` as an instance of `shape` (a pydantic model, or any type pydantic knows).

    Returns (None, problems) where anything is wrong; problems of reading the file itself are not repeated.
    Types are strict: "12" is no number and 1 no truth value; but a number is taken for text, as it is written,
    where text is asked for.
    """
    from pydantic import ValidationError

    adapter = _adapter(shape)  # type: ignore[arg-type]  # every type is hashable
    data = value_at(file.data, at)
    if data is _MISSING:
        return None, (_lacking(file, at),)
    try:
        return _validate(adapter, data), ()
    except ValidationError as error:
        complaints = error.errors(include_url=False)
    data, spelled = _spell_out_numbers(file, data, complaints, at)
    if spelled:
        try:
            return _validate(adapter, data), ()
        except ValidationError as error:
            complaints = error.errors(include_url=False)
    complaints = _without_echoes(shape, complaints)
    return None, tuple(dict.fromkeys(_problem(file, shape, data, complaint, at) for complaint in complaints))


@cache
def _adapter(shape: Any) -> Any:
    """pydantic's checker of a shape: made once, and not for each entry."""
    from pydantic import TypeAdapter

    return TypeAdapter(shape)


def checked_entries(
    file: YamlFile, shape: type[T], what: str, at: ValuePath = ()
) -> tuple[dict[str, T], tuple[Problem, ...]]:
    """A mapping of ids to `shape`, entry by entry, so that one bad entry does not hide the others.

    what: the word for an entry in messages ("claim"). Returns the good entries in file order, and all problems.
    """
    data = value_at(file.data, at)
    if data is _MISSING:
        return {}, (_lacking(file, at),)
    if not isinstance(data, dict):
        mend = f"Write one '{what}-id:' a line, and its keys indented below it."
        return {}, (file.at_value(at, f"Here {what}s by id are expected, not {_called(data)}.", mend),)
    entries: dict[str, T] = {}
    problems: list[Problem] = []
    for key in data:
        entry, found = checked(file, shape, (*at, key))
        problems.extend(found)
        if entry is not None:
            entries[key] = entry
    return entries, tuple(problems)


def value_at(data: Any, path: ValuePath) -> Any:
    """The value that `path` leads to, or a marker that is no plain value where there is none."""
    for part in path:
        in_list = isinstance(data, list) and isinstance(part, int) and 0 <= part < len(data)
        if not in_list and not (isinstance(data, dict) and part in data):
            return _MISSING
        data = data[part]
    return data


def _lacking(file: YamlFile, at: ValuePath) -> Problem:
    return file.at_key(at, f"The key '{at[-1]}' is missing.", f"Add a line '{at[-1]}: …'.")


def _validate(adapter: Any, data: Plain) -> Any:
    return adapter.validate_json(json.dumps(data), strict=True)


def _spell_out_numbers(file: YamlFile, data: Plain, complaints: list[Any], at: ValuePath) -> tuple[Plain, bool]:
    """A copy of data in which numbers that should be text are text, spelled as the file spells them."""
    copy = json.loads(json.dumps(data))
    spelled = False
    for complaint in complaints:
        path = _real_path(copy, complaint["loc"])
        value = value_at(copy, path)
        if complaint["type"] != "string_type" or not isinstance(value, int | float) or isinstance(value, bool):
            continue
        written = file.written((*at, *path))
        if written is None:
            continue
        if not path:
            return written, True
        holder: Any = value_at(copy, path[:-1])
        holder[path[-1]] = written
        spelled = True
    return copy, spelled


def _real_path(data: Any, loc: tuple[str | int, ...]) -> ValuePath:
    """pydantic's location without the parts that are no keys (names of the members of a union)."""
    path: ValuePath = ()
    for part in loc:
        if value_at(data, (*path, part)) is not _MISSING:
            path = (*path, part)
    return path


def _problem(file: YamlFile, shape: Any, data: Plain, complaint: Any, at: ValuePath) -> Problem:
    kind, loc, context = complaint["type"], complaint["loc"], complaint.get("ctx", {})
    path = _real_path(data, loc)
    here = (*at, *path)
    if kind == "missing":
        key = loc[-1]
        return file.at_key(here, f"The key '{key}' is missing{_of(here)}.", f"Add a line '{key}: …'.")
    if kind == "extra_forbidden":
        allowed = keys_allowed_at(shape, loc[:-1])
        mend = did_you_mean(str(loc[-1]), allowed) or f"Allowed here: {listed(allowed)}."
        if " " in str(loc[-1]) and value_at(data, path) is None:
            mend = "Inside { } a comma starts a new key: put a text with a comma in quotes."
        return file.at_key(here, f"The key '{loc[-1]}' is not known{_of(here[:-1])}.", mend)
    message, mend = _sentence(kind, context, complaint, value_at(data, path))
    point = (
        file.at_key
        if kind in ("value_error", "assertion_error") and isinstance(value_at(data, path), dict)
        else file.at_value
    )
    name = next((str(part) for part in reversed(here) if isinstance(part, str)), "")
    return point(here, f"'{name}' {message}" if name else f"The file {message}", mend)


def _without_echoes(shape: Any, complaints: list[Any]) -> list[Any]:
    """Leave out "x is missing" where a misspelt x beside it is complained of as well."""
    meant = {
        (*complaint["loc"][:-1], nearest(str(complaint["loc"][-1]), keys_allowed_at(shape, complaint["loc"][:-1])))
        for complaint in complaints
        if complaint["type"] == "extra_forbidden"
    }
    return [one for one in complaints if one["type"] != "missing" or one["loc"] not in meant]


def _of(path: ValuePath) -> str:
    named = [str(part) for part in path if isinstance(part, str)]
    return f" in '{named[-1]}'" if named else ""


_EXPECTED = {
    "string_type": ("a text", "Write words; in quotes if they start with a special character."),
    "int_type": ("a whole number", "Write digits only, without quotes."),
    "int_from_float": ("a whole number", "Write digits only, without quotes."),
    "float_type": ("a number", "Write digits, without quotes."),
    "bool_type": ("true or false", "Write true or false, without quotes."),
    "list_type": ("a list", "Write one '- item' a line, or [item, item]."),
    "tuple_type": ("a list", "Write one '- item' a line, or [item, item]."),
    "frozen_set_type": ("a list", "Write one '- item' a line, or [item, item]."),
    "set_type": ("a list", "Write one '- item' a line, or [item, item]."),
    "dict_type": ("a mapping", "Write 'key: value' lines, indented below it."),
    "model_type": ("a mapping", "Write 'key: value' lines, indented below it."),
    "model_attributes_type": ("a mapping", "Write 'key: value' lines, indented below it."),
    "dataclass_type": ("a mapping", "Write 'key: value' lines, indented below it."),
}
_BOUNDS = {
    "greater_than": ("greater than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}


def _sentence(kind: str, context: dict[str, Any], complaint: Any, value: Any) -> tuple[str, str]:
    """What is wrong, as the rest of a sentence that starts with the key, and how to mend it."""
    if kind in _EXPECTED:
        expected, mend = _EXPECTED[kind]
        if value is None:
            return f"is empty; {expected} is expected.", mend
        if kind == "string_type" and isinstance(value, dict):
            mend = "A text that starts with { stands in quotes, or after '|' on lines of its own."
        return f"should be {expected}, not {_called(value)}.", mend
    if kind in ("enum", "literal_error"):
        choices = [choice.strip("'") for choice in str(context["expected"]).replace(" or ", ", ").split(", ")]
        hint = did_you_mean(value, choices) if isinstance(value, str) else ""
        return f"is {_called(value)}, which is not one of: {', '.join(choices)}.", hint or "Use one of these words."
    if kind == "union_tag_invalid":
        choices = [choice.strip("' ") for choice in str(context["expected_tags"]).split(",")]
        key = str(context["discriminator"]).strip("'")
        hint = did_you_mean(str(context["tag"]), choices)
        return (
            f"has the {key} '{context['tag']}', which is not one of: {', '.join(choices)}.",
            hint or "Use one of these.",
        )
    if kind == "union_tag_not_found":
        key = str(context["discriminator"]).strip("'")
        return f"lacks the key '{key}', which says what it is.", f"Add '{key}: …'."
    if kind in _BOUNDS:
        words, key = _BOUNDS[kind]
        return f"is {_called(value)}; it should be {words} {context[key]}.", "Correct the number."
    if kind in ("string_too_short", "too_short"):
        if not value:
            return "is empty.", "Fill it in, or remove the key if it may be left out."
        return f"is too short: at least {context['min_length']} wanted.", "Fill it in."
    if kind in ("string_too_long", "too_long"):
        return f"is too long: at most {context['max_length']} wanted.", "Shorten it."
    if kind == "string_pattern_mismatch":
        return f"is {_called(value)}, which does not have the form {context['pattern']}.", "Correct it."
    if kind in ("value_error", "assertion_error"):
        message, _, mend = str(context.get("error", complaint["msg"])).partition("\n")
        return f"{message}{'' if message.endswith('.') else '.'}", mend
    return f"is not right: {complaint['msg'][:1].lower()}{complaint['msg'][1:]}.", "Correct it."


def _called(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int | float):
        return f"the number {value}"
    text = str(value)
    return f"'{text}'" if len(text) <= 60 else f"'{text[:57]}…'"
