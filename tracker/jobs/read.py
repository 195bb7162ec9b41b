"""Reads every record that the present reading has not read, and brings the ledger up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

from tracker.jobs.accounts import Accounts
from tracker.jobs.ports import Clock, Progress, Stop, Store, never, quiet
from tracker.model.appraisal import Appraisal
from tracker.model.claim import Claim
from tracker.model.event import Event, EventKind
from tracker.model.ledger import StateChange
from tracker.model.record import RecordId, StoredRecord
from tracker.model.verdict import Overrule, StoredVerdict, Verdict
from tracker.rules import ledger, studies
from tracker.rules.evidence import in_force

BATCH = 100
TOGETHER = 1000
"""Records with a new text that are read in one transaction: a yearly revision of headings touches hundreds."""
MANY = 500
"""From so many records on it is worth while to start a process for each core."""
NOT_YET = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for when the ledger followed what was read, as long as it did not."""
BASELINE = "baseline"
OUR_READING = "our reading changed"
UNSECURED = ", blinding not secured"

Causes = dict[str, tuple[RecordId | None, str]]
"""Claim -> the record that moves it, and why."""


class Read(Protocol):
    """The reading and the comparison, put together: a record in, what it found and what that means out."""

    @property
    def id(self) -> str:
        """Changes with the code, the vocabulary and the claims."""

    def __call__(self, stored: StoredRecord) -> tuple[Appraisal, tuple[Verdict, ...]]: ...


What = tuple[Appraisal, tuple[Verdict, ...]]
Found = Sequence[tuple[StoredRecord, Appraisal, tuple[Verdict, ...]]]
"""A batch, each record with what was read in it."""


class Helpers(Protocol):
    """Those who read many records beside this process, as `read` does. They leave with the `with` block."""

    def __enter__(self) -> Helpers: ...

    def __exit__(self, *_: object) -> None: ...

    def get_ready(self) -> None:
        """Many are to come: what takes a while to begin begins now. Does not wait for it."""

    def take(self, batch: Sequence[StoredRecord]) -> Iterable[Found]:
        """Returns what is read by now, in the order in which it was taken. Waits only where too much is under way."""

    def rest(self) -> Iterable[Found]:
        """All that was taken and not returned."""


class Alone:
    """Nobody helps: what is taken is read at once."""

    def __init__(self, read: Read) -> None:
        self._read = read

    def __enter__(self) -> Alone:
        return self

    def __exit__(self, *_: object) -> None:
        """Nobody to leave."""

    def get_ready(self) -> None:
        """Ready as it is."""

    def take(self, batch: Sequence[StoredRecord]) -> Iterable[Found]:
        return [[(stored, *self._read(stored)) for stored in batch]]

    def rest(self) -> Iterable[Found]:
        return ()


class Reading:
    """helpers: called where many records may have to be read."""

    def __init__(
        self,
        store: Store,
        read: Read,
        claims: Mapping[str, Claim],
        clock: Clock,
        *,
        helpers: Callable[[], Helpers] | None = None,
        progress: Progress = quiet,
        stop: Stop = never,
    ) -> None:
        self._store = store
        self._read = read
        self._claims = claims
        self._clock = clock
        self._helpers = helpers or partial(Alone, read)
        self._accounts = Accounts(store, claims)
        self._done = self._total = 0
        self.ahead = 0  #: how many were read within `reading_ahead`
        self._progress = progress
        self._stop = stop

    def run(self) -> int:
        """Returns how many records were read.

        The baseline moves the ledger in silence, and first. Texts that a changed reading reads anew move it together,
        and so do records with a new text, which bore on nothing while they waited. A new record moves it alone, so
        that a change of state can name the study that brought it.
        """
        for reason, tell in ((BASELINE, False), (OUR_READING, True)):
            self._settle_what_was_read(reason, tell=tell)
        ids = self._store.records.unread(self._read.id)
        before, baseline = self._store.readings.read_before(ids), self._store.records.baseline(ids)
        self._done, self._total = 0, len(ids)
        self._read_together([id for id in ids if id not in before and id in baseline], BASELINE, tell=False)
        self._read_together([id for id in ids if before.get(id)], OUR_READING, tell=True)
        retold = [id for id in ids if id in before and not before[id]]
        news = [id for id in ids if id not in before and id not in baseline]
        for batch in (*_batches(retold, TOGETHER), *([id] for id in news)):
            if self._stop():
                break
            with self._store.atomic():
                self._settle(self._read_batch(batch), tell=True)
            self._count(len(batch))
        return self._done

    @contextmanager
    def reading_ahead(self) -> Iterator[Callable[[Sequence[RecordId], int], None]]:
        """Gives what takes records of the baseline, and how many may come in all, while others are still fetched. Given
        none, it makes ready for those that may come.

        All of them are read at the end of the `with` block; `run` moves the ledger for them.
        """
        few = Alone(self._read)
        with self._helpers() as many:

            def take(ids: Sequence[RecordId], of: int) -> None:
                those = many if of >= MANY else few
                those.get_ready()
                for batch in _batches(ids):
                    if not self._stop():
                        keep(those.take(self._store.records.load(batch)))

            def keep(read: Iterable[Found]) -> None:
                for found in read:
                    self._keep_together(found, BASELINE)
                    self.ahead += len(found)

            yield take
            if not self._stop():
                keep(many.rest())

    def _read_together(self, ids: Sequence[RecordId], reason: str, *, tell: bool) -> None:
        """All of them move the ledger once, in the end. Where that end is not reached, the next run makes the move."""
        if not ids:
            return
        with self._helpers() if len(ids) >= MANY else Alone(self._read) as helpers:
            for found in _in_turn(helpers, map(self._store.records.load, _batches(ids))):
                if self._stop():
                    return
                self._keep_together(found, reason)
                self._count(len(found))
        self._settle_what_was_read(reason, tell=tell)

    def _keep_together(self, found: Found, reason: str) -> None:
        with self._store.atomic():
            for stored, appraisal, verdicts in found:
                self._keep(stored, appraisal, verdicts)
            self._store.cursors.set_done(f"ledger after {reason}", NOT_YET)

    def _settle_what_was_read(self, reason: str, *, tell: bool) -> None:
        job = f"ledger after {reason}"
        if self._store.cursors.last_done(job) == NOT_YET:
            with self._store.atomic():
                self._settle(dict.fromkeys(self._claims, (None, reason)), tell=tell)
                self._store.cursors.set_done(job, self._clock())

    def _count(self, read: int) -> None:
        self._done += read
        self._progress("readings", self._done, self._total)

    def _read_batch(self, ids: Sequence[RecordId]) -> Causes:
        """The claims that were touched, each with the record and the reason of its move; a retraction goes first."""
        causes: Causes = {}
        for stored in sorted(self._store.records.load(ids), key=lambda stored: not stored.record.is_retracted):
            own = (stored.id, self._reason(stored))
            for claim in self._keep(stored, *self._read(stored)):
                causes.setdefault(claim, own)
        return causes

    def overrule(self, overrule: Overrule) -> None:
        """Keep a maintainer's word; the ledger follows it at once, and who was told otherwise is told."""
        id, claim = overrule.record, overrule.claim
        with self._store.atomic():
            before = self._stances(id)
            self._store.readings.overrule(overrule)
            self._accounts.forget()
            self._store.events.append(_turned(id, before, self._stances(id), self._clock()))
            self._settle({claim: (id, f"overruled by the maintainer: {overrule.why}")}, tell=True)

    def _stances(self, id: RecordId) -> dict[str, str]:
        """Claim -> stance as it is in force."""
        verdicts = self._store.readings.verdicts([id]).get(id, ())
        overrules = self._store.readings.overrules([id])
        return {verdict.claim: verdict.stance.value for verdict, _ in in_force(verdicts, overrules)}

    def _reason(self, because: StoredRecord) -> str:
        if because.record.is_retracted:
            return "the study was retracted"
        if because.record.has_concern:
            return "an expression of concern was published about the study"
        return "a new study" if self._never_read(because) else "its record was updated"

    def _never_read(self, stored: StoredRecord) -> bool:
        return self._store.readings.last_verdicts(stored.id) is None

    def _keep(self, stored: StoredRecord, appraisal: Appraisal, verdicts: Sequence[Verdict]) -> set[str]:
        """Returns the claims whose ledger may move."""
        now = self._clock()
        before = self._store.readings.last_verdicts(stored.id)
        self._store.readings.save(stored.id, stored.content_hash, self._read.id, appraisal, verdicts, now)
        self._join_study(stored, appraisal)
        overrules = self._store.readings.overrules([stored.id])
        bound = [
            StoredVerdict(
                record=stored.id, content_hash=stored.content_hash, reading=self._read.id, at=now, verdict=one
            )
            for one in verdicts
        ]
        self._accounts.read(stored, appraisal, bound, overrules)
        if before is not None:
            ruled = {overrule.claim for overrule in overrules}
            was = {earlier.verdict.claim: earlier.verdict.stance.value for earlier in before}
            turned = _turned(stored.id, was, {one.claim: one.stance.value for one in verdicts}, now)
            self._store.events.append(event for event in turned if event.claim not in ruled)
        return {verdict.claim for verdict in verdicts} | {earlier.verdict.claim for earlier in before or ()}

    def _join_study(self, stored: StoredRecord, appraisal: Appraisal) -> None:
        related = self._store.studies.related(stored.id)
        if len(related) < 2:
            self._store.studies.assign([frozenset({stored.id})])
            return
        appraisals = {**self._store.readings.appraisals(related), stored.id: appraisal}
        designs = {id: found.design for id, found in appraisals.items()}
        self._store.studies.assign(studies.group(self._store.records.load(related), designs))
        self._accounts.regroup(related)

    def _settle(self, causes: Causes, *, tell: bool) -> None:
        """The states of the claims follow; a change is kept with its cause, and told unless in silence."""
        now = self._clock()
        for id in sorted(causes.keys() & self._claims.keys()):
            claim, (because, reason), move = self._claims[id], causes[id], self._accounts.settle(id)
            changes = ledger.changes(claim, move.before, move.after, because=because, reason=reason, at=now)
            self._store.ledger.save(id, move.after, changes, strata=move.strata)
            if tell:
                self._store.events.append([_state_event(change) for change in changes])


def _turned(id: RecordId, was: Mapping[str, str], now_is: Mapping[str, str], now: datetime) -> list[Event]:
    return [
        Event(
            kind=EventKind.VERDICT_CHANGED,
            at=now,
            record=id,
            claim=claim,
            before=was.get(claim, ""),
            after=now_is.get(claim, ""),
        )
        for claim in sorted(was.keys() | now_is.keys())
        if was.get(claim) != now_is.get(claim)
    ]


def _in_turn(helpers: Helpers, batches: Iterable[Sequence[StoredRecord]]) -> Iterator[Found]:
    for batch in batches:
        yield from helpers.take(batch)
    yield from helpers.rest()


def _batches(ids: Sequence[RecordId], size: int = BATCH) -> Iterator[Sequence[RecordId]]:
    return (ids[start : start + size] for start in range(0, len(ids), size))


def _state_event(change: StateChange) -> Event:
    return Event(
        kind=EventKind.CLAIM_STATE,
        at=change.at,
        record=change.because,
        claim=change.claim,
        stratum=str(change.stratum),
        before=change.before.value if change.before else "",
        after=change.after.value + (UNSECURED if change.blinding_not_secured else ""),
        detail=change.reason,
    )
