"""Which keys a pydantic model allows at a place inside it: for 'did you mean'."""

from __future__ import annotations

from typing import Annotated, Any, Union, get_args, get_origin


def keys_allowed_at(shape: Any, loc: tuple[str | int, ...]) -> tuple[str, ...]:
    """The keys of the mapping at pydantic's location `loc` below `shape`; () where it has no fixed keys.

    Where alternatives are possible (a union), the keys of all of them.
    """
    shapes = [shape]
    for part in loc:
        inner = [step for one in shapes for step in _inside(one, part)]
        shapes = inner or _named(shapes, part) or shapes
    return tuple(dict.fromkeys(key for one in shapes for key in _keys(one)))


def _inside(shape: Any, part: str | int) -> list[Any]:
    found: list[Any] = []
    for one in _members(shape):
        fields = getattr(one, "model_fields", None)
        arguments = get_args(one)
        if isinstance(fields, dict):
            found += [info.annotation for name, info in fields.items() if part in (name, info.alias)]
        elif get_origin(one) is dict:
            found.append(arguments[1])
        elif isinstance(part, int) and arguments:
            fixed = get_origin(one) is tuple and arguments[-1] is not Ellipsis
            found.append(arguments[min(part, len(arguments) - 1) if fixed else 0])
    return found


def _named(shapes: list[Any], part: str | int) -> list[Any]:
    """The member of a union that pydantic's location names: by its class, or by the tag that tells it apart."""
    return [
        member
        for one in shapes
        for member in _members(one)
        if getattr(member, "__name__", "") == part
        or any(part in get_args(info.annotation) for info in getattr(member, "model_fields", {}).values())
    ]


def _keys(shape: Any) -> list[str]:
    keys: list[str] = []
    for one in _members(shape):
        fields = getattr(one, "model_fields", None)
        if isinstance(fields, dict):
            keys += [info.alias or name for name, info in fields.items()]
    return keys


def _members(shape: Any) -> list[Any]:
    """The alternatives of a union (one, if it is none), without annotations and aliases."""
    if get_origin(shape) is Annotated:
        return _members(get_args(shape)[0])
    if get_origin(shape) is Union or type(shape).__name__ == "UnionType":
        return [member for argument in get_args(shape) for member in _members(argument)]
    return [shape]
