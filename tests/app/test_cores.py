"""Reading on all cores."""

from __future__ import annotations

import multiprocessing
import os
import select
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from tracker.app import build
from tracker.app.cores import OnAllCores
from tracker.app.files import Files
from tracker.jobs.read import Found
from tracker.model.record import Record, RecordId, Section, StoredRecord, content_hash

FILES = Files.find()


def stored(number: int) -> StoredRecord:
    record = Record(
        title=f"A fictional trial, number {number}",
        pmid=number,
        abstract=(Section(f"In a randomised trial {number + 20} adults received something or placebo.", "METHODS"),),
    )
    return StoredRecord(
        id=RecordId(number),
        record=record,
        content_hash=content_hash(record),
        first_seen=datetime(2031, 1, 1, tzinfo=UTC),
        baseline=True,
        topics=(),
        sources=(),
    )


def test_other_processes_read_as_this_one_does() -> None:
    """Every batch comes back in order, each record with what is read here too; also what they leave unread, since one
    of them was ended from outside."""
    batches = [[stored(3 * batch + number) for number in (1, 2, 3)] for batch in range(8)]
    here = build.reading(FILES.registry())
    read: list[Found] = []
    with OnAllCores(here) as helpers:
        for number, batch in enumerate(batches):
            read += helpers.take(batch)
            if number == 2:
                multiprocessing.active_children()[0].kill()
        read += helpers.rest()
    assert read == [[(each, *here(each)) for each in batch] for batch in batches]
    assert not multiprocessing.active_children()


def test_a_process_for_each_core_begins_when_told_to() -> None:
    """Before there is anything to read, and once."""
    with OnAllCores(build.reading(FILES.registry())) as helpers:
        helpers.get_ready()
        begun = {one.pid for one in multiprocessing.active_children()}
        helpers.get_ready()
        assert {one.pid for one in multiprocessing.active_children()} == begun
        assert len(begun) == os.cpu_count()


@pytest.mark.prove
def test_where_this_process_is_killed_the_others_end() -> None:
    """They hold its standard output open, as nobody is left to close it, until the last of them is gone."""
    code = (
        "from tests.app.test_cores import FILES, stored\n"
        "from tracker.app import build\n"
        "from tracker.app.cores import OnAllCores\n"
        "if __name__ == '__main__':\n"
        "    with OnAllCores(build.reading(FILES.registry())) as helpers:\n"
        "        for number in range(10**6):\n"
        "            for one in helpers.take([stored(number)]):\n"
        "                print('read', flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=FILES.queries.parent)
    assert process.stdout is not None
    assert process.stdout.readline() == b"read\n"
    process.kill()
    process.wait()
    while select.select([process.stdout], [], [], 20)[0]:
        if not os.read(process.stdout.fileno(), 65536):
            return
    raise AssertionError("a reading process lives on")
