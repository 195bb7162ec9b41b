"""Fetches what is new in PubMed, and looks again at what changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import groupby

from tracker.errors import BlockedError, SourceError
from tracker.jobs.ahead import Batch, fetched_ahead
from tracker.jobs.belonging import none_likely, topics_of
from tracker.jobs.doubt import search_doubting
from tracker.jobs.keep import Kept, Wanted, keep_all
from tracker.jobs.ports import Clock, Progress, PubMed, Stop, Store, TopicsOf, never, quiet
from tracker.model.cursor import TopicCursor
from tracker.model.event import Event, EventKind
from tracker.model.receipt import SourceOutcome, SourceStatus
from tracker.model.record import RecordId, Sighting
from tracker.model.topic import Topic
from tracker.model.window import Window
from tracker.rules import topichealth, watch

BATCH = 200
"""PMIDs a request, as NCBI asks; one transaction each, so that a killed run keeps what it has."""

ASKED_TOGETHER = 5
"""Batches of news whose topics are asked for together: so many are held in memory, and lost by a kill."""

InSilence = Callable[[Sequence[RecordId], int], None]

GIVE_UP_AFTER = 5
"""How many fetches may ask in vain for a PMID before it is taken as withdrawn."""


@dataclass
class Tally:
    """What one run found, growing while it runs, so that a failure half-way still tells the truth."""

    received: int = 0
    new: list[RecordId] = field(default_factory=list)
    told: int = 0
    silent: int = 0
    updated: int = 0
    missing: int = 0
    notes: list[str] = field(default_factory=list)


class PubMedFetch:
    """One run over PubMed. `run` is the daily round, `read_since` the one-shot and the backfill.

    likely: the topics whose search, applied here, a record matches; it saves questions and decides nothing.
    in_silence: is given the records that each batch of the baseline brought, and how many PMIDs are asked for in all,
    while the next ones are on their way; none at first.
    """

    def __init__(
        self,
        store: Store,
        pubmed: PubMed,
        clock: Clock,
        *,
        baseline_days: int,
        overlap_days: int,
        likely: TopicsOf = none_likely,
        in_silence: InSilence = lambda _ids, _of: None,
        progress: Progress = quiet,
        stop: Stop = never,
    ) -> None:
        self._store = store
        self._pubmed = pubmed
        self._clock = clock
        self._baseline_days = baseline_days
        self._overlap_days = overlap_days
        self._likely = likely
        self._in_silence = in_silence
        self._progress = progress
        self._stop = stop
        self.tally = Tally()

    def run(self, topics: Sequence[Topic]) -> SourceOutcome:
        """Baselines of new and edited topics in silence, then the news of all watched ones, then the cursors."""
        now = self._clock()
        cursors = {topic.id: self._store.cursors.topic(topic.id) for topic in topics}
        laid = {topic: cursor for topic, cursor in cursors.items() if cursor is not None}
        plan = watch.plan(topics, laid, now, baseline_days=self._baseline_days, overlap_days=self._overlap_days)
        windows = " and ".join(map(str, plan.windows)) if plan.watched else ""
        if plan.baselines:
            windows = "; ".join(filter(None, [windows, f"first reading of {len(plan.baselines)} topic(s)"]))
        return self._guarded(windows, lambda: self._round(plan, laid, now))

    def read_since(self, topics: Sequence[Topic], since: date, *, announce: bool) -> SourceOutcome:
        """Everything created since a day. announce False lays the silent baseline and moves the cursors' start."""
        now = self._clock()
        window = Window("crdt", since, now.date())
        return self._guarded(str(window), lambda: self._read_since(topics, window, now, announce=announce))

    def _round(self, plan: watch.Plan, laid: Mapping[str, TopicCursor], now: datetime) -> None:
        silent: dict[Window, list[Topic]] = {}
        for baseline in plan.baselines:
            silent.setdefault(Window("crdt", baseline.start, baseline.end), []).append(baseline.topic)
        for window, topics in silent.items():
            self._read_topics(topics, window, now, announce=False)
            if self._stop():
                return
        since = {topic.id: laid[topic.id].since for topic in plan.watched}
        if plan.watched:
            self._news(plan, since, now)
        if self._stop():
            return
        starts = {baseline.topic.id: baseline.start for baseline in plan.baselines}
        with self._store.atomic():
            for topic in (
                *plan.watched,
                *(baseline.topic for baseline in plan.baselines if baseline.topic.id not in since),
            ):
                self._set_cursor(topic, since.get(topic.id) or starts[topic.id], now)

    def _read_since(self, topics: Sequence[Topic], window: Window, now: datetime, *, announce: bool) -> None:
        if announce:
            self._read_topics(topics, window, now, announce=True)
            return
        for part, group in self._silent_parts(topics, window).items():
            self._read_topics(group, part, now, announce=False)
        if self._stop():
            return
        with self._store.atomic():
            for topic in topics:
                cursor = self._store.cursors.topic(topic.id)
                known_since = cursor.since if cursor else window.start
                until = cursor.until if cursor and cursor.search_hash == watch.search_hash(topic) else now
                self._set_cursor(topic, min(window.start, known_since), until)

    def _silent_parts(self, topics: Sequence[Topic], window: Window) -> dict[Window, list[Topic]]:
        """A watched topic is read in silence only up to where its news begins: what came since is still to be told."""
        parts: dict[Window, list[Topic]] = {}
        for topic in topics:
            cursor = self._store.cursors.topic(topic.id)
            end = window.end
            if cursor is not None and cursor.search_hash == watch.search_hash(topic):
                end = min(end, cursor.until.date() - timedelta(days=self._overlap_days + 1))
            if end >= window.start:
                parts.setdefault(replace(window, end=end), []).append(topic)
        return parts

    def _set_cursor(self, topic: Topic, since: date, until: datetime) -> None:
        self._store.cursors.set_topic(
            TopicCursor(
                topic=topic.id, search_hash=watch.search_hash(topic), since=since, until=until, search=topic.search
            )
        )

    def _read_topics(self, topics: Sequence[Topic], window: Window, now: datetime, *, announce: bool) -> None:
        """Each topic's own search, so that every record knows its topics; then one fetch for all."""
        wanted: dict[int, set[str]] = {}
        for topic in topics:
            result = self._pubmed.search(topic.search, window)
            self._note(topic.id, topichealth.remarks(topic.search, result))
            for pmid in result.pmids:
                wanted.setdefault(pmid, set()).add(topic.id)
        known = self._store.records.known(wanted)
        with self._store.atomic():
            for pmid, id in known.items():
                self._store.records.add_topics(id, sorted(wanted[pmid]))
        self._read_all(sorted(set(wanted) - set(known)), wanted, now, announce=announce)

    def _news(self, plan: watch.Plan, since: Mapping[str, date], now: datetime) -> None:
        term = watch.joined(plan.watched)
        found: set[int] = set()
        changed: set[int] = set()
        for window in plan.windows:
            result = search_doubting(self._store, self._pubmed, term, window)
            self._note("all topics", (*result.errors, *result.warnings))
            found |= result.pmids
            if window.kind == "mdat":
                changed = set(result.pmids)
        again = self._store.records.missing()
        known = set(self._store.records.known(found))
        new = (found | set(again)) - known
        asked = sorted(new | (changed & known))
        waiting: list[Batch] = []
        for batch, fetched in self._fetched(asked):
            waiting.append((batch, replace(fetched, sightings=self._fresh(fetched.sightings))))
            if len(waiting) == ASKED_TOGETHER or batch[-1] == asked[-1]:
                self._keep_news(waiting, plan.watched, since, known, now)
                waiting = []

    def _keep_news(
        self,
        batches: Sequence[Batch],
        topics: Sequence[Topic],
        since: Mapping[str, date],
        known: Collection[int],
        now: datetime,
    ) -> None:
        records = [one.record for _, fetched in batches for one in fetched.sightings]
        wanted = topics_of(self._pubmed, records, topics, self._likely)
        for batch, fetched in batches:
            with self._store.atomic():
                for is_known, sightings in groupby(fetched.sightings, lambda one: one.record.pmid in known):
                    each = [(one, sorted(wanted.get(one.record.pmid or 0, ()))) for one in sightings]
                    if is_known:
                        for sighting, ids in each:
                            self._keep_known(sighting, ids, now)
                    else:
                        self._keep(each, since, now, announce=True)
                self._account_for_missing(batch, fetched.missing, fetched.deleted, now)

    def _keep_known(self, sighting: Sighting, topics: Sequence[str], now: datetime) -> None:
        """A record that changed may match a topic that it did not match before: its readers have not heard of it."""
        (kept,) = self._keep([(sighting, ())], {}, now, announce=True)
        if self._store.records.add_topics(kept.id, topics):
            (stored,) = self._store.records.load([kept.id])
            if not stored.baseline:
                self._store.events.append([Event(kind=EventKind.NEW_RECORD, at=now, record=stored.id)])

    def _read_all(
        self, pmids: Sequence[int], topics: Mapping[int, Iterable[str]], now: datetime, *, announce: bool
    ) -> None:
        """The topics of each are known already."""
        if not announce:
            self._in_silence((), len(pmids))
        for batch, fetched in self._fetched(pmids):
            with self._store.atomic():
                each = [(one, sorted(topics.get(one.record.pmid or 0, ()))) for one in fetched.sightings]
                kept = self._keep(each, {}, now, announce=announce)
                self._account_for_missing(batch, fetched.missing, fetched.deleted, now)
            if not announce:
                self._in_silence([one.id for one in kept if one.new], len(pmids))

    def _fetched(self, pmids: Sequence[int]) -> Iterator[Batch]:
        done = 0
        for batch, fetched in fetched_ahead(self._pubmed, pmids, BATCH, self._stop):
            yield batch, fetched
            done += len(batch)
            self.tally.received += len(fetched.sightings)
            self._progress("PubMed records", done, len(pmids))

    def _fresh(self, sightings: Sequence[Sighting]) -> tuple[Sighting, ...]:
        """Without those that are stored byte for byte: days overlap, and most of what is seen again is as it was."""
        seen = self._store.records.seen(sightings)
        return tuple(one for one in sightings if one.key not in seen)

    def _keep(
        self,
        sightings: Iterable[tuple[Sighting, Sequence[str]]],
        since: Mapping[str, date],
        now: datetime,
        *,
        announce: bool,
    ) -> list[Kept]:
        wanted = []
        for sighting, topics in sightings:
            first_day = min((since[id] for id in topics if id in since), default=date.min)
            news = announce and watch.is_news(sighting.record, first_day, now.date())
            wanted.append(Wanted(sighting, topics, news))
        all_kept = keep_all(self._store, wanted, now)
        for kept in all_kept:
            self.tally.told += kept.told
            if kept.new:
                self.tally.new.append(kept.id)
                self.tally.silent += not kept.told
            else:
                self.tally.updated += kept.changed
        return all_kept

    def _account_for_missing(
        self, asked: Sequence[int], missing: Sequence[int], deleted: Sequence[int], now: datetime
    ) -> None:
        """Asked for and not received is never nothing: asked again at later runs, in the end reported as withdrawn."""
        records = self._store.records
        records.clear_missing(set(asked) - set(missing))
        if deleted:
            records.withdraw(deleted, now)
        if not missing:
            return
        records.note_missing(missing, now)
        tries = records.missing()
        given_up = [pmid for pmid in missing if tries.get(pmid, 0) >= GIVE_UP_AFTER]
        if given_up:
            records.withdraw(given_up, now)
            records.clear_missing(given_up)
            self._note("withdrawn", [f"PubMed no longer gives PMID {pmid}" for pmid in given_up])
        self.tally.missing += len(missing) - len(given_up)

    def _note(self, where: str, messages: Iterable[str]) -> None:
        self.tally.notes.extend(f"{where}: {message}" for message in messages)

    def _guarded(self, window: str, work: Callable[[], None]) -> SourceOutcome:
        before = self._pubmed.requests
        status, message = SourceStatus.OK, ""
        try:
            work()
        except BlockedError as error:
            status, message = SourceStatus.BLOCKED, str(error)
        except SourceError as error:
            status, message = SourceStatus.PARTIAL if self._stop() else SourceStatus.FAILED, str(error)
        tally = self.tally
        if status is SourceStatus.OK and (tally.missing or tally.notes or self._stop()):
            status = SourceStatus.PARTIAL
            if tally.missing:
                tally.notes.insert(0, f"{tally.missing} record(s) asked for and not received; they are asked for again")
            if self._stop():
                tally.notes.insert(0, "stopped before the end; the next run goes on")
            message = "; ".join(tally.notes)
        known = status in (SourceStatus.OK, SourceStatus.PARTIAL)
        return SourceOutcome(
            source="pubmed",
            title="PubMed",
            status=status,
            window=window,
            received=tally.received if known else None,
            on_topic=tally.received if known else None,
            new=tally.told if known or tally.new else None,
            silent=tally.silent if known or tally.new else None,
            updated=tally.updated if known or tally.updated else None,
            requests=self._pubmed.requests - before,
            message=message,
        )
