"""HARM_BURDEN: how frequent and troublesome unwanted effects were."""

from __future__ import annotations

from tracker.model.appraisal import Comparator, Design, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.expressions import Expression, expression
from tracker.rules.compare.evidence import Case, Decision, abstain, folded, has
from tracker.rules.compare.harmcounts import (
    FEW,
    MANY,
    few_of_many,
    is_counted,
    most_common_share,
    most_had,
    per_dose,
    ratio_above,
    share_who_left,
    shares_with_any,
)
from tracker.rules.compare.harms import under_anaesthesia
from tracker.rules.compare.harmwords import LARGE
from tracker.rules.compare.stated import said_otherwise

_MORE = Expression(
    r"higher (?:rates?|incidence|risk|frequency|odds|prevalence)|(?:incidence|rates?|prevalence|frequency|risk) "
    r"(?:[\w,-]+ ){0,6}(?:was|were) (?:\w+ )?(?:higher|greater|increased)|"
    r"more (?:frequent|common|likely|adverse|side|often|marked|pronounced|severe)|commoner|had more|"
    r"increas\w+ (?:the )?(?:risk|incidence|adverse|side)|"
    r"more (?:patients|participants|people|women|men|children|subjects)|"
    r"significantly (?:more|higher|greater|increased)|(?<!to )increased (?:risk|incidence|rate|odds|adverse|side)|"
    r"greater (?:rate|risk|incidence|number)|excess of|(?:twice|double) the (?:rate|risk|incidence|number)|"
    r"fold (?:higher|greater|more|the)|twofold|(?:twice|times) as (?:frequent|common|often|many|likely)"
)
_BURDEN = Expression(
    r"(?<!may )required? (?:intervention|treatment|antihypert)|"
    r"discontinu\w+ (?:rates? )?(?:due|because)|withdr\w+ (?:due|because)|"
    r"drug-related serious|severe (?:adverse|side|effects|reactions|symptoms|events)|"
    r"(?:led to|resulted in|requir\w+|needed|due to) hospitali|hospitali[sz]ed (?:for|due|because)|"
    r"(?:adverse|side|aes)\b[^.;]{0,30} led to (?:\w+ )?(?:drop-?outs?|discontinuations?|withdrawals?)|"
    r"(?:incidence|frequency|rate) of (?:adverse|side)[- ](?:events?|effects?|reactions?) (?:was|were) (?:\w+ )?high\b"
)
#: "The study was stopped early because of intolerable effects", "they limited the dose": trouble, whatever the number.
_TOO_MUCH = Expression(
    r"(?:trial|study|arm) (?:\w+ )?(?:was |had to be )?(?:\w+ )?(?:stopped|terminated|halted|discontinued)[^.;]{0,60}"
    r"(?:toler|adverse|side[- ]effect)|(?:adverse|side)[- ](?:events?|effects?|reactions?) (?:(?!were|was|"
    r"are)\w+ )?(?:limited|prevented) |"
    r"dose-limiting (?:adverse|side)|poor(?:ly)? tolera"
)
#: "There was no increased risk of it": the comparison is denied.
_DENIED = Expression(r"\b(?:no|not|without|nor|neither|none|lack of|never)\b(?: [\w-]+){0,5} ?$")
_TOTAL_ALIKE = Expression(
    r"no (?:significant |statistically significant )?differences?[^.;]{0,50}(?:adverse|side[- ]effect)|"
    r"(?:adverse|side[- ]effect)[^.;]{0,60}(?:did not differ|were similar|were comparable|was similar|no difference)"
)
#: "Those with a high score at entry had more": harm in some people, not the harm of the drug.
_OF_SOME = Expression(
    r"\b(?:subjects|patients|participants|those|individuals) with (?:a )?(?:high|higher|low|lower|history)\b|"
    r"^\W*(?:the )?(?:high|higher|larger|increasing) dos(?:es|ing|age)\b"
)
_COMPARES = Expression(r"differ|similar|compar|versus|\bvs\b|than|between|equal|the same (?!day)|no more|increase")
_GENERAL = Expression(r"adverse (?:events?|effects?|reactions?)|side[- ]effects?|teae|\baes?\b|tolerab|complication")
#: "Except for the one, which was higher, the groups did not differ in tolerability".
_EXCEPTED = Expression(
    r"(?:except|apart from|other than)\b.{0,120}(?:no (?:significant )?difference|did not differ|similar|comparable)|"
    r"(?:no (?:significant )?differences?|did not differ|similar|comparable)\b.{0,120}(?:except|apart from)"
)
_SLIGHT = Expression(r"\b(?:were|was|being|all|and) (?:all |mostly |generally |both )?(?:minor|mild)\b")
_COMPARED = (Design.RCT, Design.RCT_SECONDARY, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)


def read_harm_burden(case: Case) -> Decision:
    """How much trouble: `inverse` claims say little ("minimal"), the others say much ("significant").

    For "minimal": "adverse events in 2.3 % of treatments", "no more frequent than on placebo". For "significant":
    "drop-out for adverse events", "83 % had one", "significantly more than on placebo". Against both: "well tolerated"
    alone, the rate of serious events alone, "no significant adverse events were seen". A result that says one of the
    claim's against_words ("six deaths occurred") is trouble enough.
    """
    found = [f for f in case.findings("harm", case.rule.harms) if f.quote.section == "results"]
    if harm := said_otherwise(case, case.findings("harm", case.rule.harms)):
        return _troublesome(case, harm, "harm-grave-stated")
    if under_anaesthesia(case) and "ect-anaesthesia" not in case.study.settings and not case.review:
        return abstain("anaesthesia-is-no-treatment")
    found = [f for f in found if not has(f, "plan", "future") and f.rule not in ("association", "at-entry")]
    for f in found:
        if (decision := _heavy(case, f)) is not None:
            return decision
    for f in found:
        if case.rule.inverse and _no_more_than_control(case, f):
            return _light(case, f)
    return abstain("burden-not-stated")


def _heavy(case: Case, f: Finding) -> Decision | None:
    """What one sentence says of the burden: mixed, heavy or, where a small rate is given, light."""
    text = folded(f.quote.text)
    worse = f.direction is Direction.WORSE
    if worse and case.rule.inverse and _EXCEPTED.found(text):
        return Decision(Stance.MIXED, "harm-except", f, confidence=case.confidence(Confidence.MEDIUM))
    says_more = _says_more(text)
    more = worse and case.study.design in _COMPARED and f.significant is not False and _weighs(case, f)
    more = more and (says_more or (case.rule.inverse and ratio_above(f)) or f.rule == "harm-less-on-control")
    if f.subgroup or _OF_SOME.found(text) or (more and _TOTAL_ALIKE.found(text)):
        return None
    if more:
        return _troublesome(case, f, "harm-more-than-control")
    if worse and _burdens(case, f):
        return _troublesome(case, f, "harm-left-for")
    general = _GENERAL.found(text)
    if says_more or not general or f.outcome != "adverse-events":
        return None
    if worse and most_had(f) and not _SLIGHT.found(text):
        return _troublesome(case, f, "harm-in-most", Confidence.LOW)
    if (
        worse
        and case.rule.inverse
        and "anaesthesia" not in case.study.conditions
        and most_common_share(f) >= MANY
        and not _SLIGHT.found(text)
    ):
        return _troublesome(case, f, "harm-commonest", Confidence.LOW)
    if not (shares := shares_with_any(f)):
        return None
    if max(shares) < FEW and worse and (case.rule.inverse or not per_dose(f)):
        return _light(case, f)
    if worse and max(shares) >= MANY and not _SLIGHT.found(text):
        return _troublesome(case, f, "harm-in-most", Confidence.LOW)
    return None


#: Harms scored on scales: more points are no more people.
_SCORED = ("dissociation", "hallucination", "blood-pressure")
#: Of these any excess is a burden; that a single lesser effect is more frequent makes no treatment troublesome.
_WEIGHTY = ("adverse-events", "serious-events", "dropout", "confusion", "mania", "mortality")
#: In a single trial, what makes effects matter: that they are grave or that people leave for them.
_GRAVE = ("serious-events", "dropout", "mania", "mortality")


def _weighs(case: Case, f: Finding) -> bool:
    """An excess over control that bears on the claim: counted, and of weight or, for "minimal", of several effects."""
    if case.study.comparator is Comparator.ACTIVE and case.study.design is Design.RCT:
        return False
    if case.study.comparator in (Comparator.NONE, Comparator.NOT_APPLICABLE) and not case.review:
        return False
    grave = f.outcome in _WEIGHTY
    if not case.rule.inverse and not case.review:
        grave = f.outcome in _GRAVE or (grave and _BURDEN.found(folded(f.quote.text)))
    if not grave and not (case.rule.inverse and sum(c.startswith("harm:") for c in f.concepts) > 1):
        return False
    return f.outcome not in _SCORED or is_counted(f)


def _burdens(case: Case, f: Finding) -> bool:
    """Drop-out, grave events, treatment for them: said, not denied, and of more than a few."""
    text = folded(f.quote.text)
    if few_of_many(f):
        return False
    if f.rule == "harm-left-for" and share_who_left(f, case.study.participants) >= FEW:
        return True
    return (_said(_BURDEN, text) and not expression(r"\bno\b|none|\bnot\b|without").found(text)) or _said(
        _TOO_MUCH, text
    )


def _no_more_than_control(case: Case, f: Finding) -> bool:
    text = folded(f.quote.text)
    others = {c for c in f.concepts if c.startswith("drug:")} - {f"drug:{id}" for id in case.study.drugs}
    return (
        f.direction is Direction.NO_DIFFERENCE
        and f.rule == "harm-no-difference"
        and f.outcome == "adverse-events"
        and case.controlled
        and not others
        and not case.study.predictor
        and "anaesthesia" not in case.study.conditions
        and not _says_more(text)
        and bool(expression(r"adverse|side[- ]effect").found(text) and _COMPARES.found(text))
    )


def _said(pattern: Expression, text: str) -> bool:
    return any(not _DENIED.found(text[max(0, m.start() - 60) : m.start()]) for m in pattern.finditer(text))


def _says_more(text: str) -> bool:
    return _said(_MORE, text)


def _troublesome(case: Case, f: Finding, rule: str, confidence: Confidence = Confidence.MEDIUM) -> Decision:
    if case.rule.inverse:
        return Decision(Stance.CHALLENGES, rule, f, Ground.AGAINST, case.confidence(confidence))
    return Decision(Stance.SUPPORTS, rule, f, confidence=case.confidence(confidence))


def _light(case: Case, f: Finding) -> Decision:
    if "anaesthesia" in case.study.conditions:
        return abstain("anaesthesia-is-no-treatment")
    if case.rule.inverse:
        return Decision(Stance.SUPPORTS, "harm-rare", f, confidence=case.confidence(Confidence.MEDIUM))
    if (case.study.participants or 0) >= LARGE and case.study.design is not Design.CASE_SERIES:
        return Decision(Stance.CHALLENGES, "harm-rare-in-many", f, Ground.AGAINST, case.confidence(Confidence.MEDIUM))
    return abstain("too-few-to-rule-out")
