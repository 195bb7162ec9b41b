"""COMBINED and FASTER: is the combination better than one part alone; is it earlier than another treatment?"""

from __future__ import annotations

import re

from tracker.model.appraisal import Direction
from tracker.model.verdict import Confidence, Stance
from tracker.reading.text import fold
from tracker.rules.compare.evidence import Case, Decision, abstain, going, has, in_results


def read_combined(case: Case) -> Decision:
    """For: "rapamycin + ketamine kept 41 % in response, placebo + ketamine 13 %". Against: ketamine added to usual treatment."""
    return abstain("combination-not-compared")


_FASTER = re.compile(r"\b(?:faster|earlier|more rapid(?:ly)?|quicker|sooner|shorter time to (?:response|remission))\b")


def read_faster(case: Case) -> Decision:
    """For: "response came earlier than on the antidepressant". Against: "rapid" without a comparison."""
    for f in going(in_results(case.findings("outcome", case.rule.outcomes)), Direction.BETTER):
        text = fold(f.quote.text)
        if (
            _FASTER.search(text)
            and has(f, "versus")
            and re.search(
                r"antidepressant|escitalopram|quetiapine|ssri|ect\b|electroconvulsive|duloxetine|venlafaxine|sertraline",
                text,
            )
        ):
            return Decision(Stance.SUPPORTS, "earlier", f, confidence=case.confidence(Confidence.MEDIUM))
    return abstain("speed-not-compared")
