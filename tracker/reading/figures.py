"""Figures: a direction read from the numbers where no word tells it."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.model.appraisal import Direction
from tracker.model.vocabulary import ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression


@dataclass(frozen=True, slots=True)
class Reading:
    """direction, the name of the rule that read it, and whether the text calls it significant."""

    direction: Direction
    rule: str
    significant: bool | None


_DIFFERENCE = Expression(
    r"\b(?:(?:mean|treatment|between-group|group|adjusted|squares?|ls|lsm) (?:\w+ )?differences?|smd|md|"
    r"hedges'? ?g)\b[^.;]{0,90}?(?:\bwas|\bof|,|:|=|\() ?-\d"
)
_SIZE = Expression(r"\b(?:d|g|es|effect size)\)? ?(?:=|of|:) ?-?\d?\.?\d")
_SIZED = Expression(
    r"\b(?:large|strong|robust|moderate|medium|marked|substantial) (?:\w+ )?effects?\b|"
    r"\beffects?\b[^.;]{0,60} (?:was|were) (?:very |moderate to )?(?:large|strong|robust|moderate|medium|marked)\b"
)
_LEVELS = Expression(
    r"\b(?:went|moved|shifted|changed|passed|came down) from (?:an? )?(?:mean |median |average )*(?:of )?"
    r"(?P<first>\d+(?:\.\d+)?)[^.;\d]{0,20}(?:\([^()]*\) )?to (?:an? )?(?:mean |median |average )*(?:of )?"
    r"(?P<then>\d+(?:\.\d+)?)(?! ?(?:days|weeks|months|hours|years|%))|"
    r"\b(?:was|were|of|:) (?P<after>\d+(?:\.\d+)?)[^.;,\d]{0,30}(?:\([^()]*\) )?(?:versus|vs\.?|compared (?:to|with)) "
    r"(?P<before>\d+(?:\.\d+)?)(?: ?\([^()]*\))? (?:at baseline|before)\b|"
    r"\b(?:was|were|of|:) (?P<start>\d+(?:\.\d+)?)(?: ?\([^()]*\))? (?:at baseline|before (?:treatment|the "
    r"infusion))[,;]? "
    r"(?:and )?(?P<next>\d+(?:\.\d+)?)(?: ?\([^()]*\))? (?:at|after|on|by|post)"
)
_CHANGE_OF = Expression(
    r"\bchanges?\b[^.;]{0,60}\b(?:from baseline|to (?:the )?end)[^.;]{0,60}?(?:\bwas|\bof|:|=) ?-\d"
)
_FROM_TO = Expression(
    r"\bfrom (?P<first>\d+(?:\.\d+)?)(?: points?)?(?: ?\([^()]*\))? \(?(?:at )?(?:baseline|before|pre\w*|admission|"
    r"entry|intake)\b[^.;\d]{0,30}?\bto (?P<then>\d+(?:\.\d+)?)(?! ?(?:days|weeks|months|hours|years|%))"
)


def by_figures(clause: Clause, drugs: frozenset[str], sure: bool | None) -> Reading | None:
    """The way of a symptom score that the figures tell; None where they do not.

    For: "the mean difference was -6.4 (95 % CI -9.3 to -3.1)", "went from 19.2 at baseline to 9.1", "the effect was
    large (d = 1.1)". Against: a difference whose interval holds zero, and one taken from the control's side.
    """
    if "from " in clause.folded and (match := _FROM_TO.search(clause.folded)) is not None and sure is not False:
        return Reading(Direction.BETTER, "from-to", sure) if float(match["then"]) < float(match["first"]) else None
    if sure is not False and (match := _LEVELS.search(clause.folded)) is not None:
        first = match["first"] or match["before"] or match["start"]
        then = match["then"] or match["after"] or match["next"]
        return Reading(Direction.BETTER, "levels", sure) if float(then) < float(first) else None
    if sure and not clause.of(ConceptKind.COMPARATOR) and _CHANGE_OF.found(clause.folded):
        return Reading(Direction.BETTER, "change-of", sure)
    if _control_first(clause, drugs):
        return None
    if sure and _DIFFERENCE.found(clause.folded):
        return Reading(Direction.BETTER, "mean-difference", True)
    if sure is not False and _SIZED.found(clause.folded) and _SIZE.found(clause.folded):
        return Reading(Direction.BETTER, "sized-effect", sure)
    return None


#: "The difference for 180 mg versus the control": the dose comes first, and the control is what it is held against.
_COMES_SECOND = Expression(
    r"\b(?:for|with|between|on) (?:the )?[\d.]+(?:[ -]?(?:mg|mcg|µg|ug))[\w /-]{0,12} (?:versus|vs\.?|over|and|than) "
)


def _control_first(clause: Clause, drugs: frozenset[str]) -> bool:
    """ "For the control compared with the drug": the difference is the control's."""
    ours = min((m.start for m in clause.of(ConceptKind.DRUG) if m.id in drugs), default=None)
    if ours is None and _COMES_SECOND.found(clause.folded):
        return False
    others = [m.start for m in clause.of(ConceptKind.COMPARATOR)]
    others += [m.start for m in clause.of(ConceptKind.DRUG) if m.id not in drugs]
    return bool(others) and (ours is None or min(others) < ours)
