"""Verdicts: what one record's result means for one claim."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.model.record import RecordId


class Stance(StrEnum):
    SUPPORTS = "supports"
    CHALLENGES = "challenges"
    MIXED = "mixed"


class Ground(StrEnum):
    """What a challenge rests on. A null result is no refutation: only the first two can challenge a claim."""

    AGAINST = "against"
    RULED_OUT = "ruled-out"
    NOT_SHOWN = "not-shown"


class Confidence(StrEnum):
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """quote: an exact substring of the title or abstract_text; rule: the name of the rule that read it."""

    claim: str
    stance: Stance
    ground: Ground | None  #: only with CHALLENGES
    quote: str
    section: str  #: "title", or the role of the part it stands in ("results", "conclusion", …)
    rule: str
    confidence: Confidence


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVerdict:
    """A verdict bound to the exact text and the exact reading that gave it."""

    record: RecordId
    content_hash: str
    reading: str  #: id of code + vocabulary + claims
    at: datetime
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Overrule:
    """A maintainer's word against the machine's, kept beside it. stance None: "no verdict"."""

    record: RecordId
    claim: str
    stance: Stance | None
    ground: Ground | None
    why: str
    at: datetime
