"""Fetches in batches, and has the next ones on their way while one is worked on."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from tracker.jobs.ports import PubMed, Stop
from tracker.model.reply import Fetched

IN_FLIGHT = 2
"""Requests that wait for PubMed at one time: their answers take longer than the pause that NCBI asks for between two.
Memory holds so many batches, and the one that is worked on."""

Batch = tuple[Sequence[int], Fetched]


def fetched_ahead(pubmed: PubMed, pmids: Sequence[int], size: int, stop: Stop) -> Iterator[Batch]:
    """Each batch with its answer, in order; ends early when asked to stop. Raises what `PubMed.fetch` raises.

    A batch that fails is told when its turn comes: those before it are given first.
    """
    batches = [pmids[start : start + size] for start in range(0, len(pmids), size)]
    waiting: deque[tuple[Sequence[int], Future[Fetched]]] = deque()
    with ThreadPoolExecutor(IN_FLIGHT, thread_name_prefix="pubmed") as pool:
        try:
            while (batches or waiting) and not stop():
                while batches and len(waiting) < IN_FLIGHT:
                    batch = batches.pop(0)
                    waiting.append((batch, pool.submit(pubmed.fetch, batch)))
                batch, answer = waiting.popleft()
                yield batch, answer.result()
        finally:
            pool.shutdown(cancel_futures=True)
