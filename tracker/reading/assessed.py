"""Assessed: when the methods say that outcomes were measured."""

from __future__ import annotations

from tracker.model.vocabulary import ConceptKind
from tracker.reading import sections as part
from tracker.reading.document import Document, Sentence
from tracker.reading.expressions import Expression, expression
from tracker.reading.numbers import times

_MEASURED = Expression(
    r"\b(?:assess|measur|rat(?:ed|ing)|evaluat|administer|collect|obtain|complet|record|perform|monitor|follow|"
    r"before and|prior to and|pre-? ?and post|change from baseline|primary|outcome|endpoint|underwent|test(?:ed|ing))"
)
_LISTED = Expression(
    r"\b(?P<unit>day|week|hour|month)s? (?P<list>\d+(?:\.\d+)?(?: \([^()]*\))?(?:(?:, and |, or |, | and | or | to |-|"
    r"/)\d+(?:\.\d+)?(?: \([^()]*\))?)+)|"
    r"\b(?P<list2>\d+(?:\.\d+)?(?:(?:, and |, or |, | and | or |/)\d+(?:\.\d+)?)+)[ -]?"
    r"(?P<unit2>min|h\b|hr|hour|day|week|month)"
)
#: "A day after the last of three doses": long after the first.
_AFTER_LAST = Expression(
    r"\b[\w.]+ (?:min\w*|h|hrs?|hours?|days?) (?:after|following|post) (?:the )?(?:last|final|second|third|fourth|"
    r"sixth|eighth|end)\b"
)
_HOURS = {"mi": 1 / 60, "h": 1.0, "d": 24.0, "w": 168.0, "mo": 730.0}


def assessed_hours(document: Document) -> tuple[float, ...]:
    """The hours after the dose at which outcomes were measured, in rising order; () where the text does not say.

    For: "Scores were rated at baseline and 40, 80 and 230 minutes after the infusion". Against: "over 40 minutes".
    """
    found: set[float] = set()
    for s in (document.heading, *document.with_role(part.METHODS, part.OBJECTIVE)):
        if (s.role == part.TITLE and s.ids(ConceptKind.OUTCOME)) or _measures(s):
            told = _AFTER_LAST.sub(" ", s.folded) if _AFTER_LAST.found(s.folded) else s.folded
            found |= {hours for hours, _ in times(told)} | _in_lists(told)
    return tuple(sorted(hours for hours in found if hours > 0))


def _measures(s: Sentence) -> bool:
    return s.role != part.TITLE and "known" not in s.cues and _MEASURED.found(s.folded)


def _in_lists(folded: str) -> set[float]:
    """ "days 1, 3 and 7": every one of them."""
    found: set[float] = set()
    for match in _LISTED.finditer(folded):
        unit, listed = match["unit"] or match["unit2"], match["list"] or match["list2"]
        hours = _HOURS.get(unit[:2]) or _HOURS[unit[0]]
        found |= {float(number) * hours for number in expression(r"(?<![\w.(])\d+(?:\.\d+)?").findall(listed)}
    return found
