"""Arms: what a clause says of the control alone, of each arm by itself, and of an effect that was not there."""

from __future__ import annotations

from tracker.model.vocabulary import ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression
from tracker.reading.mentions import Mention

#: "We found no calming effect of the drug", "a lack of calming effects". Against: "no response" in some of them.
_NO_SUCH_EFFECT = Expression(
    r"\b(?:(?:found|observed|saw|detected|showed|demonstrated|revealed|had|exerted|produced|there (?:was|were)) no|"
    r"(?:lack|absence) of(?: an?| any)?) (?:\w+ ){0,3}(?:effects?|efficacy|action)$"
)


def no_such_effect(clause: Clause, outcome: Mention) -> bool:
    """The effect that is named is said not to have been there."""
    return _NO_SUCH_EFFECT.found(clause.folded[: max(0, outcome.end - clause.start)])


#: "Whereas the control group had no change": told of the control alone, and no null result.
_HAD_NONE = Expression(
    r"(?:s|[- ]treated)?(?: (?:group|arm|patients|participants|subjects))? (?:had|showed|displayed|experienced|"
    r"reported|did) "
)


#: "They were unchanged by the control".
_ON_IT = Expression(
    r"\b(?:unchanged|stayed|remained|persisted|change|improve)\b(?: [\w-]+){0,3} (?:by|on|with|in|after) (?:the )?$"
)
_HOLDS = Expression(r"\b(?:than(?! \d)|versus|vs|compared|relative|between|differ\w*|over|from)\b")
#: "Compared with the control, where scores did not change, …": said in passing, between commas.
_IN_PASSING = Expression(r", (?:where|which|who|whose|in whom) [^,;]{3,90},")


def null_in_passing(clause: Clause) -> bool:
    """Every word of no difference stands in a relative clause between commas."""
    spans = [range(clause.start + m.start(), clause.start + m.end()) for m in _IN_PASSING.finditer(clause.folded)]
    places = [m.start for m in clause.cue_places("null")]
    return bool(spans) and all(any(place in span for span in spans) for place in places)


_BEGINS = Expression(r"\W*(?:whereas |while |but |and |although )?(?:the |those on |patients on )?")


def of_the_control(clause: Clause, drugs: frozenset[str]) -> bool:
    """The clause begins with the control and names no watched drug."""
    first = next(iter(clause.of(ConceptKind.COMPARATOR)), None)
    ours = min((m.start for m in clause.of(ConceptKind.DRUG) if m.id in drugs), default=None)
    if first is None:
        return False
    if ours is not None and (
        any(m.start > ours for m in clause.cue_places("null")) or _HOLDS.found(clause.folded[: ours - clause.start])
    ):
        return False
    if _ON_IT.found(clause.folded[: max(0, first.start - clause.start)]) and not _HOLDS.found(clause.folded):
        return True
    if _BEGINS.fullmatch(clause.folded, 0, max(0, first.start - clause.start)) is None:
        return False
    return _HAD_NONE.match(clause.folded, first.end - clause.start) is not None and " than " not in clause.folded


#: "42 % and 40 % in the drug and control groups".
_OF_EACH = Expression(
    r"\d ?%?(?: \([^()]*\))? (?:and|versus|vs\.?) \d[^.;]{0,30} in the [\w-]+ and (?:the )?[\w-]+ (?:groups|arms)\b"
)
_GIVEN_IT = Expression(r"\b(?:after|on|with|in|under|by|for|receiving|given) (?:the )?$")


def told_of_control(clause: Clause, drugs: frozenset[str]) -> bool:
    """ "Rose after the drug, whereas it dropped after the control": a later clause, of the control alone."""
    if not clause.start or not clause.folded.lstrip(" ,").startswith(("whereas", "while", "but", "and", "they", "it ")):
        return False
    arms = clause.of(ConceptKind.COMPARATOR)
    if not arms or any(m.id in drugs for m in clause.of(ConceptKind.DRUG)) or _HOLDS.found(clause.folded):
        return False
    return _GIVEN_IT.found(clause.folded[: arms[0].start - clause.start])


_BY_SO_MUCH = Expression(r"(?: group| arm)? by (?:an? (?:mean|average) of )?\d")


def each_by_so_much(clause: Clause) -> bool:
    """ "The drug lowered it by 10 points and the control by 9": told side by side, and nothing of the difference."""
    return any(
        clause.folded.endswith(("and ", "and the "), 0, m.start - clause.start)
        and _BY_SO_MUCH.match(clause.folded, m.end - clause.start) is not None
        for m in clause.of(ConceptKind.COMPARATOR)
    )


_IN_ARMS = Expression(r"\b(?:in|for|with|on|among|after) (?:the |those on )*(?:[\w-]+ ){0,3}(?:groups?|arms?)\b")


def names_both_arms(clause: Clause, drugs: frozenset[str]) -> bool:
    """The watched drug and a comparator stand in it."""
    return bool(clause.of(ConceptKind.COMPARATOR)) and any(m.id in drugs for m in clause.of(ConceptKind.DRUG))


def told_arm_by_arm(clause: Clause, drugs: frozenset[str]) -> bool:
    """ "It was 19.5 in the drug group and 18.9 in the control group": told for each arm, and for nothing else."""
    return names_both_arms(clause, drugs) and (
        "bothgroups" in clause.cues
        or "respectively" in clause.folded
        or _IN_ARMS.count(clause.folded) > 1
        or _OF_EACH.found(clause.folded)
        or {m.kind for m in clause.mentions if _valued(clause, m)} >= {ConceptKind.DRUG, ConceptKind.COMPARATOR}
    )


#: "-4.1 days with", right before the name of an arm.
_SO_MUCH_WITH = Expression(
    r"\d ?(?:days?|points?|%|units?|mm|cm)?(?: ?\([^()]*\))? (?:with|on|in|for|after|under|among) (?:the |those on )?$"
)


def _valued(clause: Clause, arm: Mention) -> bool:
    before = clause.folded[max(0, arm.start - clause.start - 45) : max(0, arm.start - clause.start)]
    return arm.kind in (ConceptKind.DRUG, ConceptKind.COMPARATOR) and _SO_MUCH_WITH.found(before)
