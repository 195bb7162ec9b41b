"""Reads every record that the present reading has not read, and brings the ledger up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from tracker.jobs.ports import Clock, Progress, Stop, Store, never, quiet
from tracker.model.appraisal import Appraisal
from tracker.model.claim import Claim
from tracker.model.event import Event, EventKind
from tracker.model.ledger import Evidence, StateChange
from tracker.model.record import StoredRecord
from tracker.model.verdict import Overrule, StoredVerdict, Verdict
from tracker.rules import ledger, studies
from tracker.rules.evidence import evidence

BATCH = 100
BASELINE = "baseline"
OUR_READING = "our reading changed"
UNSECURED = ", blinding not secured"


class Read(Protocol):
    """The reading and the comparison, put together: a record in, what it found and what that means out."""

    @property
    def id(self) -> str:
        """Changes with the code, the vocabulary and the claims."""

    def __call__(self, stored: StoredRecord) -> tuple[Appraisal, tuple[Verdict, ...]]: ...


class Reading:
    def __init__(
        self,
        store: Store,
        read: Read,
        claims: Mapping[str, Claim],
        clock: Clock,
        *,
        progress: Progress = quiet,
        stop: Stop = never,
    ) -> None:
        self._store = store
        self._read = read
        self._claims = claims
        self._clock = clock
        self._progress = progress
        self._stop = stop

    def run(self) -> int:
        """Returns how many records were read.

        The baseline moves the ledger in silence, and first. Texts read anew by a changed reading move it together;
        every other record moves it alone, so that a change of state can name the study that brought it.
        """
        waiting = self._store.records.load(self._store.records.unread(self._read.id))
        read_before = self._store.readings.appraisals(stored.id for stored in waiting)
        again = [stored for stored in waiting if stored.id in read_before]
        first = [stored for stored in waiting if stored.id not in read_before]
        silent = [stored for stored in first if stored.baseline and self._never_read(stored)]
        alone = {stored.id for stored in first} - {stored.id for stored in silent}
        done = 0
        for reason, tell, batch in (
            *((BASELINE, False, batch) for batch in _batches(silent)),
            *((OUR_READING, True, batch) for batch in _batches(again)),
            *((None, True, [stored]) for stored in first if stored.id in alone),
        ):
            if self._stop():
                break
            with self._store.atomic():
                touched = set().union(*(self._read_one(stored) for stored in batch))
                cause = batch[0] if reason is None else None
                self._settle(touched, cause, reason or _reason(batch[0]), tell=tell)
            done += len(batch)
            self._progress("readings", done, len(waiting))
        return done

    def overrule(self, overrule: Overrule) -> None:
        """Keep a maintainer's word; the ledger follows it at once and says so."""
        with self._store.atomic():
            self._store.readings.overrule(overrule)
            (stored,) = self._store.records.load([overrule.record])
            self._settle({overrule.claim}, stored, f"overruled by the maintainer: {overrule.why}", tell=True)

    def _never_read(self, stored: StoredRecord) -> bool:
        return self._store.readings.last_verdicts(stored.id) is None

    def _read_one(self, stored: StoredRecord) -> set[str]:
        """Returns the claims whose ledger may move."""
        now = self._clock()
        before = self._store.readings.last_verdicts(stored.id)
        appraisal, verdicts = self._read(stored)
        self._store.readings.save(stored.id, stored.content_hash, self._read.id, appraisal, verdicts, now)
        self._join_study(stored, appraisal)
        if before is not None:
            self._store.events.append(_turned(stored, before, verdicts, now))
        return {verdict.claim for verdict in verdicts} | {earlier.verdict.claim for earlier in before or ()}

    def _join_study(self, stored: StoredRecord, appraisal: Appraisal) -> None:
        related = self._store.studies.related(stored.id)
        if len(related) < 2:
            self._store.studies.assign([frozenset({stored.id})])
            return
        appraisals = {**self._store.readings.appraisals(related), stored.id: appraisal}
        designs = {id: found.design for id, found in appraisals.items()}
        self._store.studies.assign(studies.group(self._store.records.load(related), designs))

    def _settle(self, claims: set[str], because: StoredRecord | None, reason: str, *, tell: bool) -> None:
        """Work out the states of the claims anew; a change is kept with its reason, and told unless in silence."""
        now = self._clock()
        for id in sorted(claims & self._claims.keys()):
            claim = self._claims[id]
            after = ledger.claim_states(claim, self._evidence(id))
            changes = ledger.changes(
                claim,
                self._store.ledger.states(id),
                after,
                because=because.id if because else None,
                reason=reason,
                at=now,
            )
            self._store.ledger.save(id, after, changes)
            if tell:
                self._store.events.append([_state_event(change) for change in changes])

    def _evidence(self, claim: str) -> Sequence[Evidence]:
        ids = self._store.readings.records_with(claim)
        return evidence(
            claim,
            self._store.records.load(ids),
            self._store.readings.appraisals(ids),
            self._store.readings.verdicts(ids),
            self._store.readings.overrules(ids),
            self._store.studies.of(ids),
        )


def _turned(
    stored: StoredRecord, before: Sequence[StoredVerdict], after: Sequence[Verdict], now: datetime
) -> list[Event]:
    was = {earlier.verdict.claim: earlier.verdict.stance.value for earlier in before}
    now_is = {verdict.claim: verdict.stance.value for verdict in after}
    return [
        Event(
            kind=EventKind.VERDICT_CHANGED,
            at=now,
            record=stored.id,
            claim=claim,
            before=was.get(claim, ""),
            after=now_is.get(claim, ""),
        )
        for claim in sorted(was.keys() | now_is.keys())
        if was.get(claim) != now_is.get(claim)
    ]


def _reason(because: StoredRecord) -> str:
    if because.record.is_retracted:
        return "the study was retracted"
    if because.record.has_concern:
        return "an expression of concern was published about the study"
    return "an older study has a new text" if because.baseline else "a new study"


def _batches(records: Sequence[StoredRecord]) -> Iterator[Sequence[StoredRecord]]:
    return (records[start : start + BATCH] for start in range(0, len(records), BATCH))


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
