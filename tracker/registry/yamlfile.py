"""Reads a YAML file that people edit into plain data, and knows where every key and value stands.

What counts as YAML here is less than the standard (1.2) allows, so that a slip is a message and never a surprise:
a key stands once; anchors, aliases, merge keys, tags and second documents are refused; a plain word is text unless
it is `true`, `false`, `null` or an ordinary decimal number (`012`, `1e3`, `2020-01-01`, `yes` and `no` are text).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from tracker.errors import Problem
from tracker.registry.yamltree import Place, Plain, Tree, ValuePath, grow

MAX_BYTES = 2_000_000
"""A larger file is refused unread: the largest that ships is a twentieth of this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YamlFile:
    """A file as read. `data` is None where it could not be read; `problems` then says why.

    name: as problems show it. data: dict (keys are text), list, str, int, float, bool or None, nested.
    A path is the keys and list positions that lead to a value: ("trd", "sources", 0, "words").
    """

    name: str
    data: Plain = None
    problems: tuple[Problem, ...] = ()
    digest: str = ""
    text: str = ""
    tree: Tree = field(default_factory=Tree, repr=False)

    @property
    def readable(self) -> bool:
        """False where the data is missing altogether (no such file, not YAML): there is nothing to go on with."""
        return self.tree.grown

    def key_place(self, path: ValuePath) -> Place:
        """Where the key (or list item) at `path` stands; the nearest one above where there is none."""
        while path and path not in self.tree.keys:
            path = path[:-1]
        return self.tree.keys.get(path, Place(1, 1))

    def value_place(self, path: ValuePath) -> Place:
        """Where the value at `path` starts; the nearest one above where there is none."""
        while path and path not in self.tree.values:
            path = path[:-1]
        value = self.tree.values.get(path)
        return value.place if value else Place(1, 1)

    def place_inside(self, path: ValuePath, offset: int) -> Place:
        """Where character `offset` (0-based) of the text value at `path` stands in the file."""
        value = self.tree.values.get(path)
        if value is None or value.written is None:
            return self.value_place(path)
        return value.locate(self.text, offset)

    def written(self, path: ValuePath) -> str | None:
        """A plain value as the file spells it (`1.10`, where data has 1.1); None for lists and mappings."""
        value = self.tree.values.get(path)
        return value.written if value else None

    def at_key(self, path: ValuePath, message: str, mend: str = "") -> Problem:
        """A problem that points at the key of `path`."""
        place = self.key_place(path)
        return Problem(self.name, place.line, place.column, message, mend)

    def at_value(self, path: ValuePath, message: str, mend: str = "") -> Problem:
        """A problem that points at the value of `path`."""
        place = self.value_place(path)
        return Problem(self.name, place.line, place.column, message, mend)

    def inside(self, path: ValuePath, offset: int, message: str, mend: str = "") -> Problem:
        """A problem that points into the text value at `path`."""
        place = self.place_inside(path, offset)
        return Problem(self.name, place.line, place.column, message, mend)


def read_yaml(path: Path, name: str | None = None, *, max_bytes: int = MAX_BYTES) -> YamlFile:
    """Read one file. Never raises for what is in it: a fault becomes a problem of the result.

    name: how problems call the file (default: the path as given).
    """
    name = name if name is not None else str(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(max_bytes + 1)
    except FileNotFoundError:
        return _unread(name, "The file is missing.", "Create it, or check the folder given with --queries.")
    except OSError as error:
        return _unread(name, f"The file cannot be read: {error.strerror}.", "Check its permissions.")
    if len(content) > max_bytes:
        return _unread(
            name, f"The file is larger than {max_bytes:,} bytes.", "Split it, or take out what is not needed."
        )
    return parse_yaml(content, name)


def parse_yaml(content: bytes, name: str) -> YamlFile:
    """Read the bytes of a file: UTF-8, with or without a byte order mark, any line ends."""
    digest = hashlib.sha256(content).hexdigest()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        problem = Problem(
            name,
            line,
            column,
            f"The byte 0x{content[error.start]:02x} is not UTF-8.",
            "Save the file with the encoding UTF-8.",
        )
        return YamlFile(name=name, problems=(problem,), digest=digest)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    tree, problems = grow(text, name)
    return YamlFile(
        name=name, data=tree.data if tree.grown else None, problems=tuple(problems), digest=digest, text=text, tree=tree
    )


def _unread(name: str, message: str, mend: str) -> YamlFile:
    return YamlFile(name=name, problems=(Problem(name, 0, 0, message, mend),))
