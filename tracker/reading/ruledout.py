"""Ruled out: where the text itself says that the interval leaves no room for a useful difference."""

from __future__ import annotations

from dataclasses import replace

from tracker.model.appraisal import Direction, Finding
from tracker.reading import sections as part
from tracker.reading.document import Document
from tracker.reading.expressions import Expression

#: "The interval excluded the difference that was set as useful beforehand."
_RULES_OUT = Expression(
    r"\b(?:interval|ci)s? (?:\w+ )?(?:excluded?s?|rule[sd]? out) (?:the|an?|any) (?:\w+ ){0,3}(?:difference|benefit|"
    r"effect|margin)|\bexclud\w+ (?:the|an?|any) (?:prespecified|pre-specified|clinically|minimal|useful|worthwhile)"
)


def with_ruled_out(found: list[Finding], document: Document) -> list[Finding]:
    """Mark a null result where its own sentence or the next says that a useful difference is excluded."""
    said = {s.index for s in document.with_role(part.RESULTS) if _RULES_OUT.found(s.folded)}
    return [
        replace(f, marks=(*f.marks, "ruled-out"))
        if f.direction is Direction.NO_DIFFERENCE and {f.order, f.order + 1} & said
        else f
        for f in found
    ]
