"""JSON Schemas of the files that people edit, made of the same shapes that check them: editors complete and check while
one types. They refuse nothing that `check` takes. What crosses files (does this claim exist?), what hangs on the file's
name and what stands inside a search only `check` can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.registry.settings import Key, all_keys

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = "schemas"
"""Inside queries/."""

NAMES = ("subject", "topic", "claims", "articles", "feeds", "mesh", "vocabulary", "settings")


def schema(name: str) -> dict[str, Any]:
    """name: one of NAMES."""
    if name == "settings":
        found = _settings()
    else:
        from pydantic import TypeAdapter

        found = TypeAdapter(_shapes()[name]).json_schema()
    if name == "claims":
        _put_rule_in(found)
    if name != "settings":
        _as_checked(found)
    return {"$schema": DIALECT, "title": name, **{key: value for key, value in found.items() if key != "title"}}


def _as_checked(part: Any) -> None:
    """What pydantic does not say of the way it is asked here.

    Where text is wanted a number is taken, as it is written: `volume: 07` is a number to an editor. Keys that do not
    have the form of an id are refused.
    """
    if isinstance(part, list):
        for each in part:
            _as_checked(each)
    elif isinstance(part, dict):
        if part.get("type") == "string" and "enum" not in part:
            part["type"] = ["string", "number"]
        if "patternProperties" in part:
            part["additionalProperties"] = False
        for each in part.values():
            _as_checked(each)


def _shapes() -> Mapping[str, Any]:
    from tracker.registry import schema as files
    from tracker.registry import vocabulary

    concept = vocabulary.shape()
    return {
        "subject": files.SubjectFile,
        "topic": files.TopicFile,
        "claims": dict[files.Name, files.ClaimEntry],
        "articles": dict[str, files.ArticleEntry],
        "feeds": dict[files.Name, files.FeedEntry],
        "mesh": dict[str, files.DescriptorEntry],
        "vocabulary": dict[str, concept],  # type: ignore[valid-type]  # made when it is asked for
    }


def _put_rule_in(found: dict[str, Any]) -> None:
    """A claim's rule is read by a shape of its own; what a reader needs is said of each."""
    from pydantic import TypeAdapter

    from tracker.registry import claimrule

    rule = TypeAdapter(claimrule.shape()).json_schema(ref_template="#/$defs/{model}")
    found["$defs"] |= rule.pop("$defs", {})
    rule["allOf"] = [
        {
            "if": {
                "properties": {"reader": {"enum": [str(one) for one, its in claimrule.NEEDS.items() if its == need]}}
            },
            "then": {"required": [need], "properties": {need: {"minItems": 1}}},
        }
        for need in dict.fromkeys(claimrule.NEEDS.values())
    ]
    found["$defs"]["ClaimEntry"]["properties"]["rule"] = {"anyOf": [rule, {"type": "null"}]}


def _settings() -> dict[str, Any]:
    sections: dict[str, dict[str, Any]] = {}
    top: dict[str, Any] = {}
    for key in all_keys():
        place = sections.setdefault(key.section, {}) if key.section else top
        place[key.path[-1]] = {"description": key.option.about, **_type_of(key)}
    for name, properties in sections.items():
        top[name] = {"type": ["object", "null"], "properties": properties, "additionalProperties": False}
    return {"type": ["object", "null"], "properties": top, "additionalProperties": False}


def _type_of(key: Key) -> dict[str, Any]:
    """A key without a value is as good as left out; a value in quotes is read as if it had none."""
    match key.default:
        case bool():
            return {"enum": [None, True, False, "true", "false", "yes", "no", "on", "off", 1, 0]}
        case int():
            return {"type": ["integer", "string", "null"], "pattern": r"^\s*-?[0-9]+\s*$"}
        case float():
            return {"type": ["number", "string", "null"], "pattern": r"^\s*-?[0-9]+(\.[0-9]+)?\s*$"}
        case tuple():
            return {"type": ["array", *_SCALARS], "items": {"type": _SCALARS}}
    return {"type": _SCALARS}


_SCALARS = ["string", "number", "boolean", "null"]
