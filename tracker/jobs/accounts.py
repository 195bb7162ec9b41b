"""The evidence behind the claims, kept in memory while a run reads on: to read all of it again for each new paper costs
the more, the more there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tracker.jobs.ports import Store
from tracker.model.appraisal import Appraisal
from tracker.model.claim import Claim
from tracker.model.ledger import ClaimState, Evidence, Stratum
from tracker.model.record import RecordId, StoredRecord
from tracker.model.verdict import Overrule, StoredVerdict
from tracker.rules.evidence import evidence
from tracker.rules.ledger import Account

BATCH = 100


@dataclass(frozen=True, slots=True)
class Move:
    """before, after: states that stand no more, and those in their place; strata: all that the claim has, in order."""

    before: Sequence[ClaimState]
    after: Sequence[ClaimState]
    strata: Sequence[Stratum]


class Accounts:
    """For one piece of work over one store. Call all of it inside `store.atomic()`."""

    def __init__(self, store: Store, claims: Mapping[str, Claim]) -> None:
        self._store = store
        self._claims = claims
        self._accounts: dict[str, Account] = {}
        self._fresh: dict[str, dict[RecordId, Evidence | None]] = {}
        """By claim, what was read since it was settled; None: the record bears on it no more."""
        self._version = store.version()

    def forget(self) -> None:
        """All is read from the store again."""
        self._accounts, self._fresh = {}, {}

    def read(
        self,
        stored: StoredRecord,
        appraisal: Appraisal,
        verdicts: Sequence[StoredVerdict],
        overrules: Sequence[Overrule],
    ) -> None:
        """What the record bears on from now on. Its study stands in the store."""
        self._look_whether_others_wrote()
        studies = self._store.studies.of([stored.id])
        made = evidence([stored], {stored.id: appraisal}, {stored.id: tuple(verdicts)}, overrules, studies)
        rows = {row.claim: row for row in made}
        for claim in self._claims:
            if claim in rows or self._row(claim, stored.id) is not None:
                self._fresh.setdefault(claim, {})[stored.id] = rows.get(claim)

    def regroup(self, ids: Sequence[RecordId]) -> None:
        """The studies of these records may be others than before."""
        self._look_whether_others_wrote()
        studies = self._store.studies.of(ids)
        for claim in self._claims:
            for id, study in studies.items():
                row = self._row(claim, id)
                if row is not None and row.study != study:
                    self._fresh.setdefault(claim, {})[id] = replace(row, study=study)

    def settle(self, claim: str) -> Move:
        """What was read since moves the claim's states."""
        self._look_whether_others_wrote()
        account = self._accounts.get(claim)
        if account is None:
            account = self._accounts[claim] = Account(self._claims[claim], self._all(claim))
            return Move(self._store.ledger.overview(claim), account.states, account.strata)
        return Move(*account.change(self._fresh.pop(claim, {})), account.strata)

    def _row(self, claim: str, id: RecordId) -> Evidence | None:
        fresh, account = self._fresh.get(claim, {}), self._accounts.get(claim)
        if id in fresh:
            return fresh[id]
        return account.row(id) if account is not None else None

    def _all(self, claim: str) -> Iterator[Evidence]:
        """From the store, but for what was read just now. What its records say on other claims is fresh for those."""
        ids = self._store.readings.records_with(claim)
        fresh = self._fresh.pop(claim, {})
        studies = self._store.studies.of(ids)
        gone = self._store.records.withdrawn(fresh)
        yield from (_of_study(row, studies[id]) for id in ids if id not in gone and (row := fresh.get(id)))
        others = [id for id in ids if id not in fresh]
        for some in (others[start : start + BATCH] for start in range(0, len(others), BATCH)):
            for row in evidence(
                self._store.records.load(some),
                self._store.readings.appraisals(some),
                self._store.readings.verdicts(some),
                self._store.readings.overrules(some),
                studies,
            ):
                if row.claim == claim:
                    yield row
                elif row.claim not in self._accounts:
                    self._fresh.setdefault(row.claim, {}).setdefault(row.record, row)

    def _look_whether_others_wrote(self) -> None:
        """A maintainer's overrule, say, given while a run is at work."""
        version = self._store.version()
        if version != self._version:
            self._version = version
            self.forget()


def _of_study(row: Evidence, study: int) -> Evidence:
    return row if row.study == study else replace(row, study=study)
