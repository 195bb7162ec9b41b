"""MARKER and STATED: does what was measured bear the mechanism out; do the results state the circumstance?"""

from __future__ import annotations

from tracker.model.appraisal import Direction
from tracker.model.verdict import Confidence, Stance
from tracker.rules.compare.evidence import Case, Decision, abstain, has


def read_marker(case: Case) -> Decision:
    """For: "spine density rose after ketamine". Against: "BDNF predicted response" (no change measured)."""
    found = [
        f
        for f in case.findings("marker", case.rule.markers)
        if f.quote.section == "results" and f.rule != "association"
    ]
    wanted = Direction.WORSE if case.rule.inverse else Direction.BETTER
    for f in found:
        if f.direction is wanted and not has(f, "null", "negation", "plan", "known"):
            return Decision(Stance.SUPPORTS, "marker-moved", f, confidence=case.confidence(Confidence.MEDIUM))
    return abstain("marker-not-moved")


def read_stated(case: Case) -> Decision:
    return abstain("not-read-yet")
