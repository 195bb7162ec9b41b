"""For whoever edits a topic: what the edit does, what the search misses, and a file to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app.workshop import Workshop
from tracker.errors import UsageError
from tracker.jobs.health import lost_must_finds
from tracker.model.record import StoredRecord
from tracker.model.topic import MustFind, Topic
from tracker.model.window import Window
from tracker.rules.topichealth import remarks
from tracker.rules.topicpreview import TopicPreview, preview

if TYPE_CHECKING:
    from tracker.store import Store

YEAR = timedelta(days=365)
TITLES = 10
"""Live records whose titles are asked for, each way."""


@dataclass(frozen=True, slots=True)
class Named:
    """name: PMID or DOI."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """PubMed's own answer. came, went: of the last year, None where no earlier search is known."""

    count: int
    came: tuple[int, ...] | None
    went: tuple[int, ...] | None
    titles: tuple[Named, ...]
    lost: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """relevant: records that bear on a claim of the topic. unknown: must-finds that are not stored."""

    must_finds: int
    missed: tuple[str, ...]
    unknown: tuple[str, ...]
    relevant: int
    relevant_missed: tuple[Named, ...]
    live_lost: tuple[str, ...] | None = None


class TopicWork:
    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def preview(self, id: str) -> TopicPreview:
        """The topic as it stands in its file against the search last used, over the last year's stored records."""
        (topic,) = self._workshop.topics([id])
        with self._workshop.store(read_only=True) as store:
            since = (self._workshop.clock() - YEAR).date()
            records = store.records.load(store.browse.created_since(since))
            return preview(
                topic, _before(store, topic), records, _stored_must_finds(store, topic), self._workshop.registry.mesh
            )

    def live(self, id: str) -> Live:
        """The same asked of PubMed. Raises SourceError."""
        (topic,) = self._workshop.topics([id])
        pubmed, today = self._workshop.pubmed, self._workshop.clock().date()
        year = Window("crdt", today - YEAR, today)
        with self._workshop.store(read_only=True) as store:
            before, lost = _before(store, topic), lost_must_finds(store, pubmed, topic)
        answer = pubmed.examine(topic.search)
        came = went = None
        if before is not None:
            came = tuple(sorted(pubmed.search(f"({topic.search}) NOT ({before})", year).pmids, reverse=True))
            went = tuple(sorted(pubmed.search(f"({before}) NOT ({topic.search})", year).pmids, reverse=True))
        shown = [*(came or ())[:TITLES], *(went or ())[:TITLES]]
        fetched = pubmed.fetch(shown).sightings if shown else ()
        return Live(
            count=answer.count,
            came=came,
            went=went,
            titles=tuple(Named(str(one.record.pmid), one.record.title) for one in fetched),
            lost=tuple(must.name for must in lost),
            remarks=remarks(topic.search, answer),
        )

    def recall(self, id: str, *, live: bool) -> Recall:
        """Of what is known to belong to the topic, what its search finds. live: asks PubMed as well."""
        from tracker.query import compile_search, parse

        (topic,) = self._workshop.topics([id])
        search = compile_search(parse(topic.search), self._workshop.registry.mesh)
        with self._workshop.store(read_only=True) as store:
            stored = _stored_must_finds(store, topic)
            ids = sorted({id for claim in topic.claims for id in store.readings.records_with(claim)})
            relevant = [one for one in store.records.load(ids) if topic.id in one.topics]
            lost = lost_must_finds(store, self._workshop.pubmed, topic) if live else None
        return Recall(
            must_finds=len(topic.must_find),
            missed=tuple(must.name for must, one in stored.items() if not search.finds(one.record)),
            unknown=tuple(must.name for must in topic.must_find if must not in stored),
            relevant=len(relevant),
            relevant_missed=tuple(named(one) for one in relevant if not search.finds(one.record)),
            live_lost=None if lost is None else tuple(must.name for must in lost),
        )

    def new(self, id: str, title: str) -> Path:
        """A commented file to begin with. Raises UsageError for a name that is none, or is taken."""
        from tracker.registry.schema import NAME_MEND, name_problem

        if wrong := name_problem(id, "topic"):
            raise UsageError(wrong, mend=NAME_MEND)
        path = self._workshop.files.queries / "topics" / f"{id}.yaml"
        if path.exists():
            raise UsageError("is there already", where=str(path), mend="Edit it, or choose another id.")
        path.write_text(SCAFFOLD.format(title=title or id.replace("-", " ").capitalize()), encoding="utf-8")
        return path


def named(stored: StoredRecord) -> Named:
    record = stored.record
    return Named(str(record.pmid or record.doi or record.url or stored.id), record.title)


def _before(store: Store, topic: Topic) -> str | None:
    cursor = store.cursors.topic(topic.id)
    return cursor.search or None if cursor else None


def _stored_must_finds(store: Store, topic: Topic) -> dict[MustFind, StoredRecord]:
    found = {}
    for must in topic.must_find:
        stored = store.records.by_pmid(must.pmid) if must.pmid else None
        stored = stored or (store.records.by_doi(must.doi) if must.doi else None)
        if stored is not None:
            found[must] = stored
    return found


SCAFFOLD = """\
# yaml-language-server: $schema=../schemas/topic.json
# One watched matter; the file's name is its id, which is stored: do not change it later.

# For readers: in mails and on pages.
title: "{title}"

# Why it is watched, for whoever edits this file next.
why: >-
  Say here what the articles claim, and what belongs to the topic and what does not.

# PubMed's language. A tag after every term; quotes around phrases; at least four letters before a *; parentheses where
# AND and OR meet. Comments run from # to the end of the line. A block of subject.yaml is named in braces.
search: |
  "replace this phrase"[tiab]
  OR "and this one"[tiab]

# Landmark records that the search has to return; it is tested with them every week.
must_find: []
#  - pmid: 12345678
#    note: why it is a landmark

# Ids of claims (claims/*.yaml) that the topic's studies may bear on.
claims: []
"""
