"""LASTING, FADING: what becomes of the benefit after few doses, and after one."""

from __future__ import annotations

from tracker.model.appraisal import Comparator, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.expressions import Expression, expression
from tracker.rules.compare.coursewords import AFTER_LAST, DAY, KEPT, LOST, MONTH, NO_RELAPSE, most_relapsed, share_kept
from tracker.rules.compare.evidence import Case, Decision, abstain, best, folded, has

_TOLD = ("results", "conclusion")
_SOON = 32 * DAY  #: "within a month" of the last dose: no lasting relief
#: "a difference for up to 7 days after one dose", "from day 1 to day 7": how long it is said to have held.
_UNTIL = Expression(
    r"\bup to (?:\d+|one|two) (?:days?|weeks?)|\b(?:until|through(?: to)?|to) (?:day|week) \d+|"
    r"\b(?:day|h(?:ours?)?) \w+ (?:to|through) (?:day )?\d+"
)
_ONE_DOSE = Expression(
    r"\b(?:single|one)[ -](?:(?!days?\b|weeks?\b|months?\b|hours?\b|after|of\b)[\w()-]+[ -]){0,4}?"
    r"(?:infusion|dose|injection|administration|treatment)\b"
)
#: "After the last of them": there were several.
_THE_LAST = Expression(r"\b(?:last|final|sixth|series|course of)\b")
_HAVE_KEPT = Expression(
    r"\b(?:maintain|sustain|retain|kept|(?:remain(?:s|ed)?|still) (?:in|responders|remitters|well))\w* "
)
#: "Maintained with additional medication": what kept it is not the few doses.
_OTHER_CARE = Expression(r"\bwith additional (?:\w+ ){0,4}(?:pharmacotherapy|medications?|anti[\w-]+|treatments?)")


def read_fading(case: Case) -> Decision:
    """For: "the effect was lost by day 10 after one infusion", "better than saline on day 1 but not on day 7".

    Challenged by a benefit over control that still stands after 28 days. Against: the same after repeated doses.
    """
    found = [f for f in case.findings("outcome", case.rule.outcomes) if f.quote.section in _TOLD]
    found = [f for f in found if f.rule != "association" and not has(f, "plan") and _after_one(case, f)]
    if not found:
        return abstain("repeated-doses" if case.study.single_dose is False and not case.review else "course-not-stated")
    usual = case.confidence(Confidence.MEDIUM)
    timed = [f for f in found if f.times and min(f.times) <= _SOON]
    lost = [f for f in timed if LOST.found(folded(f.quote.text))]
    if lost:
        return Decision(Stance.SUPPORTS, "lost-after-one-dose", lost[0], confidence=usual)
    relapsed = [f for f in found if most_relapsed(f) and (not f.times or min(f.times) <= _SOON)]
    if relapsed:
        return Decision(Stance.SUPPORTS, "most-relapsed-after-one-dose", relapsed[0], confidence=usual)
    few = [f for f in timed if _kept_by(f, 50.0)]
    if few:
        return Decision(Stance.SUPPORTS, "few-kept-it", few[0], confidence=usual)
    if (gone := _gone_later(found)) is not None:
        return Decision(Stance.SUPPORTS, "gone-later", gone, confidence=usual)
    brief = [f for f in timed if f.direction is Direction.BETTER and has(f, "single") and max(f.times) < MONTH]
    brief = [f for f in brief if _UNTIL.found(folded(f.quote.text))]
    if brief:
        return Decision(Stance.SUPPORTS, "held-for-days", brief[0], confidence=Confidence.LOW)
    held = _held_against_control(case, found)
    if held is not None:
        return Decision(Stance.CHALLENGES, "held-for-a-month", held, Ground.AGAINST, usual)
    return abstain("course-not-stated")


def _after_one(case: Case, f: Finding) -> bool:
    text = folded(f.quote.text)
    if _THE_LAST.found(text):
        return False
    one = _ONE_DOSE.found(text)
    return one or case.study.single_dose is True or (case.study.single_dose is None and not case.review)


def _kept_by(f: Finding, below: float) -> bool:
    """ "35 % kept their response for at least a week": fewer than `below` did."""
    text = folded(f.quote.text)
    share = share_kept(f)
    return share is not None and share < below and _HAVE_KEPT.found(text)


def _gone_later(found: list[Finding]) -> Finding | None:
    """ "Better than saline on day 1"; "no difference on day 7": the later null result, both held against control."""
    between = [f for f in found if f.versus is not Comparator.NONE and f.times and not f.subgroup]
    better = [min(f.times) for f in between if f.direction is Direction.BETTER]
    if not better:
        return None
    null = [
        f
        for f in between
        if f.direction is Direction.NO_DIFFERENCE
        and min(better) < max(f.times) <= MONTH
        and max(f.times) >= 2.5 * DAY
        and max(f.times) > max((t for t in better if t <= MONTH), default=0.0)
    ]
    return best(null) if null else None


def _held_against_control(case: Case, found: list[Finding]) -> Finding | None:
    held = [
        f
        for f in found
        if f.direction is Direction.BETTER
        and f.versus is not Comparator.NONE
        and f.significant
        and f.times
        and max(f.times) >= MONTH
        and not f.subgroup
    ]
    return best(held) if held and case.controlled and case.study.single_dose is True else None


def read_lasting(case: Case) -> Decision:
    """For: "response was kept eight weeks after the last of four infusions", "no relapse for eight months".

    Challenged by "relapsed 19 days after the sixth", "seven of the eleven relapsed within four weeks"; mixed where
    fewer than half kept it. Against: what is kept on maintenance doses.
    """
    found = [f for f in case.findings("outcome", case.rule.outcomes) if f.quote.section in _TOLD]
    found = [f for f in found if f.rule != "association" and f.times and not _on_maintenance(f)]
    usual = case.confidence(Confidence.MEDIUM)
    for f in found:
        text = folded(f.quote.text)
        if _OTHER_CARE.found(text) or ("relaps" in text and _HAVE_KEPT.found(text)):
            continue
        if not (AFTER_LAST.found(text) or _ONE_DOSE.found(text) or "within" in text or "month" in text):
            continue
        if _lost_early(f, text):
            return Decision(Stance.CHALLENGES, "lost-early", f, Ground.AGAINST, case.confidence(Confidence.HIGH))
        if max(f.times) < MONTH or has(f, "null"):
            continue
        if NO_RELAPSE.found(text):
            return Decision(Stance.SUPPORTS, "no-relapse", f, confidence=usual)
        if not AFTER_LAST.found(text) or f.direction is Direction.NO_DIFFERENCE or "relaps" in text:
            continue
        if _kept_by(f, 20.0):
            return Decision(Stance.CHALLENGES, "few-kept-it", f, Ground.AGAINST, usual)
        if _kept_by(f, 50.0):
            return Decision(Stance.MIXED, "some-kept-it", f, confidence=usual)
        if has(f, "lasting") or (KEPT.found(text) or "consistently" in text):
            return Decision(Stance.SUPPORTS, "held-after-few-doses", f, confidence=usual)
    held = _held_against_control(case, found)
    if held is not None:
        return Decision(Stance.SUPPORTS, "held-for-a-month", held, confidence=usual)
    return abstain("course-not-stated")


def _on_maintenance(f: Finding) -> bool:
    return has(f, "maintenance") and "maintenance" in folded(f.quote.text)


def _lost_early(f: Finding, text: str) -> bool:
    """Relapse in most, or on average, within a month of the last dose; or an effect that did not last one."""
    if expression(r"did not (?:persist|last)|not (?:maintained|sustained)").found(text) and max(f.times) <= _SOON:
        return "month" in text or max(f.times) < MONTH
    if "relaps" not in text or NO_RELAPSE.found(text):
        return False
    if most_relapsed(f) and min(f.times) <= _SOON:
        return True
    days = max(f.times) if len(f.times) == 1 else min(f.times)
    average = expression(
        r"(?:time to relapse|on average|relapse (?:was|occurred|within)|relapsed [^.;]{0,20}\bafter)"
    ).search(text)
    return average is not None and days < MONTH
