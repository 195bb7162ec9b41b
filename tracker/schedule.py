"""The scheduler's ticks and the process's signals. What is due stands in the store; this only asks, every minute."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
import socket
from types import FrameType
from typing import TYPE_CHECKING

from tracker.app import logs
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.app import App

log = logging.getLogger("tracker")
TICK_SECONDS = 60
GOODBYE_SECONDS = 8
"""So long a job may take to come to a safe place once the process was asked to stop; supervisors wait about ten."""
STOP_SIGNALS = (signal.SIGTERM, signal.SIGINT)


class Stopping:
    """Whether the process was asked to stop. A plain flag: locks, and so events and logging, are not for handlers.

    A job that waits for somebody (a server that says nothing) is cut off in the end: the store takes that as it takes
    a kill, which leaves nothing half done.
    """

    asked = False

    def handler(self, _number: int, _frame: FrameType | None) -> None:
        self.asked = True
        signal.signal(signal.SIGALRM, _cut_off)
        signal.alarm(GOODBYE_SECONDS)


def _cut_off(_number: int, _frame: FrameType | None) -> None:
    os.write(2, b"a job did not come to an end in time: cut off; the next run goes on where it was\n")
    os._exit(0)


def run(app: App, *, once: bool, verbose: bool = False) -> int:
    """Hold the run lock for life and tick. Returns 0 after a clean stop; once: the exit code of what was due."""
    logs.begin(app.settings, logging.INFO if verbose or not once else logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick left out while a long one runs is no news
    stopping = Stopping()
    app.stop_when(lambda: stopping.asked)
    with app.run_lock():
        for number in STOP_SIGNALS:
            signal.signal(number, stopping.handler)
        if once:
            return _round(app)
        _tick_until_told(app, stopping)
    signal.alarm(0)
    return 0


def _tick_until_told(app: App, stopping: Stopping) -> None:
    """A signal writes a byte to a socket, whichever thread it reaches, and this thread waits for the byte."""
    from apscheduler.schedulers.background import BackgroundScheduler

    wakened, waker = socket.socketpair()
    waker.setblocking(False)
    signal.set_wakeup_fd(waker.fileno())
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
    notify("READY=1")
    log.info("watching; a tick every %s s", TICK_SECONDS)
    while not stopping.asked:
        wakened.recv(1)
    notify("STOPPING=1")
    log.info("asked to stop: ending at the next safe place")
    scheduler.shutdown(wait=True)
    signal.set_wakeup_fd(-1)
    log.info("ended")


def _round(app: App) -> int:
    from tracker.app.heartbeat import beat

    code = app.tick()
    beat(app)
    return code


def _tick(app: App) -> None:
    """One failed tick ends nothing: it is logged, and the next one tries again."""
    try:
        _round(app)
    except TrackerError as error:
        log.error("%s%s", error, f" {error.mend}" if error.mend else "")
    notify("WATCHDOG=1")


def notify(state: str) -> None:
    """Tell the service manager, where there is one (sd_notify(3)): READY=1, WATCHDOG=1 after each tick, STOPPING=1."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if address.startswith(("/", "@")):
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, contextlib.suppress(OSError):
            manager.sendto(state.encode(), address.replace("@", "\0", 1))
