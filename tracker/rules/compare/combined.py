"""COMBINED and FASTER: is the combination better than one part alone; is it earlier than another treatment?"""

from __future__ import annotations

import re
from dataclasses import replace

from tracker.model.appraisal import Design, Direction
from tracker.model.verdict import Confidence, Stance
from tracker.rules.compare.benefit import read_benefit
from tracker.rules.compare.evidence import Case, Decision, abstain, folded, going, has, in_results


def read_combined(case: Case) -> Decision:
    """In a randomised study whose title names the other part: is the outcome better with both than with one?

    For: "the drug with a talking therapy kept more people abstinent than the therapy with placebo". Against: the drug
    added to whatever people took before, and studies where the other part is only mentioned.
    """
    named = frozenset(case.rule.settings) & frozenset(case.study.title_settings)
    if not named or case.study.design is not Design.RCT or not case.controlled or case.study.predictor:
        return abstain("combination-not-compared")
    decision = read_benefit(case)
    return replace(decision, rule=f"combined-{decision.rule}") if decision.stance is not None else decision


#: The comparison has to follow: "earlier than on", never a bare "earlier".
_FASTER = re.compile(
    r"\b(?:faster|earlier|more rapid(?:ly)?|quicker|sooner|shorter time to (?:response|"
    r"remission))\b.{0,60}\b(?:than|compared|versus|vs)\b"
)


def read_faster(case: Case) -> Decision:
    """For: "response came earlier than on the other treatment". Against: "rapid" without a comparison."""
    ours = {f"drug:{id}" for id in case.study.drugs} | {"comparator:placebo", "comparator:control"}
    for f in going(in_results(case.findings("outcome", case.rule.outcomes)), Direction.BETTER):
        text = folded(f.quote.text)
        if (
            _FASTER.search(text)
            and has(f, "versus")
            and any(concept.startswith(("comparator:", "drug:")) and concept not in ours for concept in f.concepts)
        ):
            return Decision(Stance.SUPPORTS, "earlier", f, confidence=case.confidence(Confidence.MEDIUM))
    return abstain("speed-not-compared")
