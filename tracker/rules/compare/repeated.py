"""REPEATED: is the benefit kept while the drug goes on being given, or is several times better than once?"""

from __future__ import annotations

from tracker.model.appraisal import Comparator, Direction, Finding
from tracker.model.verdict import Confidence, Stance
from tracker.reading.expressions import Expression
from tracker.reading.findings import RESPONDERS
from tracker.rules.compare.coursewords import AFTER_LAST, DAY, KEPT
from tracker.rules.compare.evidence import (
    Case,
    Decision,
    about,
    abstain,
    best,
    folded,
    ground_of,
    has,
    in_conclusion,
    in_results,
)

_SEVERAL = r"\b(?:repeated|repeat|six|multiple|two|serial|subsequent|maintenance|continu(?:ed|ing|ation))\b"
_DOSING = (
    r"(?:infusions?|injections?|dos(?:es|ing|age)|administrations?|treatments?|sessions?|maintenance|continuation|therapy|"
    r"phases?|course)"
)
#: "Over the maintenance phase", "across ten infusions", "despite reduced dosing": where and when the drug goes on.
_WHILE_DOSED = Expression(
    r"\b(?:with|over|during|throughout|across|despite|for the duration of|following|for|in|into|on) "
    r"(?:[\w/().-]+ ){0,5}?(?:"
    r"(?:infusion|dosing|treatment|maintenance|continuation|optimi[sz]ation|extension|op/m(?:aint)?|injection)\b"
    r"[\w /()-]{0,30}? ?"
    r"(?:phase|period|course|frequency|therapy|treatments?|infusions?)|"
    r"(?:infusions?|doses?|treatments?|injections?|sessions?) every|"
    r"each (?:[\w-]+ )?(?:infusion|dose|injection)|(?:booster|periodic|as-needed|top-up|"
    r"monthly|biweekly|"
    r"repeated|subsequent|once-weekly|weekly|regular|further|additional|maintenance|intermittent|ten|six|eight|[2-9]|"
    rf"1\d) (?:and \w+ )?(?:[\w-]+ ){{0,2}}{_DOSING}|(?:the |a |\w+-week )course of)\b"
)
_THAN_ONCE = Expression(
    rf"{_SEVERAL}.{{0,220}}\b(?:than|compared (?:to|with)|when compared|as opposed to)\b.{{0,40}}\b(?:single|one)\b"
)
_OR_ONCE = Expression(
    r"\bbetween (?:the )?(?:single|one)(?:[ -][\w-]+){0,3} and (?:the )?(?:repeated|multiple|two|six|serial)\b|"
    r"\bbetween (?:the )?(?:repeated|multiple|two|six|serial)(?:[ -][\w-]+){0,3} and (?:the )?(?:single|one)\b"
)
#: "Repeated treatments resulted in a longer time to relapse", "going on with it gives a stable effect".
_GIVES = Expression(
    rf"^\W*(?:moreover|overall|in addition|furthermore)?,? ?{_SEVERAL} (?:[\w-]+ ){{0,3}}?{_DOSING}\b[^.;]{{0,60}}\b"
    r"(?:resulted in|led to|associated with|achieved|can|produced|gave|prolonged|extended)\b"
)
_LASTING_GAIN = Expression(
    r"\b(?:higher|longer|stable|sustain\w*|prolong\w*|extend\w*|maintain\w*|prevention|fewer|lower|superior|cumulative)\b"
)
#: "Maintenance treatment is effective in sustaining the effect", "a second course helped extend the improvement".
_PROLONGS = Expression(
    rf"(?:{_SEVERAL}|\b(?:second|further|additional) (?:course|dose|infusion|treatment)s?\b)[^.;]{{0,80}}"
    r"\b(?:effective|efficacious|strategy|help(?:s|ed)?)\b[^.;]{0,30}\b(?:sustain|prolong|maintain|extend|prevent)"
)
_FIRST = Expression(r"\b(?:first|single|one|initial)\b[^.;]{0,30}\b(?:infusion|dose|injection|treatment)s?\b")
_LATER = Expression(
    r"\bafter the (?:last|final|fourth|sixth|eighth)\b|"
    r"\b(?:six|sixth|last|final|all|repeated|subsequent|fourth|adding|eight|multiple)\b[^.;]{0,30}\b(?:infusion|dose|injection|"
    r"treatment)s?\b"
)
_LONG = 14 * DAY
_THROUGH = Expression(
    r"\b(?:through|throughout|over|for|up to|until|during)\b[^.;]{0,30}\b(?:days?|weeks?|months?|years?)\b"
)
_ADJUSTED = Expression(r"\b(?:adjust|control)\w* for\b|\bcorrelat|\bafter (?:adjust|correct)\w*")


def read_repeated(case: Case) -> Decision:
    """For: "remission was kept over the maintenance phase", "relapse was rarer than on placebo", "two infusions did
    better than one". Against: "the effect of the single dose lasted a week"; relapse after the last dose."""
    found = case.findings("outcome", case.rule.outcomes)
    if case.study.single_dose is True and not case.review and not any(_against_once(f) for f in found):
        return abstain("single-dose")
    if (grown := _more_each_time(found)) is not None:
        return Decision(Stance.SUPPORTS, "more-respond-each-time", grown, confidence=case.confidence(Confidence.MEDIUM))
    no_better = [f for f in in_results(found) if _no_better_than_once(f)]
    for findings in () if any(f.primary for f in no_better) else (in_results(found), in_conclusion(found)):
        kept = [f for f in findings if _is_kept(case, f)]
        if kept:
            return Decision(
                Stance.SUPPORTS, "kept-on-repeated-doses", best(kept), confidence=case.confidence(Confidence.MEDIUM)
            )
    if no_better:
        chosen = best(no_better)
        return Decision(
            Stance.CHALLENGES, "no-better-than-once", chosen, ground_of(chosen), case.confidence(Confidence.MEDIUM)
        )
    return abstain("course-not-stated")


def _no_better_than_once(f: Finding) -> bool:
    return f.direction is Direction.NO_DIFFERENCE and _against_once(f)


def _against_once(f: Finding) -> bool:
    text = folded(f.quote.text)
    return bool(_THAN_ONCE.found(text) or _OR_ONCE.found(text))


def _is_kept(case: Case, f: Finding) -> bool:
    text = folded(f.quote.text)
    if _ADJUSTED.found(text) or (f.quote.section == "conclusion" and has(f, "hedge", "future")):
        return False
    if f.rule == "association" or has(f, "plan") or f.direction is Direction.NO_DIFFERENCE or has(f, "null"):
        return False
    if f.outcome == "relapse":
        return _fewer_relapsed(case, f)
    if f.direction is Direction.WORSE or about(f, "marker:brain-measure") or (has(f, "fading") and "relaps" in text):
        return False
    if _THAN_ONCE.found(text) and f.direction is Direction.BETTER:
        return True
    if _GIVES.found(text) and _LASTING_GAIN.found(text) and (case.review or not has(f, "hedge")):
        return True
    if _PROLONGS.found(text) and f.direction is Direction.BETTER:
        return True
    if AFTER_LAST.found(text):
        return False
    kept = KEPT.search(text)
    if _WHILE_DOSED.found(text) and (
        kept or (f.rule == RESPONDERS and has(f, "maintenance") and f.shares[0].value >= 50)
    ):
        return True
    long = bool(f.times) and max(f.times) >= _LONG
    return bool(kept) and long and case.study.single_dose is False and _THROUGH.found(text)


def _fewer_relapsed(case: Case, f: Finding) -> bool:
    """Relapse rarer on going on with the drug, in words or in shares."""
    if f.direction is Direction.BETTER and (f.versus is not Comparator.NONE or case.review):
        return True
    drug = [s.value for s in f.shares if s.of == "drug"]
    control = [s.value for s in f.shares if s.of == "control"]
    if drug and control and max(drug) * 1.3 < max(control) and f.significant is not False:
        return True
    return bool(_GIVES.found(folded(f.quote.text)) and _LASTING_GAIN.found(folded(f.quote.text)))


def _more_each_time(found: list[Finding]) -> Finding | None:
    """ "After the first infusion 13 % responded; after six, 67 %"."""
    for f in found:
        text = folded(f.quote.text)
        values = [s.value for s in f.shares if s.of != "control"]
        if f.rule != RESPONDERS or f.subgroup or len(values) < 2 or values[-1] < 1.5 * values[0]:
            continue
        first, later = _FIRST.search(text), _LATER.search(text)
        if first and later and first.start() < later.start():
            return f
    return None
