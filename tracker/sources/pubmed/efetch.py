"""Records by PMID, in batches; a batch that cannot be had whole is asked for in halves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tracker.errors import SourceError
from tracker.model.record import Record
from tracker.sources.pubmed.entrez import Entrez
from tracker.sources.pubmed.parse import Batch, parse_batch
from tracker.sources.trouble import TooMuch

_TRIES_OF_A_PART = 2  # of a batch that has failed already
_FAILURES_IN_A_ROW = 12  # 200 records are nine halvings; beyond that it is not one bad record


@dataclass(slots=True)
class Received:
    """What came of what was asked. missing: neither a record nor deleted, or never to be had even alone."""

    records: dict[int, tuple[Record, bytes]] = field(default_factory=dict)
    deleted: set[int] = field(default_factory=set)
    missing: set[int] = field(default_factory=set)


def fetch_records(entrez: Entrez, pmids: Iterable[int], *, batch: int) -> Received:
    """Raises SourceError when PubMed fails for more than single records; then nothing counts as received."""
    asked = sorted(set(pmids))
    received = Received()
    waiting = [asked[start : start + batch] for start in range(0, len(asked), batch)][::-1]
    failures = 0
    halved = False
    while waiting:
        group = waiting.pop()
        try:
            reply = _ask(entrez, group, attempts=_TRIES_OF_A_PART if halved else None)
        except TooMuch:
            failures += 1
            halved = True
            if failures >= _FAILURES_IN_A_ROW or len(asked) == 1:
                raise
            if len(group) == 1:
                received.missing.add(group[0])
            else:
                middle = len(group) // 2
                waiting += [group[middle:], group[:middle]]
            continue
        failures = 0
        halved = bool(waiting) and len(waiting[-1]) < batch and halved
        _take(reply, group, received)
    if asked and not received.records and failures:
        raise SourceError("no record could be had, not even alone", where="PubMed", retryable=True)
    return received


def _ask(entrez: Entrez, group: list[int], *, attempts: int | None) -> Batch:
    ids = [str(pmid) for pmid in group]
    return entrez.ask("efetch", parse_batch, attempts=attempts, db="pubmed", id=ids, retmode="xml")


def _take(reply: Batch, group: list[int], received: Received) -> None:
    """Sort the reply into what was asked for. A record that nobody asked for is left alone."""
    wanted = set(group)
    for record, raw in reply.records:
        if record.pmid in wanted:
            received.records[record.pmid] = (record, raw)
    received.deleted |= wanted & set(reply.deleted)
    received.missing |= wanted - received.records.keys() - received.deleted
