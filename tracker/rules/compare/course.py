"""LASTING, FADING, REPEATED: what becomes of the benefit after one dose, after few, and on repeated doses."""

from __future__ import annotations

import re

from tracker.model.appraisal import Comparator, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.rules.compare.evidence import Case, Decision, about, abstain, best, folded, has, in_conclusion, in_results

_AFTER_LAST = re.compile(
    r"(?:after|following|since|post) (?:the )?(?:last|final|end of|completion|treatment|sixth|infusion|acute)|"
    r"follow-?up|post-?treatment|after (?:six|four|discontinu)|time to relapse|relapsed?\b.{0,40}\bafter|"
    r"months later|weeks later|without (?:further|additional)"
)
_FEW_DAYS = 28 * 24.0


def read_repeated(case: Case) -> Decision:
    """For: "remission was kept over the maintenance phase", "relapse was rarer than on placebo", "two infusions
    did better than one". Against: "the effect of the single dose lasted a week"; relapse after the last dose."""
    if case.study.single_dose is True and not case.review:
        return abstain("single-dose")
    found = case.findings("outcome", case.rule.outcomes)
    for findings, confidence in ((in_results(found), Confidence.MEDIUM), (in_conclusion(found), Confidence.MEDIUM)):
        kept = [f for f in findings if _is_kept(case, f)]
        if kept:
            return Decision(
                Stance.SUPPORTS, "kept-on-repeated-doses", best(kept), confidence=case.confidence(confidence)
            )
    return abstain("course-not-stated")


def _is_kept(case: Case, f: Finding) -> bool:
    text = folded(f.quote.text)
    if f.quote.section == "conclusion" and has(f, "hedge"):
        return False
    if f.direction is Direction.NO_DIFFERENCE or has(f, "null", "plan", "future") or f.rule == "association":
        return False
    if f.outcome == "relapse":
        return f.direction is Direction.BETTER and (f.versus is not Comparator.NONE or case.review)
    if f.direction is Direction.WORSE or about(f, "marker:brain-measure"):
        return False
    repeated = has(f, "maintenance") or (case.study.single_dose is False and has(f, "lasting"))
    if re.search(
        r"(?:repeated|six|multiple|two|serial|maintenance)\b.{0,220}\b(?:than|compared (?:to|with)|"
        r"when compared)\b.{0,40}\bsingle",
        text,
    ):
        return True
    if has(f, "fading") and "relaps" in text:
        return False
    asserted = bool(
        re.search(
            r"\b(?:maintained|maintain|(?:was|were|is|are|be) sustained|persisted|remained|continued to improve|"
            r"kept|retained|preserved|cumulative|held|throughout|sustaining)\b",
            text,
        )
    )
    return repeated and asserted and not _AFTER_LAST.search(text)


_LOST = re.compile(
    r"no longer (?:significant|differ|superior)|lo?osing|lost (?:significance|superiority|by)|relapsed|"
    r"not (?:maintained|sustained)|returned to baseline|dissipat|waned|disappeared|transient(?! (?:\w+ )?"
    r"(?:increase|elevation|rise|change)s?\b)|short-lived|time[- ]to[- ]relapse"
)
#: "a difference for up to 7 days after one dose", "from day 1 to day 7": how long it is said to have held.
_UNTIL = re.compile(
    r"\bup to (?:\d+|one|two) (?:days?|weeks?)|\b(?:until|through(?: to)?|to) (?:day|week) \d+|"
    r"\b(?:day|h(?:ours?)?) \w+ (?:to|through) (?:day )?\d+"
)


def read_fading(case: Case) -> Decision:
    """For: "the effect was lost by day 10 after one infusion", "a difference was shown for up to 7 days after one".

    Against: "benefit held at six weeks", and the same after repeated doses.
    """
    found = [
        f
        for f in case.findings("outcome", case.rule.outcomes)
        if f.quote.section in ("results", "conclusion")
        and f.times
        and f.rule != "association"
        and min(f.times) <= _FEW_DAYS
        and (case.study.single_dose is not False or case.review or has(f, "single"))
    ]
    if not found:
        return abstain("repeated-doses" if case.study.single_dose is False and not case.review else "course-not-stated")
    lost = [f for f in found if _LOST.search(folded(f.quote.text))]
    if lost:
        return Decision(Stance.SUPPORTS, "lost-after-one-dose", lost[0], confidence=case.confidence(Confidence.MEDIUM))
    brief = [
        f
        for f in found
        if f.direction is Direction.BETTER
        and has(f, "single")
        and max(f.times) < _FEW_DAYS
        and _UNTIL.search(folded(f.quote.text))
    ]
    if brief:
        return Decision(Stance.SUPPORTS, "held-for-days", brief[0], confidence=Confidence.LOW)
    return abstain("course-not-stated")


def read_lasting(case: Case) -> Decision:
    """For: "response was kept eight weeks after the last of four infusions".

    Challenged by "relapsed 19 days after the sixth".
    """
    found = [f for f in case.findings("outcome", case.rule.outcomes) if f.quote.section in ("results", "conclusion")]
    for f in found:
        text = folded(f.quote.text)
        if not f.times or not _AFTER_LAST.search(text) or (has(f, "maintenance") and "maintenance" in text):
            continue
        relapse = re.search(r"relaps", text)
        if (
            relapse
            and re.search(r"(?:relapsed|time to relapse|relapse (?:was|occurred|within))", text)
            and f.rule != "association"
        ):
            days = max(f.times) if len(f.times) == 1 else min(f.times)
            if days < _FEW_DAYS:
                return Decision(Stance.CHALLENGES, "lost-early", f, Ground.AGAINST, case.confidence(Confidence.HIGH))
        if (
            has(f, "lasting")
            and max(f.times) >= _FEW_DAYS
            and f.direction is not Direction.NO_DIFFERENCE
            and not relapse
            and not has(f, "null")
        ):
            return Decision(Stance.SUPPORTS, "held-after-few-doses", f, confidence=case.confidence(Confidence.MEDIUM))
    return abstain("course-not-stated")
