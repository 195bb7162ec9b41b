"""What an edit of a topic's search does, held against stored records: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tracker.model.mesh import MeshFile
from tracker.model.record import StoredRecord
from tracker.model.topic import MustFind, Topic
from tracker.query import RecordText, Search, clauses, compile_search, parse, ready, show, without


@dataclass(frozen=True, slots=True)
class ClauseHits:
    """hits: records that the search finds and the clause matches; alone: those that only this clause brings."""

    clause: str
    hits: int
    alone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPreview:
    """found_before: None where no earlier search is known. unknown: must-finds that are not stored."""

    looked_at: int
    found_now: int
    found_before: int | None
    comes_in: tuple[StoredRecord, ...]
    goes_out: tuple[StoredRecord, ...]
    missed: tuple[MustFind, ...]
    unknown: tuple[MustFind, ...]
    clauses: tuple[ClauseHits, ...]


def preview(
    topic: Topic,
    before: str | None,
    records: Sequence[StoredRecord],
    must_finds: Mapping[MustFind, StoredRecord],
    mesh: MeshFile,
) -> TopicPreview:
    """before: the search last used, where it is known; must_finds: those that are stored, with their records."""
    now = compile_search(parse(topic.search), mesh)
    was = compile_search(parse(before), mesh) if before is not None else None
    texts = [(stored, ready(stored.record)) for stored in records]
    found = [(stored, text) for stored, text in texts if now.finds(text)]
    ids = {stored.id for stored, _ in found}
    earlier = [stored for stored, text in texts if was.finds(text)] if was else None
    known = {stored.id for stored in earlier} if earlier is not None else ids
    return TopicPreview(
        looked_at=len(texts),
        found_now=len(found),
        found_before=len(earlier) if earlier is not None else None,
        comes_in=tuple(stored for stored, _ in found if stored.id not in known),
        goes_out=tuple(stored for stored in earlier or () if stored.id not in ids),
        missed=tuple(must for must, stored in must_finds.items() if not now.finds(stored.record)),
        unknown=tuple(must for must in topic.must_find if must not in must_finds),
        clauses=_clause_hits(now, [text for _, text in found], mesh),
    )


def _clause_hits(search: Search, found: Sequence[RecordText], mesh: MeshFile) -> tuple[ClauseHits, ...]:
    counted = []
    for clause in clauses(search.node):
        test = compile_search(clause, mesh, search.spotter)
        hits = [text for text in found if test.finds(text)]
        rest = without(search.node, clause)
        others = compile_search(rest, mesh, search.spotter) if rest is not None else None
        alone = sum(others is None or not others.finds(text) for text in hits)
        counted.append(ClauseHits(show(clause), len(hits), alone))
    return tuple(sorted(counted, key=lambda one: (-one.alone, -one.hits)))
