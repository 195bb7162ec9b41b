"""How many studies a review includes."""

from __future__ import annotations

from tracker.model.appraisal import Design
from tracker.reading import sections as part
from tracker.reading.counts import Count
from tracker.reading.document import Document
from tracker.reading.expressions import Expression, expression
from tracker.reading.numbers import NUMBER, to_int

_STUDIES = Expression(
    rf"\b({NUMBER})((?:[ -]\(?[a-z0-9'/+-]+\)?,?){{0,6}}?)[ -](?:studies|trials|rcts?|articles|papers|publications|"
    rf"reports|reviews|randomi[sz]ed controlled trials|records|meta-analyses)\b"
)
_INCLUDED = Expression(
    r"includ|identif|eligible|met |analy[sz]|pooled|selected|retriev|yield|comprised|found|involv|synthesi|"
    r"extracted|data from|from|across|review"
)
_NOT_INCLUDED = Expression(
    r"screened|excluded|full[- ]text|duplicat|initial|retrieved records|assessed for eligib|citations|"
    r"search (?:yielded|resulted|retrieved|identified)|abstracts|literature searched yielded|removed|records|"
    r"potentially"
)


def number_of_studies(document: Document, design: Design) -> Count | None:
    """How many studies a review includes.

    For: "Twenty-eight RCTs were included." Against: "594 articles were found".
    """
    if design not in (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW):
        return None
    best: Count | None = None
    for sentence in document.body:
        if sentence.role in (part.BACKGROUND, part.OTHER):
            continue
        text = sentence.folded
        for match in _STUDIES.finditer(text):
            value = to_int(match[1])
            if value is None or not 1 <= value <= 2000 or _GAP_STOP_STUDIES.found(match[2]):
                continue
            near = text[max(0, match.start() - 60) : match.end() + 60]
            among = 2.0 if expression(r"\b(?:of|from|among) (?:the )?$").found(text[: match.start()]) else 0.0
            weight = 1.0 + (2.0 if _INCLUDED.found(near) else 0.0) - (2.5 if _NOT_INCLUDED.found(near) else 0.0) - among
            weight += 1.0 if sentence.role == part.RESULTS else 0.0
            weight += 1.5 if expression(r"total of $|included $|total $").found(text[: match.start()]) else 0.0
            if best is None or weight > best.weight:
                best = Count(value, weight, sentence, match.start())
    return best if best and best.weight >= 2.0 else None


_GAP_STOP_STUDIES = Expression(r"\b(?:of|in|the|were|was|patients|participants|with|years?|from)\b|[%=]")
