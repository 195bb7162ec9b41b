"""Once a week each topic is searched alone and undated: does PubMed still understand it, and find what it has to?"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.errors import SourceError
from tracker.jobs.ports import Clock, PubMed, Store
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.topic import Topic

JOB = "health"
SHRUNK_TO = 0.8
"""A search that finds less than this share of what it found before is suspicious: PubMed only grows."""


def topic_health(store: Store, pubmed: PubMed, topics: Sequence[Topic], clock: Clock) -> Receipt:
    """Two requests a topic at the most. The receipt is kept; `received` of each outcome is the topic's count."""
    started = clock()
    last = store.receipts.last(JOB)
    before = {outcome.source: outcome.received for outcome in last.outcomes} if last else {}
    outcomes = tuple(_one(pubmed, topic, before.get(topic.id)) for topic in topics)
    receipt = Receipt(job=JOB, started=started, finished=clock(), outcomes=outcomes)
    with store.atomic():
        store.receipts.add(receipt)
        store.cursors.set_done(JOB, started)
    return receipt


def _one(pubmed: PubMed, topic: Topic, before: int | None) -> SourceOutcome:
    requests = pubmed.requests
    try:
        count, warnings = _count(pubmed, topic)
        lost = _lost(pubmed, topic)
    except SourceError as error:
        return SourceOutcome(
            source=topic.id,
            title=topic.title,
            status=SourceStatus.FAILED,
            requests=pubmed.requests - requests,
            message=str(error),
        )
    notes = [f"PubMed says of the search in {topic.file}:{topic.line}: {warning}" for warning in warnings]
    if lost:
        notes.append("no longer found: " + ", ".join(f"PMID {pmid}" for pmid in lost))
    if count == 0:
        notes.append("the search finds nothing at all")
    elif before is not None and count < before * SHRUNK_TO:
        notes.append(f"the search found {before} before and finds {count} now")
    return SourceOutcome(
        source=topic.id,
        title=topic.title,
        status=SourceStatus.PARTIAL if notes else SourceStatus.OK,
        received=count,
        requests=pubmed.requests - requests,
        message="; ".join(notes),
    )


def _count(pubmed: PubMed, topic: Topic) -> tuple[int, tuple[str, ...]]:
    answer = pubmed.examine(topic.search)
    return answer.count, (*answer.errors, *answer.warnings)


def _lost(pubmed: PubMed, topic: Topic) -> list[int]:
    wanted = {must.pmid for must in topic.must_find if must.pmid is not None}
    return sorted(wanted - pubmed.which_of(topic.search, wanted)) if wanted else []
