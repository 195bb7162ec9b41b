"""The workshop: the files, the clock and the parts that all work shares, each built when it is first needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.app import build
from tracker.app.cores import OnAllCores
from tracker.app.files import Files
from tracker.errors import SourceError, UsageError
from tracker.jobs.ports import Progress, Stop, never, quiet
from tracker.jobs.read import Reading
from tracker.model.identifiers import normalise_doi, read_pmid
from tracker.model.record import RecordId, StoredRecord
from tracker.model.subscriber import Subscriber
from tracker.model.topic import Topic

if TYPE_CHECKING:
    from tracker.registry.load import Registry
    from tracker.registry.sections import Settings
    from tracker.sources.pubmed import PubMed
    from tracker.store import Store

LONGEST_NAP = 0.5


def utc_now() -> datetime:
    return datetime.now(UTC)


class Workshop:
    """A store is opened for each piece of work, in the thread that does it."""

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
        return build.reading(self.registry)

    @cached_property
    def pubmed(self) -> PubMed:
        """One for all jobs: it keeps NCBI's rate limit between them."""
        return build.pubmed(self.settings, self.clock, self.sleep)

    def readings(self, store: Store, progress: Progress = quiet) -> Reading:
        """What reads the store's records, and keeps what it read there."""
        helpers = partial(OnAllCores, self.reading)
        claims = self.registry.claims_by_id
        return Reading(store, self.reading, claims, self.clock, helpers=helpers, progress=progress, stop=self.stopped)

    def stop_when(self, stop: Stop) -> None:
        """Jobs look at it between two steps that leave nothing half done."""
        self._stop = stop

    def stopped(self) -> bool:
        return self._stop()

    def sleep(self, seconds: float) -> None:
        """A pause that a stop ends at once. Raises SourceError then: the source was not asked."""
        while seconds > 0:
            if self.stopped():
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

    @contextmanager
    def store_if_any(self) -> Iterator[Store | None]:
        """Topics and claims can be looked at before anything was fetched."""
        if not build.store_file(self.state_folder).exists():
            yield None
            return
        with self.store(read_only=True) as store:
            yield store

    def topics(self, ids: Sequence[str]) -> tuple[Topic, ...]:
        """Those named, or all. Raises UsageError for a name that is none."""
        known = {topic.id: topic for topic in self.registry.topics}
        for id in ids:
            if id not in known:
                raise UsageError(f"there is no topic {id!r}", mend=f"Topics: {', '.join(known)}.")
        return tuple(known[id] for id in ids) if ids else tuple(known.values())


def the_subscriber(store: Store, address: str) -> Subscriber:
    """Raises UsageError for an address that is not on the list."""
    found = store.subscribers.get(address)
    if found is None:
        raise UsageError(f"{address} is not on the list", mend="See: python daemon.py subscribers list")
    return found


def the_record(store: Store, name: str) -> StoredRecord:
    """By PMID or DOI. Raises UsageError where none is stored."""
    found = find_record(store, name)
    if found is None:
        raise UsageError(f"no record {name} is stored", mend="Search for it: python daemon.py search WORDS")
    return found


def find_record(store: Store, name: str) -> StoredRecord | None:
    """By PMID, by DOI, or by "r" and our own number."""
    if (pmid := read_pmid(name)) is not None:
        return store.records.by_pmid(pmid)
    if name[:1] == "r" and name[1:].isdecimal():
        return next(iter(store.records.load([RecordId(int(name[1:]))])), None)
    doi = normalise_doi(name)
    return store.records.by_doi(doi) if doi else None
