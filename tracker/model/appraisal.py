"""Appraisals: what was read out of one record, each fact with its quote.

The vocabulary is that of the labelling guide the reading is measured against.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Design(StrEnum):
    META_ANALYSIS = "meta-analysis"
    SYSTEMATIC_REVIEW = "systematic-review"
    NARRATIVE_REVIEW = "narrative-review"
    RCT = "rct"
    RCT_SECONDARY = "rct-secondary"
    TRIAL_NONRANDOMISED = "trial-nonrandomised"
    COHORT = "cohort"
    CASE_REPORT = "case-report"
    CASE_SERIES = "case-series"
    PROTOCOL = "protocol"
    PRECLINICAL = "preclinical"
    OTHER = "other"


class Species(StrEnum):
    HUMAN = "human"
    ANIMAL = "animal"
    IN_VITRO = "in-vitro"
    NONE = "none"


class Comparator(StrEnum):
    PLACEBO = "placebo"
    ACTIVE_PLACEBO = "active-placebo"
    ACTIVE = "active"
    DOSE = "dose"
    NONE = "none"
    MIXED = "mixed"
    NOT_APPLICABLE = "na"


class PrimaryResult(StrEnum):
    FAVOURS = "favours"
    NO_DIFFERENCE = "no-difference"
    AGAINST = "against"
    MIXED = "mixed"
    NOT_EFFICACY = "not-efficacy"


class Direction(StrEnum):
    """Of benefit, never of the number: a fall in a symptom score is BETTER, a fall in response is WORSE."""

    BETTER = "better"
    WORSE = "worse"
    NO_DIFFERENCE = "no-difference"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Quote:
    """An exact substring of title or abstract_text, and the role of the part it stands in."""

    text: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A reported effect: measure ("SMD", "MD", "OR", "RR", "HR", "%"), value, 95 % interval where given."""

    measure: str
    value: float
    low: float | None
    high: float | None
    p: str  #: as printed ("<0.001"); "" where none
    quote: str


@dataclass(frozen=True, slots=True)
class Share:
    """A stated percentage (0-100) and, where one is named nearby, the arm it belongs to ("" for none)."""

    value: float
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result, read: which outcome, which way, against what, when, and how sure.

    rule: the name of the rule that read the direction. marks: the cues that stand in the clause ("significant",
    "hedge", "lasting", ...). concepts: other ids of the vocabulary in the clause. times: hours after the dose.
    primary: the sentence says that it is the primary outcome. subgroup: it is about part of the people only.
    """

    outcome: str  #: an outcome, harm or marker id of the vocabulary
    direction: Direction
    versus: Comparator
    significant: bool | None  #: None where the text does not say
    timepoint_hours: float | None
    quote: Quote
    kind: str = "outcome"  #: "outcome", "harm" or "marker"
    rule: str = ""
    primary: bool = False
    subgroup: bool = False
    marks: tuple[str, ...] = ()
    concepts: tuple[str, ...] = ()
    times: tuple[float, ...] = ()
    shares: tuple[Share, ...] = ()
    order: int = 0  #: the sentence it stands in, counted from 0 (title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """Every field is as the abstract states it; None, () or UNSTATED where it does not.

    participants: people randomised, else analysed, else enrolled; for pooled work the pooled people; None for animals.
    n_studies: only for reviews. conditions, drugs and routes are ids of the vocabulary.
    """

    design: Design
    species: Species
    participants: int | None = None
    n_studies: int | None = None
    comparator: Comparator = Comparator.NOT_APPLICABLE
    conditions: tuple[str, ...] = ()
    drugs: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    follow_up_days: float | None = None
    primary_result: PrimaryResult = PrimaryResult.NOT_EFFICACY
    spin: bool = False
    findings: tuple[Finding, ...] = ()
    effects: tuple[Effect, ...] = ()
    quotes: tuple[tuple[str, Quote], ...] = ()  #: (field name, where it was read)
    settings: tuple[str, ...] = ()  #: circumstances of use, ids of the vocabulary
    single_dose: bool | None = None  #: True for one dose, False for repeated doses, None where unclear
    drug_in_title: bool = False  #: the watched drug is what the title is about
    main_outcomes: tuple[str, ...] = ()  #: what "the primary outcome" is, ids of the vocabulary
    title_conditions: tuple[str, ...] = ()  #: conditions that the title names
    title_settings: tuple[str, ...] = ()  #: circumstances of use that the title names
    assessed_hours: tuple[float, ...] = ()  #: when the methods say that outcomes were measured
    stumbled: bool = False  #: the abstract could not be read, by a defect of ours; what is here is from the title alone
    predictor: bool = False  #: the study is about what predicts or goes with the response, not about the response
