"""How much one verdict may weigh: the tier of its study, and each registered study once.

The figures are those of the ledger's rules: 100 randomised for the first tier, 20 people to weigh at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass

from tracker.model.appraisal import Comparator, Design, Species
from tracker.model.ledger import Evidence, Tier
from tracker.model.record import RecordId
from tracker.model.verdict import Ground, Stance

LARGE = 100
"""People randomised from which a trial is in the first tier."""
FEWEST = 20
"""Studies of fewer people are shown and move nothing."""

RANDOMISED = (Tier.T1, Tier.T2)
WEIGHED = (Tier.T1, Tier.T2, Tier.T3, Tier.T4)

_NO_COMPARATOR = (Comparator.NONE, Comparator.NOT_APPLICABLE)


def is_in_people(row: Evidence) -> bool:
    return row.species not in (Species.ANIMAL, Species.IN_VITRO)


def is_sound(row: Evidence) -> bool:
    """Peer-reviewed, neither retracted nor under an expression of concern."""
    return row.peer_reviewed and not row.retracted and not row.concern


def tier(row: Evidence) -> Tier:
    """The tier of a verdict on whether something works.

    A study whose size the abstract does not state is treated as too small: it may have had twelve people. A randomised
    trial whose verdict rests on the change from before treatment counts as uncontrolled, for the claim's purpose it is.
    """
    if not is_sound(row) or not is_in_people(row) or not row.primary:
        return Tier.SHOWN
    if row.design is Design.META_ANALYSIS:
        # Only randomised comparisons have a comparator here, so one without is not of randomised trials alone.
        return Tier.SHOWN if row.comparator in _NO_COMPARATOR else Tier.META
    if row.design is Design.CASE_REPORT:
        return Tier.SIGNAL
    if row.participants is None or row.participants < FEWEST:
        return Tier.SHOWN
    match row.design:
        case Design.RCT:
            if row.comparator in _NO_COMPARATOR or row.from_baseline:
                return Tier.T4
            return Tier.T1 if row.participants >= LARGE else Tier.T2
        case Design.TRIAL_NONRANDOMISED | Design.COHORT:
            # another dose of the same drug is no control
            compared = row.comparator not in (*_NO_COMPARATOR, Comparator.DOSE) and not row.from_baseline
            return Tier.T3 if compared else Tier.T4
        case Design.CASE_SERIES:
            return Tier.T4
        case _:
            return Tier.SHOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedStudy:
    """One registered study, counted once. leader: the record that speaks for it; records: all that agree to weigh."""

    leader: Evidence
    tier: Tier
    stance: Stance
    ground: Ground | None
    records: tuple[RecordId, ...]

    @property
    def participants(self) -> int:
        return self.leader.participants or 0

    @property
    def benefits(self) -> bool:
        return self.stance is Stance.SUPPORTS

    @property
    def refutes(self) -> bool:
        return self.stance is Stance.CHALLENGES and self.ground in (Ground.AGAINST, Ground.RULED_OUT)


def studies_of(rows: Iterable[Evidence]) -> dict[int, list[Evidence]]:
    groups: dict[int, list[Evidence]] = {}
    for row in rows:
        groups.setdefault(row.study, []).append(row)
    return groups


def withdrawn_studies(rows: Iterable[Evidence]) -> frozenset[int]:
    """Studies an article of which was retracted or is under concern: none of their articles weighs, for they report the
    same people. A withdrawn preprint does not take its article away."""
    return frozenset(row.study for row in rows if row.peer_reviewed and (row.retracted or row.concern))


def weigh(rows: Iterable[Evidence], withdrawn: Set[int] = frozenset()) -> tuple[WeighedStudy, ...]:
    """The studies in T1 to T4, each once, with its primary outcome as its best record reports it."""
    weighed = []
    for study, group in sorted(studies_of(rows).items()):
        tiers = {row.record: tier(row) for row in group}
        counting = [row for row in group if tiers[row.record] in WEIGHED]
        if not counting or study in withdrawn:
            continue
        best = min(tiers[row.record] for row in counting)
        speaking = sorted(
            (row for row in counting if tiers[row.record] is best), key=lambda row: (row.year or 9999, row.record)
        )
        stance, ground = _agreed(speaking)
        weighed.append(
            WeighedStudy(
                leader=speaking[0],
                tier=best,
                stance=stance,
                ground=ground,
                records=tuple(row.record for row in speaking),
            )
        )
    return tuple(weighed)


def _agreed(rows: Sequence[Evidence]) -> tuple[Stance, Ground | None]:
    """Records of one study that disagree about its primary outcome make it a mixed one."""
    stances = {row.stance for row in rows}
    if len(stances) > 1:
        return Stance.MIXED, None
    grounds = {row.ground for row in rows}
    if len(grounds) > 1:  # challenged by all, refuted by some: the weaker word holds
        return rows[0].stance, Ground.NOT_SHOWN
    return rows[0].stance, rows[0].ground
