"""Countered: what the drug did to a change that something else had brought ("prevented the rise after stress")."""

from __future__ import annotations

from tracker.model.appraisal import Direction
from tracker.model.vocabulary import ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.document import Sentence
from tracker.reading.expressions import Expression
from tracker.reading.mentions import Mention

COUNTERED, NOT_COUNTERED, DID_NOT = "countered", "not-countered", "drug-did-not"
_FAR = 90  #: characters between the drug and the verb that is its own
_NEAR = 40  #: between the verb and what it lessens

_VERB = Expression(
    r"\b(?:prevent|attenuat|revers|abolish|block|suppress|inhibit|restor|rescu|normali[sz]|ameliorat|alleviat|mitigat|"
    r"counteract|blunt|dampen|reduc|decreas|lower)(?:e|ed|ing)?\b"
)
#: Verbs that bring back what was there: what they restore needs no other word for its loss.
_BACK = Expression(r"restor|rescu")
#: "It abolished the marker": what is lessened needs no other word for its rise.
_LESSENS = Expression(
    r"prevent|attenuat|revers|abolish|block|suppress|inhibit|alleviat|mitigat|blunt|dampen|reduc|decreas|lower"
)
_NOT_ITSELF = Expression(r"\b(?:effects?|response|and|or|by|but|receptors?)\b|,")
_UP = r"increas\w*|elevat\w*|rise|rose|raised|up-?regulat\w*|overexpression|activation|activated"
_DOWN = (
    r"decreas\w*|reduc\w*|loss|deficits?|impair\w*|atrophy|shrinkage|down-?regulat\w*|declin\w*|lower\w*|suppress\w*"
)
_CHANGE = Expression(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\b")
_PASSIVE = Expression(
    r"\b(?:was|were|is|are|be|been|being)(?: (?!to\b|unable\b|able\b)[\w-]+){0,2} $|"
    r"\b(?:effect|change|increase|decrease)s? $"
)
_NOT = Expression(
    r"\b(?:not|never|fail(?:ed|s|ure)? to|unable to|no longer|"
    r"(?:insufficient|inadequate|ineffective|too low|too little|inability|unlikely) (?:to|in|at|for)|"
    r"hardly|barely|without|cannot|could not|incapable of|nor)(?: (?!only\b)\w+){0,2} $|"
    r"\b(?:neither|no dose|none)\b[^.;,]{0,70}$"
)
#: Before the verb's plain form, which else tells of a plan: "given to prevent it".
_WAS_ABLE = Expression(r"\b(?:did|could|able to|(?:found|shown|seen|sufficient|enough) to) (?:\w+ly )?$")
#: "(10 mg/kg, but not at 1 mg/kg)", "but not its metabolite,": set apart from the rest.
_ASIDE = Expression(
    r", (?:unlike|like|in contrast to) [^,;.]{1,40},|(?:, |\b)but not (?:at |with |by |in )?[^,;.()]{1,40}?"
    r"(?=,|\)|$| (?:\w+ly )?(?:prevent|attenuat|revers|abolish|block|restor|rescu|reduc|suppress|normali)\w*ed\b)|"
    r"\([^()]*\)"
)
_NO_EFFECT = Expression(
    r"\b(?:ha[ds]|has|have|showed|produced|exerted) no (?:\w+ )?effects? on\b|"
    r"\b(?:did|does) not (?:\w+ )?(?:affect|alter|influence|change|modify)\b"
)
#: "These increases", "them", or nothing: what is countered has been named before.
_NAMED_BEFORE = Expression(
    r" (?:(?:all|both|most) (?:of )?)?(?:these|this|those|the|such|them|it)\b(?: (?:changes?|increases?|effects?|"
    r"decreases?|alterations?|reductions?|elevations?|deficits?|abnormalities))?\W*$|\W*$"
)
#: "By a single low dose of the drug", "in rats given it". Against: "by another drug in rats given it".
_BY = Expression(
    r"(?: \w+ly| also| only)* (?:by|in|after|with|following)"
    r"(?:[ -](?:the|an?|single|repeated|acute|chronic|low|high|higher|lower|sub-?\w+|doses?|of|(?:pre-?)?treatment|"
    r"administration|injections?|infusions?|with|both|either|prophylactic|rats|mice|animals|groups?|given|treated|"
    r"receiving|received|that|which|had|been|racemic))*[ -]"
)
_BESIDE = Expression(
    r"\b(?:compared (?:with|to)|relative to|unlike|than|versus|contrast to|except|like|after|before|without) (?:the )?$"
)
_LEFT_OUT = Expression(r"\b(?:but|and|though) not (?:by |with |in |of |after )?(?:the )?$|\bnot (?:by|with|in|after) $")
_CONTRAST = Expression(
    r"^\W*(?:whereas|while|although)\b[^,;]*, (?:\w+ ){0,2}$|\b(?:but|whereas|while|although|though)(?: \w+){0,2} $|; $"
)
_DID_NOT = Expression(
    r"(?: \w+){0,2} (?:did|was|were|had|could|does|is) (?:not|no (?:such )?effect)\b[^.;]{0,12}\W*$|"
    r"(?: \w+)? failed to do so\W*$"
)


def countered(clause: Clause, marker: Mention, drugs: frozenset[str]) -> tuple[Direction, str] | None:
    """Which way the drug brought a marker whose change was another's doing; none where nothing of the kind is told.

    For: "the drug (10 mg, but not 1 mg) prevented the rise of the marker after stress" brings it down; "the loss was
    restored by the drug" up; "the drug failed to reverse the rise" is no difference. Against: "a blocker prevented the
    rise that the drug had brought".
    """
    s = clause.sentence
    ours = [m for m in s.mentions if m.kind == ConceptKind.DRUG and m.id in drugs]
    if not ours or left_out(s, drugs):
        return None
    text = _ASIDE.sub(lambda m: " " * len(m[0]), s.folded)
    for found in _NO_EFFECT.finditer(text):
        if (
            found.start() >= clause.start
            and 0 <= marker.start - found.end() < _FAR
            and _does(s, text, found.start(), ours)
        ):
            return Direction.NO_DIFFERENCE, NOT_COUNTERED
    for verb in _VERB.finditer(text):
        passive = _PASSIVE.found(text[: verb.start()])
        if not (_done_by(s, text, verb.end(), ours) if passive else _does(s, text, verb.start(), ours)):
            continue
        denied = _NOT.found(text[: verb.start()])
        if not denied and not verb[0].endswith(("ed", "ing")) and not _WAS_ABLE.found(text[: verb.start()]):
            continue
        before = passive or _NAMED_BEFORE.match(text[verb.end() :]) is not None
        if (before and marker.start > verb.start()) or (not before and marker.start < verb.end()):
            continue
        if not before and verb.start() < clause.start:
            continue
        if not before and _NEW_VERB.found(text[verb.end() : marker.start]):
            continue
        change = _change_of(text, marker, verb.end(), before=before, start=verb.start())
        if change is None:
            between = text[marker.end : verb.start()] if before else text[verb.end() : marker.start]
            if _BACK.found(verb[0]) and (before or marker.start - verb.end() < _FAR):
                change = "down"
            elif _LESSENS.found(verb[0]) and len(between) < _NEAR and not _NOT_ITSELF.found(between):
                change = "up"
            else:
                continue
        if passive and not _is_subject(text[marker.end : verb.start()], text[: marker.start]):
            continue
        if any(_BROUGHT.match(text, m.end) is not None for m in ours):
            return None
        if denied:
            return Direction.NO_DIFFERENCE, NOT_COUNTERED
        return (Direction.WORSE if change == "up" else Direction.BETTER), COUNTERED
    return None


#: "Reversed the one and lowered the other": the second verb has an object of its own.
_NEW_VERB = Expression(r"\b(?:and|but|while|whereas|although|which|that)(?: \w+){0,2} (?:\w+ed|rose|fell)\b|;")
_TOLD_AGAIN = Expression(
    r"\b(?:which|this|these|those|both|they|it|that|effects?|changes?|increases?|decreases?|alterations?)\b"
    r"[^.;,]{0,30}$|\b(?:and|but) (?:was|were) (?:\w+ ){0,2}$"
)
_FINITE = Expression(r"\b(?:was|were|had|did|remained|increased|decreased|rose|fell|elevated|impaired|reduced)\b")
_AUXILIARY = Expression(r"\b(?:was|were|is|are|be|been|being)(?: [\w-]+){0,2} $")
_STRESS_DID = Expression(
    r"[\w)] (?:\w+ly )?(?:increased|decreased|elevated|raised|reduced|impaired|up-?regulated|down-?regulated|lowered)\b"
)


def _is_subject(between: str, lead: str) -> bool:
    """The marker's change is what the passive verb is about. Against: "it rose, and another fell by the drug"."""
    if _TOLD_AGAIN.found(between):
        return True
    return not _FINITE.found(_AUXILIARY.sub("", between)) and not _STRESS_DID.found(lead[-200:])


#: "The drug-induced rise", "the drug increased it, and this was blocked": the change is the drug's own.
_BROUGHT = Expression(
    r"-(?:induced|evoked|mediated|elicited|produced)|(?: \w+)? (?:increased|elevated|raised|induced)\b"
)


def _does(s: Sentence, text: str, at: int, ours: list[Mention]) -> bool:
    """The drug stands before the verb, and no other drug between that is not told of together with it."""
    mine = [m for m in ours if m.end <= at and at - m.end < _FAR]
    if not mine or not text[mine[-1].start : mine[-1].end].strip():
        return False
    last = mine[-1]
    others = [m for m in s.mentions if m.kind == ConceptKind.DRUG and last.end <= m.start < at and m not in ours]
    between = text[last.end : at]
    if _BESIDE.found(text[: last.start]) and "," in between:
        return False
    if ";" in between or _ANOTHER_VERB.found(between):
        return False
    return all(text[last.end : m.start].strip() in ("", "and", "or", "/", ",") for m in others)


_ANOTHER_VERB = Expression(
    r"\b(?:was|were|had|increased|showed|whereas|while)\b"
    r"(?! no\b| (?:\w+ )?(?:unable|able|found|shown|seen|sufficient|insufficient|inadequate|ineffective|too)\b)"
)


def _done_by(s: Sentence, text: str, at: int, ours: list[Mention]) -> bool:
    """ "Was prevented by the drug", "was attenuated in those given it"."""
    after = [m for m in s.mentions if m.kind == ConceptKind.DRUG and m.start >= at and text[m.start : m.end].strip()]
    return (
        bool(after)
        and after[0] in ours
        and after[0].start - at < _FAR
        and (_BY.fullmatch(text, at, after[0].start) is not None)
    )


def _change_of(text: str, marker: Mention, after: int, *, before: bool, start: int) -> str | None:
    """ "up" or "down": the change that is countered, as it stands before the marker or right after it."""
    lead = (max(0, marker.start - 200), marker.end) if before else (after, marker.end)
    found = list(_CHANGE.finditer(text, *lead))
    if not found:
        found = list(_CHANGE.finditer(text, marker.end, start if before else min(len(text), marker.end + 14)))[:1]
    return None if not found else "up" if found[-1]["up"] else "down"


def left_out(s: Sentence, drugs: frozenset[str]) -> bool:
    """ "The other lowered it, whereas the drug did not", "the other, but not the drug, lowered it"."""
    ours = [m for m in s.mentions if m.kind == ConceptKind.DRUG and m.id in drugs]
    return bool(ours) and all(
        _LEFT_OUT.found(s.folded[: m.start])
        or (_CONTRAST.found(s.folded[: m.start]) and _DID_NOT.match(s.folded, m.end) is not None)
        for m in ours
    )
