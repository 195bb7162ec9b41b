"""The primary result: what the main efficacy question came to."""

from __future__ import annotations

from tracker.model.appraisal import Design, Direction, Finding, PrimaryResult, Quote
from tracker.reading import sections as part

_EFFICACY_FREE = (Design.PROTOCOL, Design.NARRATIVE_REVIEW, Design.OTHER)


def main_findings(findings: tuple[Finding, ...], design: Design, predictor: bool) -> tuple[Finding, ...]:
    """What is told of the main efficacy question: the outcomes called primary, else all results of efficacy.

    For: "the primary outcome, the score at week 4, fell more". Against: subgroups, and what predicts a response.
    """
    if design in _EFFICACY_FREE:
        return ()
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
    return tuple(named or ([] if predictor else results))


def primary_result(main: tuple[Finding, ...]) -> PrimaryResult:
    """What they come to. For "favours": better, and none without difference. For "mixed": both ways."""
    ways = {f.direction for f in main}
    if not ways:
        return PrimaryResult.NOT_EFFICACY
    return _ALONE[ways.pop()] if len(ways) == 1 else PrimaryResult.MIXED


_ALONE = {
    Direction.BETTER: PrimaryResult.FAVOURS,
    Direction.NO_DIFFERENCE: PrimaryResult.NO_DIFFERENCE,
    Direction.WORSE: PrimaryResult.AGAINST,
}


def quote_of(main: tuple[Finding, ...]) -> Quote | None:
    """The sentence the main result is read from: the first of them that stands in the results, never a conclusion."""
    return next((f.quote for f in main if f.quote.section == part.RESULTS), None)
