"""Once a week each topic is searched alone and undated: does PubMed still understand it, and find what it has to?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from tracker.errors import SourceError
from tracker.jobs.ports import Clock, PubMed, Stop, Store, never
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.topic import MustFind, Topic
from tracker.rules import topichealth

JOB = "health"
LOOK_BACK = timedelta(days=90)
EVERY, AFTER_FAILURE = timedelta(days=7), timedelta(hours=1)


def topic_health(
    store: Store, pubmed: PubMed, topics: Sequence[Topic], clock: Clock, *, stop: Stop = never
) -> Receipt | None:
    """A few requests a topic. The receipt is kept; `received` of each outcome is the topic's count.

    None, and nothing kept, where it was stopped: a look that was not made is no finding, and is made at the next start.
    """
    started = clock()
    earlier = [one for one in store.receipts.between(started - LOOK_BACK, started) if one.job == JOB]
    outcomes = tuple(_one(store, pubmed, topic, earlier) for topic in topics)
    if stop():
        return None
    receipt = Receipt(job=JOB, started=started, finished=clock(), outcomes=outcomes)
    nobody_answered = bool(outcomes) and all(one.failed for one in outcomes)
    with store.atomic():
        store.receipts.add(receipt)
        store.cursors.set_done(JOB, started - (EVERY - AFTER_FAILURE) if nobody_answered else started)
    return receipt


def _one(store: Store, pubmed: PubMed, topic: Topic, earlier: Sequence[Receipt]) -> SourceOutcome:
    requests = pubmed.requests
    window = topichealth.window(topic)
    try:
        answer = pubmed.examine(topic.search)
        lost = lost_must_finds(store, pubmed, topic)
    except SourceError as error:
        return SourceOutcome(
            source=topic.id,
            title=topic.title,
            status=SourceStatus.FAILED,
            window=window,
            requests=pubmed.requests - requests,
            message=str(error),
        )
    history = [
        outcome.received
        for receipt in earlier
        for outcome in receipt.outcomes
        if outcome.source == topic.id and outcome.window == window and outcome.received is not None
    ]
    notes = topichealth.notes(topic, answer, history, lost)
    return SourceOutcome(
        source=topic.id,
        title=topic.title,
        status=SourceStatus.PARTIAL if notes else SourceStatus.OK,
        window=window,
        received=answer.count,
        requests=pubmed.requests - requests,
        message="; ".join(notes),
    )


def lost_must_finds(store: Store, pubmed: PubMed, topic: Topic) -> tuple[MustFind, ...]:
    """Those that the search no longer returns. One known by its DOI alone is asked for by it. Raises SourceError."""
    numbers: dict[int, MustFind] = {}
    by_doi: list[MustFind] = []
    for must in topic.must_find:
        stored = store.records.by_doi(must.doi) if must.pmid is None and must.doi else None
        pmid = must.pmid or (stored.record.pmid if stored else None)
        if pmid is None:
            by_doi.append(must)
        else:
            numbers[pmid] = must
    found = pubmed.which_of(topic.search, numbers) if numbers else frozenset()
    lost = [must for pmid, must in sorted(numbers.items()) if pmid not in found]
    if by_doi and _found(pubmed, topic, by_doi) < len(by_doi):
        lost += [must for must in by_doi if not _found(pubmed, topic, [must])]
    return tuple(lost)


def _found(pubmed: PubMed, topic: Topic, wanted: Sequence[MustFind]) -> int:
    among = " OR ".join(f'"{must.doi}"[lid]' for must in wanted)
    return pubmed.examine(f"({topic.search}) AND ({among})").count
