"""What the operator has to hear of: pure, over the receipts and what waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker.model.receipt import Receipt

IN_A_ROW = 3
"""A source that fails once is asked again; one that fails so often needs a person."""

UNSENT_FOR = timedelta(days=2)


def alarms(
    fetches: Sequence[Receipt],
    health: Receipt | None,
    *,
    oldest_unsent: datetime | None,
    suspended: int,
    now: datetime,
) -> tuple[str, ...]:
    """One sentence each, gravest first; () when all is well. fetches: oldest first."""
    found = []
    if oldest_unsent is not None and now - oldest_unsent > UNSENT_FOR:
        found.append(f"Digests have waited to be sent since {oldest_unsent:%Y-%m-%d %H:%M} UTC.")
    found += [
        f"{title} has not answered completely {times} times in a row: {message}"
        for title, times, message in failing(fetches)
        if times >= IN_A_ROW
    ]
    if health is not None:
        found += [f"Topic {one.title}: {one.message}" for one in health.outcomes if one.message]
    if suspended:
        found.append(f"{suspended} address(es) are suspended: the mail servers refused them for good.")
    return tuple(found)


def failing(fetches: Sequence[Receipt]) -> list[tuple[str, int, str]]:
    """(title, failures in a row up to now, newest message) per source that failed last."""
    streaks: dict[str, tuple[str, int, str]] = {}
    for receipt in fetches:
        for outcome in receipt.outcomes:
            if outcome.failed:
                times = streaks.get(outcome.source, ("", 0, ""))[1] + 1
                streaks[outcome.source] = (outcome.title, times, outcome.message)
            else:
                streaks.pop(outcome.source, None)
    return list(streaks.values())
