"""Frozen dataclasses to JSON and back, by their type hints. Fields that old JSON lacks get their defaults."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any, Literal, NewType, TypeVar, Union, get_args, get_origin, get_type_hints

from tracker.errors import StoreError
from tracker.model.subscriber import Preferences

T = TypeVar("T")
Reader = Callable[[Any], Any]


def dumps(value: object) -> str:
    """Every field is written, also where it has its default: a default that changes later must not change the past."""
    return json.dumps(value, default=_plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def loads(kind: type[T], text: str) -> T:
    """Raises StoreError where the text is not what `dumps` wrote for this type. Unknown fields are passed over."""
    try:
        hashable: Any = kind
        value: T = _reader(hashable)(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise StoreError(
            f"a stored {kind.__name__} cannot be read back: {error}", mend="Restore a backup, or report a defect."
        ) from error
    return value


@lru_cache(maxsize=1024)
def preferences_of(text: str) -> Preferences:
    """Many readers have the same."""
    return loads(Preferences, text)


def time_text(at: datetime) -> str:
    """UTC, fixed width, so that the order of the texts is the order of the times."""
    if at.tzinfo is None:
        raise ValueError(f"a time without its zone: {at}")
    return at.astimezone(UTC).isoformat(sep=" ", timespec="microseconds")


def maybe_time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def maybe_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plain(value: Any) -> Any:
    """One step towards what JSON knows, for a value that it does not; it comes back for the fields."""
    kind: Any = type(value)
    if names := _field_names(kind):  # nearly always
        return {name: getattr(value, name) for name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return time_text(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no way to keep a {kind.__name__}")


@cache
def _field_names(kind: Any) -> tuple[str, ...]:
    """() for what is no dataclass."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else ()


@cache
def _reader(kind: Any) -> Reader:
    """How JSON becomes a value of this type; built once per type."""
    origin = get_origin(kind)
    if isinstance(kind, NewType):
        return _reader(kind.__supertype__)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin is dict:
        read_value = _reader(get_args(kind)[1])
        return lambda given: {key: read_value(item) for key, item in given.items()}
    if origin is Literal:
        return _scalar(str)
    if kind in (datetime, date):
        return kind.fromisoformat  # type: ignore[no-any-return]  # of the two kinds
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if dataclasses.is_dataclass(kind):
        return _dataclass(kind)
    if kind in (str, int, float, bool):
        return _scalar(kind)
    raise TypeError(f"no way to read a {kind} back")


def _scalar(kind: type) -> Reader:
    allowed = (int, float) if kind is float else kind

    def read(given: Any) -> Any:
        if type(given) is kind:  # nearly always, and a record has two hundred of them
            return given
        if not isinstance(given, allowed) or (isinstance(given, bool) and kind is not bool):
            raise TypeError(f"{given!r} is not a {kind.__name__}")
        return kind(given)

    return read


def _optional(kind: Any) -> Reader:
    members = [member for member in get_args(kind) if member is not types.NoneType]
    if len(members) != 1:
        raise TypeError(f"no way to tell the members of {kind} apart")
    read = _reader(members[0])
    return lambda given: None if given is None else read(given)


def _tuple(members: tuple[Any, ...]) -> Reader:
    if len(members) == 2 and members[1] is Ellipsis:
        read = _reader(members[0])
        return lambda given: tuple([read(item) for item in given])
    readers = tuple(_reader(member) for member in members)
    return lambda given: tuple([read(item) for read, item in zip(readers, given, strict=True)])


def _dataclass(kind: Any) -> Reader:
    hints = get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in dataclasses.fields(kind)}

    def read(given: Any) -> Any:
        return kind(**{name: readers[name](item) for name, item in given.items() if name in readers})

    return read
