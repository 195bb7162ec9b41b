"""HARM_OF_LONG_USE: what came of long use, or of looking for it."""

from __future__ import annotations

from tracker.model.appraisal import Design, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.expressions import Expression
from tracker.reading.numbers import NUMBER, to_int
from tracker.rules.compare.evidence import EXPOSED, Case, Decision, abstain, best, folded
from tracker.rules.compare.harms import harms_found, harms_observed
from tracker.rules.compare.harmwords import LARGE

_GENERAL = ("adverse-events", "serious-events")  #: what any dose may bring, long use or not


def read_harm_of_long_use(case: Case) -> Decision:
    """For: "urinary symptoms were more frequent in long-term users". Against: "no new safety signal in three years".

    Harm in people who took the drug for long of their own accord, or after as long on prescription as the claim asks.
    """
    if case.study.design in (Design.RCT, Design.RCT_SECONDARY) and EXPOSED & set(case.study.settings):
        return abstain("not-of-long-use")
    found = harms_found(case)
    exposed = bool(EXPOSED & set(case.study.settings))
    ours = [f for f in found if f.outcome not in _GENERAL and (exposed or _of_long_use(case, f))]
    ours += _lost(case) if exposed else []
    if observed := harms_observed(ours) or [f for f in found if exposed and _THE_LONGER.found(folded(f.quote.text))]:
        return Decision(Stance.SUPPORTS, "harm-observed", best(observed), confidence=case.confidence(Confidence.MEDIUM))
    if exposed:
        return abstain("harm-not-stated")
    return _long_without_signal(case, found)


_DEFICIT = Expression(r"\b(?:had|showed|displayed|exhibited|demonstrated) (?:[\w-]+ ){0,2}(?:deficit|impairment)s?\b")
#: "Duration of use was associated with smaller volumes": the longer it was taken, the more was lost.
_THE_LONGER = Expression(
    r"\b(?:duration|years|frequency|amount|cumulative|quantity|lifetime) [^.;]{0,40}(?:associated|correlated|related)\b"
    r"[^.;]{0,40}(?:smaller|lower|reduced|poorer|worse|impair|deficit|thinner|symptoms)"
)


def _lost(case: Case) -> list[Finding]:
    """Outcomes that the claim names and that are worse in those who took it: "users remembered less than controls"."""
    found = [f for f in case.findings("outcome", case.rule.outcomes) if f.quote.section in ("results", "conclusion")]
    return [
        f
        for f in found
        if (f.direction is Direction.WORSE and f.rule in ("movement", "arm-values"))
        or _DEFICIT.found(folded(f.quote.text))
    ]


_LONG_USE = Expression(
    r"\b(?:long-term|chronic|prolonged|maintenance) (?:[\w-]+ ){0,2}(?:use|users?|treatment|therapy|exposure)\b"
)


def _of_long_use(case: Case, f: Finding) -> bool:
    return _LONG_USE.found(folded(f.quote.text)) or _followed(f) >= (case.rule.after_days or 0)


_NO_SIGNAL = Expression(
    r"no (?:new |unexpected |additional )+(?:or \w+ )?(?:safety|tolerability)|no (?:new|unexpected) (?:adverse|side)|"
    r"no (?:new )?safety (?:signals?|concerns?)|no (?:evidence of |clinically meaningful |significant )?(?:cognitive "
    r"(?:decline|impairment|deterioration)|cases of (?:[\w-]+ ){0,2}(?:cystitis))"
)


_FOLLOWED = Expression(
    rf"(?:over|during|for|to|of|after|was) (?P<n>{NUMBER}|\d+\.\d+)[ -](?P<unit>weeks?|months?|years?)\b"
)
_DAYS = {"w": 7.0, "m": 30.5, "y": 365.25}


def _number(told: str) -> float:
    return float(told) if "." in told else float(to_int(told) or 0)


def _followed(f: Finding) -> float:
    """Days after the dose, or "over 24 months"."""
    spans = [_number(m["n"]) * _DAYS[m["unit"][0]] for m in _FOLLOWED.finditer(folded(f.quote.text))]
    return max([*spans, *(hours / 24 for hours in f.times)], default=0.0)


def _long_without_signal(case: Case, found: list[Finding]) -> Decision:
    """Many people followed for as long as the claim asks, harm looked for, and no new signal: it challenges."""
    days = max((_followed(f) for f in case.study.findings), default=0.0)
    many = (case.study.participants or 0) >= LARGE
    silent = [f for f in found if _NO_SIGNAL.found(folded(f.quote.text))]
    if silent and many and days >= (case.rule.after_days or 0) and case.rule.challenge:
        return Decision(
            Stance.CHALLENGES, "long-without-signal", silent[0], Ground.AGAINST, case.confidence(Confidence.MEDIUM)
        )
    return abstain("no-long-follow-up")
