"""The ledger: the state of every claim over time, by stratum, with the studies behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model.appraisal import Comparator, Design, Species
from tracker.model.record import RecordId
from tracker.model.verdict import Ground, Stance


class State(StrEnum):
    NONE_SEEN = "no study seen here"
    PRELIMINARY = "preliminary"
    SUPPORTED = "supported"
    CONTESTED = "contested"
    CHALLENGED = "challenged"
    NOT_SHOWN = "not shown"
    LISTED = "listed"  #: numeric and existential claims have no state
    SEEN = "seen"
    SEEN_REPEATEDLY = "seen repeatedly"
    LOOKED_FOR = "looked for and not seen"


class Tier(StrEnum):
    """Tiers of evidence for efficacy claims (see rules/ledger)."""

    T1 = "T1"  #: randomised, >= 100 randomised
    T2 = "T2"  #: other randomised
    T3 = "T3"  #: controlled, not randomised
    T4 = "T4"  #: uncontrolled
    META = "meta"  #: a lane of its own
    SIGNAL = "signal"  #: case reports: safety signals only
    SHOWN = "shown"  #: shown, moves nothing


@dataclass(frozen=True, slots=True, order=True)
class Stratum:
    """Strata are shown side by side and never pooled."""

    drug: str = ""
    route: str = ""
    population: str = ""

    def __str__(self) -> str:
        return " / ".join(part for part in (self.drug, self.route, self.population) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One verdict with what the ledger has to know of its record and study.

    study: number that all records of one study share; primary: the verdict rests on the primary outcome;
    """

    record: RecordId
    study: int
    claim: str
    stance: Stance
    ground: Ground | None
    design: Design
    species: Species
    comparator: Comparator
    participants: int | None
    stratum: Stratum
    primary: bool
    peer_reviewed: bool
    retracted: bool
    concern: bool
    year: int | None
    quote: str
    overruled: bool = False
    from_baseline: bool = False  #: the verdict rests on the change from before treatment, whatever the design


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimState:
    """The state of one claim in one stratum. evidence: all that is shown; moved_by: records that count."""

    claim: str
    stratum: Stratum
    state: State
    evidence: tuple[Evidence, ...] = ()
    moved_by: tuple[RecordId, ...] = ()
    blinding_not_secured: bool = False
    participants: int = 0  #: randomised, in the studies that count
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChange:
    """ "Was X, now Y, because of Z": before None where the claim had no state in that stratum."""

    claim: str
    stratum: Stratum
    before: State | None
    after: State
    because: RecordId | None
    reason: str
    at: datetime
    blinding_not_secured: bool = False  #: of the state after
