"""Is all well? Sources, store and mail in one look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tracker.app import exclusions
from tracker.app.views import StatusView, minute
from tracker.jobs.cited import JOB as CITED
from tracker.jobs.health import JOB as HEALTH
from tracker.model.receipt import Receipt, SourceOutcome
from tracker.model.topic import Topic
from tracker.rules.alarm import failing

if TYPE_CHECKING:
    from tracker.store import Store

LOOK_BACK = timedelta(days=30)

LEAST_FREE = 500_000_000
"""Bytes. A year's records take a tenth of it; a backup and a log need as much again."""


def late_fetches(store: Store, now: datetime) -> tuple[Receipt, ...]:
    """Oldest first."""
    return tuple(one for one in store.receipts.between(now - LOOK_BACK, now) if one.job == "fetch")


def newest_outcomes(fetches: Sequence[Receipt]) -> tuple[tuple[datetime, SourceOutcome], ...]:
    """Each source's newest answer and when it was asked: feeds and PubMed are not always asked in one run."""
    found: dict[str, tuple[datetime, SourceOutcome]] = {}
    for receipt in fetches:
        found.update({outcome.source: (receipt.started, outcome) for outcome in receipt.outcomes})
    return tuple(found.values())


def status_view(store: Store, topics: Sequence[Topic], now: datetime) -> StatusView:
    facts = store.facts()
    warnings = list(facts.problems)
    last = store.receipts.last("fetch")
    fetches = late_fetches(store, now)
    newest = newest_outcomes(fetches)
    in_a_row = {one.title: one.times for one in failing(fetches)}
    if facts.free < LEAST_FREE:
        warnings.append(f"Only {facts.free / 1e6:.0f} MB are free on the disk: free some space.")
    good: dict[str, datetime] = store.receipts.last_good(now)
    sources = []
    for asked, outcome in newest:
        when = good.get(outcome.source)
        sources.append(
            (
                outcome.title,
                outcome.status.value,
                minute(asked),
                minute(when) if when else "never",
                _in_a_row(in_a_row.get(outcome.title, 0)) + outcome.message,
            )
        )
    without = [source for source in sources if source[1] not in ("ok", "unchanged")]
    if last is None:
        warnings.append("No source was ever asked: python daemon.py fetch")
    health = store.receipts.last(HEALTH)
    warnings += [f"{one.title}: {one.message}" for one in (health.outcomes if health else ()) if one.message]
    cited = store.receipts.last(CITED)
    warnings += [f"{one.title}: not asked, {one.message}" for one in (cited.failures if cited else ())]
    if facts.stumbled:
        warnings.append(f"abstracts not read, only their titles: {facts.stumbled} (a defect, see the log)")
    in_no_digest = ", ".join(
        f"{number} {why.name.lower().replace('_', '-')}"
        for why, number in exclusions.counts(store, {topic.id for topic in topics}).items()
    )
    lines = (
        ("records", f"{facts.records} ({facts.baseline} of them baseline)"),
        ("waiting to be read", str(facts.unread)),
        ("asked for in vain", str(facts.missing)),
        ("subscribers", f"{facts.subscribers} active, {facts.suspended} suspended"),
        (
            "digests not yet sent",
            f"{facts.unsent}" + (_waiting(facts.oldest_unsent, now) if facts.oldest_unsent else ""),
        ),
        ("in no digest", in_no_digest or "none"),
        ("last fetch", minute(last.started) if last else "never"),
        ("topics", str(len(topics))),
        (
            "store",
            f"{facts.bytes / 1e6:.1f} MB, {'sound' if facts.sound else 'NOT SOUND'}",
        ),
        ("disk", f"{facts.free / 1e9:.1f} GB free"),
        ("now", minute(now)),
    )
    return StatusView(lines, tuple(sources), tuple(warnings), 4 if not facts.sound else 3 if without else 0)


def _waiting(since: datetime, now: datetime) -> str:
    hours = max((now - since) // timedelta(hours=1), 0)
    age = f"{hours // 24} d {hours % 24} h" if hours >= 24 else f"{hours} h"
    return f", the oldest since {minute(since)} ({age})"


def _in_a_row(times: int) -> str:
    return f"{times} times in a row: " if times > 1 else ""
