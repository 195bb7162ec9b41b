"""Backups: sound, whole, and never over the wrong file."""

from __future__ import annotations

import itertools
import lzma
import os
import signal
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.errors import BusyError, StoreError
from tracker.store import Store, restore

from .conftest import Keep
from .fictional import a_record, an_event, damage_an_index, sighted


def test_f60_a_backup_holds_what_was_just_committed(store: Store, keep: Keep, tmp_path: Path) -> None:
    """It may stand in the log alone, which a copy of the file would miss."""
    keep(a_record(pmid=1))
    store.backup(tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db", read_only=True) as copy:
        assert set(copy.records.known([1])) == {1}


def test_f60_a_backup_made_while_others_write_is_a_store_of_one_moment(
    path: Path, store: Store, tmp_path: Path
) -> None:
    """Records and their events are committed together, so that the copy has as many of the one as of the other."""
    stop = threading.Event()

    def write() -> None:
        with Store.open(path) as own:
            for pmid in range(1, 10_000):
                if stop.is_set():
                    return
                with own.atomic():
                    id = own.records.add(sighted(a_record(pmid=pmid)), keys=[], topics=[], baseline=False)
                    own.events.append([an_event(id)])

    writer = threading.Thread(target=write)
    writer.start()
    try:
        with Store.open(path, read_only=True) as reader:
            for number in range(4):
                reader.backup(tmp_path / f"copy{number}.db")
    finally:
        stop.set()
        writer.join()
    for number in range(4):
        with Store.open(tmp_path / f"copy{number}.db", check=True) as copy:
            assert copy.facts().records == copy.events.last()
            assert copy.events.last() <= store.events.last()


def test_f60_a_restored_backup_goes_on_where_it_was_made(store: Store, keep: Keep, tmp_path: Path) -> None:
    """One file, its owner's alone; the same records, the next event's number, full-text search."""
    id = keep()
    store.events.append([an_event(id)])
    target = tmp_path / "backups" / "today.db"
    store.backup(target)
    assert [file.name for file in target.parent.iterdir()] == ["today.db"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert target.read_bytes()[18:20] == b"\1\1"  # the file format's mark for: no log beside it
    with Store.open(target) as restored:
        assert restored.records.load([id]) == store.records.load([id])
        assert restored.records.search("moonleaf", 5) == store.records.search("moonleaf", 5)
        assert restored.events.append([an_event(id)]) == 2
        assert restored._db.utils.journal_mode == "wal"


def test_a_newer_backup_takes_the_place_of_an_older_one(store: Store, keep: Keep, tmp_path: Path) -> None:
    """As a nightly job needs it."""
    store.backup(tmp_path / "b.db")
    keep()
    store.backup(tmp_path / "b.db")
    with Store.open(tmp_path / "b.db", read_only=True) as copy:
        assert copy.facts().records == 1


def test_no_other_file_is_overwritten(store: Store, tmp_path: Path) -> None:
    """Neither the store itself, nor a folder, nor somebody's notes."""
    notes = tmp_path / "notes.txt"
    notes.write_text("dear diary")
    for target, words in ((notes, "not a backup"), (store.path, "itself"), (tmp_path, "a backup is a file")):
        with pytest.raises(StoreError, match=words):
            store.backup(target)
    assert notes.read_text() == "dear diary"
    assert store.facts().sound


def test_a_backup_that_cannot_be_written_leaves_the_older_one(store: Store, tmp_path: Path) -> None:
    """And nothing half-made."""
    store.backup(tmp_path / "b.db")
    (tmp_path / "b.db.part").mkdir()
    with pytest.raises(StoreError, match="cannot be written"):
        store.backup(tmp_path / "b.db")
    with Store.open(tmp_path / "b.db", check=True) as copy:
        assert copy.facts().sound


def test_a_copy_that_is_not_sound_is_thrown_away(path: Path, store: Store, keep: Keep, tmp_path: Path) -> None:
    """A damaged store is not copied over the last good backup."""
    store.backup(tmp_path / "b.db")
    keep()
    damage_an_index(store)
    store.close()
    with Store.open(path, read_only=True) as damaged, pytest.raises(StoreError, match="not sound"):
        damaged.backup(tmp_path / "b.db")
    with Store.open(tmp_path / "b.db", check=True) as copy:
        assert copy.facts().records == 0


def test_a_backup_is_put_back_and_the_store_that_was_there_is_kept(
    path: Path, store: Store, keep: Keep, tmp_path: Path
) -> None:
    """After it the store is as it was at the backup, and what came since lies aside, log and all."""
    first = keep()
    store.backup(tmp_path / "b.db")
    keep(a_record(pmid=990002, doi="10.9999/moonleaf.2"))
    store.close()
    aside = path.with_name("aside.db")
    restore(tmp_path / "b.db", path, aside)
    with Store.open(path) as restored:
        assert restored.facts().records == 1
        assert restored.records.load([first])
    with Store.open(aside, check=True) as kept:
        assert kept.facts().records == 2
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "aside.db",
        "aside.db.lock",
        "tracker.db",
        "tracker.db.lock",
    ]


def test_a_log_never_meets_the_copy(path: Path, store: Store, keep: Keep, tmp_path: Path) -> None:
    """A store whose process was killed has a log beside it: it goes aside with its own file."""
    store.backup(tmp_path / "b.db")
    keep()
    log = path.with_name("tracker.db-wal").read_bytes()
    held = path.read_bytes()
    store.close()
    path.write_bytes(held)
    path.with_name("tracker.db-wal").write_bytes(log)
    restore(tmp_path / "b.db", path, path.with_name("aside.db"))
    with Store.open(path, check=True) as restored:
        assert restored.facts().records == 0
    with Store.open(path.with_name("aside.db"), check=True) as kept:
        assert kept.facts().records == 1


def test_a_store_of_the_first_release_is_brought_up_as_it_is_put_back(path: Path, tmp_path: Path) -> None:
    """An old backup is of use to a newer program."""
    old = tmp_path / "old.db"
    old.write_bytes(lzma.decompress((Path(__file__).parent / "kept" / "release-0.1.db.xz").read_bytes()))
    restore(old, path, path.with_name("aside.db"))
    with Store.open(path, read_only=True) as restored:
        assert restored.facts().records > 0


@pytest.mark.parametrize("damage", ["cut", "strange", "absent", "itself"])
def test_only_a_sound_backup_is_put_in_place(path: Path, store: Store, keep: Keep, tmp_path: Path, damage: str) -> None:
    """Anything else is refused, and the store stays as it was."""
    keep()
    source = tmp_path / "b.db"
    store.backup(source)
    store.close()
    if damage == "cut":
        source.write_bytes(source.read_bytes()[:-4096])
    elif damage == "strange":
        source.write_text("dear diary")
    with pytest.raises(StoreError):
        restore({"absent": tmp_path / "none.db", "itself": path}.get(damage, source), path, path.with_name("aside.db"))
    with Store.open(path, check=True) as same:
        assert same.facts().records == 1
    assert not path.with_name("aside.db").exists()
    assert not path.with_name("tracker.db.part").exists()


def test_nothing_is_put_in_place_while_somebody_writes(path: Path, store: Store, tmp_path: Path) -> None:
    """The copy would be lost under the writer's next commit."""
    store.backup(tmp_path / "b.db")
    with store.atomic(), pytest.raises(BusyError):
        restore(tmp_path / "b.db", path, path.with_name("aside.db"))


def test_a_store_of_the_first_release_can_be_copied_before_it_is_brought_up(tmp_path: Path) -> None:
    """The backup that an upgrade begins with is made by the new program, and both stay of the old version."""
    old = tmp_path / "old.db"
    old.write_bytes(lzma.decompress((Path(__file__).parent / "kept" / "release-0.1.db.xz").read_bytes()))
    with Store.open(old, read_only=True, older=True) as store:
        store.backup(tmp_path / "b.db")
    for file in (old, tmp_path / "b.db"):
        with pytest.raises(StoreError, match="older version"):
            Store.open(file, read_only=True)


def test_a_backup_that_cannot_be_used_is_named(path: Path, store: Store, tmp_path: Path) -> None:
    """Not the copy that was made of it; and what to do is to take another."""
    source = tmp_path / "b.db"
    store.backup(source)
    store.close()
    source.write_bytes(source.read_bytes()[:-4096])
    with pytest.raises(StoreError, match="cannot be used") as caught:
        restore(source, path, path.with_name("aside.db"))
    assert caught.value.where == str(source)
    assert "another backup" in caught.value.mend


def killed_in_the_middle(work: Callable[[], object], number: int) -> bool:
    """In a child, before its `number`-th link, renaming or removal of a file; False where it was done before that."""
    child = os.fork()
    if child == 0:
        steps = itertools.count(1)

        def killing(honest: Callable[..., object]) -> Callable[..., object]:
            def step(*arguments: object, **named: object) -> object:
                if next(steps) == number:
                    os.kill(os.getpid(), signal.SIGKILL)
                return honest(*arguments, **named)

            return step

        for name in ("link", "rename", "replace", "unlink"):
            setattr(os, name, killing(getattr(os, name)))
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, -signal.SIGKILL)
    return status != 0


def test_f51_killed_while_a_backup_is_put_back(path: Path, store: Store, keep: Keep, tmp_path: Path) -> None:
    """Before each of its steps: there is a store, sound, and it is wholly the old one, log and all, or the backup."""
    keep()
    store.backup(tmp_path / "b.db")
    keep(a_record(pmid=990002, doi="10.9999/moonleaf.2"))
    store._db.utils.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    keep(a_record(pmid=990003, doi="10.9999/moonleaf.3"))
    held, log = path.read_bytes(), path.with_name("tracker.db-wal").read_bytes()
    store.close()
    found = []
    for number in itertools.count(1):
        for file in path.parent.glob("*.db*"):
            file.unlink()
        path.write_bytes(held)
        path.with_name("tracker.db-wal").write_bytes(log)
        killed = killed_in_the_middle(lambda: restore(tmp_path / "b.db", path, path.with_name("aside.db")), number)
        with Store.open(path, check=True) as left:
            found.append(left.facts().records)
        if not killed:
            break
    assert len(found) > 5
    assert set(found) == {3, 1}, found
    assert found == sorted(found, reverse=True)
