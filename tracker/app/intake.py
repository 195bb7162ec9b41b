"""The intake: what PubMed and the feeds have is brought in, read, and noted as done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from tracker.app import build
from tracker.app.look import Look
from tracker.app.workshop import Workshop
from tracker.jobs.cited import JOB as CITED
from tracker.jobs.cited import watch_cited
from tracker.jobs.feeds import FeedFetch
from tracker.jobs.ports import Progress, TopicsOf, quiet
from tracker.jobs.pubmed import InSilence, PubMedFetch
from tracker.model.digest import StudyCard
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.record import RecordId
from tracker.model.topic import Topic

if TYPE_CHECKING:
    from tracker.store import Store

FETCH, FEEDS, BACKFILL, PART = "fetch", "feeds", "backfill", "fetch of a part"
AFTER_FAILURE, NO_TIME = timedelta(hours=1), timedelta()
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FetchResult:
    """cards: the new records that are news, best designs first; baseline: how many were kept in silence."""

    receipt: Receipt
    cards: tuple[StudyCard, ...]
    baseline: int

    @property
    def complete(self) -> bool:
        return not any(one.failed or one.status is SourceStatus.PARTIAL for one in self.receipt.outcomes)


class Intake:
    def __init__(self, workshop: Workshop, look: Look) -> None:
        self._workshop, self._look = workshop, look

    def bring_in(
        self,
        store: Store,
        topics: Sequence[Topic],
        since: date | None,
        *,
        pubmed: bool = True,
        feeds: bool,
        progress: Progress = quiet,
        job: str = FETCH,
    ) -> FetchResult:
        """The sources, then the reading of what came, then one receipt for both."""
        workshop = self._workshop
        started = workshop.clock()
        outcomes: list[SourceOutcome] = []
        new: list[RecordId] = []
        readings = workshop.readings(store, progress)
        whole = len(topics) == len(workshop.registry.topics) and since is None
        watched = {topic.id for topic in topics if store.cursors.topic(topic.id) is not None}
        if pubmed:
            with readings.reading_ahead() as in_silence:
                outcome, found = self._ask_pubmed(
                    store, topics, since, announce=job == FETCH, in_silence=in_silence, progress=progress
                )
            outcomes.append(outcome)
            new += found
        if feeds:
            fetch = FeedFetch(
                store,
                build.feed_reader(workshop.settings, workshop.clock, workshop.sleep, topics),
                self._matcher(topics),
                workshop.clock,
                watched=watched,
                progress=progress,
                stop=workshop.stopped,
            )
            outcomes += fetch.run(workshop.registry.feeds)
            new += fetch.new
        read = readings.run() + readings.ahead
        receipt = Receipt(
            job=PART if job == FETCH and not whole else job,
            started=started,
            finished=workshop.clock(),
            outcomes=tuple(outcomes),
            counts={"new": len(new), "read": read},
        )
        with store.atomic():
            store.receipts.add(receipt)
            if whole and not workshop.stopped():
                self._note_done(store, started, pubmed=outcomes[0] if pubmed else None, feeds=feeds)
        return self._result(store, receipt, new)

    def look_up_cited(self, store: Store) -> Receipt:
        """Asks PubMed which records the works are that the articles cite, what became of them, and what cites them."""
        works = [work for article in self._workshop.registry.articles for work in article.cites]
        receipt = watch_cited(store, self._workshop.pubmed, works, self._workshop.clock)
        again = WEEK - AFTER_FAILURE if receipt.failures else NO_TIME
        store.cursors.set_done(CITED, receipt.started - again)
        return receipt

    def cited_due(self, store: Store) -> bool:
        """Once a week; at once where a work is new in the files."""
        lines = {work.citation for article in self._workshop.registry.articles for work in article.cites}
        if not lines:
            return False
        if self.is_due(store, CITED, WEEK - AFTER_FAILURE):  # so that it keeps to its day
            return True
        last = store.receipts.last(CITED)
        return not (last and last.failures) and not lines <= store.cited.states().keys()

    def is_due(self, store: Store, job: str, every: timedelta) -> bool:
        """A last time in the future (the clock was set back) is due as well."""
        last = store.cursors.last_done(job)
        now = self._workshop.clock()
        return last is None or now - last >= every or last > now

    def _ask_pubmed(
        self,
        store: Store,
        topics: Sequence[Topic],
        since: date | None,
        *,
        announce: bool,
        in_silence: InSilence,
        progress: Progress,
    ) -> tuple[SourceOutcome, list[RecordId]]:
        settings = self._workshop.settings.pubmed
        fetch = PubMedFetch(
            store,
            self._workshop.pubmed,
            self._workshop.clock,
            baseline_days=settings.baseline_days,
            overlap_days=settings.overlap_days,
            likely=self._matcher(topics),
            in_silence=in_silence,
            progress=progress,
            stop=self._workshop.stopped,
        )
        outcome = fetch.run(topics) if since is None else fetch.read_since(topics, since, announce=announce)
        return outcome, fetch.tally.new

    def _matcher(self, topics: Sequence[Topic]) -> TopicsOf:
        """Made when the first record is to be matched: mostly there is none."""
        matches = cache(lambda: build.matcher(self._workshop.registry, topics))
        return lambda record: matches()(record)

    def _note_done(self, store: Store, started: datetime, *, pubmed: SourceOutcome | None, feeds: bool) -> None:
        """A PubMed that failed is asked again within the hour, not at the next regular time."""
        if pubmed is not None:
            every = timedelta(hours=self._workshop.settings.schedule.fetch_every_hours)
            store.cursors.set_done(FETCH, started - max(every - AFTER_FAILURE, NO_TIME) if pubmed.failed else started)
        if feeds:
            store.cursors.set_done(FEEDS, started)

    def _result(self, store: Store, receipt: Receipt, new: Sequence[RecordId]) -> FetchResult:
        silent = store.records.baseline(new)
        told = [id for id in new if id not in silent]
        shown = sorted(self._look.cards(store, told), key=lambda card: (card.rank, card.title))
        return FetchResult(receipt, tuple(shown), len(silent))
