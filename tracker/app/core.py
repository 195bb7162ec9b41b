"""The application: its parts, put together when first needed, and what the faces may ask of it."""

from __future__ import annotations

import secrets
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tracker.app import build, views
from tracker.app.files import Files
from tracker.errors import MailError, SourceError, UsageError
from tracker.jobs.feeds import FeedFetch
from tracker.jobs.health import JOB as HEALTH
from tracker.jobs.health import topic_health
from tracker.jobs.plan import Knowledge, Planning
from tracker.jobs.ports import Progress, Stop, never, quiet
from tracker.jobs.pubmed import PubMedFetch
from tracker.jobs.read import Reading
from tracker.jobs.send import Sending, Sent
from tracker.jobs.tell import tell_operator
from tracker.model.digest import StudyCard
from tracker.model.identifiers import normalise_doi
from tracker.model.receipt import Receipt, SourceOutcome, SourceStatus
from tracker.model.record import RecordId, StoredRecord
from tracker.model.subscriber import Frequency, Preferences, Standing, Subscriber
from tracker.model.topic import Topic
from tracker.model.verdict import Ground, Overrule, Stance

if TYPE_CHECKING:
    from tracker.registry.load import Registry
    from tracker.registry.sections import Settings
    from tracker.sources.pubmed import PubMed
    from tracker.store import Store

FETCH, FEEDS, BACKFILL = "fetch", "feeds", "backfill"
WEEK = timedelta(days=7)
LONGEST_NAP = 0.5
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class FetchResult:
    """cards: the new records that are news, best designs first; baseline: how many were kept in silence."""

    receipt: Receipt
    cards: tuple[StudyCard, ...]
    baseline: int

    @property
    def complete(self) -> bool:
        return not any(one.failed or one.status is SourceStatus.PARTIAL for one in self.receipt.outcomes)


def utc_now() -> datetime:
    return datetime.now(UTC)


class App:
    """One per process. A store is opened for each piece of work, in the thread that does it."""

    def __init__(
        self,
        files: Files,
        *,
        clock: Callable[[], datetime] = utc_now,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.files = files
        self.clock = clock
        self._sleep = sleep
        self._stop: Stop = never

    @classmethod
    def from_files(cls, *, settings: Path | None, queries: Path | None, state: Path | None) -> App:
        return cls(Files.find(settings=settings, queries=queries, state=state))

    @cached_property
    def settings(self) -> Settings:
        """Raises FilesError with every problem of the settings."""
        return self.files.settings()

    @cached_property
    def registry(self) -> Registry:
        """Raises FilesError with every problem of the files in queries/."""
        return self.files.registry()

    @cached_property
    def reading(self) -> build.RecordReading:
        return build.RecordReading(self.registry)

    @cached_property
    def pubmed(self) -> PubMed:
        """One for all jobs: it keeps NCBI's rate limit between them."""
        return build.pubmed(self.settings, self.clock, self.sleep)

    def stop_when(self, stop: Stop) -> None:
        """Jobs look at it between two steps that leave nothing half done."""
        self._stop = stop

    def sleep(self, seconds: float) -> None:
        """A pause that a stop ends at once. Raises SourceError then: the source was not asked."""
        while seconds > 0:
            if self._stop():
                raise SourceError("asked to stop while waiting to ask it again")
            step = min(seconds, LONGEST_NAP)
            self._sleep(step)
            seconds -= step

    @contextmanager
    def run_lock(self) -> Iterator[None]:
        """Held for life by the daemon, which reads the whole store once first.

        Raises BusyError with the pid of the one that holds it, StoreError for a damaged store.
        """
        with build.run_lock(self.state_folder):
            with build.store(self.state_folder, read_only=False, check=True):
                pass
            yield

    @property
    def state_folder(self) -> Path:
        return self.files.state_folder(self.settings)

    @contextmanager
    def store(self, *, read_only: bool = False) -> Iterator[Store]:
        with build.store(self.state_folder, read_only=read_only) as store:
            yield store

    # --- bringing in -----------------------------------------------------------------------------------------

    def fetch(
        self,
        *,
        topics: Sequence[str] = (),
        since: date | None = None,
        dry_run: bool = False,
        progress: Progress = quiet,
    ) -> FetchResult:
        """PubMed, then the feeds (left out where topics or a day are named), then the reading."""
        chosen = self._topics(topics)
        if dry_run or self.settings.dry_run:
            return self._on_a_copy(lambda app: app.fetch(topics=topics, since=since, progress=progress))
        with self.store() as store:
            return self._bring_in(store, chosen, since, feeds=not topics and since is None, progress=progress)

    def backfill(self, since: date, *, topics: Sequence[str] = (), progress: Progress = quiet) -> FetchResult:
        """The silent baseline from `since` on."""
        with self.store() as store:
            chosen = self._topics(topics)
            return self._bring_in(store, chosen, since, feeds=False, progress=progress, job=BACKFILL)

    def _bring_in(
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
        started = self.clock()
        outcomes: list[SourceOutcome] = []
        new: list[RecordId] = []
        if pubmed:
            outcome, found = self._ask_pubmed(store, topics, since, announce=job == FETCH, progress=progress)
            outcomes.append(outcome)
            new += found
        if feeds:
            reader = build.feed_reader(self.settings, self.clock, self.sleep)
            topics_of = build.matcher(self.registry, topics)
            reading = FeedFetch(store, reader, topics_of, self.clock, progress=progress, stop=self._stop)
            outcomes += reading.run(self.registry.feeds)
            new += reading.new
        read = self._reading(store, progress).run()
        receipt = Receipt(
            job=job,
            started=started,
            finished=self.clock(),
            outcomes=tuple(outcomes),
            counts={"new": len(new), "read": read},
        )
        with store.atomic():
            store.receipts.add(receipt)
            if since is None and not self._stop():
                for asked, what in ((pubmed, FETCH), (feeds, FEEDS)):
                    if asked:
                        store.cursors.set_done(what, started)
        return self._result(store, receipt, new)

    def _ask_pubmed(
        self, store: Store, topics: Sequence[Topic], since: date | None, *, announce: bool, progress: Progress
    ) -> tuple[SourceOutcome, list[RecordId]]:
        fetch = PubMedFetch(
            store,
            self.pubmed,
            self.clock,
            baseline_days=self.settings.pubmed.baseline_days,
            overlap_days=self.settings.pubmed.overlap_days,
            progress=progress,
            stop=self._stop,
        )
        outcome = fetch.run(topics) if since is None else fetch.read_since(topics, since, announce=announce)
        return outcome, fetch.tally.new

    def _result(self, store: Store, receipt: Receipt, new: Sequence[RecordId]) -> FetchResult:
        stored = store.records.load(new)
        told = [one.id for one in stored if not one.baseline]
        shown = sorted(self._cards(store, told), key=lambda card: (card.rank, card.title))
        return FetchResult(receipt, tuple(shown), len(stored) - len(told))

    def _on_a_copy(self, work: Callable[[App], FetchResult]) -> FetchResult:
        """Does the work on a copy of the store and throws the copy away."""
        with tempfile.TemporaryDirectory(prefix="tracker-dry-run-") as folder:
            if build.store_file(self.state_folder).exists():
                self.backup(build.store_file(Path(folder)))
            copy = App(replace(self.files, state=Path(folder)), clock=self.clock, sleep=self._sleep)
            copy.__dict__["settings"] = replace(self.settings, dry_run=False)
            return work(copy)

    def _reading(self, store: Store, progress: Progress = quiet) -> Reading:
        claims = self.registry.claims_by_id
        return Reading(store, self.reading, claims, self.clock, progress=progress, stop=self._stop)

    def _topics(self, ids: Sequence[str]) -> tuple[Topic, ...]:
        known = {topic.id: topic for topic in self.registry.topics}
        for id in ids:
            if id not in known:
                raise UsageError(f"there is no topic {id!r}", mend=f"Topics: {', '.join(known)}.")
        return tuple(known[id] for id in ids) if ids else tuple(known.values())

    # --- digests ---------------------------------------------------------------------------------------------

    def plan(self, *, address: str | None = None) -> int:
        """Plans what is due; returns how many deliveries that gave."""
        with self.store() as store:
            if address is not None:
                self._subscriber(store, address)
            return self._planning(store).run(only=address)

    def preview(self, folder: Path, *, address: str | None = None) -> tuple[Path, ...]:
        """Writes what each subscriber would be sent if it were due now. Changes no state."""
        from tracker.app.preview import write

        with self.store(read_only=True) as store:
            planning = self._planning(store)
            readers = [self._subscriber(store, address)] if address else store.subscribers.all(Standing.ACTIVE)
            if readers:
                drawn = {build.file_name(one.address): planning.preview_for(one)[1] for one in readers}
            else:
                today = self.clock().astimezone(ZoneInfo(self.settings.schedule.time_zone)).date()
                week = today - timedelta(days=7), today - timedelta(days=1)
                anyone = self.preferences(topics=())
                drawn = {"digest": planning.preview(anyone, after=0, start=week[0], end=week[1])[1]}
        return write(folder, drawn, build.renderer(self.files, self.settings), self.settings, self.clock())

    def send(self) -> Sent:
        """Hands over what is planned. Raises MailError where that cannot be done at all."""
        if self.settings.dry_run:
            raise MailError("dry_run is set: nothing is sent", mend="Take dry_run out of the settings to send.")
        if not self.settings.mail.usable:
            raise MailError(
                "no mail server is set",
                mend="Set mail.host and mail.from in settings.yaml; until then: digest --preview DIR.",
            )
        with build.send_lock(self.state_folder), self.store() as store:
            sending = Sending(
                store,
                build.renderer(self.files, self.settings),
                build.mailer(self.settings),
                build.personal_links(self.settings),
                self.clock,
                suspend_after=self.settings.mail.suspend_after,
                per_hour=self.settings.mail.per_hour,
                stop=self._stop,
            )
            return sending.run()

    def _planning(self, store: Store) -> Planning:
        registry = self.registry
        return Planning(
            store,
            build.renderer(self.files, self.settings),
            Knowledge(
                subject=registry.subject,
                topics=registry.topics,
                claims=registry.claims_by_id,
                words=registry.words,
            ),
            self.clock,
            new_message_id=build.message_ids(self.settings),
        )

    # --- the daemon's tick -----------------------------------------------------------------------------------

    def tick(self) -> int:
        """Do whatever is due now. Returns the exit code of the worst that happened (0, 3 or 5)."""
        worst = 0
        schedule, feeds = self.settings.schedule, self.settings.feeds
        with self.store() as store:
            pubmed_due = self._is_due(store, FETCH, timedelta(hours=schedule.fetch_every_hours))
            feeds_due = self._is_due(store, FEEDS, timedelta(hours=feeds.every_hours))
            if pubmed_due or feeds_due:
                result = self._bring_in(store, self.registry.topics, None, pubmed=pubmed_due, feeds=feeds_due)
                worst = 0 if result.complete else 3
            else:
                self._reading(store).run()
            if not self._stop() and self._is_due(store, HEALTH, WEEK):
                topic_health(store, self.pubmed, self.registry.topics, self.clock)
        if self._stop() or self.settings.dry_run or not self.settings.mail.usable:
            return worst
        self.plan()
        sent = self.send()
        self._tell_operator()
        return worst or (5 if sent.refused or sent.suspended else 0)

    def _tell_operator(self) -> None:
        address = self.settings.operator.address
        if address:
            with self.store() as store:
                message_id = build.message_ids(self.settings)()
                tell_operator(store, build.mailer(self.settings), address, message_id, self.clock)

    def _is_due(self, store: Store, job: str, every: timedelta) -> bool:
        """A last time in the future (the clock was set back) is due as well."""
        last = store.cursors.last_done(job)
        now = self.clock()
        return last is None or now - last >= every or last > now

    # --- subscribers -----------------------------------------------------------------------------------------

    def preferences(
        self,
        *,
        topics: Sequence[str],
        frequency: Frequency = Frequency.WEEKLY,
        weekday: int | None = None,
        hour: int | None = None,
        time_zone: str | None = None,
        empty_mail: bool = True,
        text_only: bool = False,
    ) -> Preferences:
        """Checked; what is None comes from the settings. Raises UsageError."""
        self._topics(topics)
        schedule = self.settings.schedule
        zone = time_zone or schedule.time_zone
        try:
            ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise UsageError(f"there is no time zone {zone!r}", mend="Write it as in Europe/Dublin.") from None
        weekday = WEEKDAYS.index(schedule.digest_weekday) if weekday is None else weekday
        hour = schedule.digest_hour if hour is None else hour
        if weekday not in range(7) or hour not in range(24):
            raise UsageError("weekday goes from 0 (Monday) to 6, hour from 0 to 23")
        return Preferences(
            topics=tuple(topics),
            frequency=frequency,
            weekday=weekday,
            hour=hour,
            time_zone=zone,
            empty_mail=empty_mail,
            text_only=text_only,
        )

    def subscribe(self, address: str, preferences: Preferences) -> Subscriber:
        """Raises UsageError for what is no address, or is on the list already."""
        build.check_address(address)
        with self.store() as store:
            return store.subscribers.add(address, preferences, token=secrets.token_urlsafe(24), at=self.clock())

    def unsubscribe(self, address: str) -> None:
        with self.store() as store:
            subscriber = self._subscriber(store, address)
            store.subscribers.set_standing(subscriber.id, Standing.LEFT, self.clock())

    def find_subscriber(self, address: str) -> Subscriber | None:
        with self._store_if_any() as store:
            return store.subscribers.get(address) if store else None

    def subscribers(self) -> tuple[Subscriber, ...]:
        with self._store_if_any() as store:
            return store.subscribers.all() if store else ()

    def _subscriber(self, store: Store, address: str) -> Subscriber:
        found = store.subscribers.get(address)
        if found is None:
            raise UsageError(f"{address} is not on the list", mend="See: python daemon.py subscribers list")
        return found

    # --- looking ---------------------------------------------------------------------------------------------

    def search(self, words: str, limit: int) -> tuple[StudyCard, ...]:
        with self.store(read_only=True) as store:
            return self._cards(store, [stored.id for stored in store.records.search(words, limit)])

    def show(self, name: str) -> views.RecordView | None:
        with self.store(read_only=True) as store:
            stored = _find(store, name)
            if stored is None:
                return None
            return views.record_view(store, self.registry.claims_by_id, self.registry.words, stored)

    def topic_rows(self) -> tuple[views.TopicRow, ...]:
        with self._store_if_any() as store:
            return views.topic_rows(store, self.registry.topics)

    def claim_rows(self) -> tuple[views.ClaimRow, ...]:
        with self._store_if_any() as store:
            return views.claim_rows(store, self.registry.claims_by_id)

    def claim(self, id: str) -> views.ClaimView:
        claim = self.registry.claims_by_id.get(id)
        if claim is None:
            raise UsageError(f"there is no claim {id!r}", mend="See: python daemon.py claims")
        articles = {article.id: article.title for article in self.registry.articles}
        with self._store_if_any() as store:
            return views.claim_view(store, claim, articles)

    def status(self) -> views.StatusView:
        with self.store(read_only=True) as store:
            return views.status_view(store, self.registry.topics, self.clock())

    def overrule(self, name: str, claim: str, *, stance: Stance | None, ground: Ground | None, why: str) -> None:
        """Raises UsageError for a claim or a record that is not known."""
        if claim not in self.registry.claims_by_id:
            raise UsageError(f"there is no claim {claim!r}", mend="See: python daemon.py claims")
        with self.store() as store:
            stored = _find(store, name)
            if stored is None:
                raise UsageError(f"no record {name} is stored", mend="Search for it: python daemon.py search WORDS")
            self._reading(store).overrule(
                Overrule(record=stored.id, claim=claim, stance=stance, ground=ground, why=why, at=self.clock())
            )

    def backup(self, file: Path) -> None:
        """A checked copy, also while others write."""
        with self.store(read_only=True) as store:
            store.backup(file)

    def _cards(self, store: Store, ids: Sequence[RecordId]) -> tuple[StudyCard, ...]:
        return views.cards(store, self.registry.claims_by_id, self.registry.words, ids)

    @contextmanager
    def _store_if_any(self) -> Iterator[Store | None]:
        """Topics and claims can be looked at before anything was fetched."""
        if not build.store_file(self.state_folder).exists():
            yield None
            return
        with self.store(read_only=True) as store:
            yield store


def _find(store: Store, name: str) -> StoredRecord | None:
    if name.isdecimal():
        return store.records.by_pmid(int(name))
    doi = normalise_doi(name)
    return store.records.by_doi(doi) if doi else None
