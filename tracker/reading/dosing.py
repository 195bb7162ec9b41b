"""Dosing: whether the drug was given once or several times."""

from __future__ import annotations

from tracker.reading import sections as part
from tracker.reading.document import Document
from tracker.reading.expressions import Expression

_WORD = (
    r"(?:(?!days?\b|hours?\b|h\b|weeks?\b|months?\b|after\b|post|following|time|routes?|different|an?\b|the\b|magnetic|comparisons|ect\b|placebo)"
    r"[\w/()%.,-]+[ -])"
)
_NUMBER = r"(?<![\d.])(?:two|three|four|five|six|seven|eight|nine|ten|twelve|[2-9]|1\d)"
_ONCE = Expression(
    rf"\b(?:single|one|sole|one-time),?[ -](?!arm\b|blind|cent(?:er|re)|site|case|patient|group|of|or|and)"
    rf"{_WORD}{{0,5}}?(?:dose|infusion|injection|administration|treatment|bolus)\b|\ban infusion of\b"
)
_AGAIN = Expression(
    rf"\b(?:repeated?|multiple|multi|serial|consecutive|repetitive|subsequent|additional|daily|weekly)[ -]"
    rf"{_WORD}{{0,4}}?(?:doses?|infusions?|injections?|administrations?|treatments?|sessions|dosing|prescription)\b|"
    rf"{_NUMBER} {_WORD}{{0,4}}?(?:doses|infusions|injections|administrations|treatments|sessions)\b|"
    rf"\b(?:twice|thrice|once|three times|two times)[ -](?:a |per )?(?:week|daily|day)|"
    rf"\b(?:continuation|maintenance|induction) (?:phase|treatment|infusions|therapy)|"
    rf"\b(?:series|courses?) of {_WORD}{{0,3}}(?:infusions|injections|treatments|doses)|\bevery other (?:day|week)|"
    r"(?:\d ?| of )m?g ?/ ?d(?:ay)?\b|\bm?g (?:of (?:\w+ )?\w+ )?(?:per|a) day\b",
    only_with=(
        "repeat", "multi", "serial", "consecutive", "repetitive", "subsequent", "additional", "daily", "week", " day",
        "infusions", "doses", "sessions", "injections", "treatments", "administrations", "phase", "maintenance",
        "/d", "/ d",
    ),
)  # fmt: skip
#: More than one, though of how many people is not said.
_SEVERAL = Expression(r"\b(?:infusions|injections|sessions|daily|weekly)\b")


def single_dose(document: Document) -> bool | None:
    """True where one dose was given, False where several; None where the text says both or neither.

    For one: "after a single infusion"; for several: "six infusions over two weeks", "twice weekly". What the title says
    decides. Against: "a single-arm study", "the course of improvement", "assessed weekly".
    """
    titled = _ONCE.found(document.heading.folded), _AGAIN.found(document.heading.folded)
    if titled[0] != titled[1]:
        return titled[0]
    once = again = several = 0.0
    for s in document.body:
        if s.role in (part.BACKGROUND, part.OTHER):
            continue
        weight = 2.0 if s.role == part.METHODS else 1.0
        once += weight * _ONCE.found(s.folded)
        repeated = _AGAIN.found(s.folded)
        again += weight * repeated
        several += 0.5 * weight * (not repeated and _SEVERAL.found(s.folded))
    again += several if again or not once else 0.0  # "the infusions" may be one for each of the people
    return None if once == again else once > again
