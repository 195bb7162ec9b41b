"""Reading the store again: what today's rules say of what was read, and mailed, with earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from tracker.jobs.read import NOT_YET
from tracker.model.event import Event, EventKind
from tracker.model.verdict import Stance

if TYPE_CHECKING:
    from tracker.jobs.read import Reading
    from tracker.store import Store

JOB = "read by hand"
"""Done when it began, as long as it did not come to its end; NOT_YET after that."""
OPPOSITE = {Stance.SUPPORTS.value, Stance.CHALLENGES.value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """One verdict that today's rules give otherwise.

    was, becomes: a stance, or "" for no verdict; quote: what it rests on now, or rested on before; digests: the
    subjects of the mails that told of the study.
    """

    title: str
    name: str  #: PMID or DOI
    claim: str
    was: str
    becomes: str
    quote: str
    rule: str
    digests: tuple[str, ...]

    @property
    def is_reversed(self) -> bool:
        return {self.was, self.becomes} == OPPOSITE


@dataclass(frozen=True, slots=True)
class Reread:
    """read: how many records; turned: what was told first, and reversals before all; states: changes of the ledger."""

    read: int
    turned: tuple[Turned, ...]
    states: tuple[Event, ...]


def reread(
    store: Store, reading: Reading, now: datetime, *, first_seen: Callable[[datetime], bool] = lambda _at: True
) -> Reread:
    """Read whatever today's rules have not read, and tell what that changes in records first seen then.

    Resumable: it works in batches, what is read stays read, and what a killed one had turned is told by the next.
    Raises StoreError.
    """
    began = store.cursors.last_done(JOB)
    if began is None or began == NOT_YET:
        began = now
        store.cursors.set_done(JOB, began)
    read = reading.run()
    store.cursors.set_done(JOB, NOT_YET)
    events = [event for event in store.events.after(0) if event.at >= began]
    turned = (_turned(store, event) for event in events if event.kind is EventKind.VERDICT_CHANGED)
    chosen = [one for at, one in turned if first_seen(at)]
    return Reread(read, tuple(sorted(chosen, key=_order)), tuple(_states(events)))


def _order(one: Turned) -> tuple[bool, bool, str, str]:
    return not (one.is_reversed and one.digests), not one.digests, one.title, one.claim


def _states(events: Iterable[Event]) -> Iterable[Event]:
    return (event for event in events if event.kind is EventKind.CLAIM_STATE)


def _turned(store: Store, event: Event) -> tuple[datetime, Turned]:
    assert event.record is not None
    assert event.claim is not None
    stored = store.records.load([event.record])[0]
    now = [one.verdict for one in store.readings.verdicts([stored.id]).get(stored.id, ())]
    resting = next((verdict for verdict in now if verdict.claim == event.claim), None)
    return stored.first_seen, Turned(
        title=stored.record.title,
        name=str(stored.record.pmid or stored.record.doi or ""),
        claim=event.claim,
        was=event.before,
        becomes=event.after,
        quote=resting.quote if resting else "",
        rule=resting.rule if resting else "",
        digests=store.deliveries.subjects_that_told(stored.id),
    )
