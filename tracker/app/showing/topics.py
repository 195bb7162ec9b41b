"""Topics: what is watched, how far, and what came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tracker.app.showing.cards import cards
from tracker.app.showing.claims import Known, claim_rows
from tracker.app.views import TopicRow, TopicView, YearCount, minute
from tracker.model.appraisal import Design, Species
from tracker.model.topic import Topic

if TYPE_CHECKING:
    from tracker.store import Store

NEWEST = 40
KINDS = ("randomised", "other", "preclinical", "unread")


def topic_rows(store: Store | None, topics: Sequence[Topic]) -> tuple[TopicRow, ...]:
    counts = store.records.by_topic() if store else {}
    lines = []
    for topic in topics:
        cursor = store.cursors.topic(topic.id) if store else None
        lines.append(
            TopicRow(
                topic.id,
                topic.title,
                len(topic.claims),
                len(topic.must_find),
                str(counts.get(topic.id, 0)) if store else "unknown",
                str(cursor.since) if cursor else "not yet",
                minute(cursor.until) if cursor else "not yet",
            )
        )
    return tuple(lines)


def topic_view(store: Store | None, topic: Topic, known: Known, today: date) -> TopicView:
    claims = {row.id: row for row in claim_rows(store, known)}
    cursor = store.cursors.topic(topic.id) if store else None
    counts = store.browse.designs_by_year(topic.id) if store else {}
    ids = store.browse.records(topic.id) if store else ()
    return TopicView(
        id=topic.id,
        title=topic.title,
        why=topic.why,
        since=str(cursor.since) if cursor else "",
        records=len(ids) if store else None,
        undated=sum(number for (year, _, _), number in counts.items() if year is None),
        claims=tuple(claims[id] for id in topic.claims if id in claims),
        years=_years(counts, cursor.since if cursor else None, today),
        cards=cards(store, known.claims, known.words, ids[:NEWEST]) if store else (),
    )


def _years(counts: Mapping[tuple[int | None, str, str], int], since: date | None, today: date) -> tuple[YearCount, ...]:
    """Every year of the watch, also those without any; of the years before it only those of which something is known,
    for there none seen is not none."""
    kinds: dict[int, Counter[str]] = {}
    for (year, design, species), number in counts.items():
        if year is not None:
            kinds.setdefault(year, Counter())[_kind(design, species)] += number
    first = since.year if since else today.year + 1
    shown = sorted({*kinds, *range(first, today.year + 1)})
    return tuple(
        YearCount(
            year=year,
            **{kind: kinds.get(year, Counter())[kind] for kind in KINDS},
            watched=year >= first,
            whole=since is not None and since <= date(year, 1, 1) and year < today.year,
        )
        for year in shown
    )


def _kind(design: str, species: str) -> str:
    if not design:
        return "unread"
    if species in (Species.ANIMAL, Species.IN_VITRO) or design == Design.PRECLINICAL:
        return "preclinical"
    return "randomised" if design in (Design.RCT, Design.META_ANALYSIS) else "other"
