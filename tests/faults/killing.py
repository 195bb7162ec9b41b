"""The kill loop: a scene is played in peace, then again with a death or a fault at every place where one can be."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.faults.town import OTHER, READER, ROOT, Town
from tracker.model.record import Link, LinkKind
from tracker.store import Store

Outcome = tuple[object, ...]


class Program:
    """A warm process, for whichever town it is asked to live in."""

    def __init__(self) -> None:
        self.points: Counter[str] = Counter()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.warm"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip

    def tick(self, town: Town, state: Path, **order: object) -> int:
        """Returns the exit code; minus the signal's number where it was killed."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        town.leap = 1.0  # its pauses pass unseen
        line = {"folder": str(town.folder), "now": town.now.isoformat(), "state": str(state), **order}
        self._process.stdin.write(json.dumps(line) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        town.leap = 0.0
        self.points = Counter(answer["points"])
        return int(answer["code"])

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(30)


@contextmanager
def program() -> Iterator[Program]:
    running = Program()
    try:
        yield running
    finally:
        running.close()


def eventful(town: Town) -> None:
    """A day on which everything happens: papers, a feed item, a retraction, a correction, two digests."""
    town.amend(1, links=(Link(LinkKind.RETRACTION_IN, 8, "Imagined Lett. 2030;1:8"),))
    for pmid in (2, 3):
        town.publish(pmid)
    town.item("fresh")
    town.item("shared", "Moonwater for gloomy people, part 3", doi="10.5555/moon.3")


def copied(start: Path | None, to: Path) -> Path:
    shutil.rmtree(to, ignore_errors=True)
    if start is not None:
        shutil.copytree(start, to)
    return to


def outcome(state: Path) -> Outcome:
    """What the store holds in the end, without times, numbers and random ids; the file itself is sound."""
    connection = sqlite3.connect(state / "tracker.db")
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    with Store.open(state / "tracker.db", read_only=True, check=True) as store:
        records = {one.id: one for one in store.records.load(range(1, 500))}  # type: ignore[arg-type]
        names = {id: one.record.pmid or one.record.doi or one.record.title for id, one in records.items()}
        kept = sorted((str(names[id]), one.content_hash, one.baseline, one.topics) for id, one in records.items())
        events = sorted((one.kind.value, str(names.get(one.record)), one.after) for one in store.events.after(0))
        told = {
            name: sorted(str(names[id]) for id in store.deliveries.told_of([reader.id], names).get(reader.id, ()))
            for name in (READER, OTHER)
            if (reader := store.subscribers.get(name))
        }
        cursor = store.cursors.topic("gloom")
        return kept, events, told, store.deliveries.unsent(), cursor and (cursor.since, cursor.search_hash)


def one_message_each(town: Town) -> None:
    """A reader may have one digest twice, under one Message-ID; never two."""
    for name in (READER, OTHER):
        assert len({str(letter.message["Message-ID"]) for letter in town.letters(name)}) <= 1
