"""Watches the works that the articles cite: which record each is, what became of it, and what cites it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from tracker.errors import SourceError
from tracker.jobs.ports import Clock, PubMed, Store
from tracker.model.cited import CitedState, Citing, Printed
from tracker.model.claim import CitedWork
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.rules import citation

JOB = "cited"
TITLE = "Works that the articles cite"
MOST_TITLES = 100
"""New citing works whose titles are looked up in one run; the others stand there by their number."""

MOST_BY_TITLE = 40
"""A search for titles that finds more found something else."""


def watch_cited(store: Store, pubmed: PubMed, works: Sequence[CitedWork], clock: Clock) -> Receipt:
    """A handful of requests in all. What a failure leaves unknown stays as it was known; the receipt says so."""
    started, asked = clock(), pubmed.requests
    known = store.cited.states()
    states = {
        one.citation: known.get(one.citation) or CitedState(citation=one.citation, asked=started) for one in works
    }
    citing: list[Citing] = []
    try:
        records = _records(pubmed, works, states)
        states = {line: _seen(state, records.get(line), started) for line, state in states.items()}
        citing = _citing(store, pubmed, [one for one in states.values() if one.pmid], started)
        states = {line: replace(one, counted=started) if one.pmid else one for line, one in states.items()}
        status, message = _outcome(states.values())
    except SourceError as error:
        status, message = SourceStatus.FAILED, str(error)
    outcome = SourceOutcome(
        source=JOB,
        title=TITLE,
        status=status,
        received=sum(one.printed is not None for one in states.values()),
        new=None if status is SourceStatus.FAILED else len([one for one in citing if not one.baseline]),
        requests=pubmed.requests - asked,
        message=message,
    )
    receipt = Receipt(job=JOB, started=started, finished=clock(), outcomes=(outcome,))
    with store.atomic():
        if status is not SourceStatus.FAILED:
            store.cited.save(states.values())
            store.cited.add_citing(citing)
        store.receipts.add(receipt)
    return receipt


def _records(pubmed: PubMed, works: Sequence[CitedWork], states: Mapping[str, CitedState]) -> dict[str, Printed]:
    """By printed line, the record as PubMed gives it now; those that cannot be told are absent."""
    open_ones = [work for work in works if states[work.citation].pmid is None]
    offers = dict(zip((work.citation for work in open_ones), pubmed.match(open_ones), strict=True)) if open_ones else {}
    numbers = {pmid for offer in offers.values() for pmid in offer}
    numbers |= {one.pmid for one in states.values() if one.pmid is not None}
    printed = pubmed.printed(numbers) if numbers else {}
    found = {one.citation: printed[one.pmid] for one in states.values() if one.pmid in printed and one.pmid}
    for work in open_ones:
        fits = citation.chosen(work, [printed[pmid] for pmid in offers[work.citation] if pmid in printed])
        if fits:
            found[work.citation] = fits
    left = [work for work in open_ones if work.citation not in found]
    return found | _by_title(pubmed, left)


def _by_title(pubmed: PubMed, works: Iterable[CitedWork]) -> dict[str, Printed]:
    """What the matcher does not know may be printed wrongly in all that it is asked with: then the title finds it."""
    titled = {work.citation: title for work in works if (title := citation.printed_title(work))}
    if not titled:
        return {}
    terms = [f'"{_searchable(title)}"[ti]' for title in titled.values()]
    numbers = pubmed.search(" OR ".join(terms), None).pmids
    if not numbers or len(numbers) > MOST_BY_TITLE:
        return {}
    printed = pubmed.printed(numbers)
    candidates = [printed[pmid] for pmid in sorted(printed)]
    found = {work.citation: citation.chosen(work, candidates) for work in works if work.citation in titled}
    return {line: one for line, one in found.items() if one is not None}


def _searchable(title: str) -> str:
    """Without the signs that mean something in a search."""
    return " ".join(re.sub(r'["*\[\]()|]', " ", title).split())


def _seen(state: CitedState, found: Printed | None, now: datetime) -> CitedState:
    if found is None:
        return state if state.pmid else replace(state, asked=now)
    record = found.record
    struck = record.is_retracted or record.has_concern or record.is_corrected
    before = state.printed.record if state.printed else None
    same = before is not None and citation.struck_as(before) == citation.struck_as(record)
    return replace(
        state,
        printed=found,
        asked=now if state.pmid is None else state.asked,
        looked=now,
        struck=(state.struck if same else now) if struck else None,
    )


def _citing(store: Store, pubmed: PubMed, states: Sequence[CitedState], now: datetime) -> list[Citing]:
    """What is not known yet. All that the first look at a work brings is its past."""
    numbers = {one.pmid: one.counted is None for one in states if one.pmid is not None}
    known = {(one.cited, one.pmid) for one in store.cited.citing(numbers)}
    found = [
        Citing(cited, pmid, now, baseline=numbers[cited])
        for cited, citing in pubmed.citing(numbers).items()
        for pmid in sorted(citing)
        if (cited, pmid) not in known
    ]
    news = sorted({one.pmid for one in found if not one.baseline})[:MOST_TITLES]
    titles = {pmid: _named(one) for pmid, one in pubmed.printed(news).items()} if news else {}
    return [replace(one, title=titles.get(one.pmid, "")) for one in found]


def _named(printed: Printed) -> str:
    record = printed.record
    source = ", ".join(
        filter(
            None,
            (record.journal.title if record.journal else "", str(record.published.year) if record.published else ""),
        )
    )
    return f"{record.title.rstrip('.')} ({source})" if source else record.title


def _outcome(states: Iterable[CitedState]) -> tuple[SourceStatus, str]:
    unknown = sum(one.printed is None for one in states)
    return SourceStatus.OK, f"{unknown} could not be told by what is printed" if unknown else ""
