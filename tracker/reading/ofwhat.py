"""Of what: which symptoms a bare "response", "remission" or "relapse" is of."""

from __future__ import annotations

import re

from tracker.model.appraisal import Finding
from tracker.model.vocabulary import Benefit, Concept, ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.mentions import Mention
from tracker.reading.study import Study

GENERIC = frozenset({"response", "remission", "relapse"})
"""Outcomes whose name does not say of what. Unless told otherwise they are of what the vocabulary files them under."""


def families(outcomes: frozenset[str], study: Study) -> frozenset[str]:
    """The symptoms that these outcomes are of; what is better when higher (function, thinking) is left out."""
    concepts = [c for id in outcomes if (c := study.vocabulary.get(ConceptKind.OUTCOME, id)) is not None]
    return frozenset(c.part_of or c.id for c in concepts if c.part_of or c.benefit is Benefit.LOWER)


def of_another(f: Finding, titled: frozenset[str], study: Study) -> bool:
    """In a study whose title is about one kind of symptoms, "remission" is of those.

    For: "Two of the seven patients kept their remission", in a study of harmful thoughts: nothing on mood. Against:
    the same where the title, or the sentence, names mood as well.
    """
    if f.outcome not in GENERIC or not titled:
        return False
    concept = study.vocabulary.get(ConceptKind.OUTCOME, f.outcome)
    family = concept.part_of if concept is not None else None
    named = frozenset(c.removeprefix("outcome:") for c in f.concepts if c.startswith("outcome:")) - {f.outcome}
    return family is not None and family not in titled and family not in families(named - GENERIC, study)


_OF = re.compile(r" (?:of|from|in) (?:\w+ ){0,2}$")


def belongs_to_another(clause: Clause, mention: Mention, concept: Concept, study: Study) -> bool:
    """ "Remission of those thoughts", "those thoughts' remission": right beside the outcome that it is of."""
    for other in clause.of(ConceptKind.OUTCOME):
        of = study.vocabulary.get(ConceptKind.OUTCOME, other.id)
        if other.id in GENERIC or of is None or (of.part_of or of.id) == concept.part_of:
            continue
        if 0 <= mention.start - other.end <= 2:
            return True
        between = clause.folded[mention.end - clause.start : max(0, other.start - clause.start)]
        if other.start > mention.end and _OF.fullmatch(between):
            return True
    return False
