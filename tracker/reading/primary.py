"""The primary result and spin: what the main efficacy question came to, and what the conclusion made of it."""

from __future__ import annotations

import re

from tracker.model.appraisal import Comparator, Design, Direction, Finding, PrimaryResult
from tracker.reading import sections as part
from tracker.reading.document import Document

_EFFICACY_FREE = (Design.PROTOCOL, Design.NARRATIVE_REVIEW, Design.OTHER)


def primary_result(findings: tuple[Finding, ...], design: Design, predictor: bool) -> PrimaryResult:
    """What the abstract reports on its main efficacy question.

    For "favours": results better, none without difference. For "mixed": both. Against: studies of predictors.
    """
    if design in _EFFICACY_FREE:
        return PrimaryResult.NOT_EFFICACY
    told = [
        f
        for f in findings
        if f.kind == "outcome"
        and f.direction is not Direction.UNCLEAR
        and f.outcome not in ("cognition", "functioning")
        and not f.subgroup
    ]
    results = [f for f in told if f.quote.section == part.RESULTS] or [
        f for f in told if f.quote.section == part.CONCLUSION
    ]
    named = [f for f in results if f.primary]
    chosen = named or results
    if not chosen or (predictor and not named):
        return PrimaryResult.NOT_EFFICACY
    ways = {f.direction for f in chosen}
    if ways == {Direction.BETTER}:
        return PrimaryResult.FAVOURS
    if ways == {Direction.NO_DIFFERENCE}:
        return PrimaryResult.NO_DIFFERENCE
    if ways == {Direction.WORSE}:
        return PrimaryResult.AGAINST
    return PrimaryResult.MIXED


_CLAIMS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|as) (?:an? )?(?:\w+ )?(?:effective|efficacious|beneficial|superior|"
    r"the same (?:\w+ )?effects?)\b|effectively (?:reduc|treat|improv|reliev|control)|"
    r"\b(?:significantly )?(?:improves?|reduces?|relieves?|alleviates?) \w+|same (?:\w+ )?effects?|"
    r"demonstrates? (?:\w+ )?efficacy|(?:showed|shown|has|had) (?:\w+ )?(?:\w+ )?(?:effects?|efficacy)|"
    r"as effective as|effective (?:and safe|treatment|option|alternative)"
)
_CAREFUL = re.compile(
    r"\b(?:may|might|could|preliminary|potential|suggests? that|possible|promising|not|no|fail|did not|however|"
    r"although|despite|further|larger|trend|need|pilot|cannot)\b"
)
#: "was superior to the other treatment" ranks two treatments: which of them works is not what it says.
_RANKS = re.compile(r"\bsuperior\b|\bmore effective\b")


_UNCONTROLLED = (Design.TRIAL_NONRANDOMISED, Design.COHORT, Design.CASE_SERIES)
#: "The drug is effective", said without a word of doubt. Against: "scores improved", "may be effective".
_FLAT = re.compile(
    r"\b(?:is|are|as|was|were) (?:an? )?(?:[\w-]+,? (?:and )?){0,4}(?:effective|efficacious)\b|"
    r"\b(?:improves|reduces|alleviates|relieves|ameliorates)\b|"
    r"\b(?:effectively|successfully) (?:treat|improv|reduc|reliev|alleviat|ameliorat)"
)
_UNSURE = re.compile(
    r"\b(?:may|might|could|can|preliminary|potential\w*|suggest\w*|possibl\w*|promising|appear\w*|seem\w*|indicat\w*|"
    r"not|pilot|research|needed)\b"
)


def is_spun(
    document: Document, findings: tuple[Finding, ...], design: Design, comparator: Comparator, result: PrimaryResult
) -> bool:
    """True where the main result is null against control, or has none, yet the conclusion states efficacy as shown.

    For: "no significant difference" then "The drug is an effective treatment"; so too where the primary outcome was
    missed and only another was met, and where there was no control at all. Against: "may be effective".
    """
    if design in _UNCONTROLLED and result is PrimaryResult.FAVOURS:
        return any(_FLAT.search(s.folded) and not _UNSURE.search(s.folded) for s in document.with_role(part.CONCLUSION))
    if design is not Design.RCT or comparator in (Comparator.NOT_APPLICABLE, Comparator.NONE):
        return False
    results = [
        f
        for f in findings
        if f.quote.section == part.RESULTS and f.kind == "outcome" and f.versus is not Comparator.NONE
    ]
    null = [f for f in results if f.direction is Direction.NO_DIFFERENCE and f.rule in ("null", "p-value", "similar")]
    better = [
        f
        for f in results
        if f.direction is Direction.BETTER and f.rule == "movement" and f.order not in {n.order for n in null}
    ]
    named = [f for f in results if f.primary]
    missed = bool(named) and all(f.direction is Direction.NO_DIFFERENCE for f in named)
    if not null or (better and not missed) or any(f.rule == "non-inferior" for f in findings):
        return False
    for s in document.with_role(part.CONCLUSION):
        if comparator is Comparator.ACTIVE and _RANKS.search(s.folded):
            continue
        if _CLAIMS.search(s.folded) and not _CAREFUL.search(s.folded):
            return missed or result in (PrimaryResult.NO_DIFFERENCE, PrimaryResult.MIXED)
    return False
