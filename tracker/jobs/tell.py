"""Tells the operator by mail what needs a person: once a day at the most, the same words once a week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker.jobs.health import JOB as HEALTH
from tracker.jobs.ports import Clock, Mailer, Store
from tracker.model.claim import Article
from tracker.model.message import OutgoingMail
from tracker.model.receipt import Receipt
from tracker.model.subscriber import Standing
from tracker.rules.alarm import alarms
from tracker.rules.citation import struck_lately

JOB = "tell-operator"
DAY, WEEK = timedelta(days=1), timedelta(days=7)
LOOK_BACK = timedelta(days=30)


def tell_operator(
    store: Store,
    mailer: Mailer,
    address: str,
    message_id: str,
    clock: Clock,
    *,
    disk_nearly_full: bool = False,
    articles: Sequence[Article] = (),
) -> tuple[str, ...]:
    """Returns what was told; () where nothing is wrong, or it was told lately. A receipt keeps what was told.

    Raises MailError where no mail can be handed over; then it is told at the next try. Raises StoreError, and tells
    nothing, where nothing can be kept: it would be told at every tick.
    """
    now = clock()
    found = alarms(
        _fetches(store.receipts.between(now - LOOK_BACK, now)),
        store.receipts.last(HEALTH),
        last_good=store.receipts.last_good(now),
        oldest_unsent=store.deliveries.oldest_unsent(),
        suspended=len(store.subscribers.all(Standing.SUSPENDED)),
        disk_nearly_full=disk_nearly_full,
        struck=struck_lately(articles, store.cited.states(), now - WEEK) if articles else (),
        now=now,
    )
    if not found or _told_lately(store.receipts.last(JOB), found, now):
        return ()
    mail = OutgoingMail(
        to=address,
        message_id=message_id,
        date=now,
        subject=f"The tracker needs you: {len(found)} matter(s)",
        text=("\n\n".join([*found, "See: python daemon.py status"]) + "\n",),
        unsubscribe_mailto="",
    )
    store.cursors.set_done(JOB, now)
    for _ in mailer.send([mail]):
        with store.atomic():
            store.receipts.add(Receipt(job=JOB, started=now, finished=clock(), error="\n".join(found)))
    return found


def _told_lately(last: Receipt | None, found: tuple[str, ...], now: datetime) -> bool:
    if last is None or last.started > now:
        return False
    return now - last.started < (WEEK if last.error == "\n".join(found) else DAY)


def _fetches(receipts: Sequence[Receipt]) -> list[Receipt]:
    return [one for one in receipts if one.job == "fetch"]
