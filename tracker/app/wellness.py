"""Whether all is well, in the few figures that a monitor asks for. Nothing in it names a reader or a path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tracker.app.showing.status import LEAST_FREE, late_fetches, newest_outcomes
from tracker.model.receipt import SourceStatus
from tracker.rules.alarm import failing

if TYPE_CHECKING:
    from tracker.store import Store
    from tracker.store.facts import Facts

PUBMED = "pubmed"
"""The source that is asked about everything: without it "nothing new" means nothing."""

MISSED_FETCHES = 3
SHORTEST_ALARM = timedelta(days=1)
"""PubMed may be away for hours: an alarm before a day, or before three fetches failed, would cry wolf."""

LONGEST_WAIT = timedelta(days=2)
"""A digest that has waited so long is not only waiting for its mail server's greylisting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """last_complete: when it was last asked and answered completely; None where it never did."""

    source: str
    last_complete: datetime | None
    failures_in_a_row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wellness:
    """last_complete_fetch: when PubMed was last asked and answered completely; None where it never did.

    sources: each that was asked within a month. oldest_unsent_hours: for how long that digest has waited.
    failing_sources: without a complete answer when last asked; told, but no alarm: a journal may block for ever.
    problems: why this is an alarm; none where all is well.
    """

    last_complete_fetch: datetime | None
    sources: tuple[SourceHealth, ...]
    failing_sources: tuple[str, ...]
    unsent_digests: int | None
    oldest_unsent: datetime | None
    oldest_unsent_hours: float | None
    suspended_addresses: int | None
    disk_nearly_full: bool
    store_sound: bool
    problems: tuple[str, ...]

    @property
    def well(self) -> bool:
        return not self.problems


UNREADABLE = Wellness(
    last_complete_fetch=None,
    sources=(),
    failing_sources=(),
    unsent_digests=None,
    oldest_unsent=None,
    oldest_unsent_hours=None,
    suspended_addresses=None,
    disk_nearly_full=False,
    store_sound=False,
    problems=("the store cannot be read",),
)


def wellness(store: Store, now: datetime, *, fetch_every: timedelta) -> Wellness:
    """Reads the whole store once, for SQLite's quick check. Raises StoreError."""
    facts = store.facts()
    good = store.receipts.last_good(now)
    complete = good.get(PUBMED)
    fetches = late_fetches(store, now)
    newest = newest_outcomes(fetches)
    in_a_row = {one.source: one.times for one in failing(fetches)}
    waited = now - facts.oldest_unsent if facts.oldest_unsent else None
    return Wellness(
        last_complete_fetch=complete,
        sources=tuple(
            SourceHealth(
                source=one.source,
                last_complete=good.get(one.source),
                failures_in_a_row=in_a_row.get(one.source, 0),
            )
            for _, one in newest
        ),
        failing_sources=tuple(one.source for _, one in newest if one.failed or one.status is SourceStatus.PARTIAL),
        unsent_digests=facts.unsent,
        oldest_unsent=facts.oldest_unsent,
        oldest_unsent_hours=round(waited / timedelta(hours=1), 1) if waited is not None else None,
        suspended_addresses=facts.suspended,
        disk_nearly_full=facts.free < LEAST_FREE,
        store_sound=facts.sound,
        problems=tuple(_problems(facts, complete, now, fetch_every)),
    )


def _problems(facts: Facts, complete: datetime | None, now: datetime, fetch_every: timedelta) -> Iterator[str]:
    if not facts.sound:
        yield "the store is damaged"
    if facts.free < LEAST_FREE:
        yield "the disk is nearly full"
    if complete is None:
        yield "no fetch was ever complete"
    elif now - complete > max(SHORTEST_ALARM, MISSED_FETCHES * fetch_every):
        yield "no fetch was complete for too long"
    if facts.oldest_unsent is not None and now - facts.oldest_unsent > LONGEST_WAIT:
        yield "a digest has waited for more than two days"
