"""Which topics a record belongs to: PubMed says so itself, asked as seldom as can be."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.jobs.ports import PubMed, TopicsOf
from tracker.model.record import Record
from tracker.model.topic import Topic
from tracker.rules import watch


def none_likely(_record: Record) -> Sequence[str]:
    """No local search is at hand."""
    return ()


def topics_of(
    pubmed: PubMed, records: Sequence[Record], topics: Sequence[Topic], likely: TopicsOf
) -> dict[int, set[str]]:
    """PMID -> topics; records of no topic are absent. Raises SourceError.

    PubMed knows tree explosions that no local copy of a search does. So the local ones only say which topics to ask
    about alone. All others are asked about together first: one question is enough where the answer is "none", as it
    mostly is.
    """
    pmids = [record.pmid for record in records if record.pmid is not None]
    if not pmids:
        return {}
    expected = {id for record in records for id in likely(record)}
    others = [topic for topic in topics if topic.id not in expected]
    surprising = pubmed.which_of(watch.joined(others), pmids) if others else frozenset()
    found: dict[int, set[str]] = {}
    for topic in topics:
        asked = pmids if topic.id in expected else surprising
        for pmid in pubmed.which_of(topic.search, asked) if asked else ():
            found.setdefault(pmid, set()).add(topic.id)
    return found
