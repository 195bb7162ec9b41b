"""The primary result: what the main efficacy question came to."""

from __future__ import annotations

from tracker.model.appraisal import Design, Direction, Finding, PrimaryResult
from tracker.reading import sections as part

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
