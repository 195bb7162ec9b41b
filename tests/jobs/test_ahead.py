"""Batches that are fetched while others are worked on."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import pytest

from tests.jobs.fakes import Clock, FakePubMed
from tracker.errors import SourceError
from tracker.jobs.ahead import AHEAD, fetched_ahead
from tracker.jobs.ports import never
from tracker.model.reply import Fetched


class Heard(FakePubMed):
    """Tells of each request, from whatever thread."""

    def __init__(self, clock: Clock) -> None:
        super().__init__(clock)
        self.heard = threading.Semaphore(0)

    def fetch(self, pmids: Iterable[int]) -> Fetched:
        try:
            return super().fetch(pmids)
        finally:
            self.heard.release()


def test_while_a_batch_is_worked_on_the_next_ones_are_fetched(clock: Clock) -> None:
    """As many as memory is to hold, and no more: the next one follows when the batch was worked on."""
    pubmed = Heard(clock)
    given = fetched_ahead(pubmed, range(20), 2, never)
    for number in range(3):
        assert next(given)[0] == range(2 * number, 2 * number + 2)
        for _ in range(1 if number else 1 + AHEAD):
            assert pubmed.heard.acquire(timeout=10)
        assert pubmed.requests == number + 1 + AHEAD
    given.close()
    assert pubmed.requests == 3 + AHEAD


def test_a_batch_that_fails_is_told_in_its_turn(clock: Clock) -> None:
    """Those before it are given, those after it are not."""
    pubmed = FakePubMed(clock)
    pubmed.fails = lambda what: what == "fetch [2]"
    given = fetched_ahead(pubmed, range(9), 1, never)
    assert [next(given)[0], next(given)[0]] == [range(1), range(1, 2)]
    with pytest.raises(SourceError):
        next(given)


def test_asked_to_stop_it_gives_no_more(clock: Clock) -> None:
    """What is under way then is not waited for by anybody."""
    looks = iter([False, False, True])
    assert len(list(fetched_ahead(FakePubMed(clock), range(9), 1, lambda: next(looks)))) == 2
