"""JSON Schemas of the files that people edit, made of the same shapes that check them: editors complete and check while
one types. What crosses files (does this claim exist?) and what stands inside a search only `check` can tell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.registry.options import Secret
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
    return {"$schema": DIALECT, "title": name, **{key: value for key, value in found.items() if key != "title"}}


def _shapes() -> Mapping[str, Any]:
    from tracker.registry import schema as files
    from tracker.registry import vocabulary

    concept = vocabulary.shape()
    return {
        "subject": files.SubjectFile,
        "topic": files.TopicFile,
        "claims": dict[str, files.ClaimEntry],
        "articles": dict[str, files.ArticleEntry],
        "feeds": dict[str, files.FeedEntry],
        "mesh": dict[str, files.DescriptorEntry],
        "vocabulary": dict[str, concept],  # type: ignore[valid-type]
    }


def _put_rule_in(found: dict[str, Any]) -> None:
    """A claim's rule is read by a shape of its own."""
    from pydantic import TypeAdapter

    from tracker.registry import claimrule

    rule = TypeAdapter(claimrule.shape()).json_schema(ref_template="#/$defs/{model}")
    found["$defs"] |= rule.pop("$defs", {})
    found["$defs"]["ClaimEntry"]["properties"]["rule"] = rule


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
    match key.default:
        case bool():
            return {"type": "boolean"}
        case int() | float():
            return {"type": "number"}
        case tuple():
            return {"type": ["array", "string"], "items": {"type": "string"}}
        case Secret():
            return {"type": ["string", "number"]}
    return {"type": ["string", "number", "boolean"]}
