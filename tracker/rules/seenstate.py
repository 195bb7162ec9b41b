"""The states of claims that are listed rather than weighed: about harm, about mechanism, numbers and existence."""

from __future__ import annotations

from collections.abc import Sequence, Set

from tracker.model.appraisal import Design
from tracker.model.claim import Claim, Polarity
from tracker.model.ledger import ClaimState, Evidence, State, Stratum
from tracker.model.record import RecordId
from tracker.model.verdict import Ground, Stance
from tracker.rules import tiers

RULE_OUT_RARE = 300
"""None seen in 300 people still allows one in a hundred (the rule of three)."""

_POOLED = (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)
_NO_RESULTS = (Design.PROTOCOL, Design.NARRATIVE_REVIEW)


def listed(claim: Claim, stratum: Stratum, rows: Sequence[Evidence]) -> ClaimState:
    """A number or an example cannot be outvoted: what was reported is listed, and nothing moves."""
    present = [row for row in rows if not row.retracted]
    state = State.LISTED if present else State.NONE_SEEN
    return ClaimState(claim=claim.id, stratum=stratum, state=state, evidence=tuple(rows))


def harm_seen(claim: Claim, stratum: Stratum, rows: Sequence[Evidence], withdrawn: Set[int]) -> ClaimState:
    """Was the harm seen that a more-harm claim speaks of, or that a less-harm claim plays down?

    Harm counts from any study in people, of any size, single cases included, and is not outvoted by studies without it;
    a mixed result counts as seen. "Not seen" needs at least 20 people in whom it was looked for. Reviews hold studies
    that may stand here already, so a review alone makes it "seen", never "repeatedly".
    """
    sound = _sound(rows, withdrawn)
    seen = [row for row in sound if _is_harm(claim, row)]
    looked = [row for row in sound if _is_no_harm(claim, row) and (row.participants or 0) >= tiers.FEWEST]
    state, moved_by = _seen_state(seen, looked)
    single = _one_a_study([row for row in looked if row.design not in _POOLED])
    return ClaimState(
        claim=claim.id,
        stratum=stratum,
        state=state,
        evidence=tuple(rows),
        moved_by=moved_by,
        participants=sum(row.participants or 0 for row in single),
        note="; ".join(filter(None, (_seen_note(claim, seen), _looked_note(claim, looked, single)))),
    )


def by_species(claim: Claim, stratum: Stratum, rows: Sequence[Evidence], withdrawn: Set[int]) -> ClaimState:
    """What was seen in one species. Findings for and against stand side by side as contested."""
    sound = [
        row for row in _sound(rows, withdrawn) if not tiers.is_in_people(row) or (row.participants or 0) >= tiers.FEWEST
    ]
    seen = [row for row in sound if row.stance is Stance.SUPPORTS]
    against = [row for row in sound if row.stance is Stance.CHALLENGES and row.ground is not Ground.NOT_SHOWN]
    state, moved_by = _seen_state(seen, against)
    if seen and against:
        state, moved_by = State.CONTESTED, tuple(sorted({row.record for row in (*seen, *against)}))
    return ClaimState(claim=claim.id, stratum=stratum, state=state, evidence=tuple(rows), moved_by=moved_by)


def _sound(rows: Sequence[Evidence], withdrawn: Set[int]) -> list[Evidence]:
    return [row for row in rows if tiers.is_sound(row) and row.study not in withdrawn and row.design not in _NO_RESULTS]


def _seen_state(seen: Sequence[Evidence], looked: Sequence[Evidence]) -> tuple[State, tuple[RecordId, ...]]:
    studies = {row.study for row in seen if row.design not in _POOLED}
    records = tuple(sorted(row.record for row in seen))
    if len(studies) >= 2:
        return State.SEEN_REPEATEDLY, records
    if seen:
        return State.SEEN, records
    if looked:
        return State.LOOKED_FOR, tuple(sorted(row.record for row in looked))
    return State.NONE_SEEN, ()


def _is_harm(claim: Claim, row: Evidence) -> bool:
    if row.stance is Stance.MIXED:
        return True
    if claim.polarity is Polarity.LESS_HARM:
        return row.stance is Stance.CHALLENGES and row.ground in (Ground.AGAINST, Ground.RULED_OUT)
    return row.stance is Stance.SUPPORTS


def _is_no_harm(claim: Claim, row: Evidence) -> bool:
    """A difference that was merely not shown is no sign that harm is absent."""
    if claim.polarity is Polarity.LESS_HARM:
        return row.stance is Stance.SUPPORTS
    return row.stance is Stance.CHALLENGES and row.ground in (Ground.AGAINST, Ground.RULED_OUT)


def _one_a_study(rows: Sequence[Evidence]) -> list[Evidence]:
    largest: dict[int, Evidence] = {}
    for row in rows:
        if row.study not in largest or (row.participants or 0) > (largest[row.study].participants or 0):
            largest[row.study] = row
    return list(largest.values())


def _seen_note(claim: Claim, seen: Sequence[Evidence]) -> str:
    if not seen:
        return ""
    harm = "more harm than claimed" if claim.polarity is Polarity.LESS_HARM else "the harm"
    studies = len({row.study for row in seen if row.design not in _POOLED})
    if not studies:
        return f"{harm} was seen in pooled work"
    return f"{harm} was seen in {studies} {'study' if studies == 1 else 'studies'}"


def _looked_note(claim: Claim, looked: Sequence[Evidence], single: Sequence[Evidence]) -> str:
    if not looked:
        return ""
    note = "the harm was looked for and not seen"
    if claim.polarity is Polarity.LESS_HARM:
        note = "harm was looked for and no more was seen than claimed"
    if not single:
        return f"{note} in pooled work"
    people = sum(row.participants or 0 for row in single)
    note = f"{note} in {people:,} people"
    if people < RULE_OUT_RARE:
        return f"{note}: too few to rule out what happens to one in a hundred"
    return note
