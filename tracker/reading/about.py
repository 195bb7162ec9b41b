"""About: whether a clause says itself what it is about, so that it borrows no outcome from its neighbour."""

from __future__ import annotations

from tracker.model.vocabulary import ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression

#: "no change in zinc levels": it names what it is about. Against: "no difference between the groups".
_ABOUT = Expression(
    r"\b(?:changes?|differences?|effects?|impact|increases?|decreases?|reductions?|improvements?|alterations?|"
    r"influence|associations?|relationships?|correlations?) (?:\w+ly )?(?:in|on|of|with|between|for) (?:the |any |"
    r"this )?(?![-+]?\d)"
)
_THE_ARMS = Expression(
    r"(?:two |both |either |treatment |study |three |four |active |test |intervention )*(?:groups?|arms?|treatments?|"
    r"conditions|time|it|them|response|effect|patients|participants|subjects|those|these|this|day|week|follow|baseline|"
    r"favou?r|terms|improvements?|changes?|severity|scores?|outcomes?|reductions?|magnitude|response|efficacy|symptoms)\b"
)


#: "Infusions": how it was given, whatever else is made of the word.
_GIVEN = Expression(r"infus|intravenous|iv\b")


def tells_of_another(clause: Clause) -> bool:
    """The clause names a marker, a harm, or in so many words something that the vocabulary does not know."""
    routes = {m.start for m in clause.of(ConceptKind.ROUTE)}
    marked = [m for m in clause.of(ConceptKind.MARKER) if m.start not in routes]
    if clause.of(ConceptKind.HARM) or any(not _GIVEN.match(clause.folded, m.start - clause.start) for m in marked):
        return True
    named = [m.start - clause.start for m in (*clause.of(ConceptKind.DRUG), *clause.of(ConceptKind.COMPARATOR))]
    return any(
        not _THE_ARMS.match(clause.folded, about.end()) and not any(0 <= start - about.end() < 14 for start in named)
        for about in _ABOUT.finditer(clause.folded)
    )
