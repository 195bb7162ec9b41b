"""What the jobs need from the outside, as Protocols. The adapters fit them; `app` puts them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Protocol

from tracker.model.appraisal import Appraisal
from tracker.model.cited import CitedState, Citing, Printed
from tracker.model.claim import CitedWork
from tracker.model.cursor import FeedCursor, TopicCursor
from tracker.model.digest import Digest, Parts
from tracker.model.event import Event
from tracker.model.ledger import ClaimState, StateChange, Stratum
from tracker.model.message import Body, OutgoingMail, SendResult
from tracker.model.receipt import Receipt
from tracker.model.record import Addition, Record, RecordId, Sighting, StoredRecord
from tracker.model.reply import FeedMemory, FeedReading, Fetched, SearchResult
from tracker.model.subscriber import Delivery, Preferences, Standing, Subscriber
from tracker.model.topic import Feed
from tracker.model.verdict import Overrule, StoredVerdict, Verdict
from tracker.model.window import Window

Clock = Callable[[], datetime]
"""Gives the time as an aware UTC datetime."""

Progress = Callable[[str, int, int], None]
"""Told (what, done, of how many)."""

Stop = Callable[[], bool]
"""True once the process was asked to end: jobs stop at the next place where nothing is half done."""


TopicsOf = Callable[[Record], Sequence[str]]
"""The topics whose search a record matches, as far as that can be told here."""


def quiet(_what: str, _done: int, _total: int) -> None:
    """Progress that nobody watches."""


def never() -> bool:
    """Nobody asked to stop."""
    return False


class PubMed(Protocol):
    """Every method raises SourceError when PubMed did not answer as it should."""

    @property
    def requests(self) -> int:
        """Requests sent so far by this object."""

    def search(self, term: str, window: Window | None) -> SearchResult: ...

    def examine(self, term: str) -> SearchResult:
        """Undated; only the count and what PubMed says of the search: `pmids` is empty."""

    def which_of(self, term: str, pmids: Iterable[int]) -> frozenset[int]:
        """Those of `pmids` that the term matches."""

    def fetch(self, pmids: Iterable[int]) -> Fetched: ...

    def match(self, works: Sequence[CitedWork]) -> tuple[tuple[int, ...], ...]:
        """For each, PMIDs that it may be, surest first; () where the citation matcher knows none."""

    def printed(self, pmids: Iterable[int]) -> dict[int, Printed]:
        """Records with where they were printed; those that PubMed does not give are absent."""

    def citing(self, pmids: Iterable[int]) -> dict[int, frozenset[int]]:
        """By record, what cites it."""


class FeedReader(Protocol):
    def read(self, feed: Feed, memory: FeedMemory) -> FeedReading:
        """Raises SourceError, BlockedError or GoneError."""


class Records(Protocol):
    def known(self, pmids: Iterable[int]) -> dict[int, RecordId]:
        """Those of `pmids` that are stored, with their records."""

    def created_within(self, start: date, end: date) -> tuple[int, ...]:
        """PMIDs of records that PubMed created on those days, both counted; withdrawn ones are left out."""

    def load(self, ids: Iterable[RecordId]) -> tuple[StoredRecord, ...]: ...

    def by_pmid(self, pmid: int) -> StoredRecord | None: ...

    def by_doi(self, doi: str) -> StoredRecord | None: ...

    def seen(self, sightings: Iterable[Sighting]) -> frozenset[str]:
        """Keys of those from PubMed that are stored byte for byte, with nothing to be done about them."""

    def candidates(self, keys: Iterable[tuple[str, str]]) -> tuple[StoredRecord, ...]:
        """Stored records that share one of the lookup keys (rules/identity.lookup_keys)."""

    def shared(self, keys: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
        """Those of the lookup keys that any stored record has."""

    def add_all(self, additions: Sequence[Addition]) -> tuple[RecordId, ...]:
        """New records, in order. Looking for the same work among those stored is the caller's part."""

    def update(self, id: RecordId, sighting: Sighting, merged: Record, *, keys: Iterable[tuple[str, str]]) -> bool:
        """Keep the sighting; put `merged` in the record's place. True if the content changed."""

    def mark(self, id: RecordId, record: Record) -> None:
        """Put `record` in its place without a sighting: a notice about it was read before its own new text."""

    def tell(self, id: RecordId) -> None:
        """It is baseline no more: it became news after all."""

    def add_topics(self, id: RecordId, topics: Iterable[str]) -> tuple[str, ...]:
        """Returns those that are new to the record."""

    def propose_same(self, id: RecordId, other: RecordId, why: str) -> None:
        """A merge that only a person may decide."""

    def note_missing(self, pmids: Iterable[int], at: datetime) -> None:
        """Asked for and not received: to be asked again."""

    def clear_missing(self, pmids: Iterable[int]) -> None: ...

    def missing(self) -> dict[int, int]:
        """PMID -> how often it was asked for in vain."""

    def withdraw(self, pmids: Iterable[int], at: datetime) -> None:
        """PubMed has deleted them, or never gives them: marked, never removed."""

    def unread(self, reading: str) -> tuple[RecordId, ...]:
        """Records whose present text has no appraisal by this reading, oldest first."""

    def baseline(self, ids: Iterable[RecordId]) -> frozenset[RecordId]:
        """Those of them that are baseline."""

    def withdrawn(self, ids: Iterable[RecordId]) -> frozenset[RecordId]:
        """Those of them that PubMed no longer gives."""

    def search(self, words: str, limit: int) -> tuple[StoredRecord, ...]:
        """Full text over title and abstract, best first. Any words are safe: no query syntax escapes."""


class Readings(Protocol):
    """Appraisals and verdicts: the present ones by default; older ones stay."""

    def save(
        self,
        id: RecordId,
        content_hash: str,
        reading: str,
        appraisal: Appraisal,
        verdicts: Sequence[Verdict],
        at: datetime,
    ) -> None: ...

    def appraisals(self, ids: Iterable[RecordId]) -> dict[RecordId, Appraisal]: ...

    def read_before(self, ids: Iterable[RecordId]) -> dict[RecordId, bool]:
        """Records that were ever read; True where their present text was."""

    def verdicts(self, ids: Iterable[RecordId]) -> dict[RecordId, tuple[StoredVerdict, ...]]:
        """Present verdicts by record; records without any are absent."""

    def last_verdicts(self, id: RecordId) -> tuple[StoredVerdict, ...] | None:
        """Verdicts of the newest appraisal of the record, whatever text and reading it was of; None: never read."""

    def records_with(self, claim: str) -> tuple[RecordId, ...]:
        """Records with a present verdict or an overrule on the claim."""

    def overrule(self, overrule: Overrule) -> None: ...

    def overrules(self, ids: Iterable[RecordId] | None = None) -> tuple[Overrule, ...]:
        """The newest one per record and claim."""


class Studies(Protocol):
    def assign(self, groups: Iterable[frozenset[RecordId]]) -> None:
        """Records of one group share a study from now on; its number is the smallest record id."""

    def of(self, ids: Iterable[RecordId]) -> dict[RecordId, int]:
        """Study number per record; a record alone is its own study."""

    def related(self, id: RecordId) -> tuple[RecordId, ...]:
        """Records that name one of this record's trial numbers or are linked with it by PMID, itself included."""


class Ledger(Protocol):
    def states(self, claim: str | None = None) -> tuple[ClaimState, ...]: ...

    def overview(self, claim: str | None = None) -> tuple[ClaimState, ...]:
        """The same states without their evidence."""

    def save(
        self,
        claim: str,
        states: Sequence[ClaimState],
        changes: Sequence[StateChange],
        *,
        strata: Sequence[Stratum] | None = None,
    ) -> None:
        """The states take the place of those of the same strata; the changes are appended to the claim's history.
        strata: all that the claim has now, in order (those of the states)."""

    def history(self, claim: str) -> tuple[StateChange, ...]: ...


class Events(Protocol):
    def append(self, events: Iterable[Event]) -> int:
        """Returns the number of the last event in the store."""

    def after(self, number: int) -> tuple[Event, ...]: ...

    def last(self) -> int: ...

    def of(self, id: RecordId) -> tuple[Event, ...]: ...


class Cursors(Protocol):
    def topic(self, topic: str) -> TopicCursor | None: ...

    def set_topic(self, cursor: TopicCursor) -> None: ...

    def feed(self, feed: str) -> FeedCursor: ...

    def set_feed(self, cursor: FeedCursor) -> None: ...

    def last_done(self, job: str) -> datetime | None:
        """When a job that has no cursor of its own was last done (schedule, weekly health)."""

    def set_done(self, job: str, at: datetime) -> None: ...


class Receipts(Protocol):
    def add(self, receipt: Receipt) -> int: ...

    def between(self, start: datetime, end: datetime) -> tuple[Receipt, ...]: ...

    def last(self, job: str) -> Receipt | None: ...

    def last_good(self, now: datetime) -> dict[str, datetime]:
        """Source -> when the last run started in which it answered completely; none that lies ahead of now."""


class Subscribers(Protocol):
    """add, suspend and leave are committed with full durability; everything else may be repeated."""

    def add(self, address: str, preferences: Preferences, *, token: str, at: datetime) -> Subscriber:
        """A new subscriber starts at the last event. Raises UsageError if the address is on the list."""

    def rejoin(self, id: int, preferences: Preferences, *, token: str, at: datetime) -> None:
        """One who left or was suspended starts anew, at the last event."""

    def to_welcome(self) -> tuple[Subscriber, ...]:
        """Active ones for whom the first mail after joining is still to be planned."""

    def take_welcome(self, id: int) -> bool:
        """No longer owed from now on; False where it was not."""

    def get(self, address: str) -> Subscriber | None: ...

    def by_token(self, token: str) -> Subscriber | None: ...

    def all(self, standing: Standing | None = None) -> tuple[Subscriber, ...]: ...

    def set_standing(self, id: int, standing: Standing, at: datetime) -> None: ...

    def set_preferences(self, id: int, preferences: Preferences) -> None: ...

    def unmoved(self, read: Iterable[Subscriber]) -> frozenset[int]:
        """Ids of those for whom nothing was planned since they were read."""

    def advance(self, id: int, *, after: int, due: date, back: bool = False) -> None:
        """back: the last due date too, which a clock that ran ahead had put into the future."""

    def count_failure(self, id: int) -> int:
        """One more permanent refusal in a row; returns how many."""

    def clear_failures(self, id: int) -> None: ...


class Deliveries(Protocol):
    def keep_digest(self, key: str, digest: Digest, parts: Parts) -> None:
        """Keep a digest under its content hash; the same key again changes nothing."""

    def parts(self, key: str) -> Parts: ...

    def plan(
        self,
        subscriber: int,
        *,
        due: date,
        digest: str,
        message_id: str,
        records: Iterable[RecordId],
        at: datetime,
        occasion: str = "",
        events: Iterable[int] = (),
    ) -> bool:
        """False where this subscriber already has a delivery for that occasion ("": the digest of that day)."""

    def pending(self, now: datetime) -> tuple[Delivery, ...]:
        """Planned, deferred or interrupted ones whose time has come, of active subscribers, oldest first."""

    def unsent(self) -> int: ...

    def oldest_unsent(self) -> datetime | None:
        """When the oldest delivery that still waits, for whatever reason, was planned."""

    def last_planned(self, subscribers: Iterable[int]) -> dict[int, datetime]:
        """When each one's newest digest was planned; absent where none ever was."""

    def sent_since(self, at: datetime) -> int:
        """How many were accepted by the server since then, for the relay's hourly limit."""

    def mark_sending(self, id: int, at: datetime) -> bool:
        """False where it is no longer to be sent: its reader has left."""

    def mark_sent(self, id: int, at: datetime, reply: str) -> None: ...

    def mark_deferred(self, id: int, not_before: datetime, reply: str, *, ambiguous: bool) -> None: ...

    def mark_refused(self, id: int, at: datetime, reply: str) -> None: ...

    def heard_of(self, subscribers: Iterable[int], events: Iterable[int]) -> dict[int, frozenset[int]]:
        """Those of `events` that a mail between digests, planned or sent, tells the subscriber; absent where none."""

    def told_of(self, subscribers: Iterable[int], records: Iterable[RecordId]) -> dict[int, frozenset[RecordId]]:
        """Those of `records` that some delivery to the subscriber, planned or sent, announces; absent where none."""


class Cited(Protocol):
    def states(self) -> dict[str, CitedState]:
        """By printed line."""

    def save(self, states: Iterable[CitedState]) -> None: ...

    def citing(self, cited: Iterable[int]) -> tuple[Citing, ...]:
        """What cites these, the newest first seen first."""

    def add_citing(self, found: Iterable[Citing]) -> None:
        """What is known already stays as it is."""


class Untold(Protocol):
    def pass_over(self, sightings: Iterable[Sighting], at: datetime) -> None:
        """Feed items that no topic matched: remembered by title for a while, so that nothing is left out unseen."""


class Store(Protocol):
    """One database. Everything inside `atomic()` is committed together or not at all."""

    @property
    def records(self) -> Records: ...
    @property
    def readings(self) -> Readings: ...
    @property
    def studies(self) -> Studies: ...
    @property
    def ledger(self) -> Ledger: ...
    @property
    def events(self) -> Events: ...
    @property
    def cursors(self) -> Cursors: ...
    @property
    def receipts(self) -> Receipts: ...
    @property
    def subscribers(self) -> Subscribers: ...
    @property
    def deliveries(self) -> Deliveries: ...
    @property
    def untold(self) -> Untold: ...
    @property
    def cited(self) -> Cited: ...

    def atomic(self, *, durable: bool = False) -> AbstractContextManager[None]:
        """BEGIN IMMEDIATE inside the writers' file lock; nested use joins the outer one. durable: on the disk when it
        ends."""

    def version(self) -> int:
        """Another number from then on that anybody else has written."""


class Renderer(Protocol):
    def draw(self, digest: Digest) -> Parts:
        """Subject, text and HTML, under the size limit; personal links are still placeholders."""

    def personal(self, parts: Parts, links: Mapping[str, str]) -> tuple[Body, Body]:
        """Text and HTML with the reader's links; what readers share is the same objects."""


class Mailer(Protocol):
    def send(self, mails: Iterable[OutgoingMail]) -> Iterable[tuple[OutgoingMail, SendResult]]:
        """Hand over, a few at once, yielding each result as soon as it is known. Raises MailError where none can be
        sent; mails that were taken and not yielded before were not handed over."""
