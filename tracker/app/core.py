"""The application: its parts, put together when first needed, and what the faces may ask of it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from tracker.app import build, logs
from tracker.app.claimwork import ClaimWork
from tracker.app.exclusions import Exclusions
from tracker.app.intake import BACKFILL, FEEDS, FETCH, FetchResult, Intake
from tracker.app.joining import Joining
from tracker.app.look import Look
from tracker.app.readers import Readers
from tracker.app.replay import Replay, replay
from tracker.app.reread import Reread, reread
from tracker.app.showing.status import LEAST_FREE
from tracker.app.topicwork import TopicWork
from tracker.app.workshop import Workshop, the_record, the_subscriber
from tracker.errors import MailError, UsageError
from tracker.jobs.alert import Alerting
from tracker.jobs.composing import Knowledge
from tracker.jobs.freezing import Freezing
from tracker.jobs.health import EVERY as HEALTH_EVERY
from tracker.jobs.health import JOB as HEALTH
from tracker.jobs.health import topic_health
from tracker.jobs.plan import Planning
from tracker.jobs.ports import Progress, quiet
from tracker.jobs.send import Sending, Sent
from tracker.jobs.tell import tell_operator
from tracker.jobs.welcome import Welcoming
from tracker.model.receipt import Receipt
from tracker.model.subscriber import Standing
from tracker.model.verdict import Ground, Overrule, Stance

if TYPE_CHECKING:
    from tracker.store import Store
    from tracker.store.thinning import Thinned

Result = TypeVar("Result")


class App(Workshop):
    """One per process: the jobs, and through its rooms everything else that the faces may ask for."""

    @cached_property
    def readers(self) -> Readers:
        return Readers(self)

    @cached_property
    def intake(self) -> Intake:
        return Intake(self, self.look)

    @cached_property
    def claimwork(self) -> ClaimWork:
        return ClaimWork(self)

    @cached_property
    def exclusions(self) -> Exclusions:
        return Exclusions(self)

    @cached_property
    def topicwork(self) -> TopicWork:
        return TopicWork(self)

    @cached_property
    def joining(self) -> Joining:
        return Joining(self, self.readers)

    @cached_property
    def look(self) -> Look:
        return Look(self)

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
        chosen = self.topics(topics)
        if dry_run or self.settings.dry_run:
            return self._on_a_copy(lambda app: app.fetch(topics=topics, since=since, progress=progress))
        with self.store() as store:
            return self.intake.bring_in(store, chosen, since, feeds=not topics and since is None, progress=progress)

    def backfill(self, since: date, *, topics: Sequence[str] = (), progress: Progress = quiet) -> FetchResult:
        """The silent baseline from `since` on."""
        if self.settings.dry_run:
            return self._on_a_copy(lambda app: app.backfill(since, topics=topics, progress=progress))
        with self.store() as store:
            chosen = self.topics(topics)
            return self.intake.bring_in(store, chosen, since, feeds=False, progress=progress, job=BACKFILL)

    def look_up_cited(self) -> Receipt:
        """Asks PubMed which records the works are that the articles cite, what became of them, and what cites them."""
        with self.store() as store:
            return self.intake.look_up_cited(store)

    def reread(self, *, dry_run: bool = False, progress: Progress = quiet) -> Reread:
        """Read what today's rules have not read. dry_run: on a copy, which is thrown away."""
        if dry_run or self.settings.dry_run:
            return self._on_a_copy(lambda app: app.reread(progress=progress))
        with self.store() as store:
            return reread(store, self.readings(store, progress), self.clock())

    def replay(self, since: date, until: date | None = None, *, progress: Progress = quiet) -> Replay:
        """What was first seen on these days (UTC), from the bytes received to the mails sent; on a copy."""

        def within(at: datetime) -> bool:
            return since <= at.date() and (until is None or at.date() <= until)

        def work(app: App) -> Replay:
            with app.store() as store:
                reading = app.readings(store, progress)
                return replay(store, reading, partial(app.look.cards, store), self.clock(), progress, first_seen=within)

        return self._on_a_copy(work)

    def _on_a_copy(self, work: Callable[[App], Result]) -> Result:
        """Does the work on a copy of the store and throws the copy away."""
        with tempfile.TemporaryDirectory(prefix="tracker-dry-run-") as folder:
            if build.store_file(self.state_folder).exists():
                self.backup(build.store_file(Path(folder)))
            copy = App(replace(self.files, state=Path(folder)), clock=self.clock, sleep=self._sleep)
            copy.__dict__["settings"] = replace(self.settings, dry_run=False)
            return work(copy)

    # --- digests ---------------------------------------------------------------------------------------------

    def plan(self, *, address: str | None = None) -> int:
        """Plans what is due; returns how many deliveries that gave."""
        with self.store() as store:
            self.readings(store).run()
            if address is not None:
                the_subscriber(store, address)
            store.deliveries.withdraw_overtaken()
            with_these = store, self._knowledge, self._freezing(store), self.clock
            # in this order: what a digest tells is not told by an alert as well
            return sum(job(*with_these).run(only=address) for job in (Welcoming, Planning, Alerting))

    def preview(self, folder: Path, *, address: str | None = None) -> tuple[Path, ...]:
        """Writes what each subscriber would be sent if it were due now. Changes no state."""
        from tracker.app.preview import write

        with self.store(read_only=True) as store:
            planning = self._planning(store)
            readers = [the_subscriber(store, address)] if address else store.subscribers.all(Standing.ACTIVE)
            if readers:
                drawn = {build.file_name(one.address): planning.preview_for(one)[1] for one in readers}
            else:
                today = self.clock().astimezone(ZoneInfo(self.settings.schedule.time_zone)).date()
                week = today - timedelta(days=7), today - timedelta(days=1)
                anyone = self.readers.preferences(topics=())
                drawn = {"digest": planning.preview(anyone, *week)[1]}
        return write(folder, drawn, build.renderer(self.files, self.settings), self.settings, self.clock())

    def send(self, *, address: str | None = None) -> Sent:
        """Hands over what is planned, for one reader or for all. Raises MailError where that cannot be done at all."""
        if self.settings.dry_run:
            raise MailError("dry_run is set: nothing is sent", mend="Take dry_run out of the settings to send.")
        if not self.settings.mail.usable:
            raise MailError(
                "no mail server is set",
                mend="Set mail.host and mail.from in settings.yaml; until then: digest --preview DIR.",
            )
        with build.send_lock(self.state_folder), self.store() as store:
            store.deliveries.withdraw_overtaken()
            links = build.personal_links(self.settings, store.subscribers.key(), self.clock)
            sending = Sending(
                store,
                build.renderer(self.files, self.settings),
                build.mailer(self.settings),
                lambda delivery: links(delivery.token, delivery.digest),
                self.clock,
                suspend_after=self.settings.mail.suspend_after,
                per_hour=self.settings.mail.per_hour,
                together=self.settings.mail.connections,
                stop=self.stopped,
            )
            return sending.run(only=address)

    def _planning(self, store: Store) -> Planning:
        return Planning(store, self._knowledge, self._freezing(store), self.clock)

    @property
    def _knowledge(self) -> Knowledge:
        registry = self.registry
        return Knowledge(
            subject=registry.subject, topics=registry.topics, claims=registry.claims_by_id, words=registry.words
        )

    def _freezing(self, store: Store) -> Freezing:
        return Freezing(store, build.renderer(self.files, self.settings), build.message_ids(self.settings))

    # --- the daemon's tick -----------------------------------------------------------------------------------

    def tick(self) -> int:
        """Do whatever is due now. Returns the exit code of the worst that happened (0, 3 or 5)."""
        if self.settings.dry_run:
            raise UsageError(
                "dry_run is set, and the daemon would keep what it fetches",
                mend="Take dry_run out of the settings to run; to look only: fetch --dry-run.",
            )
        worst = 0
        schedule, feeds = self.settings.schedule, self.settings.feeds
        with self.store() as store:
            pubmed_due = self.intake.is_due(store, FETCH, timedelta(hours=schedule.fetch_every_hours))
            feeds_due = self.intake.is_due(store, FEEDS, timedelta(hours=feeds.every_hours))
            if pubmed_due or feeds_due:
                result = self.intake.bring_in(store, self.registry.topics, None, pubmed=pubmed_due, feeds=feeds_due)
                logs.tell_fetched(result.receipt)
                worst = 0 if result.complete else 3
            else:
                self.readings(store).run()
            if not self.stopped() and self.intake.is_due(store, HEALTH, HEALTH_EVERY):
                topic_health(store, self.pubmed, self.registry.topics, self.clock, stop=self.stopped)
            if not self.stopped() and self.intake.cited_due(store):
                self.intake.look_up_cited(store)
        if self.stopped() or not self.settings.mail.usable:
            return worst
        self.plan()
        sent = self.send()
        logs.tell_sent(sent)
        self._tell_operator()
        return worst or (5 if sent.refused or sent.suspended else 0)

    def _tell_operator(self) -> None:
        address = self.settings.operator.address
        if address:
            with self.store() as store:
                message_id = build.message_ids(self.settings)()
                full = shutil.disk_usage(self.state_folder).free < LEAST_FREE
                mailer = build.mailer(self.settings)
                articles = self.registry.articles
                tell_operator(store, mailer, address, message_id, self.clock, disk_nearly_full=full, articles=articles)

    # --- by hand ----------------------------------------------------------------------------------------------

    def overrule(self, name: str, claim: str, *, stance: Stance | None, ground: Ground | None, why: str) -> None:
        """Raises UsageError for a claim or a record that is not known."""
        if claim not in self.registry.claims_by_id:
            raise UsageError(f"there is no claim {claim!r}", mend="See: python daemon.py claims")
        with self.store() as store:
            stored = the_record(store, name)
            self.readings(store).overrule(
                Overrule(record=stored.id, claim=claim, stance=stance, ground=ground, why=why, at=self.clock())
            )

    def backup(self, file: Path) -> None:
        """A checked copy, also while others write, and of a store that was not brought up to this version yet."""
        with build.store(self.state_folder, read_only=True, older=True) as store:
            store.backup(file)

    def thin(self, days: int) -> Thinned:
        """Takes out replaced readings and receipts that are older than so many days."""
        with self.store() as store:
            return store.thin(self.clock() - timedelta(days=days))

    def restore(self, file: Path) -> Path | None:
        """Puts a backup in the store's place; returns where the store that was there is kept, None if there was none.

        Raises StoreError, or BusyError while the daemon runs.
        """
        from tracker.store import restore

        target = build.store_file(self.state_folder)
        aside = target.with_name(f"{target.name}.before-{self.clock():%Y%m%dT%H%M%SZ}")
        with build.run_lock(self.state_folder):
            restore(file, target, aside)
        return aside if aside.exists() else None
