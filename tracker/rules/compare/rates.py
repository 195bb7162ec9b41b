"""RATE, ROUTINE: shares of responders as they are stated."""

from __future__ import annotations

from tracker.model.appraisal import Design, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.expressions import Expression
from tracker.reading.findings import RESPONDERS
from tracker.reading.responders import RESPONSE
from tracker.rules.compare.evidence import CONCLUSION, Case, Decision, abstain, best, folded, gained, in_results

#: In routine care a response of half or a remission of a third bears the claim out, a fifth or less contradicts it.
ROUTINE_RESPONSE, ROUTINE_REMISSION, ROUTINE_POOR = 50.0, 30.0, 20.0

#: "18 % improved while 45 % had no response": shares that go both ways are no mean fall.
_TOLD_APART = Expression(r"% (?:of \w+ )?(?:had no|did not|worsened|showed a? ?\w* ?worsening)")


def _stated(findings: list[Finding], outcome: str) -> list[tuple[float, Finding]]:
    return [
        (share.value, f)
        for f in findings
        if f.outcome == outcome and f.rule != "association"
        for share in f.shares
        if share.of != "control" and share.value > 4
    ]


def _responded(found: list[Finding]) -> list[tuple[float, Finding]]:
    """The shares of responders among all who got the drug, wherever results are told."""
    counted = [f for f in found if f.rule == RESPONDERS and not f.subgroup]
    return _stated([f for f in counted if f.quote.section != CONCLUSION] or counted, RESPONSE)


def read_rate(case: Case) -> Decision:
    """A stated share of responders on the drug within the claim's bounds.

    For: "52 (67.5 %) responded" where at most 80 is asked. Against: "a 50 % reduction", the control arm's share.
    """
    rule = case.rule
    shares = _responded(case.findings("outcome", rule.outcomes))
    if not shares:
        return abstain("no-share-stated")
    top, f = max(shares, key=lambda pair: pair[0])
    if rule.at_least is not None:
        if top < rule.at_least:
            return abstain("share-below-bound")
        return Decision(Stance.SUPPORTS, "share-at-least", f, confidence=case.confidence(Confidence.HIGH))
    if rule.at_most is not None and top > rule.at_most:
        return abstain("share-above-bound")
    return Decision(Stance.SUPPORTS, "share-at-most", f, confidence=case.confidence(Confidence.HIGH))


#: Settings that make an open-label study, where its title names one, a look at ordinary care.
_ROUTINE = frozenset({"routine-care", "home-use"})


def read_routine(case: Case) -> Decision:
    """For: "54 % responded" in a chart review; or a clear mean fall where no share is stated."""
    titled = case.study.design is Design.TRIAL_NONRANDOMISED and _ROUTINE & set(case.study.title_settings)
    if case.study.design is not Design.COHORT and not titled:
        return abstain("not-routine-care")
    found = case.findings("outcome", case.rule.outcomes)
    results = in_results(found)
    response = _responded(found)
    counted = {(value, f.order) for value, f in response}
    remission = [pair for pair in _stated(results, "remission") if (pair[0], pair[1].order) not in counted]
    if response or remission:
        top_response = max(response, default=None, key=lambda pair: pair[0])
        top_remission = max(remission, default=None, key=lambda pair: pair[0])
        if top_response and top_response[0] >= ROUTINE_RESPONSE:
            return Decision(
                Stance.SUPPORTS, "routine-response", top_response[1], confidence=case.confidence(Confidence.MEDIUM)
            )
        if top_remission and top_remission[0] >= ROUTINE_REMISSION:
            return Decision(
                Stance.SUPPORTS, "routine-remission", top_remission[1], confidence=case.confidence(Confidence.MEDIUM)
            )
        if top_response and top_response[0] < ROUTINE_POOR:
            return Decision(
                Stance.CHALLENGES, "routine-poor", top_response[1], Ground.AGAINST, case.confidence(Confidence.MEDIUM)
            )
        if top_response:
            return Decision(
                Stance.MIXED, "routine-between", top_response[1], confidence=case.confidence(Confidence.MEDIUM)
            )
    if titled:
        return abstain("no-share-stated")
    better = [f for f in results if gained(f) and not f.subgroup and not _TOLD_APART.found(folded(f.quote.text))]
    if better:
        return Decision(Stance.SUPPORTS, "routine-fall", best(better), confidence=case.confidence(Confidence.MEDIUM))
    return abstain("no-share-stated")
