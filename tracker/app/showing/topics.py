"""Topics: what is watched, and how far."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.app.views import TopicRow, minute
from tracker.model.topic import Topic

if TYPE_CHECKING:
    from tracker.store import Store


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
