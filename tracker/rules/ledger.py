"""The ledger: from verdicts to the state of a claim, stratum by stratum, and what has changed in it.

Strata (drug, route, population) stand side by side and are never pooled. They are data: this code knows none of them,
so a drug that is a stratum of its own cannot challenge what is said of another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.model.appraisal import Species
from tracker.model.claim import Claim, ClaimKind, StateModel
from tracker.model.ledger import ClaimState, Evidence, State, StateChange, Stratum
from tracker.model.record import RecordId
from tracker.rules import efficacystate, seenstate, tiers

SILENT = (State.NONE_SEEN, State.LISTED)
"""States that are no news where there was none before, or only another of these."""


@dataclass(frozen=True, slots=True)
class Worked:
    """What a state was worked out from."""

    rows: Sequence[Evidence]
    withdrawn: Set[int]
    state: ClaimState


def claim_states(
    claim: Claim, evidence: Sequence[Evidence], known: dict[Stratum, Worked] | None = None
) -> tuple[ClaimState, ...]:
    """One state per stratum that has a verdict, in the order of the strata; () for a claim that studies cannot settle.

    Animal and cell work is left out for every claim that is not about mechanism. known: what was worked out for this
    claim the last time; a stratum with the same evidence keeps its very state. It is brought up to date.
    """
    if not claim.comparable or claim.state_model is StateModel.NONE:
        return ()
    rows = [row for row in evidence if row.claim == claim.id]
    if claim.kind is not ClaimKind.MECHANISM:
        rows = [row for row in rows if tiers.is_in_people(row)]
    if claim.state_model is StateModel.BY_SPECIES:
        rows = [replace(row, stratum=_species_stratum(row)) for row in rows]
    else:
        rows = _one_stratum_a_study(rows)
    withdrawn = tiers.withdrawn_studies(rows)
    groups: dict[Stratum, list[Evidence]] = {}
    for row in sorted(rows, key=lambda row: (row.stratum, row.record)):
        groups.setdefault(row.stratum, []).append(row)
    before = known or {}
    worked = {stratum: _worked(claim, stratum, group, withdrawn, before) for stratum, group in groups.items()}
    if known is not None:
        known.clear()
        known.update(worked)
    return tuple(one.state for one in worked.values())


def _worked(
    claim: Claim, stratum: Stratum, rows: list[Evidence], withdrawn: Set[int], before: Mapping[Stratum, Worked]
) -> Worked:
    own = withdrawn & {row.study for row in rows}
    known = before.get(stratum)
    if known is not None and known.rows == rows and known.withdrawn == own:
        return known
    return Worked(rows, own, _state(claim, stratum, rows, own))


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
    for stratum in sorted(was.keys() | now.keys()):
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


def _one_stratum_a_study(rows: Sequence[Evidence]) -> list[Evidence]:
    """Records of one study that leave a part of its stratum unsaid take it from the others, so that it counts once.

    Records that name different drugs, routes or populations stay apart.
    """
    placed = []
    for group in tiers.studies_of(rows).values():
        strata = {row.stratum for row in group}
        placed += group if len(strata) == 1 else [replace(row, stratum=_filled(row.stratum, strata)) for row in group]
    return placed


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
