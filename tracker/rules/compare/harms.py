"""HARM_SEEN, HARM_PASSES, HARM_BURDEN: unwanted effects that were looked for."""

from __future__ import annotations

import re

from tracker.model.appraisal import Design, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.rules.compare.evidence import Case, Decision, abstain, folded, has, states

_VAGUE = re.compile(r"\bwithout\b|\brisk of bias|no (?:serious|severe|significant) adverse")
_NOT_OBSERVED = re.compile(
    r"\b(?:predict|correlat|associated with (?:response|improvement|better|greater|efficacy)|relationship|mediat|"
    r"moderat|biomarker)"
)
_ASSERTED = re.compile(
    r"most (?:common|frequent)|common(?:ly)?\b|occur|experienc|reported|observed|developed|induc|produc|elicit|"
    r"caus|increas|higher|rise|rose|elevat|greater|more (?:frequent|common|likely|adverse)|"
    r"transient|mild|included?|incidence|\d ?%|associated with|led to|showed|resulted|side effects? (?:were|was)|"
    r"adverse (?:events?|effects?|reactions?) (?:were|was|such|included)|exceed|evoked|provok|resolved|noted|"
    r"marked|pronounced|temporary|well tolerated"
)


def _asserted(f: Finding) -> bool:
    text = folded(f.quote.text)
    if f.rule == "association" or (
        _NOT_OBSERVED.search(text)
        and not re.search(
            r"associated with (?:transient|increase|higher|an increase|significant|marked|elevat|mild)", text
        )
    ):
        return False
    return bool(_ASSERTED.search(text))


def _firm(f: Finding) -> bool:
    """ "May contribute to" is a guess, unless figures stand beside it."""
    return not re.search(
        r"\b(?:may|might|could) (?:\w+ )?(?:contribut|caus|induc|lead|increas|result|produc|be)", folded(f.quote.text)
    )


def read_harm_seen(case: Case) -> Decision:
    """For: "the effect occurred in 12 of 30", "its scale rose". Against: "the effect did not predict response"."""
    found = [f for f in case.findings("harm", case.rule.harms) if f.quote.section in ("results", "conclusion")]
    found = sorted(found, key=lambda f: (f.quote.section != "results", f.order))
    found = [
        f
        for f in found
        if not re.search(
            r"(?:was|were|had) (?:minimal|negligible|absent|very rare|rare|uncommon|infrequent)", folded(f.quote.text)
        )
    ]
    if case.rule.words:
        found = [f for f in found if states(f, case.rule.words) and not _NOT_NEEDED.search(folded(f.quote.text))]
    seen = [
        f
        for f in found
        if f.direction is Direction.WORSE and _asserted(f) and not has(f, "plan", "future") and _firm(f)
    ]
    mild = [
        f
        for f in found
        if f.direction is Direction.BETTER and has(f, "mild", "observed") and not has(f, "fall") and _asserted(f)
    ]
    chosen = seen or [f for f in mild if f.quote.section == "results"]
    results = [f for f in chosen if f.quote.section == "results"]
    if results or chosen:
        return Decision(
            Stance.SUPPORTS, "harm-observed", _telling(results or chosen), confidence=case.confidence(Confidence.MEDIUM)
        )
    none = [
        f
        for f in found
        if f.direction is Direction.NO_DIFFERENCE
        and "null" in f.marks
        and has(f, "significant", "versus", "scale", "none")
        and f.quote.section == "results"
    ]
    if (
        none
        and case.rule.challenge
        and "anaesthesia" not in case.study.conditions
        and re.search(
            r"no (?:significant )?(?:change|difference|increase)|did not (?:increase|differ|change)|unaffected",
            folded(none[0].quote.text),
        )
    ):
        ground = (
            Ground.AGAINST
            if re.search(
                r"no (?:significant )?(?:change|increase)|did not (?:increase|change)|unaffected",
                folded(none[0].quote.text),
            )
            else Ground.NOT_SHOWN
        )
        return Decision(Stance.CHALLENGES, "harm-not-observed", none[0], ground, case.confidence(Confidence.LOW))
    return abstain("harm-not-stated")


def _telling(findings: list[Finding]) -> Finding:
    return max(findings, key=lambda f: (f.significant is True, any(c.isdigit() for c in f.quote.text), -f.order))


_NOT_NEEDED = re.compile(r"(?:not|no|none|without|never) (?:\w+ ){0,4}(?:requir|need|intervention|necessit)")
_PASSED = re.compile(
    r"transient|short[- ]lived|self[- ]limit|resolv|abat(?:ed|ing)|subsid|temporar|returned to (?:baseline|normal|"
    r"pre)|mild (?:to|and|or)|mild-to|were (?:generally |mostly |all |usually |predominantly )?(?:mild|moderate)|"
    r"spontaneous|dissipat|within (?:\w+ ){1,3}(?:h|hours?|min|minutes|day)\b|ceas|same day|disappear|brief(?:ly|"
    r" and|,| in| duration)|lasted (?:only )?"
)
#: "The transient subjective effects": the adjective states the course, whatever the sentence is about.
_PASSING_KIND = re.compile(
    r"(?<!no )(?:transient|short-lived|self-limit\w+|temporary|brief),? (?:[\w-]+,? ){0,3}(?:side effects?|"
    r"adverse|effects|symptoms|reactions|increase)"
)
_LASTED = re.compile(
    r"persist(?:ed|ent|ing)|permanent|irreversible|delayed[- ]onset|long-lasting|prolonged (?:effects|symptoms)|"
    r"hospitali[sz]"
)


def read_harm_passes(case: Case) -> Decision:
    """For: "the effects resolved within two hours". Challenged by "symptoms persisted for weeks"."""
    found = [f for f in case.findings("harm", case.rule.harms) if f.quote.section in ("results", "conclusion")]
    found = sorted(found, key=lambda f: (f.quote.section != "results", f.order))
    for f in found:
        text = folded(f.quote.text)
        if has(f, "plan", "future") or f.rule == "association" or _NOT_OBSERVED.search(text):
            continue
        if f.direction is Direction.NO_DIFFERENCE and not _PASSING_KIND.search(text):
            continue
        if _PASSED.search(text) and not re.search(
            r"not (?:transient|resolve)|transient (?:effect|relief|improvement|benefit)", text
        ):
            return Decision(Stance.SUPPORTS, "harm-passed", f, confidence=case.confidence(Confidence.MEDIUM))
    return abstain("course-of-harm-not-stated")


_MORE = re.compile(
    r"higher (?:rates?|incidence|risk|frequency|odds)|more (?:frequent|common|likely|adverse|side)|"
    r"significantly (?:more|higher|greater|increased)|increased (?:risk|incidence|rate|odds|adverse|side)|"
    r"greater (?:rate|risk|incidence|number)"
)
_BURDEN = re.compile(
    r"required? (?:intervention|treatment|antihypert)|discontinu\w+ (?:due|because)|withdr\w+ (?:due|because)|"
    r"serious adverse events? (?:were|was|occurr)|severe (?:adverse|side|effects|reactions|symptoms|events)|"
    r"hospitali"
)
_FEW, _MANY, _LARGE = 10.0, 50.0, 300


def read_harm_burden(case: Case) -> Decision:
    """How much trouble: `inverse` claims say little ("minimal"), the others say much ("significant").

    For "minimal": "adverse events in 2.3 % of treatments", "no more frequent than on placebo". For
    "significant": "drop-out
    for adverse events", "83 % had one", "significantly more than on placebo". Against both: "well tolerated" alone.
    """
    found = [f for f in case.findings("harm", case.rule.harms) if f.quote.section == "results"]
    found = [f for f in found if not has(f, "plan", "future") and f.rule != "association"]
    compared = case.study.design in (Design.RCT, Design.RCT_SECONDARY, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)
    for f in found:
        text = folded(f.quote.text)
        general = re.search(
            r"adverse (?:events?|effects?|reactions?)|side[- ]effects?|teae|\baes?\b|tolerab|complication", text
        )
        more = _MORE.search(text) and f.direction is Direction.WORSE and compared and f.significant is not False
        if more or (
            _BURDEN.search(text)
            and f.direction is Direction.WORSE
            and not re.search(r"\bno\b|none|\bnot\b|without", text)
        ):
            return _troublesome(case, f)
        if _MORE.search(text) and not more:
            continue
        shares = [s.value for s in f.shares if s.of != "control"]
        if general and shares and f.outcome == "adverse-events":
            per_dose = re.search(
                r"(?:treatments|infusions|sessions|administrations|doses)\b.{0,12}\(?\d+(?:\.\d+)? ?%|"
                r"% of (?:\w+ )?(?:treatments|infusions|sessions)",
                text,
            )
            if max(shares) < _FEW and f.direction is Direction.WORSE and not (per_dose and not case.rule.inverse):
                return _light(case, f)
            if max(shares) >= _MANY and not case.rule.inverse:
                return _troublesome(case, f, Confidence.LOW)
    for f in found:
        text = folded(f.quote.text)
        if _MORE.search(text):
            continue
        if (
            (
                f.direction is Direction.NO_DIFFERENCE
                and case.controlled
                and f.outcome == "adverse-events"
                and re.search(r"adverse|side[- ]effect", text)
                and f.rule == "harm-no-difference"
                and "anaesthesia" not in case.study.conditions
            )
            and case.rule.inverse
            and not case.study.predictor
        ):
            return _light(case, f)
    return abstain("burden-not-stated")


def _troublesome(case: Case, f: Finding, confidence: Confidence = Confidence.MEDIUM) -> Decision:
    if case.rule.inverse:
        return Decision(Stance.CHALLENGES, "harm-frequent", f, Ground.AGAINST, case.confidence(confidence))
    return Decision(Stance.SUPPORTS, "harm-frequent", f, confidence=case.confidence(confidence))


def _light(case: Case, f: Finding) -> Decision:
    if case.rule.inverse:
        return Decision(Stance.SUPPORTS, "harm-rare", f, confidence=case.confidence(Confidence.MEDIUM))
    if (case.study.participants or 0) >= _LARGE and case.study.design is not Design.CASE_SERIES:
        return Decision(Stance.CHALLENGES, "harm-rare-in-many", f, Ground.AGAINST, case.confidence(Confidence.MEDIUM))
    return abstain("too-few-to-rule-out")
