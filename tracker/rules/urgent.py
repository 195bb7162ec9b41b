"""What a reader is told between two digests: it must not wait."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.model.event import Event, EventKind
from tracker.model.record import RecordId
from tracker.model.subscriber import Frequency, Preferences, Subscriber
from tracker.model.topic import Topic
from tracker.rules.digest import state_moves, wanted_topics


def may_be_urgent(event: Event) -> bool:
    return event.kind.is_alert or event.kind is EventKind.CLAIM_STATE


def urgent_for(
    reader: Subscriber,
    events: Iterable[Event],
    topics: Sequence[Topic],
    *,
    told: frozenset[RecordId],
    heard: frozenset[int],
) -> frozenset[int]:
    """Numbers of the events: retractions, concerns and corrections of studies that this very reader was sent, and what
    they did to the state of claims; every change of a claim's state for who wants that.

    heard: numbers of events that the reader was told between digests before.
    """
    new = [one for one in events if (one.number or 0) > reader.after and one.number not in heard]
    struck = {one.record for one in new if one.kind.is_alert and one.record in told}
    wanted = wanted_topics(topics, reader.preferences)
    moves = [event for span in state_moves(new, wanted).values() for event in span]
    found = [one for one in new if one.kind.is_alert and one.record in struck]
    found += [one for one in moves if one.record in struck or reader.preferences.claim_alerts]
    return frozenset(one.number or 0 for one in found)


def urgently(preferences: Preferences) -> Preferences:
    """The reader's wishes for such a mail: no new studies, but the claims that moved. Equal for most."""
    return Preferences(
        topics=preferences.topics,
        frequency=Frequency.ALERTS,
        claim_alerts=True,
        plain_subjects=preferences.plain_subjects,
    )
