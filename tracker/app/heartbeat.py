"""Tells a watchdog elsewhere that all is well. Its silence is the alarm that a dead machine cannot give."""

from __future__ import annotations

import logging
from datetime import timedelta

from tracker.app import build
from tracker.app.look import Look
from tracker.app.workshop import Workshop
from tracker.errors import SourceError

log = logging.getLogger("tracker")
JOB = "heartbeat"
EVERY = timedelta(minutes=10)
DEADLINE_SECONDS = 10


def beat(workshop: Workshop) -> bool:
    """Whether the watchdog was told. Where all is not well it is told nothing; that it does not answer is only logged.

    The address is a kind of password, and stands in no message.
    """
    url = workshop.settings.operator.heartbeat_url
    if not url or workshop.settings.dry_run:
        return False
    now = workshop.clock()
    with workshop.store() as store:
        last = store.cursors.last_done(JOB)
        if last is not None and timedelta() <= now - last < EVERY:
            return False
        with store.atomic():
            store.cursors.set_done(JOB, now)
    wellness = Look(workshop).wellness()
    if not wellness.well:
        log.warning("no heartbeat: %s", "; ".join(wellness.problems))
        return False
    try:
        status = build.http(workshop.settings, deadline=DEADLINE_SECONDS).get(url).status
    except SourceError:
        log.warning("the heartbeat address was not reached")
        return False
    if status >= 400:
        log.warning("the heartbeat address answered with %s", status)
    return status < 400
