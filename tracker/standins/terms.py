"""What a search term means to the stand-in, and what PubMed would remark on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from tracker.model.mesh import MeshFile
from tracker.model.record import Record
from tracker.query import SearchError, compile_search, leaves, parse, show
from tracker.query.fields import TagTrouble
from tracker.query.tree import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A term, read once, to be held against many records."""

    matches: Callable[[Record], bool]
    translation: str
    fields_not_found: tuple[str, ...] = ()
    phrases_not_found: tuple[str, ...] = ()


Judge = Callable[[str], Judged]
"""Raises SearchError where the term cannot be read at all."""


def pubmed_judge(mesh: MeshFile | None = None, *, not_indexed: frozenset[str] = frozenset()) -> Judge:
    """The project's own reading of PubMed's language, taken strictly: a record without headings meets no heading.

    mesh: the tree that headings are exploded by; without one a heading finds itself only. not_indexed: quoted phrases,
    in lower case, that PubMed's phrase index lacks: it says so and finds nothing by them.
    """
    tree = mesh or MeshFile()

    @lru_cache(maxsize=256)
    def judge(term: str) -> Judged:
        node = parse(term)
        search = compile_search(node, tree)

        def matches(record: Record) -> bool:
            match = search.matches(record)
            return match is not None and match.plain

        unknown = [
            leaf.tag.text for leaf in leaves(node) if leaf.tag is not None and leaf.tag.trouble is TagTrouble.UNKNOWN
        ]
        # PubMed says so only of a single word; of a tag it does not know it mostly says nothing
        lonely = tuple(unknown) if isinstance(node, Term) else ()
        quoted = [leaf.text for leaf in leaves(node) if isinstance(leaf, Term) and leaf.quoted]
        return Judged(
            matches=matches,
            translation=show(node),
            fields_not_found=lonely,
            phrases_not_found=tuple(f'"{phrase}"' for phrase in quoted if phrase.lower() in not_indexed),
        )

    return judge


__all__ = ["Judge", "Judged", "SearchError", "pubmed_judge"]
