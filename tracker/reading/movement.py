"""Movement: which way the words of change beside an outcome say that it went."""

from __future__ import annotations

import re

from tracker.model.appraisal import Direction
from tracker.model.vocabulary import Benefit
from tracker.reading.clauses import Clause
from tracker.reading.mentions import Mention

_MODERATORS = re.compile(
    r"\b(?:higher|lower|greater|more|less|larger) (?:range|dose|doses|dosage|baseline|risk|age|bmi|levels? of|number|"
    r"likelihood of (?:adverse|relapse)|severity at|quality|certainty)"
)
EFFECT_WORD = re.compile(r"effect|efficacy|response|action|\banti|lytic")


def movement(clause: Clause, outcome: Mention, benefit: Benefit) -> Direction:
    folded = _MODERATORS.sub(lambda m: " " * len(m[0]), clause.folded)
    #: "Scores, measured with …, fell": the words in between may be many.
    reach = 240 if re.search(r",? (?:as )?(?:measured|assessed|rated) (?:with|by|using|on)", folded) else 110
    words = [
        m
        for m in clause.cue_places("fall", "rise", "better", "worse")
        if away(m, outcome) <= reach and folded[m.start - clause.start : m.start - clause.start + 1].strip()
    ]
    degrees = {m.start for m in clause.cue_places("degree")}
    near = {m.id for m in _the_nearer(words, outcome, degrees)}
    if "worse" in near and "better" in near and "fall" not in near and "rise" not in near:
        return Direction.UNCLEAR
    if benefit is Benefit.LOWER:
        if _RISING.search(folded[: max(0, outcome.start - clause.start)]):
            return Direction.WORSE
        if _LESSER_GAIN.search(folded):
            return Direction.WORSE
        if _GREATER_CHANGE.search(folded) and not {"worse", "fall", "better"} & near:
            return Direction.BETTER
        if {"better", "fall"} & near:
            return (
                Direction.WORSE if "worse" in near and "better" not in near and "fall" not in near else Direction.BETTER
            )
        if {"worse", "rise"} & near:
            return Direction.WORSE
        return Direction.UNCLEAR
    gains = [m for m in words if m.id in ("better", "rise")]
    if {"worse", "fall"} & near and gains and all(_RECOVERS.match(folded, m.start - clause.start) for m in gains):
        return Direction.WORSE
    if {"better", "rise"} & near:
        return Direction.BETTER
    if {"worse", "fall"} & near:
        return Direction.WORSE
    if (
        _SHOWED.search(folded)
        or (clause.cues & {"quick", "lasting", "significant"} and {"observed", "results"} & clause.cues)
    ) and EFFECT_WORD.search(folded[max(0, outcome.start - clause.start) : outcome.end - clause.start + 10]):
        return Direction.BETTER
    return Direction.UNCLEAR


def _the_nearer(words: list[Mention], outcome: Mention, degrees: set[int]) -> list[Mention]:
    """Where up and down are both told, the words that are of this outcome.

    For: "this score rose and that rate fell" is up for the one, down for the other. Against: "greater reduction", whose
    first word only says how much.
    """
    up = [m for m in words if m.id in ("rise", "worse")]
    down = [m for m in words if m.id == "fall"]
    if not up or not down:
        return words
    moves = [m for m in words if m.start not in degrees]
    up, down = [m for m in moves if m in up], [m for m in moves if m in down]
    if not up or not down:
        return words
    apart = min(away(m, outcome) for m in up) - min(away(m, outcome) for m in down)
    if abs(apart) < _CLEARLY_NEARER:
        return words
    return [m for m in words if m.id == "better" or m in (down if apart > 0 else up)]


#: "Declines, all of which had resolved a day later": what is over was a loss.
_RECOVERS = re.compile(r"normali|resol|recover|revers|return")
#: Characters by which one of two words has to be nearer to the outcome than the other to be its own.
_CLEARLY_NEARER = 10
#: "Failure to benefit and increasing distress": the word right before the outcome is its own.
_RISING = re.compile(r"\b(?:increasing|increased|worsening|worsened|heightened) (?:\w+ )?$")
#: "The drug exerted calming effects": they are said to have been there. Against: "may have exerted".
_SHOWED = re.compile(
    r"(?<!may have )(?<!might have )\b(?:showed|exerted|demonstrated|displayed|exhibited|produced|yielded|elicited|"
    r"had) (?!no\b|limited|little|weak)"
)
#: "A smaller reduction", "the improvement was less": of two gains the lesser. Against: "smaller doses".
_LESSER_GAIN = re.compile(
    r"\b(?:smaller|less|lesser|weaker) (?:\w+ ){0,2}(?:reduc|improve|decreas|declin|fall|drop|relief|benefit)|"
    r"\b(?:reduc|improve|decreas|declin|fall|drop|relief)\w*\b[^,;]{0,80} (?:was|were) (?:\w+ ){0,2}"
    r"(?:smaller|less|weaker|lower)\b"
)
#: "The change in score was greater": in a trial of a treatment a change of symptoms is a fall, unless told otherwise.
_GREATER_CHANGE = re.compile(
    r"\bchanges?\b[^,;]{0,90}\b(?:greater|larger|more pronounced)\b|\b(?:greater|larger) (?:\w+ ){0,2}changes?\b"
)


def away(word: Mention, outcome: Mention) -> int:
    return max(word.start - outcome.end, outcome.start - word.end, 0)
