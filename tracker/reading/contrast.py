"""Contrast: two arms told with their values in one clause, and which of them stands on the better side."""

from __future__ import annotations

import re

from tracker.model.vocabulary import Benefit, ConceptKind
from tracker.reading.clauses import Clause

_VALUE = r"(?P<value>[-+]? ?\d+(?:\.\d+)?)(?! ?(?:%|mg|ml|µg|h\b|hours?|days?|weeks?|months?|min))"
_BETWEEN = r"(?: ?(?:points?|units?|\([^()]*\)|± ?\d+(?:\.\d+)?))*"
#: "15.9 points with the drug", "12 (SD 4) in the control group".
_VALUE_ARM = re.compile(
    rf"(?<![\w.]){_VALUE}{_BETWEEN} (?:with|in|on|after|for|under|among|following) (?:the |those on )?"
)
#: "by 15.9", "of -18.1": how far, and no level.
_BY = re.compile(r"(?:\bby|\bof)(?: (?:an? )?(?:mean|average)(?: of)?)? ?$")
_FELL = re.compile(r"\b(?:fell|fallen|falls?|decreas\w*|reduc\w*|declin\w*|dropp?\w*|improv\w*)\b")
_CHANGED = re.compile(r"\bchang\w*\b")


def _values(clause: Clause, drugs: frozenset[str]) -> tuple[float, float, str] | None:
    """(the drug's value, the control's, the words before the first) where exactly one is given for each arm."""
    told: dict[bool, float] = {}
    before = ""
    for match in _VALUE_ARM.finditer(clause.folded):
        place = clause.start + match.end()
        arm = next(
            (
                m
                for m in clause.mentions
                if m.start - place in range(12) and m.kind in (ConceptKind.DRUG, ConceptKind.COMPARATOR)
            ),
            None,
        )
        if arm is None or (arm.kind == ConceptKind.DRUG and arm.id not in drugs):
            continue
        ours = arm.kind == ConceptKind.DRUG
        if ours in told:
            return None
        if not told:
            before = clause.folded[: match.start()]
        told[ours] = float(match["value"].replace(" ", ""))
    return (told[True], told[False], before) if len(told) == 2 else None


def drug_is_ahead(clause: Clause, benefit: Benefit, drugs: frozenset[str]) -> bool | None:
    """Whether the drug's arm did better by the values told arm by arm; None where they are not told so.

    For: "had fallen by 15.9 points with the drug and by 9.2 with the control" of a symptom score. Against: "fell by
    9.2 points with the drug and by 15.9 with the control" (False), and a value for one arm alone (None).
    """
    if not clause.of(ConceptKind.COMPARATOR):
        return None
    told = _values(clause, drugs)
    if told is None or told[0] == told[1]:
        return None
    drug, control, before = told
    if _BY.search(before) and _FELL.search(before) and min(drug, control) > 0:
        return (drug > control) is (benefit is Benefit.LOWER or "improv" in before)
    if not (_CHANGED.search(before) or re.search(r"\b(?:was|were|is)\b", before)):
        return None
    return (drug < control) is (benefit is Benefit.LOWER)
