"""Design, for the fewest people: case reports and case series, and what looks like them."""

from __future__ import annotations

import re

from tracker.model.appraisal import Design
from tracker.reading import designwords as words
from tracker.reading import sections as part
from tracker.reading.document import Document
from tracker.reading.numbers import to_int


def own_text(document: Document) -> str:
    """What the authors say of their own people: all but the background and the notices."""
    return " ".join(
        s.folded for s in document.sentences if s.role != part.OTHER and not (s.role == part.BACKGROUND and s.labelled)
    )


def case_of(document: Document, title: str, whole: str, kinds: set[str]) -> Design | None:
    """Case report (one to three people), case series (four and more, one by one), or None where it is neither."""
    counts = document.cue_counts
    series = bool(words.SERIES_TITLE.search(title)) or "case series" in whole
    if (
        few := re.search(r"\b(one|two|three|[123]) (?:\w+[- ]){0,3}(?:cases|patients)\b|\ba case\b", title)
    ) and not series:
        return Design.CASE_REPORT if few else None
    largest = max((to_int(m[1]) or 0 for m in words.SIZED.finditer(own_text(document))), default=0)
    if (
        "case series" in whole
        and largest > 15
        and re.search(r"retrospective|chart review|consecutive|records|real-world", whole)
    ):
        return Design.COHORT
    trial = re.search(r"clinical (?:pilot )?trial|clinicaltrials\.gov|open-label (?:trial|study)|pilot trial", whole)
    if series and largest >= 4:
        if largest > 15:
            return Design.COHORT if not re.search(r"open-label (?:trial|study)", whole) else Design.TRIAL_NONRANDOMISED
        return (
            Design.TRIAL_NONRANDOMISED
            if re.search(r"this clinical (?:pilot )?trial|in this clinical", whole)
            else Design.CASE_SERIES
        )
    if words.CASE_TITLE.search(title) or "Case Reports" in kinds:
        if largest > 15 and not words.CASE_TITLE.search(title):
            return None
        if largest >= 4 and largest <= 15 and not re.search(r"\ba case\b|\bone case\b", title):
            return Design.CASE_SERIES
        if largest > 15 and re.search(r"case study|studies", title):
            return None
        return Design.CASE_REPORT
    if series:
        return Design.CASE_SERIES if largest < 16 else Design.COHORT
    if (
        re.search(
            r"\bwe (?:report|present|describe)[^.]{0,30} (?:a|the|one|an|two|three)\b[^.]{0,60}\b(?:case|patient|"
            r"woman|man|cases|year-old|patients|male|female|adolescent)|"
            r"\b\d{1,2}[- ]year[- ]old (?:\w+[ -]){0,4}(?:man|woman|male|female|patient|boy|girl|veteran)|"
            r"\bthis case (?:report|study|illustrates|demonstrates|suggests)|(?:a|the) case of (?:a|an)\b|"
            r"case report",
            whole,
        )
        and largest < 4
        and not words.RANDOM.search(whole)
        and counts.get("random", 0) == 0
    ):
        return Design.CASE_REPORT
    if (
        4 <= largest <= 12
        and not words.RANDOM.search(whole)
        and not retro_words(whole)
        and re.search(
            r"we (?:report|describe|present)[^.]{0,80}(?:patients|cases)|(?:prescribed|administered|"
            r"given) [^.]{0,60}\b(?:patients|cases)",
            whole,
        )
        and not trial
        and re.search(
            r"in (?:one|two|three|four|five|all) patients?|one patient|the (?:first|second) (?:patient|case)", whole
        )
    ):
        return Design.CASE_SERIES
    return None


def retro_words(whole: str) -> bool:
    return bool(re.search(r"chart|records|retrospective", whole))
