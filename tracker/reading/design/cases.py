"""Design, for the fewest people: case reports and case series, and what looks like them."""

from __future__ import annotations

from tracker.model.appraisal import Design
from tracker.reading.design import trialwords, words
from tracker.reading.design.facts import Facts
from tracker.reading.expressions import Expression

_FEW = Expression(r"\b(one|two|three|[123]) (?:(?!in |of |and |with )\w+[- ]){0,3}(?:cases|patients)\b|\ba case\b")
_CHART = Expression(r"retrospective|chart review|consecutive|records|real-world")
_OPEN = Expression(r"open-label (?:trial|study)")
_THIS_TRIAL = Expression(r"this clinical (?:pilot )?trial|in this clinical")
_ONE = Expression(r"\ba case\b|\bone case\b")
_STUDY = Expression(r"case study|studies|cohort")
_SERIES = Expression(
    r"\b(?:this|present|report|describe|our|following|a) (?:a |an )?(?:[\w-]+ ){0,3}case series\b(?! (?:and|or|,))|"
    r"case series (?:of|with|describ|report|present|includ|show)"
)
_TOLD = Expression(
    r"\bwe (?:report|present|describe)[^.]{0,30} (?:a|the|one|an|two|three)\b[^.]{0,60}\b(?:case|patient|"
    r"woman|man|cases|year-old|patients|male|female|adolescent)|"
    r"\b\d{1,2}[- ]year[- ]old (?:\w+[ -]){0,4}(?:man|woman|male|female|patient|boy|girl|veteran)|"
    r"\bthis case (?:report|study|illustrates|demonstrates|suggests)|(?:a|the) case of (?:a|an)\b|"
    r"\bcase report\b|(?:one|two|three) cases? (?:is|are|was|were) (?:reported|described|presented)|"
    r"(?:report|describe|present)s?\b[^.]{0,90} in (?:one|two|three|a) patients?\b"
)
#: Whatever else it speaks of, it tells cases: "we present two cases", "the authors tell of harm in two patients".
_THESE_CASES = Expression(
    r"\b(?:report|describe|present)(?:s|ed)?\b[^.]{0,90} (?:in|of) (?:one|two|three) (?:[\w-]+ ){0,3}(?:patients|"
    r"cases?)\b|"
    r"\b(?:report|describe|present)(?:s|ed)? (?:on )?(?:the )?(?:one|two|three) (?:[\w-]+ ){0,3}(?:patients|cases?)\b|"
    r"(?:one|two|three) cases? (?:is|are|was|were) (?:reported|described|presented)"
)
_SEVERAL_CASES = Expression(
    r"\b(?:report|describe|present|the|these|our)(?:s|ed)? (?:on )?(?:first )?(?:four|five|six|seven|eight|nine|ten|"
    r"eleven|twelve|"
    r"[4-9]|1[0-5]) (?:[\w-]+ ){0,2}cases\b"
)
_RECORDS = Expression(r"chart|records|retrospective")
_TRIAL = Expression(r"clinical (?:pilot )?trial|clinicaltrials\.gov|open-label (?:trial|study)|pilot trial")
_GIVEN = Expression(
    r"we (?:report|describe|present)[^.]{0,80}(?:patients|cases)|(?:prescribed|administered|"
    r"given) [^.]{0,60}\b(?:patients|cases)"
)
_ONE_BY_ONE = Expression(
    r"in (?:one|two|three|four|five|all) patients?|one patient|the (?:first|second) (?:patient|case)"
)
_MOST_IN_SERIES = 15
"""People. Above it a "case series" is a chart review: the guide counts those as cohorts."""


def few_people(f: Facts) -> Design | None:
    """Case report (one to three people) or case series (four and more, one by one).

    For: "We describe a 40-year-old woman …". Against: "In one patient of 40 the pressure rose".
    """
    series = words.SERIES_TITLE.found(f.title) or _SERIES.found(f.whole)
    if _FEW.found(f.title) and not series:
        return Design.CASE_REPORT
    if series and f.largest > _MOST_IN_SERIES:
        if _CHART.found(f.whole):
            return Design.COHORT
        return Design.TRIAL_NONRANDOMISED if _OPEN.found(f.whole) else Design.COHORT
    if series and f.largest >= 4:
        return Design.TRIAL_NONRANDOMISED if _THIS_TRIAL.found(f.whole) else Design.CASE_SERIES
    if words.CASE_TITLE.found(f.title) or "Case Reports" in f.kinds:
        return _titled(f)
    if series:
        return Design.CASE_SERIES
    return _told(f)


def _titled(f: Facts) -> Design | None:
    """Called a case in the title or by PubMed: what the counts of people make of it."""
    if f.largest > _MOST_IN_SERIES:
        if not words.CASE_TITLE.found(f.title) or _STUDY.found(f.title):
            return None
    elif f.largest >= 4 and not _ONE.found(f.title):
        return Design.CASE_SERIES
    return Design.CASE_REPORT


def _told(f: Facts) -> Design | None:
    """Not called a case, but told as one."""
    if _SEVERAL_CASES.found(f.whole) and f.largest <= _MOST_IN_SERIES and not f.random:
        return Design.CASE_SERIES
    if _TOLD.found(f.whole) and f.largest < 4:
        told = _THESE_CASES.found(f.whole) or not f.speaks_of_itself
        return Design.CASE_REPORT if told and not f.random else None
    if not (_ONE_BY_ONE.found(f.whole) and _GIVEN.found(f.whole)) or not 4 <= f.largest < 13:
        return None
    planned = trialwords.RANDOM.search(f.whole) or _RECORDS.search(f.whole) or _TRIAL.search(f.whole)
    return None if planned else Design.CASE_SERIES
