"""Of what: which symptoms a bare "response", "remission" or "relapse" is of."""

from __future__ import annotations

from dataclasses import replace

from tracker.model.appraisal import Finding
from tracker.model.vocabulary import Benefit, Concept, ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression
from tracker.reading.mentions import Mention
from tracker.reading.study import Study

GENERIC = frozenset({"response", "remission", "relapse"})
"""Outcomes whose name does not say of what. Unless told otherwise they are of what the vocabulary files them under."""


def families(outcomes: frozenset[str], study: Study) -> frozenset[str]:
    """The symptoms that these outcomes are of; what is better when higher (function, thinking) is left out."""
    concepts = [c for id in outcomes if (c := study.vocabulary.get(ConceptKind.OUTCOME, id)) is not None]
    return frozenset(c.part_of or c.id for c in concepts if c.part_of or c.benefit is Benefit.LOWER)


def refiled(f: Finding, titled: frozenset[str], study: Study) -> Finding | None:
    """In a study whose title is about one kind of symptoms, "remission" is of those; of several, it is of none.

    For: "Two of the seven patients kept their remission", in a study of harmful thoughts: of those, and nothing on
    mood. Against: the same where the title, or the sentence, names mood as well.
    """
    if f.outcome not in GENERIC or not titled:
        return f
    concept = study.vocabulary.get(ConceptKind.OUTCOME, f.outcome)
    family = concept.part_of if concept is not None else None
    named = frozenset(c.removeprefix("outcome:") for c in f.concepts if c.startswith("outcome:")) - {f.outcome}
    if family is None or family in titled or family in families(named - GENERIC, study):
        return f
    return replace(f, outcome=next(iter(titled))) if len(titled) == 1 else None


#: "Response (a score on that scale below 4)": the scale says what the response is of.
_IN_BRACKETS = Expression(r" ?(?:rates? )?[(\[](?:[\w≥≤<>%-]+ ){0,6}")
_OF = Expression(r" (?:of|from|in|on) (?:\w+ ){0,2}$")


def belongs_to_another(clause: Clause, mention: Mention, concept: Concept, study: Study) -> bool:
    """ "Remission of those thoughts", "those thoughts' remission": right beside the outcome that it is of."""
    for other in clause.of(ConceptKind.OUTCOME):
        of = study.vocabulary.get(ConceptKind.OUTCOME, other.id)
        if other.id in GENERIC or of is None or (of.part_of or of.id) == concept.part_of:
            continue
        if 0 <= mention.start - other.end <= 2:
            return True
        between = clause.folded[mention.end - clause.start : max(0, other.start - clause.start)]
        if clause.folded.endswith("(", 0, mention.end - clause.start):
            between = "(" + between
        if other.start > mention.end and _OF.fullmatch(between):
            return True
        if other.start >= mention.end and _IN_BRACKETS.fullmatch(between):
            return True
    return False


_WITH = Expression(
    r"\b(?:measured|assessed|rated|evaluated|indexed|quantified|determined|according|based|monitored|defined|tracked)\b"
    r"[^.;]{0,60}?\b(?:with|by|on|using|via|to|as) (?:the |a )?(?:[\w-]+ ){0,4}\(?$"
)


def measured_with(clause: Clause, scale: Mention) -> bool:
    """ "Those thoughts, measured with one item of the mood scale, fell": the scale is not what fell.

    Against: "symptoms, measured with the mood scale, fell", where nothing else is named that it could measure.
    """
    before = [m for m in clause.of(ConceptKind.OUTCOME) if m.start < scale.start and m.id != scale.id]
    if not before:
        return False
    return _WITH.found(clause.sentence.folded[max(0, before[-1].end - 1) : scale.start])
