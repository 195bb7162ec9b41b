"""HARM_SEEN: was this unwanted effect observed, or looked for and not there?"""

from __future__ import annotations

import re

from tracker.model.appraisal import Design, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.rules.compare.evidence import Case, Decision, abstain, folded, has, states
from tracker.rules.compare.harmwords import LARGE, NO_HARM_OF_OURS, NOT_FOUND_HERE, NOT_OBSERVED

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
        NOT_OBSERVED.search(text)
        and not re.search(
            r"associated with (?:transient|increase|higher|an increase|significant|marked|elevat|mild)", text
        )
    ):
        return False
    return bool(_ASSERTED.search(text))


def _firm(f: Finding) -> bool:
    """ "May contribute to" is a guess, unless figures stand beside it."""
    return not re.search(
        r"\b(?:may|might|could) (?:[\w-]+ )?(?:contribut|caus|induc|lead|increas|result|produc|be|help|"
        r"explain|underpin|represent|reflect)",
        folded(f.quote.text),
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
            r"(?:was|were|had) (?:nearly |almost |virtually )?(?:minimal|negligible|absent|very rare|rare|uncommon|"
            r"infrequent)|(?:with|only|elicited|produced|caused) (?:minimal|negligible)",
            folded(f.quote.text),
        )
        and not NOT_FOUND_HERE.search(folded(f.quote.text))
    ]
    if case.rule.words:
        found = [f for f in found if states(f, case.rule.words) and not _NOT_NEEDED.search(folded(f.quote.text))]
    seen = [
        f
        for f in found
        if f.direction is Direction.WORSE
        and f.rule not in NO_HARM_OF_OURS
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
    many = (case.study.participants or 0) >= LARGE
    silent = [f for f in found if _NO_SIGNAL.search(folded(f.quote.text))]
    if silent and many and days >= (case.rule.after_days or 0) and case.rule.challenge:
        return Decision(
            Stance.CHALLENGES, "long-without-signal", silent[0], Ground.AGAINST, case.confidence(Confidence.MEDIUM)
        )
    return abstain("no-long-follow-up")


def _telling(findings: list[Finding]) -> Finding:
    return max(findings, key=lambda f: (f.significant is True, any(c.isdigit() for c in f.quote.text), -f.order))


_NOT_NEEDED = re.compile(r"(?:not|no|none|without|never) (?:\w+ ){0,4}(?:requir|need|intervention|necessit)")
