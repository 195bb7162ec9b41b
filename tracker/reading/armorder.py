"""Arm order: which arm each of several figures belongs to, from the order in which figures and arms are named."""

from __future__ import annotations

from tracker.model.vocabulary import ConceptKind
from tracker.reading.contrast import same_in_both
from tracker.reading.document import Sentence
from tracker.reading.expressions import Expression, expression
from tracker.reading.study import Study


def arms_of(s: Sentence, text: str, figures: list[tuple[int, int]], study: Study) -> list[str]:
    """The arm of each figure, from the order in which figures and arms are named.

    "54 % on the drug and 41 % on placebo", "drug: 54 %; placebo: 41 %", "the drug and placebo (54 % and 41 %)".
    """
    if any(same_in_both(clause, study.drugs) for clause in s.clauses):
        return ["drug"] * len(figures)
    named = _named_arms(s, text, study)
    starts, ends = [start for start, _ in figures], [end for _, end in figures]
    following = [_first(named, a, b) for a, b in zip(ends, [*starts[1:], ends[-1] + 60], strict=True)]
    leading = [_last(named, a, b) for a, b in zip([0, *ends[:-1]], starts, strict=True)]
    for arms in (following, leading):
        if set(arms) == {"control", ""} and not any(kind == "drug" for _, kind in named):
            arms = [arm or "drug" for arm in arms]  # "from 71 % on placebo to 43 % on 180 mg"
        if all(arms) and (len(arms) == 1 or len(set(arms)) > 1):
            return arms
    kinds = [kind for _, kind in named]
    listed = [k for i, k in enumerate(kinds) if i == 0 or k != kinds[i - 1]]
    if len(figures) > 1 and set(kinds) == {"drug", "control"} and len(listed) >= 2:
        return (
            [listed[min(i, 1)] for i in range(len(figures))]
            if len(figures) == 2
            else [_near(named, start) for start in starts]
        )
    if len(figures) > 1 and set(kinds) == {"control"} and expression(r"\b(?:vs?|versus|compared|than)\b").found(text):
        return ["", *["control"] * (len(figures) - 1)]
    return [_near(named, start) for start in starts]


#: "Placebo-controlled trials": a kind of trial, no arm.
_OF_TRIALS = Expression(r"-? ?controlled\b")


def _named_arms(s: Sentence, text: str, study: Study) -> list[tuple[int, str]]:
    """Where an arm is named. What is joined by "+" is one arm; "(placebo)" right after the drug is its study's kind."""
    out: list[tuple[int, str]] = []
    end = -1
    for m in s.mentions:
        if m.kind not in (ConceptKind.COMPARATOR, ConceptKind.DRUG) or _OF_TRIALS.search(text, m.start, m.end + 12):
            continue
        kind = "drug" if m.kind == ConceptKind.DRUG and m.id in study.drugs else "control"
        between = text[end : m.start] if end >= 0 else " "
        if out and (m.start < end or expression(r" ?(?:\+|plus|/|\() ?").fullmatch(between)):
            out[-1] = (out[-1][0], "drug" if "drug" in (kind, out[-1][1]) else kind)
        else:
            out.append((m.start, kind))
        end = m.end
    return out


def _first(named: list[tuple[int, str]], start: int, end: int) -> str:
    return next((kind for place, kind in named if start <= place < end), "")


def _last(named: list[tuple[int, str]], start: int, end: int) -> str:
    return next((kind for place, kind in reversed(named) if start <= place < end), "")


def _near(named: list[tuple[int, str]], start: int) -> str:
    near = [(abs(place - start), kind) for place, kind in named if abs(place - start) < 45]
    return min(near)[1] if near else ""
