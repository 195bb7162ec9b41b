"""Besides: results that are beside the point of a claim on benefit, and decide nothing."""

from __future__ import annotations

import re

from tracker.model.appraisal import Comparator, Direction, Finding
from tracker.reading.expressions import Expression
from tracker.rules.compare.evidence import Case, folded, has

#: "Groups did not differ at baseline": no result.
_AT_START = Expression(
    r"\b(?:at|in) (?:baseline|entry|study entry|inclusion)\b(?! and)|baseline (?:characteristics|demographic)|"
    r"\bpreoperatively\b|"
    r"before (?:the )?(?:operation|surgery|an[ae]+sthesia|randomi[sz]ation)\b",
    re.IGNORECASE,
)
#: "between the six-x group and the single-x group": both arms got the same, so it is no comparison with control.
_SAME_IN_BOTH = Expression(
    r"\bbetween (?:\w+[ -]){0,4}?(?!(?:group|treatment|control|arm|study|therapy)\b)(\w{5,}) "
    r"(?:groups?|arms?|infusions?) (?:and|or|versus) (?:(?!plus|and|with)\w+[ -]){0,3}?\1\b",
    re.IGNORECASE,
)
#: "was significant and unaffected by diagnosis": the null is about who benefits, not about whether.
_WHOEVER = Expression(
    r"(?<!not )(?<!non)\bsignificant\b.*\b(?:unaffected|not (?:\w+ )?(?:affected|influenced|modified|moderated)) by\b",
    re.IGNORECASE | re.DOTALL,
)
#: "Did not differ between these routes": who or how, not whether.
_KINDS = Expression(
    r"\b(?:between|among|across|by|for both|in both|of both) (?:(?:the|these|those|both|two|three|all|different|"
    r"various|study|infusion|\w+-dose|single|repeated) )*(?:[\w/-]+ (?:and|or|versus|vs\.?) (?:[\w/-]+ )?)?"
    r"(?:routes?|doses|dosages?|dosing|regimens?|diagnos[ei]s|sex(?:es)?|genders?|age groups?|ages?|subtypes|subscales|"
    r"scales|sites?|countries|regions|centers|centres|formulations|enantiomers|men|women|males|females|"
    r"responders|time ?points)\b|"
    r"\bwhen comparing\b|"
    r"\bbetween single and\b|\bbetween (?:\w+ )?(?:subjects|patients|participants|individuals|those) (?:with|who)\b"
    r"(?! (?:had )?(?:received|got|took|were (?:given|treated|randomi[sz]ed|assigned|allocated)))|"
    r"(?:did|does|do) not (?:\w+ )?(?:affect|influence|moderate|modify|impact|predict)"
)
#: "No interaction between the subscales …, compared with the control groups": kinds, and whether, in one sentence.
_HELD_AGAINST = Expression(
    r"\b(?:compared (?:with|to)|versus|vs\.?|relative to|over|than) (?:the |an? )?(?:\w+ )?"
    r"(?:placebo|saline|controls?)\b"
)


def beside_the_point(case: Case, f: Finding) -> bool:
    """Plans, entry values, and comparisons of something else: doses, routes, kinds of patients, another drug."""
    if has(f, "same-drug") or _in_other_people(case, f):
        return True
    if f.direction is Direction.NO_DIFFERENCE and _of_kinds_alone(f):
        return True
    if has(f, "plan", "future") and f.quote.section != "results" and f.direction is Direction.BETTER:
        return True
    if f.direction is Direction.NO_DIFFERENCE and f.versus is Comparator.DOSE:
        return True
    if f.direction is Direction.NO_DIFFERENCE and _AT_START.found(f.quote.text):
        return True
    if f.direction is Direction.NO_DIFFERENCE and (_SAME_IN_BOTH.found(f.quote.text) or _WHOEVER.found(f.quote.text)):
        return True
    if (
        f.rule == "significant-difference"
        and case.study.predictor
        and not (has(f, "before") or "main effect" in folded(f.quote.text))
    ):
        return True
    return f.rule == "similar" and not (f.versus is not Comparator.NONE)


def _of_kinds_alone(f: Finding) -> bool:
    """A null result about who benefits or which form helps; not one that says what it was held against."""
    text = folded(f.quote.text)
    if not _KINDS.found(text):
        return False
    return f.versus not in (Comparator.PLACEBO, Comparator.ACTIVE_PLACEBO) or not _HELD_AGAINST.found(text)


def _in_other_people(case: Case, f: Finding) -> bool:
    """In a mixed sample: nothing was found in people with another condition than the claim's, called by its name."""
    if f.direction is not Direction.NO_DIFFERENCE:
        return False
    named = {concept.removeprefix("condition:") for concept in f.concepts if concept.startswith("condition:")}
    asked = set(case.rule.conditions)
    return bool(asked and named) and not named & asked and bool(named & set(case.study.title_conditions))
