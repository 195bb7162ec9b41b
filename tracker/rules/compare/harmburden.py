"""HARM_BURDEN: how frequent and troublesome unwanted effects were."""

from __future__ import annotations

import re

from tracker.model.appraisal import Design, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.effects import effects_in
from tracker.reading.numbers import percents
from tracker.rules.compare.evidence import Case, Decision, abstain, folded, has
from tracker.rules.compare.harmwords import LARGE
from tracker.rules.compare.stated import said_otherwise

_MORE = re.compile(
    r"higher (?:rates?|incidence|risk|frequency|odds)|more (?:frequent|common|likely|adverse|side)|"
    r"significantly (?:more|higher|greater|increased)|increased (?:risk|incidence|rate|odds|adverse|side)|"
    r"greater (?:rate|risk|incidence|number)"
)
_BURDEN = re.compile(
    r"(?<!may )required? (?:intervention|treatment|antihypert)|"
    r"discontinu\w+ (?:rates? )?(?:due|because)|withdr\w+ (?:due|because)|"
    r"drug-related serious|severe (?:adverse|side|effects|reactions|symptoms|events)|"
    r"(?:led to|resulted in|requir\w+|needed|due to) hospitali|hospitali[sz]ed (?:for|due|because)"
)
#: "There was no increased risk of it": the comparison is denied.
_DENIED = re.compile(r"\b(?:no|not|without|nor|neither|lack of)\b(?: [\w-]+){0,3} ?$")
_TOTAL_ALIKE = re.compile(
    r"no (?:significant |statistically significant )?differences?[^.;]{0,50}(?:adverse|side[- ]effect)|"
    r"(?:adverse|side[- ]effect)[^.;]{0,60}(?:did not differ|were similar|were comparable|was similar|no difference)"
)
_FEW, _MANY = 10.0, 50.0  #: percent of people


def read_harm_burden(case: Case) -> Decision:
    """How much trouble: `inverse` claims say little ("minimal"), the others say much ("significant").

    For "minimal": "adverse events in 2.3 % of treatments", "no more frequent than on placebo". For "significant":
    "drop-out for adverse events", "83 % had one", "significantly more than on placebo". Against both: "well tolerated"
    alone, the rate of serious events alone, "no significant adverse events were seen". A result that says one of the
    claim's against_words ("six deaths occurred") is trouble enough.
    """
    found = [f for f in case.findings("harm", case.rule.harms) if f.quote.section == "results"]
    found = [f for f in found if not has(f, "plan", "future") and f.rule != "association"]
    if harm := said_otherwise(case, case.findings("harm", case.rule.harms)):
        return _troublesome(case, harm)
    compared = case.study.design in (Design.RCT, Design.RCT_SECONDARY, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)
    for f in found:
        text = folded(f.quote.text)
        general = re.search(
            r"adverse (?:events?|effects?|reactions?)|side[- ]effects?|teae|\baes?\b|tolerab|complication", text
        )
        more = _says_more(text) and f.direction is Direction.WORSE and compared and f.significant is not False
        more = more or (compared and case.rule.inverse and f.direction is Direction.WORSE and _ratio_above(f))
        if f.direction is Direction.WORSE and case.rule.inverse and _EXCEPTED.search(text):
            return Decision(Stance.MIXED, "harm-except", f, confidence=case.confidence(Confidence.MEDIUM))
        if f.subgroup or _OF_SOME.search(text) or (more and _TOTAL_ALIKE.search(text)):
            continue
        if more or (
            _BURDEN.search(text)
            and f.direction is Direction.WORSE
            and not _few_of_many(f)
            and not re.search(r"\bno\b|none|\bnot\b|without", text)
        ):
            return _troublesome(case, f)
        if _says_more(text) and not more:
            continue
        shares = [s.value for s in f.shares if s.of != "control"]
        if general and shares and f.outcome == "adverse-events" and not _SOME_EVENTS.search(_with_figures(text)):
            per_dose = re.search(
                r"(?:treatments|infusions|sessions|administrations|doses)\b.{0,12}\(?\d+(?:\.\d+)? ?%|"
                r"% of (?:\w+ )?(?:treatments|infusions|sessions)",
                text,
            )
            if max(shares) < _FEW and f.direction is Direction.WORSE and not (per_dose and not case.rule.inverse):
                return _light(case, f)
            if max(shares) >= _MANY:
                return _troublesome(case, f, Confidence.LOW)
    for f in found:
        text = folded(f.quote.text)
        if _says_more(text):
            continue
        if (
            (
                f.direction is Direction.NO_DIFFERENCE
                and case.controlled
                and f.outcome == "adverse-events"
                and re.search(r"adverse|side[- ]effect", text)
                and _COMPARES.search(text)
                and f.rule == "harm-no-difference"
                and "anaesthesia" not in case.study.conditions
            )
            and case.rule.inverse
            and not case.study.predictor
        ):
            return _light(case, f)
    return abstain("burden-not-stated")


#: "Those with a high score at entry had more": harm in some people, not the harm of the drug.
_OF_SOME = re.compile(
    r"\b(?:subjects|patients|participants|those|individuals) with (?:a )?(?:high|higher|low|lower|history)\b"
)
#: The rate of grave events, or of leaving for them, is not the rate of events.
_SOME_EVENTS = re.compile(r"\b(?:serious|severe|grave|discontinu\w+|withdr\w+|drop-?outs?|leading to|led to)\b")
_COMPARES = re.compile(r"differ|similar|compar|versus|\bvs\b|than|between|equal|the same|no more")


#: "In 4% of patients and serious events in 0.1%": two rates.
_PARTS = re.compile(r";|,? and (?=serious|severe|grave)")


def _with_figures(text: str) -> str:
    """The part that holds the percentage: in "in 5%; two serious events occurred" the first."""
    return next((part for part in _PARTS.split(text) if "%" in part), text)


def _few_of_many(f: Finding) -> bool:
    """Where figures are given and all are small, neither grave events nor drop-out are a great burden."""
    shares = [p.value for p in percents(folded(f.quote.text))]
    return bool(shares) and max(shares) < _FEW / 2


#: "Except for the one, which was higher, the groups did not differ in tolerability".
_EXCEPTED = re.compile(
    r"(?:except|apart from|other than)\b.{0,120}(?:no (?:significant )?difference|did not differ|similar|comparable)|"
    r"(?:no (?:significant )?differences?|did not differ|similar|comparable)\b.{0,120}(?:except|apart from)"
)


def _ratio_above(f: Finding) -> bool:
    """A ratio whose whole interval lies above one: the harm was more frequent."""
    effects = effects_in(f.quote.text, folded(f.quote.text))
    ratios = [e for e in effects if e.measure in ("RR", "OR", "HR") and e.low is not None and e.high is not None]
    return bool(ratios) and all(e.low is not None and e.low > 1 for e in ratios)


def _says_more(text: str) -> bool:
    return any(not _DENIED.search(text[max(0, m.start() - 50) : m.start()]) for m in _MORE.finditer(text))


def _troublesome(case: Case, f: Finding, confidence: Confidence = Confidence.MEDIUM) -> Decision:
    if case.rule.inverse:
        return Decision(Stance.CHALLENGES, "harm-frequent", f, Ground.AGAINST, case.confidence(confidence))
    return Decision(Stance.SUPPORTS, "harm-frequent", f, confidence=case.confidence(confidence))


def _light(case: Case, f: Finding) -> Decision:
    if "anaesthesia" in case.study.conditions:
        return abstain("anaesthesia-is-no-treatment")
    if case.rule.inverse:
        return Decision(Stance.SUPPORTS, "harm-rare", f, confidence=case.confidence(Confidence.MEDIUM))
    if (case.study.participants or 0) >= LARGE and case.study.design is not Design.CASE_SERIES:
        return Decision(Stance.CHALLENGES, "harm-rare-in-many", f, Ground.AGAINST, case.confidence(Confidence.MEDIUM))
    return abstain("too-few-to-rule-out")
