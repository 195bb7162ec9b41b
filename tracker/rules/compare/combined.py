"""COMBINED and FASTER: is the combination better than one part alone; is it earlier than another treatment?"""

from __future__ import annotations

from dataclasses import replace

from tracker.model.appraisal import Comparator, Design, Direction, Finding
from tracker.model.verdict import Confidence, Stance
from tracker.reading.expressions import Expression
from tracker.rules.compare.benefit import read_benefit
from tracker.rules.compare.evidence import (
    Case,
    Decision,
    abstain,
    best,
    folded,
    going,
    ground_of,
    has,
    in_conclusion,
    in_results,
)


def read_combined(case: Case) -> Decision:
    """In a randomised study of both parts: is the outcome better with both than with one?

    For: "the drug with a talking therapy kept more people abstinent than the therapy with placebo". Against: the drug
    added to whatever people took before, and studies where the other part is only mentioned.
    """
    named = frozenset(case.rule.settings) & frozenset(case.study.title_settings)
    if case.study.predictor or (case.study.design is not Design.RCT and not case.review):
        return abstain("combination-not-compared")
    if (stated := _with_and_alone(case)) is not None:
        return stated
    if not named or case.study.design is not Design.RCT:
        return abstain("combination-not-compared")
    if case.study.comparator is Comparator.DOSE:
        return abstain("combination-in-both-arms")
    if not case.controlled:
        return _between_arms(case)
    decision = read_benefit(case)
    if decision.stance is Stance.SUPPORTS and decision.finding is not None and not _between(decision.finding):
        return abstain("combination-only-before-and-after")
    return replace(decision, rule=f"combined-{decision.rule}") if decision.stance is not None else decision


#: "Between the drug with the therapy and the drug alone".
_ALONE = Expression(r"\b(?:than|and|versus|vs\.?|to|with|over)\b(?: [\w-]+){1,3} (?:alone|only|monotherapy)\b")
_INTERACTION = Expression(
    r"group[- ](?:by|×|x|\*)[- ]time|time[- ](?:by|×|x|\*)[- ]group|"
    r"between[- ](?:the )?(?:two )?groups?|between[- ]arms?"
)


def _between(f: Finding) -> bool:
    return (
        f.versus is not Comparator.NONE
        or _INTERACTION.found(folded(f.quote.text))
        or "interaction" in (folded(f.quote.text))
    )


def _with_and_alone(case: Case) -> Decision | None:
    """A result that sets both parts against one "alone", wherever the other part is named."""
    settings = {f"setting:{id}" for id in case.rule.settings}
    found = [f for f in case.findings("outcome", case.rule.outcomes) if settings & set(f.concepts)]
    alone = [f for f in found if _ALONE.found(folded(f.quote.text))]
    firm = [f for f in in_conclusion(alone) if not has(f, "future", "known")]
    return _judge(case, in_results(alone)) or _judge(case, firm)


def _between_arms(case: Case) -> Decision:
    """Both arms get one part: only what is said of the difference between them counts."""
    told = in_results(case.findings("outcome", case.rule.outcomes))
    decision = _judge(case, [f for f in told if _INTERACTION.found(folded(f.quote.text))])
    return decision if decision is not None else abstain("combination-not-compared")


def _judge(case: Case, told: list[Finding]) -> Decision | None:
    told = [f for f in told if not f.subgroup]
    better, null = going(told, Direction.BETTER), going(told, Direction.NO_DIFFERENCE, Direction.WORSE)
    usual = case.confidence(Confidence.MEDIUM)
    if better and null:
        return Decision(Stance.MIXED, "combined-both-ways", best(better), confidence=usual)
    if better:
        return Decision(Stance.SUPPORTS, "combined-better", best(better), confidence=usual)
    if null:
        return Decision(Stance.CHALLENGES, "combined-no-better", best(null), ground_of(best(null)), usual)
    return None


#: The comparison has to follow: "earlier than on", never a bare "earlier".
_FASTER = Expression(
    r"\b(?:faster|earlier|more rapid(?:ly)?|quicker|sooner|shorter time to (?:response|"
    r"remission))\b.{0,60}\b(?:than|compared|versus|vs)\b"
)


_TIME_TO = Expression(
    r"time to (?:[\w-]+ )?(?:response|remission|improvement)[^.;]{0,20}?"
    r"(?P<one>\d+(?:\.\d+)?) ?(?P<unit>hours?|days?|weeks?)"
    r" (?:with|in|for|on)(?: the)? (?P<arm>[\w-]+)[^.;]{0,25}?(?:and|versus|vs\.?|compared with|compared to|,)"
    r" (?P<two>\d+(?:\.\d+)?) ?(?P<unit2>hours?|days?|weeks?)? ?(?:with|in|for|on)(?: the)? (?P<other>[\w-]+)"
)
_HOURS = {"h": 1.0, "d": 24.0, "w": 168.0}


def _timed(case: Case, told: list[Finding]) -> Decision | None:
    """ "Time to response was 8 days with the drug and 23 days with the other", where it is significant."""
    for f in told:
        match = _TIME_TO.search(folded(f.quote.text))
        if match is None or match["other"] in ("placebo", "saline", "control", "controls"):
            continue
        ours = [any(arm.startswith(drug) for drug in case.study.drugs) for arm in (match["arm"], match["other"])]
        if ours.count(True) != 1:
            continue
        one = float(match["one"]) * _HOURS[match["unit"][0]]
        two = float(match["two"]) * _HOURS[(match["unit2"] or match["unit"])[0]]
        first, second = (one, two) if ours[0] else (two, one)
        if first < second and f.significant is not False and f.direction is not Direction.NO_DIFFERENCE:
            return Decision(Stance.SUPPORTS, "time-shorter", f, confidence=case.confidence(Confidence.MEDIUM))
    return None


def read_faster(case: Case) -> Decision:
    """For: "response came earlier than on the other treatment". Against: "rapid" without a comparison."""
    ours = {f"drug:{id}" for id in case.study.drugs} | {"comparator:placebo", "comparator:control"}
    told = in_results(case.findings("outcome", case.rule.outcomes))
    if (timed := _timed(case, told)) is not None:
        return timed
    for f in going(told, Direction.BETTER):
        text = folded(f.quote.text)
        if (
            _FASTER.found(text)
            and has(f, "versus")
            and not f.subgroup
            and any(concept.startswith(("comparator:", "drug:")) and concept not in ours for concept in f.concepts)
        ):
            return Decision(Stance.SUPPORTS, "earlier", f, confidence=case.confidence(Confidence.MEDIUM))
    return abstain("speed-not-compared")
