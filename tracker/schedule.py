"""The scheduler's ticks and the process's signals. What is due stands in the store; this only asks, every minute."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING

from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.app import App

log = logging.getLogger("tracker")
TICK_SECONDS = 60


def run(app: App, *, once: bool, verbose: bool = False) -> int:
    """Hold the run lock for life and tick. Returns 0 after a clean stop; once: the exit code of what was due."""
    logging.basicConfig(
        level=logging.INFO if verbose or not once else logging.WARNING, format="%(asctime)s %(message)s"
    )
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _asks(stopping))
    with app.run_lock():
        app.stop_when(stopping.is_set)
        if once:
            return app.tick()
        _tick_until(app, stopping)
    return 0


def _asks(stopping: threading.Event) -> Callable[[int, FrameType | None], None]:
    def handler(number: int, _frame: FrameType | None) -> None:
        log.info("asked to stop (signal %s): ending at the next safe place", number)
        stopping.set()

    return handler


def _tick_until(app: App, stopping: threading.Event) -> None:
    from apscheduler.schedulers.background import BackgroundScheduler

    scheduler = BackgroundScheduler(timezone="UTC")
    scheduler.add_job(
        _tick,
        "interval",
        args=[app],
        seconds=TICK_SECONDS,
        next_run_time=app.clock(),
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
    )
    scheduler.start()
    log.info("watching; a tick every %s s", TICK_SECONDS)
    stopping.wait()
    scheduler.shutdown(wait=True)


def _tick(app: App) -> None:
    """One failed tick ends nothing: it is logged, the receipt has it, the next one tries again."""
    try:
        app.tick()
    except TrackerError as error:
        log.error("%s%s", error, f" {error.mend}" if error.mend else "")
