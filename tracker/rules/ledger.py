"""The ledger: from verdicts to the state of a claim, stratum by stratum, and what has changed in it.

Strata (drug, route, population) stand side by side and are never pooled. They are data: this code knows none of them,
so a drug that is a stratum of its own cannot challenge what is said of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.model.appraisal import Species
from tracker.model.claim import Claim, ClaimKind, StateModel
from tracker.model.ledger import ClaimState, Evidence, State, StateChange, Stratum
from tracker.model.record import RecordId
from tracker.rules import efficacystate, seenstate, tiers

SILENT = (State.NONE_SEEN, State.LISTED)
"""States that are no news where there was none before, or only another of these."""


def claim_states(claim: Claim, evidence: Iterable[Evidence]) -> tuple[ClaimState, ...]:
    """One state per stratum that has a verdict, in the order of the strata; () for a claim that studies cannot settle.

    Animal and cell work is left out for every claim that is not about mechanism.
    """
    return Account(claim, evidence).states


class Account:
    """The evidence on one claim and the states that follow from it, while evidence comes, changes and goes.

    Only the strata that a change touches are worked out anew: those of the studies whose records it is about.
    """

    def __init__(self, claim: Claim, evidence: Iterable[Evidence]) -> None:
        self._claim = claim
        self._studies: dict[int, dict[RecordId, Evidence]] = {}
        self._placed: dict[Stratum, dict[RecordId, Evidence]] = {}  #: the same, where each counts
        self._where: dict[RecordId, tuple[int, Stratum]] = {}
        self._worked: dict[Stratum, _Worked] = {}
        self.strata: Sequence[Stratum] = ()  #: those that have a state, in order
        self.change({row.record: row for row in evidence if row.claim == claim.id})

    @property
    def states(self) -> tuple[ClaimState, ...]:
        return tuple(self._worked[stratum].state for stratum in self.strata)

    def row(self, record: RecordId) -> Evidence | None:
        """As it came; None where the record bears on nothing here."""
        return self._studies[self._where[record][0]][record] if record in self._where else None

    def change(self, rows: Mapping[RecordId, Evidence | None]) -> tuple[list[ClaimState], list[ClaimState]]:
        """None takes a record out. Returns the states that stand no more, and those in their place, both in order."""
        studies = {self._where[record][0] for record in rows if record in self._where}
        for record in rows.keys() & self._where.keys():
            del self._studies[self._where[record][0]][record]
        for record, row in rows.items():
            if row is not None and self._counts(row):
                self._studies.setdefault(row.study, {})[record] = row
                studies.add(row.study)
        touched = self._lift({*rows, *(record for study in studies for record in self._studies[study])})
        for study in studies:
            touched |= self._place(study)
        before, after = [], []
        for stratum in sorted(touched, key=_names):
            was = self._worked.get(stratum)
            if self._work_out(stratum):
                before += [was.state] if was else []
                after += [self._worked[stratum].state] if stratum in self._worked else []
        if [one.stratum for one in before] != [one.stratum for one in after]:
            self.strata = sorted(self._worked, key=_names)
        return before, after

    def _counts(self, row: Evidence) -> bool:
        claim = self._claim
        if not claim.comparable or claim.state_model is StateModel.NONE:
            return False
        return claim.kind is ClaimKind.MECHANISM or tiers.is_in_people(row)

    def _lift(self, records: Iterable[RecordId]) -> set[Stratum]:
        """Out of the strata that they stand in."""
        lifted = set()
        for record in records:
            if record in self._where:
                _, stratum = self._where.pop(record)
                del self._placed[stratum][record]
                lifted.add(stratum)
        return lifted

    def _place(self, study: int) -> set[Stratum]:
        rows = list(self._studies[study].values())
        by_species = self._claim.state_model is StateModel.BY_SPECIES
        placed = [replace(row, stratum=_species_stratum(row)) for row in rows] if by_species else _in_one_stratum(rows)
        for row in placed:
            self._placed.setdefault(row.stratum, {})[row.record] = row
            self._where[row.record] = study, row.stratum
        return {row.stratum for row in placed}

    def _work_out(self, stratum: Stratum) -> bool:
        """False where it stands as it was."""
        rows = sorted(self._placed[stratum].values(), key=lambda row: row.record)
        studies = {row.study for row in rows}
        withdrawn = tiers.withdrawn_studies(row for study in studies for row in self._studies[study].values())
        known = self._worked.get(stratum)
        if known is not None and known.rows == rows and known.withdrawn == withdrawn:
            return False
        if rows:
            self._worked[stratum] = _Worked(rows, withdrawn, _state(self._claim, stratum, rows, withdrawn))
        return bool(rows) or self._worked.pop(stratum, None) is not None


@dataclass(frozen=True, slots=True)
class _Worked:
    """What a state was worked out from."""

    rows: Sequence[Evidence]
    withdrawn: Set[int]
    state: ClaimState


def changes(
    claim: Claim,
    before: Sequence[ClaimState],
    after: Sequence[ClaimState],
    because: RecordId | None,
    reason: str,
    at: datetime,
) -> tuple[StateChange, ...]:
    """ "Was X, now Y, because of Z", by stratum. That nothing was seen, or is only listed, is no news of its own;
    falling back to it is: a retraction may take away all that a claim stood on."""
    was = {state.stratum: state.state for state in before}
    now = {state.stratum: state.state for state in after}
    unsecured = {state.stratum for state in after if state.blinding_not_secured}
    found = []
    for stratum in sorted(was.keys() | now.keys(), key=_names):
        old, new = was.get(stratum), now.get(stratum, State.NONE_SEEN)
        if old == new or (new in SILENT and (old is None or old in SILENT)):
            continue
        found.append(
            StateChange(
                claim=claim.id,
                stratum=stratum,
                before=old,
                after=new,
                because=because,
                reason=reason,
                at=at,
                blinding_not_secured=stratum in unsecured,
            )
        )
    return tuple(found)


def _state(claim: Claim, stratum: Stratum, rows: Sequence[Evidence], withdrawn: Set[int]) -> ClaimState:
    match claim.state_model:
        case StateModel.STATES:
            return efficacystate.state_of(claim.id, stratum, rows, withdrawn)
        case StateModel.SEEN:
            return seenstate.harm_seen(claim, stratum, rows, withdrawn)
        case StateModel.BY_SPECIES:
            return seenstate.by_species(claim, stratum, rows, withdrawn)
        case _:
            return seenstate.listed(claim, stratum, rows)


def _species_stratum(row: Evidence) -> Stratum:
    species = row.species if row.species is not Species.NONE else Species.HUMAN
    return Stratum(drug=row.stratum.drug, population=species.value)


def _in_one_stratum(rows: list[Evidence]) -> list[Evidence]:
    """Records of one study that leave a part of its stratum unsaid take it from the others, so that it counts once.

    Records that name different drugs, routes or populations stay apart.
    """
    strata = {row.stratum for row in rows}
    return rows if len(strata) == 1 else [replace(row, stratum=_filled(row.stratum, strata)) for row in rows]


def _filled(stratum: Stratum, others: Set[Stratum]) -> Stratum:
    """The one fuller stratum that it may be short for; itself where there is none, or more than one."""
    fuller = {other for other in others if other != stratum and _says_no_other(stratum, other)}
    fullest = [one for one in fuller if not any(one != other and _says_no_other(one, other) for other in fuller)]
    return fullest[0] if len(fullest) == 1 else stratum


def _says_no_other(stratum: Stratum, other: Stratum) -> bool:
    return (
        stratum.drug in ("", other.drug)
        and stratum.route in ("", other.route)
        and stratum.population in ("", other.population)
    )


def _names(stratum: Stratum) -> tuple[str, str, str]:
    """Their order is that of the strata, and is told far faster."""
    return stratum.drug, stratum.route, stratum.population
