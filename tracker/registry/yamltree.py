"""From YAML events to plain data with the place of every key and value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from tracker.errors import Problem
from tracker.registry.yamladvice import syntax_problems

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"
ValuePath: TypeAlias = "tuple[str | int, ...]"

MAX_DEPTH = 20
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,17})\.[0-9]{1,17}\Z")
_WORDS: dict[str, bool | None] = {
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
    "null": None, "Null": None, "NULL": None, "~": None, "": None,
}  # fmt: skip


class Place(NamedTuple):
    """A position in a file, both 1-based."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Value:
    """A value's place; for one that is no list or mapping, also its text and how it is quoted."""

    place: Place
    index: int = 0  #: of its first character in the file's text
    written: str | None = None
    style: str = ""  #: "", "'", '"', "|" or ">"

    def locate(self, source: str, offset: int) -> Place:
        """The place of character `offset` of the value.

        Folding and indentation only change white space, so the place is found by counting the other characters.
        Text with escapes cannot be counted that way: its start is given.
        """
        assert self.written is not None
        at = self.index
        if self.style in ("|", ">"):
            at = source.find("\n", at) + 1
        elif self.style in ("'", '"'):
            at += 1
            first = source[at : at + len(self.written) * 2]
            if "\\" in first if self.style == '"' else "''" in first:
                return self.place
        last = sum(1 for character in self.written if not character.isspace()) - 1
        before = min(sum(1 for character in self.written[:offset] if not character.isspace()), last)
        if before < 0:
            return self.place
        line_start = source.rfind("\n", 0, at) + 1
        line = source.count("\n", 0, at) + 1
        while at < len(source):
            character = source[at]
            if character == "\n":
                line, line_start = line + 1, at + 1
            elif not character.isspace():
                if before == 0:
                    return Place(line, at - line_start + 1)
                before -= 1
            at += 1
        return self.place


@dataclass(slots=True)
class Tree:
    """data, and per path the place of its key (or list item) and its value."""

    grown: bool = False
    data: Plain = None
    keys: dict[ValuePath, Place] = field(default_factory=dict)
    values: dict[ValuePath, Value] = field(default_factory=dict)


def grow(text: str, name: str) -> tuple[Tree, list[Problem]]:
    """Parse the text of the file called `name`. A tree that is not `grown` has no data."""
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    #: the quick parser where it is installed; what it refuses, the thorough one reads again, or says what is wrong
    directives = text.startswith("%") or "\n%" in text
    for pure in (True,) if directives else (None, True):
        grower = _Grower(name)
        try:
            for event in YAML(typ="safe", pure=pure).parse(text):
                grower.take(event)
        except YAMLError as error:
            if pure:
                return Tree(), [*grower.problems, *syntax_problems(error, text, name)]
            continue
        except _StopGrowing:
            return Tree(), grower.problems
        break
    grower.tree.grown = True
    return grower.tree, grower.problems


def plain_value(written: str) -> Plain:
    """What an unquoted word means. The rule is narrower than YAML's: see the module yamlfile."""
    if written in _WORDS:
        return _WORDS[written]
    if _INTEGER.match(written):
        return int(written)
    return float(written) if _DECIMAL.match(written) else written


class _StopGrowing(Exception):
    """The file cannot be read on."""


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open."""

    holder: dict[str, Plain] | list[Plain]
    path: ValuePath
    key: str | None = None  #: of the value that comes next, in a mapping
    forgotten: bool = False  #: the next value belongs to a key that stands twice


class _Grower:
    def __init__(self, name: str) -> None:
        self.name = name
        self.tree = Tree()
        self.problems: list[Problem] = []
        self.stack: list[_Frame] = []
        self.documents = 0

    def take(self, event: Any) -> None:
        """Take the next event. Raises _StopGrowing where nothing sensible can follow."""
        kind = type(event).__name__
        if kind == "DocumentStartEvent":
            self._start_document(event)
        elif kind == "AliasEvent":
            self._tell(event, "YAML aliases (*name) are not used here.", "Write the value out.")
            self._place_value(event, None, None)
        elif kind == "ScalarEvent":
            self._refuse_decorations(event)
            self._take_scalar(event)
        elif kind in ("MappingStartEvent", "SequenceStartEvent"):
            self._refuse_decorations(event)
            self._open(event, {} if kind == "MappingStartEvent" else [])
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            self.stack.pop()

    def _start_document(self, event: Any) -> None:
        self.documents += 1
        if event.version or event.tags:
            self._tell(event, "A line starting with % gives YAML other rules.", "Remove it.", stop=True)
        if self.documents > 1:
            self._tell(event, "A second document starts here (---).", "Keep one document in a file.", stop=True)

    def _refuse_decorations(self, event: Any) -> None:
        if event.anchor is not None:
            self._tell(
                event,
                f"YAML anchors (&{event.anchor}) are not used here.",
                "Remove it, and write the value out where it is needed.",
            )
        if event.ctag is not None:
            self._tell(
                event,
                f"YAML tags ({event.ctag}) are not used here.",
                "Remove it; to keep a number as text, put it in quotes.",
            )

    def _take_scalar(self, event: Any) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is not None and isinstance(frame.holder, dict) and frame.key is None:
            self._take_key(frame, event)
            return
        style = event.style or ""
        self._place_value(event, event.value if style else plain_value(event.value), event.value)

    def _take_key(self, frame: _Frame, event: Any) -> None:
        key = str(event.value)
        place = _place(event)
        path = (*frame.path, key)
        if key == "<<" and not event.style:
            self._tell(event, "YAML merge keys (<<) are not used here.", "Write the keys out.")
        if key == "":
            self._tell(event, "A key is empty.", "Write a name before the colon.")
        assert isinstance(frame.holder, dict)
        frame.key = key
        frame.forgotten = key in frame.holder
        if frame.forgotten:
            first = self.tree.keys[path].line
            self._tell(
                event, f"The key '{key}' stands twice: the first is on line {first}.", "Keep one, or rename one."
            )
        self.tree.keys.setdefault(path, place)

    def _place_value(self, event: Any, value: Plain, written: str | None) -> ValuePath:
        """Put the value where it belongs, and note its place. Returns its path."""
        noted = Value(_place(event), event.start_mark.index, written, getattr(event, "style", None) or "")
        if not self.stack:
            self.tree.data = value
            self.tree.values[()] = noted
            self.tree.keys[()] = noted.place
            return ()
        frame = self.stack[-1]
        if isinstance(frame.holder, list):
            path: ValuePath = (*frame.path, len(frame.holder))
            frame.holder.append(value)
            self.tree.keys.setdefault(path, noted.place)
        else:
            if frame.key is None:
                self._tell(
                    event,
                    "A list or mapping cannot be a key.",
                    "If a text starts with [ or {, put it in quotes.",
                    stop=True,
                )
            assert frame.key is not None
            path = (*frame.path, frame.key)
            if not frame.forgotten:
                frame.holder[frame.key] = value
            frame.key = None
        self.tree.values.setdefault(path, noted)
        return path

    def _open(self, event: Any, holder: dict[str, Plain] | list[Plain]) -> None:
        if len(self.stack) >= MAX_DEPTH:
            self._tell(
                event,
                f"Lists and mappings are nested more than {MAX_DEPTH} deep.",
                "Check the brackets and the indentation.",
                stop=True,
            )
        path = self._place_value(event, holder, None)
        self.stack.append(_Frame(holder, path))

    def _tell(self, event: Any, message: str, mend: str, *, stop: bool = False) -> None:
        self.problems.append(Problem(self.name, *_place(event), message, mend))
        if stop:
            raise _StopGrowing


def _place(event: Any) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)
