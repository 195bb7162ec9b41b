"""HARM_SEEN, HARM_PASSES, HARM_BURDEN: unwanted effects that were looked for."""

from __future__ import annotations

import re

from tracker.model.appraisal import Design, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.effects import effects_in
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
    if f.rule == "harm-slight":
        return True
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


#: Looked for and not there: "no significant effects were evident on the scale".
_UNMOVED = re.compile(
    r"no (?:significant |clinically relevant |clinically significant |relevant )?(?:change|increase|elevation)|"
    r"did not (?:significantly )?(?:increase|change|rise)|unaffected|unchanged|"
    r"no (?:significant |clinically relevant |clinically significant |relevant )?(?:[\w-]+ ){1,3}(?:effects?|symptoms?|"
    r"experiences) (?:were|was) (?:evident|observed|found|seen|detected|noted|reported|recorded)"
)


def read_harm_seen(case: Case) -> Decision:
    """For: "the effect occurred in 12 of 30", "its scale rose". Against: "the effect did not predict response"."""
    found = [f for f in case.findings("harm", case.rule.harms) if f.quote.section in ("results", "conclusion")]
    found = sorted(found, key=lambda f: (f.quote.section != "results", f.order))
    if case.rule.after_days is not None and not _EXPOSED & set(case.study.settings):
        return _long_without_signal(case, found)
    if case.rule.after_days is not None and case.study.design in (Design.RCT, Design.RCT_SECONDARY):
        return abstain("not-of-long-use")
    if case.rule.after_days is not None:
        found = [f for f in found if f.outcome not in ("adverse-events", "serious-events")]
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
        if f.direction is Direction.WORSE
        and f.rule not in _NO_HARM_OF_OURS
        and _asserted(f)
        and not has(f, "plan", "future")
        and _firm(f)
    ]
    mild = [
        f
        for f in found
        if f.direction is Direction.BETTER
        and f.rule != "harm-more-on-control"
        and has(f, "mild", "observed")
        and not has(f, "fall")
        and _asserted(f)
    ]
    chosen = seen or [f for f in mild if f.quote.section == "results"]
    results = [f for f in chosen if f.quote.section == "results"]
    if results or chosen:
        return Decision(
            Stance.SUPPORTS, "harm-observed", _telling(results or chosen), confidence=case.confidence(Confidence.MEDIUM)
        )
    fewer = [f for f in found if f.rule == "harm-more-on-control" and f.quote.section == "results" and f.significant]
    if fewer and case.rule.challenge and case.study.design is Design.RCT:
        return Decision(
            Stance.CHALLENGES, "harm-more-on-control", fewer[0], Ground.AGAINST, case.confidence(Confidence.LOW)
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
        and (
            _UNMOVED.search(folded(none[0].quote.text)) or (case.controlled and "differ" in folded(none[0].quote.text))
        )
    ):
        ground = Ground.AGAINST if _UNMOVED.search(folded(none[0].quote.text)) else Ground.NOT_SHOWN
        return Decision(Stance.CHALLENGES, "harm-not-observed", none[0], ground, case.confidence(Confidence.LOW))
    return abstain("harm-not-stated")


#: People who took it for long of their own accord: what they have is a harm of long use.
_EXPOSED = {"misuse-exposure"}
_NO_SIGNAL = re.compile(
    r"no (?:new |unexpected |additional )+(?:or \w+ )?(?:safety|tolerability)|no (?:new|unexpected) (?:adverse|side)|"
    r"no (?:new )?safety (?:signals?|concerns?)|no (?:evidence of |clinically meaningful |significant )?(?:cognitive "
    r"(?:decline|impairment|deterioration)|cases of (?:[\w-]+ ){0,2}(?:cystitis))"
)


_FOLLOWED = re.compile(r"(?:over|during|for|to|of|after|was) (?P<n>\d+(?:\.\d+)?)[ -](?P<unit>weeks?|months?|years?)\b")
_DAYS = {"w": 7.0, "m": 30.5, "y": 365.25}


def _followed(f: Finding) -> float:
    """Days after the dose, or "over 24 months"."""
    spans = [float(m["n"]) * _DAYS[m["unit"][0]] for m in _FOLLOWED.finditer(folded(f.quote.text))]
    return max([*spans, *(hours / 24 for hours in f.times)], default=0.0)


def _long_without_signal(case: Case, found: list[Finding]) -> Decision:
    """Many people followed for as long as the claim asks, harm looked for, and no new signal: it challenges."""
    days = max((_followed(f) for f in case.study.findings), default=0.0)
    many = (case.study.participants or 0) >= _LARGE
    silent = [f for f in found if _NO_SIGNAL.search(folded(f.quote.text))]
    if silent and many and days >= (case.rule.after_days or 0) and case.rule.challenge:
        return Decision(
            Stance.CHALLENGES, "long-without-signal", silent[0], Ground.AGAINST, case.confidence(Confidence.MEDIUM)
        )
    return abstain("no-long-follow-up")


def _telling(findings: list[Finding]) -> Finding:
    return max(findings, key=lambda f: (f.significant is True, any(c.isdigit() for c in f.quote.text), -f.order))


_NOT_NEEDED = re.compile(r"(?:not|no|none|without|never) (?:\w+ ){0,4}(?:requir|need|intervention|necessit)")
_PASSED = re.compile(
    r"transient|short[- ]lived|self[- ]limit|resolv|abat(?:ed|ing)|subsid|temporar|returned to (?:baseline|normal|"
    r"pre|placebo|near)|"
    r"mild (?:to|and|or)|mild-to|were (?:generally |mostly |all |usually |predominantly )?(?:mild|moderate)|"
    r"spontaneous(?!ly reported)|dissipat|within (?:\w+ ){1,3}(?:h|hours?|min|minutes|day)\b|ceas|same day|disappear|"
    r"brief(?:ly| and|,| in| duration)|lasted (?:only )?"
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


#: Readings that tell of something else than an effect of the drug.
_NO_HARM_OF_OURS = ("association", "before-the-drug", "control-arm", "at-entry", "kind-of-drug")


def read_harm_passes(case: Case) -> Decision:
    """For: "the effects resolved within two hours". Challenged by "symptoms persisted for weeks"."""
    found = [f for f in case.findings("harm", case.rule.harms) if f.quote.section in ("results", "conclusion")]
    found = sorted(found, key=lambda f: (f.quote.section != "results", f.order))
    for f in found:
        text = folded(f.quote.text)
        if has(f, "plan", "future") or f.rule in _NO_HARM_OF_OURS:
            continue
        if _NOT_OBSERVED.search(text) and f.rule != "harm-slight":
            continue
        if re.search(r"(?:lower|higher) (?:risks?|odds|rates?) (?:for|of)\b", text):
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
    r"(?:led to|resulted in|requir\w+|needed|due to) hospitali|hospitali[sz]ed (?:for|due|because)"
)
#: "There was no increased risk of it": the comparison is denied.
_DENIED = re.compile(r"\b(?:no|not|without|nor|neither|lack of)\b(?: [\w-]+){0,3} ?$")
_TOTAL_ALIKE = re.compile(
    r"no (?:significant |statistically significant )?differences?[^.;]{0,50}(?:adverse|side[- ]effect)|"
    r"(?:adverse|side[- ]effect)[^.;]{0,60}(?:did not differ|were similar|were comparable|was similar|no difference)"
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
        more = _says_more(text) and f.direction is Direction.WORSE and compared and f.significant is not False
        more = more or (compared and case.rule.inverse and f.direction is Direction.WORSE and _ratio_above(f))
        if f.direction is Direction.WORSE and case.rule.inverse and _EXCEPTED.search(text):
            return Decision(Stance.MIXED, "harm-except", f, confidence=case.confidence(Confidence.MEDIUM))
        if f.subgroup or (more and _TOTAL_ALIKE.search(text)):
            continue
        if more or (
            _BURDEN.search(text)
            and f.direction is Direction.WORSE
            and not re.search(r"\bno\b|none|\bnot\b|without", text)
        ):
            return _troublesome(case, f)
        if _says_more(text) and not more:
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
        if _says_more(text):
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
    if case.rule.inverse:
        return Decision(Stance.SUPPORTS, "harm-rare", f, confidence=case.confidence(Confidence.MEDIUM))
    if (case.study.participants or 0) >= _LARGE and case.study.design is not Design.CASE_SERIES:
        return Decision(Stance.CHALLENGES, "harm-rare-in-many", f, Ground.AGAINST, case.confidence(Confidence.MEDIUM))
    return abstain("too-few-to-rule-out")
