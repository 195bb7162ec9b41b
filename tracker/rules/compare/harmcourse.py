"""HARM_PASSES: how long unwanted effects lasted, and how grave they were."""

from __future__ import annotations

from tracker.model.appraisal import Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.expressions import Expression, expression
from tracker.rules.compare.evidence import Case, Decision, abstain, folded, has
from tracker.rules.compare.harmwords import COURSE_STATED, NO_HARM_OF_OURS, NOT_FOUND_HERE, NOT_OBSERVED, PASSING_KIND
from tracker.rules.compare.stated import said_otherwise

_PASSED = Expression(
    r"transient|short[- ](?:lived|lasting)|self[- ]limit|resolv|abat(?:ed|ing)|subsid|temporar|(?:returned|back|return|"
    r"returning) to (?:the )?(?:baseline|normal|pre|placebo|near)|remitted (?:within|by|after)|normali[sz]ed|"
    r"had gone|wore off|worn off|"
    r"(?:limited|confined|restricted) to the (?:day|time|hours?|infusion|dosing|session)|on dosing days|"
    r"(?<!, and )(?<!, )\b(?:mild|minor|slight) (?:and [\w-]+ )?(?:dissociat|dizz|nausea|sedat|drows|headach|effects|"
    r"reactions|symptoms|perceptual)|ended (?:within|by|on|with|when|shortly|soon)|"
    r"mild (?:to|side|adverse)|mild (?:and|or) (?!infrequent|rare|few|uncommon)|mild-to|"
    r"were (?:generally |mostly |all |usually |predominantly )?"
    r"(?:(?:considered|rated|judged|graded) (?:as )?)?(?:mild|moderate)\b|\breversible\b|"
    r"spontaneous(?!ly reported| report)|dissipat|"
    r"within (?:\w+ ){1,3}(?:h|hours?|min|minutes|day)\b|ceas|same day|disappear|"
    r"brief(?:ly| and|,| in| duration)|lasted (?:only|less|up to|for|about|approximately|an average|a few|between|\d)|"
    r"(?:were|was) (?:\w+ )?minor|declined rapidly|(?:for a|ceased in a) short (?:period of )?time"
)
#: "One had transient apnoea requiring ventilation" passes, but is not mild.
_GRAVE = Expression(r"requiring (?:assisted|mechanical|intub|hospital)|intubated|anti-fatigue")


def read_harm_passes(case: Case) -> Decision:
    """For: "the effects resolved within two hours". Against: "the effects did not differ between the arms".

    A result that says one of the claim's against_words ("persisted for two days") contradicts it.
    """
    found = [f for f in case.findings("harm", case.rule.harms) if f.quote.section in ("results", "conclusion")]
    if lasting := said_otherwise(case, found):
        return Decision(Stance.CHALLENGES, "harm-lasted", lasting, Ground.AGAINST, case.confidence(Confidence.MEDIUM))
    found = sorted(found, key=lambda f: (f.quote.section != "results", f.order))
    for f in found:
        text = folded(f.quote.text)
        stated = bool(COURSE_STATED.found(text) or PASSING_KIND.found(text))
        if has(f, "plan", "future") or NOT_FOUND_HERE.found(text) or _GRAVE.found(text):
            continue
        if f.rule in NO_HARM_OF_OURS and not (
            stated and f.rule == "association" and (f.quote.section == "results" or COURSE_STATED.found(text))
        ):
            continue
        if NOT_OBSERVED.found(text) and f.rule != "harm-slight" and not stated:
            continue
        if expression(r"(?:lower|higher) (?:risks?|odds|rates?) (?:for|of)\b").found(text):
            continue
        if f.direction is Direction.NO_DIFFERENCE and not stated:
            continue
        if _PASSED.found(text) and not expression(
            r"not (?:transient|resolve)|transient (?:effect|relief|improvement|benefit)"
        ).found(text):
            return Decision(Stance.SUPPORTS, "harm-passed", f, confidence=case.confidence(Confidence.MEDIUM))
    if (gone := _deficit_gone(case)) is not None:
        return Decision(Stance.SUPPORTS, "deficit-passed", gone, confidence=case.confidence(Confidence.MEDIUM))
    return abstain("course-of-harm-not-stated")


#: "It brought declines in attention, all of which had resolved a day later".
_DEFICIT = Expression(
    r"\b(?:declin|impair|deficit|decrement|worsen)\w*\b[^.;]{0,120}\b(?:resolved|returned to baseline|recovered|"
    r"disappeared|normali[sz]ed|transient|temporary|no longer)|(?:transient|temporary|short-lived) (?:[\w-]+ ){0,3}"
    r"(?:declin|impair|deficit|decrement)"
)
#: "Driving was not impaired the next morning": looked for after a while, and gone.
_NOT_LATER = Expression(r"next (?:morning|day)|following (?:morning|day)|same[- ]day|day after|18 ?h")


def _deficit_gone(case: Case) -> Finding | None:
    """A loss of what people can do that was over within a day; for claims that name such outcomes."""
    lost = [f for f in case.findings("outcome", case.rule.outcomes) if f.quote.section in ("results", "conclusion")]
    if (found := next((f for f in lost if _DEFICIT.found(folded(f.quote.text))), None)) is not None:
        return found
    later = [f for f in case.findings("harm", case.rule.harms) if f.outcome == "impairment"]
    return next(
        (f for f in later if f.direction is Direction.NO_DIFFERENCE and _NOT_LATER.found(folded(f.quote.text))), None
    )
