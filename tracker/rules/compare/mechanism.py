"""MARKER: does what was measured bear the mechanism out?"""

from __future__ import annotations

from tracker.model.appraisal import Comparator, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.rules.compare.evidence import Case, Decision, abstain, best, has, states


def read_marker(case: Case) -> Decision:
    """For: "the marker rose after the drug". Against: "the growth factor predicted response" (no change measured).

    Challenged where the marker was compared and did not move, or moved the other way; mixed where it did both, or where
    a review calls its findings contradictory.
    """
    found = [f for f in case.findings("marker", case.rule.markers) if f.quote.section in ("results", "conclusion")]
    told = [f for f in found if f.rule not in ("association", "none") and not has(f, "plan", "known", "future")]
    if case.rule.words:
        told = [f for f in told if states(f, case.rule.words)]
    results = [f for f in told if f.quote.section == "results"] or told
    if case.review and (unsettled := [f for f in found if has(f, "mixedresult")]):
        return Decision(
            Stance.MIXED, "marker-contradictory", unsettled[0], confidence=case.confidence(Confidence.MEDIUM)
        )
    wanted, other = (Direction.WORSE, Direction.BETTER) if case.rule.inverse else (Direction.BETTER, Direction.WORSE)
    moved = [f for f in results if f.direction is wanted and f.rule == "movement" and not has(f, "hedge", "secondary")]
    against = [f for f in results if f.direction is other and f.rule == "movement"]
    null = [f for f in results if f.direction is Direction.NO_DIFFERENCE and _was_compared(f)]
    if moved and (against or null):
        return abstain("marker-both-ways")
    if moved:
        return Decision(Stance.SUPPORTS, "marker-moved", best(moved), confidence=case.confidence(Confidence.MEDIUM))
    if null and case.rule.challenge:
        chosen = best(null)
        return Decision(
            Stance.CHALLENGES, "marker-unmoved", chosen, Ground.NOT_SHOWN, case.confidence(Confidence.MEDIUM)
        )
    return abstain("marker-not-moved")


def _was_compared(f: Finding) -> bool:
    return f.versus is not Comparator.NONE or has(f, "before", "versus")
