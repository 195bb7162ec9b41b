"""Locks between processes."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tracker.errors import BusyError, StoreError
from tracker.store.lock import FileLock, held, run_lock


def test_f55_a_second_run_is_refused_with_the_pid_of_the_first(tmp_path: Path) -> None:
    """At once, without waiting; and once the first has ended the next may run."""
    with run_lock(tmp_path / "state"):
        with pytest.raises(BusyError, match=f"process {os.getpid()}") as refused, run_lock(tmp_path / "state"):
            pass
        assert refused.value.pid == os.getpid()
    with run_lock(tmp_path / "state"):
        pass


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    """Held for life, and not a moment longer."""
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        with run_lock(tmp_path):
            os.write(told, b"!")
            signal.pause()
    os.read(ready, 1)
    with pytest.raises(BusyError) as refused, run_lock(tmp_path):
        pass
    assert refused.value.pid == child
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with run_lock(tmp_path):
        pass


def test_waiting_ends(tmp_path: Path) -> None:
    """Patience is counted, and the pauses are the sleeper's."""
    pauses: list[float] = []
    first = FileLock(tmp_path / "a")
    assert first.acquire()

    def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            first.release()

    second = FileLock(tmp_path / "a", patience=60, sleep=sleep)
    assert second.acquire()
    assert len(pauses) == 3
    assert not first.acquire()


def test_locks_of_other_names_do_not_meet(tmp_path: Path) -> None:
    """Sending and running can be kept apart."""
    with held(tmp_path / "send.lock", "mail is being sent"), held(tmp_path / "run.lock", "runs"):
        pass


def test_a_folder_that_is_not_there_is_a_store_error(tmp_path: Path) -> None:
    """With advice on whom the folder has to belong to."""
    with pytest.raises(StoreError, match="lock file"):
        FileLock(tmp_path / "nowhere" / "a")
