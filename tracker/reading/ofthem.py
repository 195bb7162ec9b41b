"""Of them: a sentence that says how unwanted effects went without naming them again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tracker.model.appraisal import Direction, Finding, Quote
from tracker.model.vocabulary import ConceptKind
from tracker.reading.document import Sentence
from tracker.reading.expressions import Expression

_OF_THEM = Expression(
    r"\W*(?:however, |overall, )?(?:the (?:vast )?majority|most|nearly all|almost all|all|these|they|those|both)"
    r"(?: of (?:these|them|those|which))?(?: (?:effects|symptoms|events|reactions|experiences|changes))? "
    r"(?:were|was|had|resolved|disappeared|subsided|dissipated|lasted|occurred|peaked|abated|remitted|ceased)\b"
)
_COURSE = {"mild", "severe", "fading"}


def of_them(s: Sentence, told: Sequence[Finding]) -> Iterator[Finding]:
    """What the sentence says of the effects that the one before it told (`told`).

    For: "Nausea was common. Most of these were mild and had gone by the evening." Against: "Most patients improved",
    and a sentence that names an effect of its own.
    """
    if not told or not _COURSE & s.cues or s.ids(ConceptKind.HARM) or _OF_THEM.match(s.folded) is None:
        return
    clause = s.clauses[0]
    for f in told:
        if f.kind == "harm" and f.direction is Direction.WORSE:
            yield replace(
                f,
                quote=Quote(s.text, s.role),
                rule="harm-presupposed",
                marks=tuple(sorted(clause.cues)),
                times=clause.times,
                timepoint_hours=clause.times[0] if clause.times else None,
                shares=(),
                significant=None,
                order=s.index,
            )
