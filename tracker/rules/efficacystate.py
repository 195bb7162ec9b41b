"""The state of a claim that something works, in one stratum."""

from __future__ import annotations

from collections.abc import Sequence, Set

from tracker.model.appraisal import Comparator
from tracker.model.ledger import ClaimState, Evidence, State, Stratum, Tier
from tracker.model.verdict import Stance
from tracker.rules import tiers
from tracker.rules.tiers import WeighedStudy

ENOUGH = 200
"""People randomised in all below which nothing is called supported."""

_HIDES_THE_ARM = (Comparator.ACTIVE_PLACEBO, Comparator.DOSE)


def state_of(claim: str, stratum: Stratum, rows: Sequence[Evidence], withdrawn: Set[int]) -> ClaimState:
    studies = tiers.weigh(rows, withdrawn)
    trials = [study for study in studies if study.tier in tiers.RANDOMISED]
    moving = trials or list(studies)
    pooled = newest_pooled(rows, withdrawn)
    state = _state(trials, has_studies=bool(studies))
    if state is State.SUPPORTED and pooled is not None and pooled.stance is Stance.CHALLENGES:
        state = State.CONTESTED
    return ClaimState(
        claim=claim,
        stratum=stratum,
        state=state,
        evidence=tuple(rows),
        moved_by=tuple(record for study in moving for record in study.records),
        blinding_not_secured=_blinding_not_secured(trials),
        participants=_people(trials),
        note=_note(rows, moving, pooled),
    )


def _state(trials: Sequence[WeighedStudy], *, has_studies: bool) -> State:
    """The order of the questions matters: little evidence guards only against "supported", never against doubt.

    A mixed trial weighs with those that did not show a difference; where there is no clear benefit it makes the claim
    contested, not "not shown". Any refutation beside a benefit in randomised trials is a contest, whatever their sizes.
    A refutation too small to challenge must not make a claim look better than a null result would.
    """
    if not has_studies:
        return State.NONE_SEEN
    benefit = [trial for trial in trials if trial.benefits]
    refuted = [trial for trial in trials if trial.refutes]
    mixed = [trial for trial in trials if trial.stance is Stance.MIXED]
    unclear = [trial for trial in trials if not trial.benefits and not trial.refutes]
    if not benefit and not mixed:
        if any(trial.tier is Tier.T1 for trial in refuted) or len(refuted) >= 2:
            return State.CHALLENGED
        return State.NOT_SHOWN if len(trials) >= 2 else State.PRELIMINARY
    if len(trials) >= 2 and (refuted or _people(unclear) >= _people(benefit)):
        return State.CONTESTED
    if len(benefit) < 2 or _people(trials) < ENOUGH:
        return State.PRELIMINARY
    return State.SUPPORTED


def newest_pooled(rows: Sequence[Evidence], withdrawn: Set[int] = frozenset()) -> Evidence | None:
    """The lane of the meta-analyses: the newest one of randomised trials alone. It is never added to counts."""
    lane = [row for row in rows if tiers.tier(row) is Tier.META and row.study not in withdrawn]
    return max(lane, key=lambda row: (row.year or 0, row.record), default=None)


def later_than(pooled: Evidence, studies: Sequence[WeighedStudy]) -> tuple[WeighedStudy, ...]:
    """Trials that the pooled analysis can hardly hold: of its own year or later. (Abstracts seldom date the search.)"""
    return tuple(study for study in studies if (study.leader.year or 0) >= (pooled.year or 0))


def _people(studies: Sequence[WeighedStudy]) -> int:
    return sum(study.participants for study in studies)


def _blinding_not_secured(trials: Sequence[WeighedStudy]) -> bool:
    """While all benefit rests on comparisons that let people guess their arm. Outcomes are taken to be subjective.

    A psychoactive placebo or another dose lessens unblinding; an open comparison with another treatment does not.
    """
    benefit = [trial for trial in trials if trial.benefits]
    return bool(benefit) and not any(trial.leader.comparator in _HIDES_THE_ARM for trial in benefit)


def _note(rows: Sequence[Evidence], moving: Sequence[WeighedStudy], pooled: Evidence | None) -> str:
    parts = []
    counted = {record for study in moving for record in study.records}
    resting = [row for row in rows if row.record not in counted and row is not pooled]
    if resting:
        parts.append(f"{_count(len(resting), 'record')} shown that move{'s' if len(resting) == 1 else ''} nothing")
    if pooled is not None:
        agrees = {
            Stance.SUPPORTS: "agrees with the claim",
            Stance.MIXED: "went both ways",
            Stance.CHALLENGES: "does not agree with the claim",
        }[pooled.stance]
        year = f" ({pooled.year})" if pooled.year else ""
        later = [study for study in later_than(pooled, moving) if study.tier in tiers.RANDOMISED]
        parts.append(f"the newest pooled analysis of randomised trials{year} {agrees}")
        if later and pooled.year:
            parts.append(f"{_count(len(later), 'trial')} from {pooled.year} on may not be in it")
    return "; ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
