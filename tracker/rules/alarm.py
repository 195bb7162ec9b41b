"""What the operator has to hear of: pure, over the receipts and what waits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.model.receipt import Receipt

IN_A_ROW = 3
"""A source that fails once is asked again; one that fails so often needs a person."""

DOWN_FOR = timedelta(days=1)
"""PubMed is asked again each hour after a failure, and may well be away for some of them."""

UNSENT_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Failing:
    """A source that did not answer when it was last asked. since: when the first of these failures was."""

    source: str
    title: str
    times: int
    since: datetime
    message: str


def alarms(
    fetches: Sequence[Receipt],
    health: Receipt | None,
    *,
    last_good: Mapping[str, datetime],
    oldest_unsent: datetime | None,
    suspended: int,
    disk_nearly_full: bool,
    struck: Sequence[str] = (),
    now: datetime,
) -> tuple[str, ...]:
    """One sentence each, gravest first; () when all is well. The same words as long as it is the same matter.

    fetches: oldest first; last_good: source -> when it last answered completely; struck: of works that articles cite.
    """
    found = []
    if disk_nearly_full:
        found.append("The disk is nearly full: free some space, or soon nothing can be kept.")
    if oldest_unsent is not None and now - oldest_unsent > UNSENT_FOR:
        found.append(f"Digests have waited to be sent since {oldest_unsent:%Y-%m-%d %H:%M} UTC.")
    found += [
        _down(one, last_good.get(one.source))
        for one in failing(fetches)
        if one.times >= IN_A_ROW and now - last_good.get(one.source, one.since) >= DOWN_FOR
    ]
    if health is not None:
        found += [f"Topic {one.title}: {one.message}" for one in health.outcomes if one.message]
    found += struck
    if suspended:
        found.append(f"{suspended} address(es) are suspended: the mail servers refused them for good.")
    return tuple(found)


def _down(one: Failing, good: datetime | None) -> str:
    since = f"has given no complete answer since {good:%Y-%m-%d %H:%M} UTC" if good else "never gave a complete answer"
    return f"{one.title} {since}: {one.message}"


def failing(fetches: Sequence[Receipt]) -> tuple[Failing, ...]:
    """Each source that failed when it was last asked, with its failures in a row up to then."""
    streaks: dict[str, Failing] = {}
    for receipt in fetches:
        for outcome in receipt.outcomes:
            before = streaks.pop(outcome.source, None)
            if outcome.failed:
                times, since = (before.times + 1, before.since) if before else (1, receipt.started)
                streaks[outcome.source] = Failing(outcome.source, outcome.title, times, since, outcome.message)
    return tuple(streaks.values())
