"""F52 to F60: the process, its clock, its store and its machine."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.faults.town import OTHER, READER, ROOT, Town
from tracker.app import App
from tracker.errors import BusyError, StoreError
from tracker.model.subscriber import Frequency, Preferences
from tracker.standins.faults import Hang
from tracker.store import Store


def daemon(town: Town, *command: str, **environment: str) -> subprocess.Popen[str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    folders = ["--settings", "settings.yaml", "--queries", "queries", "--state", "state"]
    return subprocess.Popen(
        [sys.executable, str(ROOT / "daemon.py"), *folders, *command],
        cwd=town.folder, env={**plain, **environment}, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def by_the_real_clock(town: Town) -> None:
    """For a daemon that is a process of its own."""
    town.now, town.leap = datetime.now(UTC), 1.0


def until(holds: Callable[[], bool], *, seconds: float = 30) -> None:
    """Waits for what another process does."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.mark.parametrize("where", ["pubmed", "feed"])
def test_f52_sigterm_in_the_middle_of_a_request(quiet: Town, where: str) -> None:
    """A server says nothing for minutes: asked to stop, the daemon is gone within ten seconds, and nothing is lost."""
    by_the_real_clock(quiet)
    quiet.publish(1)
    server = quiet.entrez if where == "pubmed" else quiet.feed
    server.faults.next(Hang(), times=None)
    asked = len(server.requests)
    process = daemon(quiet, "run")
    until(lambda: len(server.requests) > asked)
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert process.returncode == 0
    assert "Traceback" not in said
    server.faults.clear()
    assert quiet.tick() == 0
    assert quiet.stored() == {1}


def test_f52_sigterm_while_a_mail_server_says_nothing(quiet: Town) -> None:
    """It lets us in and never greets: gone within ten seconds too, and the digest still waits."""
    by_the_real_clock(quiet)
    quiet.days(-2)
    quiet.publish(1)
    quiet.tick()
    quiet.join()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        quiet.settle(mail={"port": silent.getsockname()[1]})
        silent.settimeout(30)
        process = daemon(quiet, "run")
        line, _ = silent.accept()
        with line:
            began = time.monotonic()
            process.send_signal(signal.SIGTERM)
            _, said = process.communicate(timeout=30)
    assert time.monotonic() - began < 10
    assert process.returncode == 0
    assert "Traceback" not in said
    with quiet.open() as store:
        assert store.deliveries.unsent() == 1


@pytest.mark.parametrize("content", [b"", b"no database at all", None], ids=["0 bytes", "garbage", "cut short"])
def test_f54_a_damaged_store_is_never_all_new(town: Town, content: bytes | None) -> None:
    """Refused with what to do; nothing is fetched, nothing mailed, the file stays as it is."""
    whole = town.store_file.read_bytes()
    for log in town.state.glob("tracker.db-*"):
        log.unlink()
    town.store_file.write_bytes(whole[: len(whole) // 2] if content is None else content)
    before, asked = town.store_file.read_bytes(), len(town.entrez.requests)
    for work in (town.tick, town.app.run_lock().__enter__):
        with pytest.raises(StoreError) as told:
            work()
        assert "backup" in told.value.mend or "state folder" in told.value.mend
    assert town.store_file.read_bytes() == before
    assert len(town.entrez.requests) == asked
    assert town.mailbox.letters == []


def test_f54_a_damaged_page_is_found_at_the_start(town: Town) -> None:
    """The daemon reads the whole store before it begins."""
    for number in range(2, 60):
        town.publish(number)
    town.tick()
    data = bytearray(town.store_file.read_bytes())
    for at in range(len(data) - 8 * 4096, len(data), 4096):  # what no command needs on its way
        data[at : at + 64] = b"\xff" * 64
    for log in town.state.glob("tracker.db-*"):
        log.unlink()
    town.store_file.write_bytes(data)
    with pytest.raises(StoreError), town.app.run_lock():
        pass


def test_f55_other_commands_write_beside_the_daemon(quiet: Town) -> None:
    """A second run is refused with the first one's pid; a reader joins and leaves while the first fetches."""
    by_the_real_clock(quiet)
    quiet.publish(1)
    quiet.feed.faults.next(Hang(), times=None)
    first = daemon(quiet, "run")
    try:
        until(lambda: quiet.feed.requests != [])
        second = daemon(quiet, "run", "--once")
        _, said = second.communicate(timeout=60)
        assert (second.returncode, str(first.pid) in said) == (6, True), said
        for command in (("add", READER), ("remove", READER)):
            beside = daemon(quiet, "subscribers", *command)
            assert beside.wait(60) == 0, beside.communicate()
        assert first.poll() is None
    finally:
        first.kill()
        first.communicate()


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """By another program, which knows nothing of our lock."""
    import sqlite3

    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.rollback()
        other.close()


def test_f56_a_store_that_stays_locked(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The wait is bounded, the message says who and what to do, and the next tick goes on."""
    monkeypatch.setattr("tracker.store.opening.PATIENCE", 0.2)
    monkeypatch.setattr(Store.open.__func__, "__kwdefaults__", {**Store.open.__func__.__kwdefaults__, "patience": 0.2})
    town.publish(2)
    with locked(town.store_file), pytest.raises(BusyError, match="locked") as told:
        town.tick()
    assert told.value.mend
    assert town.tick() == 0
    assert town.events() == [2]


def test_f57_three_weeks_off_give_one_catch_up(town: Town) -> None:
    """One fetch and one digest that speaks of all of them; then the rhythm as before."""
    for pmid in (2, 3, 4):
        town.days(7)
        town.publish(pmid)
    asked = len(town.entrez.requests)
    town.app = town.fresh()
    for _ in range(3):
        assert town.tick() == 0
    assert sorted(town.events()) == [2, 3, 4]
    assert len(town.letters()) == 1
    assert "3 new studies" in str(town.letters()[0].message["Subject"])
    assert sum("efetch" in one.path for one in town.entrez.requests[asked:]) == 1


ZONES = ("Europe/Dublin", "America/New_York", "Australia/Lord_Howe")
CHANGES = {
    "Europe/Dublin": ("2030-03-31", "2030-10-27"),
    "America/New_York": ("2030-03-10", "2030-11-03"),
    "Australia/Lord_Howe": ("2030-10-06", "2030-04-07"),
}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [1, 2])
def test_f58_both_changes_of_clocks_give_one_digest_a_day(quiet: Town, zone: str, hour: int) -> None:
    """Due in the hour that is skipped, or that comes twice: one digest a local date, each with its own."""
    quiet.publish(1)
    for change in CHANGES[zone]:
        day = datetime.fromisoformat(f"{change}T00:00:00+00:00")
        quiet.now = day.replace(tzinfo=UTC)
        quiet.days(-3)
        quiet.tick()
        address = f"{change}@example.org"
        quiet.join(address, Preferences(frequency=Frequency.DAILY, hour=hour, time_zone=zone))
        for _ in range(4 * 48):
            quiet.hours(0.5)
            quiet.app.plan(address=address)
        with quiet.open() as store:
            reader = store.subscribers.get(address)
            assert reader is not None
            due = [one.due for one in store.deliveries.pending(quiet.now) if one.address == address]
        assert due == sorted(set(due))
        assert (due[-1] - due[0]).days + 1 == len(due) >= 3


@pytest.mark.parametrize(("day", "expected"), [("2032-02-29", 29), ("2030-01-31", 31), ("2030-12-31", 31)])
def test_f58_leap_day_and_month_ends(quiet: Town, day: str, expected: int) -> None:
    """Published on such a day, announced once, in that day's digest."""
    quiet.now = datetime.fromisoformat(f"{day}T13:00:00+00:00")
    quiet.publish(1)
    quiet.tick()
    quiet.join()
    quiet.publish(2)
    for _ in range(3):
        quiet.hours(20)
        quiet.tick()
    assert quiet.events() == [2]
    assert sum("1 new study" in str(letter.message["Subject"]) for letter in quiet.letters()) == 1
    assert any(f"{expected} " in str(letter.message["Subject"]) for letter in quiet.letters())


def test_f59_a_home_that_cannot_be_written(quiet: Town) -> None:
    """No cache, no DTD, no settings are put there: a whole round works."""
    by_the_real_clock(quiet)
    quiet.publish(1)
    process = daemon(quiet, "run", "--once", HOME="/proc/nowhere", XDG_CACHE_HOME="/proc/nowhere", TMPDIR="/proc/no")
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert quiet.stored() == {1}


def test_f60_a_backup_during_writes_is_whole(town: Town, tmp_path: Path) -> None:
    """Copied while ticks write; what is restored opens, is sound, and goes on without announcing anything again."""
    done = threading.Event()

    def writes() -> None:
        app: App = town.fresh()
        for pmid in range(2, 12):
            town.publish(pmid)
            town.days(1)
            app.tick()
        done.set()

    thread = threading.Thread(target=writes)
    thread.start()
    copies = 0
    while not done.is_set() or not copies:
        town.fresh().backup(tmp_path / "copy.db")
        with Store.open(tmp_path / "copy.db", read_only=True, check=True) as copy:
            assert copy.facts().sound
        copies += 1
    thread.join()
    town.fresh().backup(tmp_path / "copy.db")
    for file in town.state.glob("tracker.db*"):
        file.unlink()
    (tmp_path / "copy.db").rename(town.store_file)
    before = town.events()
    assert sorted(before) == list(range(2, 12))
    town.days(1)
    town.fresh().tick()
    assert town.events() == before


def test_one_writer_at_a_time(town: Town) -> None:
    """A reader joins while another process is in the middle of a step: it waits its turn, and both are kept."""
    with town.app.store() as store, store.atomic():
        beside = daemon(town, "subscribers", "add", OTHER)
        time.sleep(0.5)
        assert beside.poll() is None
    assert beside.wait(60) == 0
    with town.open() as store:
        assert store.subscribers.get(OTHER) is not None
