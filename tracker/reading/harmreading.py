"""Harms: what a clause says of one unwanted effect."""

from __future__ import annotations

import re

from tracker.model.appraisal import Direction
from tracker.model.vocabulary import Benefit, Concept, ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.direction import drug_leads
from tracker.reading.mentions import Mention
from tracker.reading.study import Study

_EXCEPT = re.compile(r"\W*(?:except|apart from|other than)")
_AT_ENTRY = re.compile(
    r"comorbid (?:\w+ )?(?:diseases|conditions|disorders|illness)|comorbidit|"
    r"history of|medical conditions|risk factors for|diagnosed with|pre-?existing|exclu(?:ded|sion)|"
    r"before (?:therapy|treatment)|at (?:study )?entry|indications? (?:for|included)|baseline characteristics|"
    r"hypertension history"
)
_ONLY_CONTROL = re.compile(r"(?:receiving|received|on|assigned to) (?:\w+ )?(?:placebo|saline)|placebo response")
_SLIGHT = re.compile(
    r"(?:clinically (?:insignificant|irrelevant|non-?significant)|non-clinically significant|"
    r"not clinically significant)"
)
#: "Positive symptoms did not worsen."
_NOT_WORSE = re.compile(r" (?:did|does|do) not (?:\w+ )?(?:worsen|deteriorate|rise)|,? (?:was|were) not (?:made )?wors")
_NO_HARM = re.compile(
    r"\b(?:no|not|none|without|neither|nor|absence of|lack of|never|free of|zero)\b"
    r"(?: (?!and (?:increased|induced|produced|caused|showed))[\w/-]+){0,8}? ?$"
)


def harm_direction(clause: Clause, mention: Mention, concept: Concept, study: Study) -> tuple[Direction, str]:
    """WORSE: observed or more frequent. NO_DIFFERENCE: compared and no more, or looked for and none. BETTER: less.

    For WORSE: "the effect occurred in 12". For NO_DIFFERENCE: "none had it", "the scores did not differ".
    """
    before = clause.folded[: mention.start - clause.start]
    if _STEADY.search(before[-40:]) or _STEADY_AFTER.match(clause.folded[mention.end - clause.start :]):
        return Direction.UNCLEAR, "steady"
    if _of_another_drug(clause, mention, study):
        return Direction.UNCLEAR, "control-arm"
    if "associated" in clause.cues and _PRESUPPOSED.search(before) and _ON_THE_DRUG.search(clause.folded):
        return Direction.WORSE, "harm-presupposed"
    if (
        "associated" in clause.cues
        and not drug_leads(clause, study.drugs, mention)
        and not _rose_beside(clause, mention)
    ):
        return Direction.UNCLEAR, "association"
    if _ONLY_CONTROL.search(clause.folded) and not any(m.id in study.drugs for m in clause.of(ConceptKind.DRUG)):
        return Direction.UNCLEAR, "control-arm"
    around = clause.folded[max(0, mention.start - clause.start - 90) : mention.end - clause.start + 60]
    if _AT_ENTRY.search(around) or re.search(r"comorbid (?:[\w-]+ )?$", before):
        return Direction.UNCLEAR, "at-entry"
    if _KIND_OF_DRUG.match(clause.folded[mention.end - clause.start :]):
        return Direction.UNCLEAR, "kind-of-drug"
    if _EXCEPT.match(clause.folded) and "null" in clause.sentence.cues:
        return Direction.WORSE, "harm-except"
    if _SLIGHT.search(clause.folded):
        return Direction.WORSE, "harm-slight"
    if _before_drug(clause, study):
        return Direction.UNCLEAR, "before-the-drug"
    if (way := more_on_control(clause.folded)) is not None:
        return (Direction.BETTER, "harm-more-on-control") if way else (Direction.WORSE, "harm-less-on-control")
    if "null" in clause.cues or "similar" in clause.cues or "noninferior" in clause.cues:
        return Direction.NO_DIFFERENCE, "harm-no-difference"
    if _NO_HARM.search(before[-90:]) or _NOT_WORSE.match(clause.folded[mention.end - clause.start :]):
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
    if "observed" in clause.cues or "results" in clause.cues or clause.percents:
        return Direction.WORSE, "harm-observed"
    return Direction.UNCLEAR, "none"


#: "The intensity of dissociation during infusion correlated with ...": whatever it went with, it was there.
_PRESUPPOSED = re.compile(r"(?<!no )\b(?:intensity|severity|increases) (?:of|in) (?:the )?(?:[\w-]+ ){0,2}$")
_ON_THE_DRUG = re.compile(r"\b(?:during|under|after|following)\b|-induced\b")

_CONTROL = r"(?:placebo|saline|controls?|ctrl|vehicle|sham|comparator|no[- ]treatment|waitlist|waiting list)"
_ON_CONTROL = re.compile(
    rf"\b(?P<way>higher|greater|more|larger|increased|elevated|lower|fewer|less|reduced)\b[^.;]{{0,60}}?"
    rf"\b(?:in|with|on|among|for|by|after|under) (?:the |those (?:on|in|receiving) )?{_CONTROL}"
    rf"(?: group| arm| patients| participants| subjects| infusion| condition)?,? (?:[(][^)]*[)] ?)?(?:when )?"
    rf"(?:than|compared|versus|vs)"
)
_CONTROL_HAD = re.compile(
    rf"\b{_CONTROL}(?: group| arm| patients)? (?:had|showed|reported|experienced|displayed) (?:the |a |an )?"
    rf"(?:significantly )?(?P<way>highest|higher|greater|greatest|largest|larger|more|most|lower|lowest|fewer|less)\b"
)
_LITTLE = ("lower", "lowest", "fewer", "less", "reduced")


def more_on_control(folded: str) -> bool | None:
    """ "Higher in the control group than ..." is True, "lower with placebo than ..." False, else None."""
    match = _ON_CONTROL.search(folded) or _CONTROL_HAD.search(folded)
    if match is None:
        return None
    return match["way"] not in _LITTLE


_KIND_OF_DRUG = re.compile(r"[ -](?:doses?|propert\w+|agents?|drugs?|compounds?|substances?|models?)\b")
_ROSE_BEFORE = re.compile(r"(?:increas|elevat|rise|higher|greater)\w*(?: in| of)?(?: the)?(?: [\w-]+)? ?$")
_ROSE_AFTER = re.compile(
    r"\W*(?:[\w-]+ ){0,2}(?:was|were) (?:significantly |markedly )?(?:increased|elevated|higher|raised)"
)


_IS_ASSOCIATED = re.compile(r"\W*(?:(?!and )[\w-]+ ){0,2}(?:was|were) (?:[\w-]+ )?(?:associated|correlated|related)")


def _rose_beside(clause: Clause, mention: Mention) -> bool:
    """ "An increase in the score, and was associated with ...": the rise stands on its own before the association."""
    places = [m.start for m in clause.cue_places("associated")]
    if not places or mention.end > min(places):
        return False
    before = clause.folded[: mention.start - clause.start]
    after = clause.folded[mention.end - clause.start :]
    if _IS_ASSOCIATED.match(after):
        return False
    return bool(_ROSE_BEFORE.search(before) or _ROSE_AFTER.match(after))


#: "More stable blood pressure", "haemodynamic stability": held, neither risen nor fallen.
_STEADY = re.compile(r"\b(?:stable|steady|steadier|stabili[sz]\w+)(?: (?:[\w-]+ ){0,2})?$")
_STEADY_AFTER = re.compile(
    r"[ ,](?:[\w-]+ ){0,2}(?:stability|stabili[sz]ation)\b|[^.;,]{0,40}\b(?:was|were|remained) (?:more )?stable"
)

_BROUGHT = re.compile(r"\b(?:resulted in|caused|produced|induced|led to|evoked|elicited)\b")


def _of_another_drug(clause: Clause, mention: Mention, study: Study) -> bool:
    """ "The comparator's infusion resulted in dizziness": the subject of the clause is another treatment."""
    before = clause.folded[: mention.start - clause.start]
    brought = _BROUGHT.search(before)
    if brought is None or any(m.id in study.drugs for m in clause.of(ConceptKind.DRUG)):
        return False
    return any(m.start - clause.start < brought.start() for m in clause.of(ConceptKind.COMPARATOR))


def _before_drug(clause: Clause, study: Study) -> bool:
    """The clause tells of what came before the drug: "events before its administration were mild"."""
    ours = [m for m in clause.of(ConceptKind.DRUG) if m.id in study.drugs]
    # One mention after "before" settles it only where no other mention says that the drug was given.
    return bool(ours) and all(
        re.search(r"(?:before|prior to) (?:the )?$", clause.folded[: m.start - clause.start]) for m in ours
    )
