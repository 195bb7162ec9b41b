"""Harms: what a clause says of one unwanted effect."""

from __future__ import annotations

import re

from tracker.model.appraisal import Direction
from tracker.model.vocabulary import Benefit, Concept, ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.direction import drug_leads
from tracker.reading.mentions import Mention
from tracker.reading.numbers import percents
from tracker.reading.study import Study

_EXCEPT = re.compile(r"\W*(?:except|apart from|other than)")
_AT_ENTRY = re.compile(
    r"comorbid|history of|medical conditions|risk factors for|diagnosed with|pre-?existing|exclu(?:ded|sion)|"
    r"before (?:therapy|treatment)|at (?:study )?entry|indications? (?:for|included)"
)
_ONLY_CONTROL = re.compile(r"(?:receiving|received|on|assigned to) (?:\w+ )?(?:placebo|saline)|placebo response")
_SLIGHT = re.compile(
    r"(?:clinically (?:insignificant|irrelevant|non-?significant)|non-clinically significant|"
    r"not clinically significant)"
)
_NO_HARM = re.compile(r"\b(?:no|not|none|without|neither|nor|absence of|lack of|never|free of|zero)\b(?: \w+){0,7}? ?$")


def harm_direction(clause: Clause, mention: Mention, concept: Concept, study: Study) -> tuple[Direction, str]:
    """WORSE: observed or more frequent. NO_DIFFERENCE: compared and no more, or looked for and none. BETTER: less.

    For WORSE: "the effect occurred in 12". For NO_DIFFERENCE: "none had it", "the scores did not differ".
    """
    before = clause.folded[: mention.start - clause.start]
    if "associated" in clause.cues and not drug_leads(clause, study.drugs):
        return Direction.UNCLEAR, "association"
    if _ONLY_CONTROL.search(clause.folded) and not any(m.id in study.drugs for m in clause.of(ConceptKind.DRUG)):
        return Direction.UNCLEAR, "control-arm"
    if _AT_ENTRY.search(clause.folded):
        return Direction.UNCLEAR, "at-entry"
    if _EXCEPT.match(clause.folded) and "null" in clause.sentence.cues:
        return Direction.WORSE, "harm-except"
    if _SLIGHT.search(clause.folded):
        return Direction.WORSE, "harm-slight"
    if "null" in clause.cues or "similar" in clause.cues or "noninferior" in clause.cues:
        return Direction.NO_DIFFERENCE, "harm-no-difference"
    if _NO_HARM.search(before[-90:]):
        return Direction.NO_DIFFERENCE, "harm-none"
    near = {
        m.id
        for m in clause.cue_places("fall", "rise", "better", "worse")
        if min(abs(m.start - mention.end), abs(mention.start - m.end)) <= 60
    }
    if "rise" in near or "worse" in near:
        return Direction.WORSE, "harm-rise"
    if "fall" in near and concept.benefit is Benefit.HIGHER:
        return Direction.WORSE, "harm-loss"
    if "fall" in near or "better" in near:
        return Direction.BETTER, "harm-fall"
    if concept.benefit is Benefit.LOWER:
        return Direction.UNCLEAR, "none"
    if "observed" in clause.cues or "results" in clause.cues or percents(clause.folded):
        return Direction.WORSE, "harm-observed"
    return Direction.UNCLEAR, "none"


def only_control(clause: Clause, study: Study) -> bool:
    """The clause tells of the control arm alone: "in those receiving placebo"."""
    return bool(_ONLY_CONTROL.search(clause.folded)) and not any(
        m.id in study.drugs for m in clause.of(ConceptKind.DRUG)
    )
