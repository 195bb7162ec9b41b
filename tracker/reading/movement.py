"""Movement: which way the words of change beside an outcome say that it went."""

from __future__ import annotations

from tracker.model.appraisal import Direction
from tracker.model.vocabulary import Benefit, ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression, expression
from tracker.reading.mentions import Mention

_MODERATORS = Expression(
    r"\b(?:higher|lower|greater|more|less|larger) (?:range|dose|doses|dosage|baseline|risk|age|bmi|levels? of|end of|"
    r"number of (?:previous|prior|past|failed|medications?|treatments?|episodes|infusions|sessions|trials|doses)|"
    r"likelihood of (?:adverse|relapse)|severity at|quality|certainty)|"
    r"\b(?:decreased|increased|reduced|diminished) (?:appetite|interest|libido|energy)\b"
)
EFFECT_WORD = Expression(r"effect|efficacy|response|action|\banti|lytic")


def movement(clause: Clause, outcome: Mention, benefit: Benefit) -> Direction:
    folded = _MODERATORS.sub(lambda m: " " * len(m[0]), clause.folded)
    #: "Scores, measured with …, fell": the words in between may be many.
    reach = 240 if expression(r",? (?:as )?(?:measured|assessed|rated) (?:with|by|using|on)").found(folded) else 110
    words = [
        m
        for m in clause.cue_places("fall", "rise", "better", "worse")
        if away(m, outcome) <= reach and folded[m.start - clause.start : m.start - clause.start + 1].strip()
    ]
    words = _outside_brackets(words, outcome, clause)
    degrees = {m.start for m in clause.cue_places("degree")}
    if (longer := _time_well(folded, outcome.start - clause.start)) is not None:
        return longer
    near = {m.id for m in _the_nearer(words, outcome, degrees)}
    if "worse" in near and "better" in near and "fall" not in near and "rise" not in near:
        return Direction.UNCLEAR
    if benefit is Benefit.LOWER:
        if (pace := _PACE.match(folded, max(0, outcome.end - clause.start))) is not None:
            return Direction.BETTER if pace["quick"] else Direction.WORSE
        if _RISING.found(folded[: max(0, outcome.start - clause.start)]):
            return Direction.WORSE
        if _LESSER_GAIN.found(folded):
            return Direction.WORSE
        if _GREATER_CHANGE.found(folded) and not {"worse", "fall", "better"} & near:
            return Direction.BETTER
        if {"better", "fall"} & near:
            return (
                Direction.WORSE if "worse" in near and "better" not in near and "fall" not in near else Direction.BETTER
            )
        if {"worse", "rise"} & near:
            return Direction.WORSE
        return Direction.UNCLEAR
    if (
        _LESS_GAINED.found(folded)
        or _FEWER_DID.found(folded[: max(0, outcome.start - clause.start)])
        or _WAS_LESS.match(folded, max(0, outcome.end - clause.start))
    ):
        return Direction.WORSE
    gains = [m for m in words if m.id in ("better", "rise")]
    if {"worse", "fall"} & near and gains and all(_RECOVERS.match(folded, m.start - clause.start) for m in gains):
        return Direction.WORSE
    if {"better", "rise"} & near:
        return Direction.BETTER
    if {"worse", "fall"} & near and not _of_another(words, outcome, clause):
        return Direction.WORSE
    end = max(0, outcome.end - clause.start)
    named = folded[max(0, outcome.start - clause.start) : end]
    if "onset" in folded and _BEGAN.found(folded[: max(0, outcome.start - clause.start)]) and _CAME.match(folded, end):
        return Direction.BETTER
    if _HELD.match(folded, end) and ("remission" in named or "resolution" in named):
        return Direction.BETTER
    if (
        _SHOWED.found(folded)
        or _WAS_SEEN.match(folded, end)
        or _HELD.match(folded, end)
        or (clause.cues & {"quick", "lasting", "significant"} and {"observed", "results"} & clause.cues)
    ) and EFFECT_WORD.found(folded[max(0, outcome.start - clause.start) : outcome.end - clause.start + 10]):
        return Direction.BETTER
    return Direction.UNCLEAR


def _of_another(words: list[Mention], outcome: Mention, clause: Clause) -> bool:
    """ "Scores fell by six points, and 41 were responders": each word of loss stands nearer to another outcome."""
    others = [m for m in clause.of(ConceptKind.OUTCOME) if m.id != outcome.id and not _listed(clause, outcome, m)]
    return bool(others) and all(min(away(w, m) for m in others) + _CLEARLY_NEARER < away(w, outcome) for w in words)


#: "The one, the other and the third were reduced": no verb stands between those that are told of together.
_VERB = Expression(
    r"\b(?:was|were|is|are|had|has|have|did|fell|rose|\w+ed|showed|became|remained|with|than|versus|from|to|by|of)\b"
)


def _listed(clause: Clause, outcome: Mention, other: Mention) -> bool:
    between = clause.folded[outcome.end - clause.start : max(0, other.start - clause.start)]
    return other.start > outcome.end and ("," in between or " and " in between) and not _VERB.found(between)


_BRACKETS = Expression(r"\([^()]*\)|\[[^\[\]]*\]|, (?:\w+ )?(?:defined|measured|calculated) as [^,;]*(?:,|$)")


def _outside_brackets(words: list[Mention], outcome: Mention, clause: Clause) -> list[Mention]:
    """ "17 responded (a 50 % reduction of the score)": what a word in brackets tells is not of one outside them."""
    if not words or not any(hint in clause.folded for hint in ("(", "[", "ed as ")):
        return words
    spans = [(clause.start + m.start(), clause.start + m.end()) for m in _BRACKETS.finditer(clause.folded)]
    own = [m.start for m in clause.mentions if m.kind == outcome.kind and m.id == outcome.id] or [outcome.start]
    mine = [span for span in spans if any(span[0] <= place < span[1] for place in own)]
    return [m for m in words if not any(a <= m.start < b for a, b in spans if (a, b) not in mine)]


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


#: "The time to relapse was longer": to be well for longer is better. Against: "time to response", "relapse fell".
_WELL_FOR = Expression(
    r"\btime (?:to|until|till) (?:[\w-]+ ){0,2}(?:relapse|recurrence)|\brelapses? (?=(?:occurred|came) \w+er\b|"
    r"(?:was|were) (?:\w+ )?delayed)|"
    r"(?<=delayed )relapse"
)
_LATER = Expression(r"\b(?:prolong|longer|extend|delay|lengthen|increas|later)")
_SOONER = Expression(r"\b(?:short|earlier|sooner|decreas|reduc)")


def _time_well(folded: str, start: int) -> Direction | None:
    """The way of a time to relapse, where the outcome at `start` is part of its name."""
    if not any(match.start() <= start < match.end() for match in _WELL_FOR.finditer(folded)):
        return None
    later, sooner = _LATER.search(folded), _SOONER.search(folded)
    if (later is None) is (sooner is None):
        return None
    return Direction.BETTER if later else Direction.WORSE


#: "Declines, all of which had resolved a day later": what is over was a loss.
_RECOVERS = Expression(r"normali|resol|recover|revers|return")
#: Characters by which one of two words has to be nearer to the outcome than the other to be its own.
_CLEARLY_NEARER = 10
#: "Failure to benefit and increasing distress": the word right before the outcome is its own.
_RISING = Expression(r"\b(?:increasing|increased|worsening|worsened|heightened) (?:\w+ )?$")
#: "The drug exerted calming effects": they are said to have been there. Against: "may have exerted".
_SHOWED = Expression(
    r"(?<!may have )(?<!might have )\b(?:showed|exerted|demonstrated|displayed|exhibited|produced|yielded|elicited|"
    r"had) (?!no\b|limited|little|weak)"
)
#: "The calming effect was prominent at day 7", "calming effects were seen in all".
_WAS_SEEN = Expression(
    r"s? (?:of [\w-]+ )?(?:was|were) (?:\w+ly |already |still |also )?(?:prominent|evident|apparent|seen|observed|"
    r"noted|noticeable|pronounced|present|strong|large|robust|rapid|detected|documented)\b(?! in (?:none|neither|only))"
)
#: "The onset of the calming effect came within hours": it has been there.
_BEGAN = Expression(r"\bonset of (?:an? |the |its |this )?(?:\w+ )?$")
_CAME = Expression(
    r"s? (?:of [\w-]+ )?(?:occurred|came|began|was|were) (?:\w+ )?(?:within|by|at|after|as early|in|rapid)"
)
#: "The calming effect of the drug, measured daily, persisted for five days": what lasts has been there.
_HELD = Expression(
    r"s?\b[^;]{0,170}?(?<!not )(?<!may )(?<!might )\b(?:persisted|lasted|endured|(?:was|were) (?:sustained|"
    r"maintained)|remained (?:significant|present|evident))\b"
)
#: "A smaller reduction", "the improvement was less": of two gains the lesser. Against: "smaller doses".
_LESSER_GAIN = Expression(
    r"\b(?:smaller|less|lesser|weaker) (?:\w+ ){0,2}(?:reduc|improve|decreas|declin|fall|drop|relief|benefit)|"
    r"\b(?:reduc|improve|decreas|declin|fall|drop|relief)\w*\b[^,;]{0,80} (?:was|were) (?:\w+ ){0,2}"
    r"(?:smaller|less|weaker|lower)\b|"
    r"\b(?:reduc|improv|decreas|declin|fell\b|fall|dropp)\w* (?:(?:\w+ly )?less\b|"
    r"to a (?:lesser|smaller) (?:extent|degree))"
)
#: "Function improved less".
_LESS_GAINED = Expression(
    r"\b(?:improv|increas|rose\b|gain)\w* (?:(?:\w+ly )?less\b|to a (?:lesser|smaller) (?:extent|degree))"
)
#: "Reaction times were faster": of a time less is better.
_PACE = Expression(r"s? (?:was|were|became) (?:\w+ly )?(?:(?P<quick>faster|quicker|shorter)|slower|longer)\b")
#: "Relief was less".
_WAS_LESS = Expression(r"\w*(?: scores?| rates?)? (?:was|were) (?:\w+ly )?(?:less|smaller|weaker|poorer)\b(?! than \d)")
#: "Fewer patients responded".
_FEWER_DID = Expression(
    r"\bfewer (?:[\w-]+ ){0,2}(?:patients|participants|subjects|adults|people|individuals) [^.;,]{0,30}$"
)
#: "The change in score was greater": in a trial of a treatment a change of symptoms is a fall, unless told otherwise.
_GREATER_CHANGE = Expression(
    r"\bchanges?\b[^,;]{0,90}\b(?:greater|larger|more pronounced)\b|\b(?:greater|larger) (?:\w+ ){0,2}changes?\b"
)


def away(word: Mention, outcome: Mention) -> int:
    return max(word.start - outcome.end, outcome.start - word.end, 0)
