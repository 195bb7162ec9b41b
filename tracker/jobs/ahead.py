"""Fetches in batches, and has the next ones on their way while one is worked on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from tracker.jobs.ports import PubMed, Stop
from tracker.model.reply import Fetched

AHEAD = 3
"""Batches that are under way beside the one that is worked on: two that wait for PubMed, which lets no third one on the
wire, and one whose answer is parsed meanwhile or stands ready. Memory holds so many, and a kill loses them."""

Batch = tuple[Sequence[int], Fetched]


def fetched_ahead(pubmed: PubMed, pmids: Sequence[int], size: int, stop: Stop) -> Iterator[Batch]:
    """Each batch with its answer, in order; ends early when asked to stop. Raises what `PubMed.fetch` raises.

    A batch that fails is told when its turn comes: those before it are given first.
    """
    batches = deque(pmids[start : start + size] for start in range(0, len(pmids), size))
    waiting: deque[tuple[Sequence[int], Future[Fetched]]] = deque()
    with ThreadPoolExecutor(AHEAD, thread_name_prefix="pubmed") as pool:

        def ask_on() -> None:
            while batches and len(waiting) < AHEAD:
                batch = batches.popleft()
                waiting.append((batch, pool.submit(pubmed.fetch, batch)))

        try:
            ask_on()
            while waiting and not stop():
                batch, answer = waiting.popleft()
                fetched = answer.result()
                ask_on()  # before this one is worked on, which takes a while
                yield batch, fetched
        finally:
            pool.shutdown(cancel_futures=True)
