"""Timely: which findings are at the time that a claim is about."""

from __future__ import annotations

import re

from tracker.model.appraisal import Direction, Finding
from tracker.reading.expressions import Expression
from tracker.reading.numbers import times
from tracker.rules.compare.evidence import Case, folded, has

#: "not significant at any time point": also at the time that is asked for.
_EVER = Expression(r"\bat any time", re.IGNORECASE)
#: "after six infusions": the first hours are long past.
_AFTER_SEVERAL = Expression(
    r"\b(?:after|following|over|with|by|of) (?:the )?(?:two|three|four|five|six|eight|last|final|fourth|sixth|repeated|"
    r"multiple|serial|consecutive|completion|\d+) (?:\w+ ){0,2}(?:infusions?|doses?|sessions?|treatments?|"
    r"injections?)|\bcompletion of"
)
_EVERY_TIME = Expression(r"\bat (?:all|each|every) (?:\w+[- ])?(?:time ?-?points?|assessments?|visits?)", re.IGNORECASE)


def timely(case: Case, findings: list[Finding]) -> list[Finding]:
    """Only findings at the time the claim is about; for hours, the time has to be stated."""
    rule = case.rule
    if rule.within_hours is not None:
        if rule.within_hours <= 72:
            return [f for f in findings if _soon(case, f, rule.within_hours)]
        soon = case.study.single_dose is not False
        return [
            f
            for f in findings
            if (
                min(f.times) <= rule.within_hours
                if f.times
                else (soon or has(f, "quick", "hours", "quick-title")) and not _told_later(f, rule.within_hours)
            )
        ]
    if rule.after_days is not None:
        return [f for f in findings if any(t >= rule.after_days * 24 for t in f.times)]
    return findings


def _told_later(f: Finding, hours: float) -> bool:
    """ "The groups differed on day 30; the drug's had the lower score": the sentence names times, all of them later."""
    named = [t for t, _ in times(folded(f.quote.text))]
    return bool(named) and min(named) > hours


#: "Scores dropped from day 1 to day 14": what began on the first day was reached on the last.
_CHANGED_FROM = Expression(
    r"\b(?:drop|decreas|reduc|declin|fell|fall|chang)\w*\b[^.;]{0,45}?\b(?:from|between) ((?:days?|hours?|weeks?) \d+) "
    r"(?:to|and|until|through)\b"
)


def _reached(f: Finding) -> list[float]:
    """The times of a finding, but for the one that a change is counted from."""
    start = _CHANGED_FROM.search(folded(f.quote.text)) if len(f.times) else None
    begun = {t for t, _ in times(start[1])} if start is not None else set()
    return [t for t in f.times if t not in begun]


def _soon(case: Case, f: Finding, hours: float) -> bool:
    """Said of these first hours; or of every time, or of no time where outcomes were measured in these hours alone.

    For: "rated 40 to 230 minutes after the dose", then "scores fell". Against: the same, rated for two weeks.
    """
    if any(0 < t <= hours for t in _reached(f)) or has(f, "hours"):
        return True
    if f.direction is Direction.NO_DIFFERENCE and _EVER.found(f.quote.text):
        return True
    measured = case.study.assessed_hours
    if f.times or f.quote.section != "results" or not any(t <= hours for t in measured):
        return False
    if _AFTER_SEVERAL.found(folded(f.quote.text)):
        return False
    told = {t for g in case.study.findings if g.kind == "outcome" and g.quote.section == "results" for t in g.times}
    if max((*measured, *told)) <= hours:
        return True
    every = _EVERY_TIME.found(f.quote.text)
    return f.direction is Direction.BETTER and (every or has(f, "quick"))
