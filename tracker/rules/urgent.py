"""What a reader is told between two digests: it must not wait."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from tracker.model.event import Event, EventKind
from tracker.model.record import RecordId
from tracker.model.subscriber import Frequency, Preferences, Subscriber
from tracker.model.topic import Topic
from tracker.rules.digest import state_moves, wanted_topics


def may_be_urgent(event: Event) -> bool:
    return event.kind.is_alert or event.kind in (EventKind.CLAIM_STATE, EventKind.GUIDELINE)


def urgent_for(
    reader: Subscriber,
    events: Iterable[Event],
    topics: Sequence[Topic],
    *,
    told: frozenset[RecordId],
    heard: frozenset[int],
    guidelines: Mapping[RecordId, Sequence[str]],
) -> frozenset[int]:
    """Numbers of the events: retractions, concerns and corrections of studies that this very reader was sent, and what
    they did to the state of claims; new guidelines on the reader's topics; every change of a claim's state for who
    wants that.

    heard: numbers of events that the reader was told between digests before. guidelines: the topics of each.
    """
    new = [one for one in events if (one.number or 0) > reader.after and one.number not in heard]
    struck = {one.record for one in new if one.kind.is_alert and one.record in told}
    wanted = wanted_topics(topics, reader.preferences)
    moves = [event for span in state_moves(new, wanted).values() for event in span]
    found = [one for one in new if one.kind.is_alert and one.record in struck]
    found += [one for one in moves if one.record in struck or reader.preferences.claim_alerts]
    found += [one for one in new if one.kind is EventKind.GUIDELINE and _is_wanted(one, wanted, told, guidelines)]
    return frozenset(one.number or 0 for one in found)


def _is_wanted(
    event: Event, wanted: Iterable[Topic], told: frozenset[RecordId], guidelines: Mapping[RecordId, Sequence[str]]
) -> bool:
    """Not where the reader was sent it as a study already."""
    if event.record is None or event.record in told:
        return False
    return bool({topic.id for topic in wanted}.intersection(guidelines.get(event.record, ())))


def urgently(preferences: Preferences) -> Preferences:
    """The reader's wishes for such a mail: no new studies, but the claims that moved. Equal for most."""
    return Preferences(
        topics=preferences.topics,
        frequency=Frequency.ALERTS,
        claim_alerts=True,
        plain_subjects=preferences.plain_subjects,
        language=preferences.language,
    )
