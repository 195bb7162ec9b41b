"""Searches out of files: checked as PubMed would read them, filled in, every complaint at its line and column."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.model.mesh import MeshFile
from tracker.registry.findings import Findings
from tracker.registry.yamlfile import YamlFile
from tracker.registry.yamltree import ValuePath

if TYPE_CHECKING:
    from tracker.query import Lint, Node


@dataclass(slots=True)
class SearchReader:
    """blocks: the shared pieces, from `block_file` under the key blocks. used: those that a search named.

    Where the block file cannot be read, no search can be judged: none is.
    """

    blocks: dict[str, str]
    block_file: YamlFile
    mesh: MeshFile
    findings: Findings
    used: set[str] = field(default_factory=set)

    def read_blocks(self) -> None:
        """Check every block as a search of its own. What a topic then says of it again is the same problem."""
        for name, text in self.blocks.items():
            self._told(self.block_file, ("blocks", name), text)

    def read(self, file: YamlFile, path: ValuePath, text: str) -> str | None:
        """The search at `path` on one line, comments taken out and blocks filled in; None where it cannot be read."""
        from tracker.query import show
        from tracker.query.tree import Group, walk

        node = self._told(file, path, text) if self.block_file.readable else None
        if node is None:
            return None
        self.used |= {each.block for each in walk(node) if isinstance(each, Group) and each.block}
        return show(node)

    def _told(self, file: YamlFile, path: ValuePath, text: str) -> Node | None:
        """Tell every lint. None if the search cannot be read at all."""
        from tracker.query import read_search

        node, lints = read_search(text, self.blocks, self.mesh)
        for lint in lints:
            self._tell(lint, file, path, text)
        return node

    def _tell(self, lint: Lint, file: YamlFile, path: ValuePath, text: str) -> None:
        if lint.block:
            file, path, text = self.block_file, ("blocks", lint.block), self.blocks[lint.block]
        problem = file.inside(path, _offset(text, lint.line, lint.column), lint.message, lint.mend)
        if lint.serious:
            self.findings.error(problem)
        else:
            self.findings.warn(problem)


def _offset(text: str, line: int, column: int) -> int:
    """From line and column (from 1) to a position in the text (from 0)."""
    lines = text.split("\n")
    return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1
