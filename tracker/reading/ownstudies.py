"""Several studies told in one paper, each with people of its own: they are added up."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tracker.reading.counts import PEOPLE, Count, own_sentences
from tracker.reading.document import Document, Sentence
from tracker.reading.expressions import Expression
from tracker.reading.numbers import NUMBER, to_int

_KIND = r"(?:study|experiment|trial|cohort)"
_FIRST = Expression(rf"\b{_KIND} (?:1|one|i)\b")
_SECOND = Expression(
    rf"\b{_KIND} (?:2|two|ii)\b", only_with=("y 2", "t 2", "l 2", "y two", "t two", "l two", "y ii", "t ii", "l ii")
)
_THIRD = Expression(rf"\b{_KIND} (?:3|three|iii)\b")
#: "217 patients were enrolled in study 1 and 212 in study 2".
_BOTH = Expression(
    rf"\b({NUMBER}) (?:{PEOPLE} )?[^.;\d]{{0,60}}?in {_KIND} (?:1|one|i),? and "
    rf"({NUMBER}) [^.;\d]{{0,60}}?in (?:{_KIND} )?"
    r"(?:2|two|ii)\b"
)
_FEW, _SURE = 4, 2.0


def over_own_studies(document: Document, counted: Callable[[Sentence], Iterable[Count]]) -> Count | None:
    """The people of study 1 and of study 2 together.

    For: "In study 1, 40 adults …. In study 2, 43 participants …" is 83. Against: one of them named without a number.
    """
    own = own_sentences(document)
    for sentence in (s for s in own if _SECOND.found(s.folded)):
        both = _BOTH.search(sentence.folded)
        if both and (one := to_int(both[1])) and (other := to_int(both[2])):
            return Count(one + other, 9.0, sentence, both.start(), parts=(one, other))
    second = _largest(own, _SECOND, (_FIRST, _THIRD), counted)
    first = _largest(own, _FIRST, (_SECOND, _THIRD), counted) if second else None
    if first is None or second is None:
        return None
    third = _largest(own, _THIRD, (_FIRST, _SECOND), counted)
    parts = tuple(c.value for c in (first, second, third) if c)
    return Count(sum(parts), 9.0, first.sentence, first.start, parts=parts)


def _largest(
    own: list[Sentence],
    named: Expression,
    not_named: tuple[Expression, ...],
    counted: Callable[[Sentence], Iterable[Count]],
) -> Count | None:
    """The count in the first sentence that names this study, and no other, and counts people."""
    for sentence in own:
        if not named.found(sentence.folded) or any(other.found(sentence.folded) for other in not_named):
            continue
        sure = [c for c in counted(sentence) if c.value >= _FEW and c.weight >= _SURE]
        if sure:
            return max(sure, key=lambda c: c.value)
    return None
