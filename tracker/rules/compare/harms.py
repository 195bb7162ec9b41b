"""HARM_SEEN: was this unwanted effect observed, or looked for and not there?"""

from __future__ import annotations

from tracker.model.appraisal import Design, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.expressions import Expression, expression
from tracker.rules.compare.evidence import Case, Decision, abstain, folded, has, states
from tracker.rules.compare.harmwords import (
    COURSE_STATED,
    LARGE,
    NO_HARM_OF_OURS,
    NOT_FOUND_HERE,
    NOT_OBSERVED,
    PASSING_KIND,
)

_ASSERTED = Expression(
    r"most (?:common|frequent)|common(?:ly|er|est)?\b|occur|experienc|reported|observed|developed|induc|produc|elicit|"
    r"caus|increas|higher|rise|rose|elevat|greater|more (?:frequent|common|likely|adverse)|"
    r"transient|mild|included?|incidence|\d ?%|per ?cent\b|associated with|led to|showed|resulted|"
    r"side effects? (?:were|was)|"
    r"adverse (?:events?|effects?|reactions?) (?:were|was|such|included)|exceed|exacerbat|worsen|short-lived|minor\b|"
    r"slight|raised|reduced|smaller|poorer|evoked|"
    r"provok|resolved|noted|"
    r"marked|pronounced|temporary|well tolerated|(?:was|were) (?:found|identified)|"
    r"\bseen\b|\bevident\b|\bfelt\b|complain|suffer|described|"
    r"documented|recorded|\bpeak|persist|appear|distort|\baltered|\bsevere|severity|frequen|manifest|"
    r"\b\d+ (?:out )?of \d+|"
    r"vomited|"
    r"\b(?:all|both|most|many|several|some|half|thirds?|quarter|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
    r"(?: of)?(?: the)?(?: \w+)? (?:patients?|participants?|subjects?|women|men|children|volunteers?|users?|adults|"
    r"cases|ss)"
    r" (?:\w+ )?(?:had|felt|showed|reported|were|needed|required|met)|"
    r"scores? (?:\(\w+\) )?(?:was|were|averaged|reached) \d[^.;]*(?:min|hour|infusion)"
)
#: Readings that say outright that the effect was there.
_LOSS = ("harm-loss", "movement", "arm-values")
_OUTRIGHT = ("harm-slight", "harm-except", "harm-presupposed", "harm-left-for", "harm-less-on-control", "harm-deed")


#: "Scores rose, but these did not correlate with response": what comes after is another matter.
_TURN = Expression(r"[;,] (?:but|although|though|however|while|whereas|and these|which)\b")


def _asserted(f: Finding) -> bool:
    text = folded(f.quote.text)
    if f.rule in _OUTRIGHT:
        return True
    if f.rule == "association":
        return False
    first = _TURN.split(text, maxsplit=1)[0]
    told = first if f.rule == "harm-rise" and _ASSERTED.found(first) else text
    if (
        has(f, "associated")
        and NOT_OBSERVED.found(told)
        and not expression(
            r"associated with (?:transient|increase|higher|an increase|significant|marked|elevat|mild)"
        ).found(told)
    ):
        return False
    return f.rule in _LOSS or _ASSERTED.found(text)


def _firm(f: Finding) -> bool:
    """ "May contribute to" is a guess, unless figures stand beside it."""
    return not expression(
        r"\b(?:may|might|could) (?:[\w-]+ )?(?:contribut|caus|induc|lead|increas|result|produc|be|help|"
        r"explain|underpin|represent|reflect)"
    ).found(folded(f.quote.text))


#: Looked for and not there: "no significant effects were evident on the scale".
_UNMOVED = Expression(
    r"no (?:significant |clinically relevant |clinically significant |relevant )?(?:change|increase|elevation)|"
    r"did not (?:\w+ )?(?:increase|change|rise|vary)|unaffected|unchanged|(?:no|any) effects? on|"
    r"without (?:an? )?(?:\w+ )?(?:[\w-]+ ){1,5}(?:elevation|increase|change|rise)s?\b|"
    r"no (?:significant |clinically relevant |clinically significant |relevant )?(?:[\w-]+ ){1,3}(?:effects?|symptoms?|"
    r"experiences) (?:were|was) (?:evident|observed|found|seen|detected|noted|reported|recorded)"
)

#: "Dissociation was minimal": next to nothing was there.
_NEGLIGIBLE = Expression(
    r"(?:was|were|had) (?:nearly |almost |virtually )?(?:minimal|negligible|absent|very rare|rare|uncommon|"
    r"infrequent)|(?:with|only|elicited|produced|caused) (?:minimal|negligible)"
)
_FIGURE = Expression(r"\d ?%|\b\d+ of \d+|\(\d+\)")


def _is_negligible(f: Finding) -> bool:
    """Called rare or minimal, and no figure beside it."""
    text = folded(f.quote.text)
    said = _NEGLIGIBLE.search(text)
    return said is not None and not _FIGURE.found(text[said.end() : said.end() + 40])


_HARDLY = Expression(r"\b(?:almost|nearly|virtually|practically|essentially|hardly) (?:no|any|none)\b|negligible")


def _called_negligible(case: Case) -> bool:
    """Somewhere the study says that there was next to none of it."""
    return any(_HARDLY.found(folded(f.quote.text)) for f in case.findings("harm", case.rule.harms))


_NOT_NEEDED = Expression(r"(?:not|no|none|without|never) (?:\w+ ){0,4}(?:requir|need|intervention|necessit)")


def read_harm_seen(case: Case) -> Decision:
    """For: "the effect occurred in 12 of 30", "its scale rose". Against: "the effect did not predict response"."""
    found = harms_found(case)
    if case.rule.words:
        found = [f for f in found if states(f, case.rule.words) and not _NOT_NEEDED.found(folded(f.quote.text))]
    if observed := harms_observed(found):
        if case.rule.challenge and _called_negligible(case) and not any(f.significant for f in observed):
            return abstain("harm-called-negligible")
        return Decision(
            Stance.SUPPORTS, "harm-observed", _telling(observed), confidence=case.confidence(Confidence.MEDIUM)
        )
    if not case.rule.challenge:
        return abstain("harm-not-stated")
    fewer = [f for f in found if f.rule == "harm-more-on-control" and f.quote.section == "results" and f.significant]
    if fewer and case.study.design is Design.RCT and case.controlled and not under_anaesthesia(case):
        return Decision(
            Stance.CHALLENGES, "harm-more-on-control", fewer[0], Ground.AGAINST, case.confidence(Confidence.LOW)
        )
    return _looked_for(case, found)


def under_anaesthesia(case: Case) -> bool:
    """Anaesthesia is no treatment: what is not seen under it tells nothing of treatment."""
    return "anaesthesia" in case.study.conditions or "ect-anaesthesia" in case.study.settings


def harms_found(case: Case) -> list[Finding]:
    """What results, then conclusions, say of the claim's harms; negligible ones, methods and hearsay left out."""
    found = [f for f in case.findings("harm", case.rule.harms) if f.quote.section in ("results", "conclusion")]
    found = [f for f in found if not _is_negligible(f) and not NOT_FOUND_HERE.found(folded(f.quote.text))]
    return sorted(found, key=lambda f: (f.quote.section != "results", f.order))


def harms_observed(found: list[Finding]) -> list[Finding]:
    """Those that were there; or, in results, those that were there and mild. Results before conclusions."""
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
    passed = [f for f in found if f.direction is Direction.NO_DIFFERENCE and _told_as_passing(f)]
    chosen = seen or [f for f in [*mild, *passed] if f.quote.section == "results"]
    return [f for f in chosen if f.quote.section == "results"] or chosen


def _told_as_passing(f: Finding) -> bool:
    """ "Rises were transient and led nobody to stop": what passed had been there, whatever else is denied."""
    text = folded(f.quote.text)
    return bool(COURSE_STATED.search(text) or PASSING_KIND.search(text))


def _looked_for(case: Case, found: list[Finding]) -> Decision:
    """Looked for on a scale or against control, awake, and not there; or in many, and denied in the claim's words."""
    alike = [f for f in found if f.direction is Direction.NO_DIFFERENCE and f.quote.section == "results"]
    denied = [f for f in alike if states(f, case.rule.against_words)]
    if denied and (case.study.participants or 0) >= LARGE:
        return Decision(
            Stance.CHALLENGES, "harm-denied-in-many", denied[0], Ground.AGAINST, case.confidence(Confidence.LOW)
        )
    none = [f for f in alike if _compared_or_measured(f)]
    if not none or under_anaesthesia(case):
        return abstain("harm-not-stated")
    if "drug-addon" in case.study.settings:
        return abstain("both-arms-on-the-drug")
    text = folded(none[0].quote.text)
    unmoved = _UNMOVED.found(text)
    if not unmoved and not (case.controlled and ("differ" in text or none[0].rule == "harm-own-p")):
        return abstain("harm-not-stated")
    ground = Ground.AGAINST if unmoved else Ground.NOT_SHOWN
    return Decision(Stance.CHALLENGES, "harm-not-observed", none[0], ground, case.confidence(Confidence.LOW))


#: "It was asked after at every visit and never reported": looked for at set times, and not there.
_ASKED = Expression(r"\b(?:assessed|asked|measured|monitored|rated|screened|questionnaire|scale)\b")


def _compared_or_measured(f: Finding) -> bool:
    if f.rule == "harm-unchanged" or (f.rule == "harm-none" and _ASKED.found(folded(f.quote.text))):
        return True
    return f.rule == "harm-own-p" or ("null" in f.marks and has(f, "significant", "versus", "scale", "none"))


def _telling(findings: list[Finding]) -> Finding:
    return max(
        findings,
        key=lambda f: (not f.subgroup, f.significant is True, any(c.isdigit() for c in f.quote.text), -f.order),
    )
