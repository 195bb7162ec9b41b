"""atomic(): all or nothing, one writer at a time, in one thread."""

# ruff: noqa: PT012  (a block that fails half-way is what is tested)

from __future__ import annotations

import os
import signal
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from tracker.errors import BusyError, StoreError, UsageError
from tracker.store import Store
from tracker.store.faults import in_our_words
from tracker.store.lock import FileLock
from tracker.store.opening import lock_file

from .conftest import NOW, Keep
from .fictional import ALL_DAY, SOME_PARTS, a_digest, a_record, an_event, sighted


def test_a_failing_block_leaves_nothing(store: Store, keep: Keep) -> None:
    """What was written before the error is undone."""
    with pytest.raises(ZeroDivisionError), store.atomic():
        keep()
        raise ZeroDivisionError
    assert store.facts().records == 0


def test_a_nested_block_joins_the_outer_one(store: Store, keep: Keep) -> None:
    """Commit and rollback are the outer block's."""
    with pytest.raises(ZeroDivisionError), store.atomic():
        with store.atomic():
            keep()
        raise ZeroDivisionError
    assert store.facts().records == 0


def test_a_nested_block_that_fails_and_is_caught_is_undone_alone(store: Store, keep: Keep) -> None:
    """The outer block goes on without it."""
    with store.atomic():
        keep(a_record(pmid=1))
        with pytest.raises(ZeroDivisionError), store.atomic():
            keep(a_record(pmid=2))
            raise ZeroDivisionError
        keep(a_record(pmid=3))
    assert set(store.records.known([1, 2, 3])) == {1, 3}


def test_half_a_record_is_never_kept(store: Store, keep: Keep) -> None:
    """A method of the store that failed half-way fails the block it stands in, also where its error is caught."""
    with pytest.raises(StoreError, match="rolled back"), store.atomic():
        keep(a_record(pmid=1))
        with pytest.raises(sqlite3.IntegrityError):
            keep(a_record(pmid=1))
    assert store.facts().records == 0
    with store.atomic():
        keep(a_record(pmid=1))
        with pytest.raises(sqlite3.IntegrityError), store.atomic():
            keep(a_record(pmid=1))
    assert store.facts().records == 1


def test_f56_a_second_writer_waits_and_then_is_told_who_writes(path: Path, store: Store) -> None:
    """The wait is bounded, the message names the process."""
    with Store.open(path, patience=0.05) as second, store.atomic():
        with pytest.raises(BusyError, match=str(os.getpid())) as refused:
            second.events.append([])
        assert refused.value.pid == os.getpid()
    with Store.open(path, patience=0.05) as third:
        third.events.append([an_event(None)])
    assert store.events.last() == 1


def test_a_writer_that_comes_in_time_goes_on(path: Path, store: Store) -> None:
    """Short writes queue up; nobody fails."""
    done: list[int] = []

    def write() -> None:
        with Store.open(path) as own:
            for _ in range(5):
                done.append(own.events.append([an_event(None)]))

    others = [threading.Thread(target=write) for _ in range(3)]
    with store.atomic():
        for other in others:
            other.start()
        store.events.append([an_event(None)])
    for other in others:
        other.join()
    assert sorted(done) == list(range(2, 17))


def test_f56_a_database_that_another_program_locked_is_busy(path: Path, store: Store) -> None:
    """Somebody's database browser does not know our lock; the wait is bounded all the same."""
    store.close()
    browser = sqlite3.connect(path)
    browser.execute("BEGIN IMMEDIATE")
    with Store.open(path, patience=0.05) as ours, pytest.raises(BusyError, match="locked"):
        ours.events.append([])
    browser.close()


def test_a_handle_does_not_cross_threads(store: Store) -> None:
    """Neither to read nor to write."""
    caught: list[BaseException] = []

    def use(act: Callable[[], object]) -> None:
        try:
            act()
        except RuntimeError as error:
            caught.append(error)

    for act in (store.events.last, lambda: store.events.append([])):
        thread = threading.Thread(target=use, args=(act,))
        thread.start()
        thread.join()
    assert len(caught) == 2


def test_a_write_outside_atomic_is_a_defect(store: Store) -> None:
    """Every write goes through the lock."""
    with pytest.raises(RuntimeError, match="atomic"):
        store._db.write("DELETE FROM missing")


def test_f53_a_full_disk_undoes_the_step_and_says_so(store: Store, keep: Keep) -> None:
    """What was stored before is untouched, and writing goes on once there is room."""
    keep(a_record(pmid=1))
    pages = store._db.value("PRAGMA page_count")
    store._db.rows(f"PRAGMA max_page_count = {pages + 2}")
    big = sighted(a_record(pmid=3, doi=None), raw=os.urandom(200_000))
    with pytest.raises(StoreError, match="disk is full") as refused, store.atomic():
        keep(a_record(pmid=2, doi=None))
        store.records.add(big, keys=[], topics=[], baseline=False)
    assert "Free some space" in refused.value.mend
    assert set(store.records.known([1, 2, 3])) == {1}
    store._db.rows("PRAGMA max_page_count = 100000")
    store.records.add(big, keys=[], topics=[], baseline=False)
    assert store.facts().sound


def test_f53_a_full_disk_that_somebody_swallows_is_not_taken_as_kept(store: Store, keep: Keep) -> None:
    """SQLite may have undone the whole step: the rest of it must not be committed without its beginning."""
    pages = store._db.value("PRAGMA page_count")
    store._db.rows(f"PRAGMA max_page_count = {pages + 2}")
    big = sighted(a_record(pmid=3, doi=None), raw=os.urandom(200_000))
    with pytest.raises(StoreError), store.atomic():
        keep(a_record(pmid=2, doi=None))
        with pytest.raises(StoreError, match="full"):
            store.records.add(big, keys=[], topics=[], baseline=False)
        store._db.utils.rollback()  # as SQLite does it where it cannot undo one statement alone
        store.events.append([an_event(None)])
    assert store.facts().records == store.events.last() == 0


def test_f53_a_disk_without_room_for_the_log_is_called_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Found on a small file system that was full: SQLite calls it an I/O error, for readers too."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    for free, said in ((50_000, "disk is full"), (10**9, "could not be read or written")):
        monkeypatch.setattr("shutil.disk_usage", lambda _, free=free: SimpleNamespace(free=free))
        with pytest.raises(StoreError, match=said), in_our_words(tmp_path / "tracker.db"):
            raise error


def consent(store: Store) -> None:
    store.subscribers.add("ada@moon.example", ALL_DAY, token="t", at=NOW)


@pytest.mark.parametrize("nested", [False, True])
def test_consent_is_on_the_disk_before_it_is_confirmed(store: Store, nested: bool) -> None:
    """The commit has full synchronisation or, if it is another's, one more after it; other writes do without."""
    said: list[str] = []
    store._db.utils.conn.set_trace_callback(said.append)
    store.events.append([an_event(None)])
    assert not [line for line in said if "synchronous" in line]
    if nested:
        with store.atomic():
            consent(store)
    else:
        consent(store)
    full = said.index("PRAGMA synchronous = FULL")
    assert any("INTO subscriber" in line for line in (said[:full] if nested else said[full:]))
    assert said[-2:] == ["COMMIT", "PRAGMA synchronous = NORMAL"]
    assert store._db.value("PRAGMA synchronous") == 1
    store.events.append([an_event(None)])
    assert said.count("PRAGMA synchronous = FULL") == 1


@pytest.mark.parametrize("statement", [1, 2, 3, 5, 8, 11, 13, 14])
def test_f51_a_kill_in_the_middle_leaves_nothing_half_stored(path: Path, statement: int) -> None:
    """SIGKILL at a statement inside a step: reopened, the step is there as a whole or not at all, and can run again."""
    Store.open(path, create=True).close()
    child = os.fork()
    if child == 0:
        killed_at(statement, path)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL
    with Store.open(path, patience=1) as store:
        facts = store.facts()
        assert facts.sound
        assert facts.records == facts.events == facts.missing == 0
        one_step(store)
        facts = store.facts()
        assert facts.records == facts.events == facts.missing == 1


def killed_at(statement: int, path: Path) -> None:
    store = Store.open(path)
    left = [statement]

    def count(_: str) -> None:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    store._db.utils.conn.set_trace_callback(count)
    one_step(store)
    os._exit(1)


def one_step(store: Store) -> None:
    with store.atomic():
        id = store.records.add(sighted(a_record()), keys=[("pmid", "990001")], topics=["sleep"], baseline=False)
        store.events.append([an_event(id)])
        store.records.note_missing([5], NOW)
        store.deliveries.keep_digest("k", a_digest(), SOME_PARTS)


def test_a_killed_writer_leaves_no_lock(path: Path) -> None:
    """The kernel gives the lock back; the pid left in the file blocks nobody."""
    Store.open(path, create=True).close()
    child = os.fork()
    if child == 0:
        with Store.open(path).atomic():
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    lock = FileLock(lock_file(path))
    assert lock.holder() == child
    assert lock.acquire()
    lock.close()


def test_a_users_mistake_inside_a_step_undoes_the_step(store: Store) -> None:
    """Errors of ours roll back like any other."""
    consent(store)
    with pytest.raises(UsageError), store.atomic():
        store.events.append([an_event(None)])
        consent(store)
    assert store.events.last() == 0
