"""Claims of the lay articles, and the articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.model.claimrule import ClaimRule


class ClaimKind(StrEnum):
    EFFICACY = "efficacy"  #: section A: people only
    SAFETY = "safety"  #: section B: people only
    MECHANISM = "mechanism"  #: section C: animals and cells count too
    CONTEXT = "context"  #: section D: access, cost, regulation, history


class Polarity(StrEnum):
    """What a study that bears the claim out means for a reader."""

    BENEFIT = "benefit"
    MORE_HARM = "more-harm"
    LESS_HARM = "less-harm"
    NEUTRAL = "neutral"


class StateModel(StrEnum):
    """How the ledger speaks of a claim: by states, as a list of what was seen, or not at all."""

    STATES = "states"  #: efficacy claims that trials can settle
    LISTED = "listed"  #: numeric and existential claims: what was reported, beside the control arm's figure
    SEEN = "seen"  #: safety: seen / seen repeatedly / looked for in N and not seen
    BY_SPECIES = "by-species"  #: mechanism
    NONE = "none"  #: not comparable with studies


@dataclass(frozen=True, slots=True)
class Passage:
    """Where an article makes the claim: its id and the words to find the place by (exact in the article)."""

    article: str
    words: str


@dataclass(frozen=True, slots=True)
class Tension:
    claim: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    id: str
    statement: str
    kind: ClaimKind
    polarity: Polarity
    scope: str
    supports: str
    challenges: str  #: "never" where no single study can
    sources: tuple[Passage, ...]
    tensions: tuple[Tension, ...] = ()
    comparable: bool = True
    why_not_comparable: str = ""
    state_model: StateModel = StateModel.NONE
    rule: ClaimRule | None = None
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedWork:
    """A work as the article prints it, before PubMed's citation matcher has been asked."""

    citation: str
    first_author: str
    journal: str
    year: int
    volume: str = ""
    first_page: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One lay article: `own_making` is what it says of how it was written and on what it rests."""

    id: str
    title: str
    publisher: str
    own_making: str
    cites: tuple[CitedWork, ...] = ()
