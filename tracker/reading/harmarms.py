"""Harm arm by arm: who had more of an unwanted effect, those on the watched drug or those on something else."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.vocabulary import ConceptKind, Role
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression
from tracker.reading.mentions import Mention
from tracker.reading.study import Study

_CONTROL = r"(?:placebo|saline|controls?|ctrl|vehicle|sham|comparator|no[- ]treatment|waitlist|waiting list)"
_ON_CONTROL = Expression(
    rf"\b(?P<way>higher|greater|more|larger|increased|elevated|lower|fewer|less|reduced)\b[^.;]{{0,60}}?"
    rf"\b(?:in|with|on|among|for|by|after|under) (?:the |those (?:on|in|receiving) )?{_CONTROL}"
    rf"(?: group| arm| patients| participants| subjects| infusion| condition)?,? (?:[(][^)]*[)] ?)?(?:when )?"
    rf"(?:than|compared|versus|vs)"
)
_CONTROL_HAD = Expression(
    rf"\b{_CONTROL}(?: group| arm| patients)? (?:had|showed|reported|experienced|displayed) (?:the |a |an )?"
    rf"(?:significantly )?(?P<way>highest|higher|greater|greatest|largest|larger|more|most|lower|lowest|fewer|less)\b"
)
_LITTLE = ("lower", "lowest", "fewer", "less", "reduced", "smaller", "rarer", "milder")


def more_on_control(folded: str) -> bool | None:
    """ "Higher in the control group than ..." is True, "lower with placebo than ..." False, else None."""
    match = _ON_CONTROL.search(folded) or _CONTROL_HAD.search(folded)
    if match is None:
        return None
    return match["way"] not in _LITTLE


_THAN = Expression(
    r"\b(?:than|compared (?:with|to)|in comparison (?:with|to)|relative to|versus|vs\.?|as opposed to)\b"
)
_WAY = Expression(
    r"\b(?:higher|greater|more|larger|increased|elevated|commoner|stronger|worse|lower|lowest|fewer|less|reduced|"
    r"smaller|rarer|milder|better tolerated)\b"
)
#: "Compared with the one, the other produced less": what is held against comes first.
_FIRST = Expression(
    r"\W*(?:and |but |however, )?(?:when )?(?:compared (?:with|to)|in comparison (?:with|to)|relative to)\b"
)
#: "Fatigue improved more with the drug than with the other": more of a gain is no more of the harm.
_GAIN = Expression(
    r"(?:improv|reduc|decreas|declin|fell|relie|attenuat)\w* (?:significantly |\w+ly )?(?:more|less)\b|"
    r"(?:greater|larger|more|smaller|less) (?:\w+ )?(?:improve|reduc|decreas|declin|relief)"
)
#: "No more frequent with the drug than with the control": neither has more.
_NO_MORE = Expression(r"\b(?:no|not) (?:\w+ly )?(?:more|higher|greater|worse|less|lower)\b")
_NEXT = Expression(
    r"(?: (?:with|in|on|after|under|for|among|by|those|the|given|receiving|treated|group|arm|patients|of))* ?"
)


def more_on_other(clause: Clause, mention: Mention, study: Study) -> bool | None:
    """Whether the other arm had more, where the clause holds the drug's arm against another by name; else None.

    For True: "more frequent with the comparator than with the drug". For False: "the comparator produced less than
    the drug", "compared with the drug, the comparator caused less". Against (None): both sides got the drug.
    """
    held = _THAN.search(clause.folded)
    if held is None or _GAIN.found(clause.folded) or _NO_MORE.found(clause.folded):
        return None
    arms = [m for m in clause.mentions if m.kind in (ConceptKind.DRUG, ConceptKind.COMPARATOR)]
    place = mention.start - clause.start
    if _FIRST.match(clause.folded):
        comma = clause.folded.find(",", held.end())
        if comma < 0 or place < comma:
            return None
        reference = [m for m in arms if held.end() <= m.start - clause.start < comma]
        subject = [m for m in arms if comma < m.start - clause.start][:1]
        ways = list(_WAY.finditer(clause.folded, comma))
    else:
        if place > held.start() and "better tolerated" not in clause.folded:
            return None
        ways = list(_WAY.finditer(clause.folded, 0, held.start()))
        reference = [m for m in arms if 0 <= m.start - clause.start - held.end() <= 50][:1]
        subject = _nearest_before(arms, clause.start + held.start())
        if (
            not subject
            and reference
            and not _NEXT.fullmatch(clause.folded, held.end(), reference[0].start - clause.start)
        ):
            return None
    way = min(ways, key=lambda w: abs(w.start() - place), default=None)
    ours = [_any_ours(side, study) for side in (subject, reference)]
    if way is None or not reference or ours[0] == ours[1]:
        return None
    subject_had_more = way[0] not in (*_LITTLE, "better tolerated")
    return subject_had_more is not ours[0]


#: "Half as frequent with the drug as with the control".
_TIMES_AS = Expression(
    r"\b(?:(?P<less>half|a third)|twice|(?:two|three|four|five|\d+(?:\.\d+)?) times) as (?:frequent|common|"
    r"often|likely|high|many)\w*\b"
)


def times_as_many(clause: Clause, study: Study) -> bool | None:
    """Whether the other arm had more, where one is said to have so many times the other's; else None."""
    match = _TIMES_AS.search(clause.folded)
    if match is None:
        return None
    place = clause.start + match.end()
    after = [m for m in clause.mentions if m.kind in (ConceptKind.DRUG, ConceptKind.COMPARATOR) and m.start >= place]
    if len(after) < 2 or _any_ours(after[:1], study) == _any_ours(after[1:2], study):
        return None
    return (match["less"] is not None) is _any_ours(after[:1], study)


_ROSE = Expression(r"\b(?:increas|elevat|ris(?:e|es|ing)\b|rose\b|raised|peak)")


def than_a_treatment(clause: Clause, study: Study) -> bool:
    """Whether a level is only called higher than on a treatment that may itself have lowered it.

    For: "the level was higher than with the other anaesthetic". Against: "it rose more than with the other", "it was
    higher than on placebo".
    """
    held = _THAN.search(clause.folded)
    if held is None or _ROSE.found(clause.folded):
        return False
    after = [m for m in clause.of(ConceptKind.COMPARATOR) if 0 <= m.start - clause.start - held.end() <= _SOON_AFTER]
    roles = [c.role for m in after if (c := study.vocabulary.get(ConceptKind.COMPARATOR, m.id)) is not None]
    return roles[:1] == [Role.TREATMENT]


_SOON_AFTER = 30  #: characters


def _nearest_before(arms: list[Mention], place: int) -> list[Mention]:
    """The arm named last before this place, with what was given beside it ("the one plus the other")."""
    before = [m for m in arms if m.end <= place]
    if not before:
        return []
    last = before[-1]
    return [m for m in before if last.start - m.end <= 8]


def _any_ours(side: Sequence[Mention], study: Study) -> bool:
    return any(m.kind == ConceptKind.DRUG and m.id in study.drugs for m in side)


#: "Higher in group K than in group C": arms told by letters; the letter of the drug's name is all there is to go by.
_LETTERS = Expression(r"\b(?:groups? ([A-Z]{1,4}\d?)|([A-Z]{1,4}\d?) groups?)\b")
_COMPARED_UP = Expression(r"\b(?:higher|greater|more|increased|elevated|lower|less|fewer)\b")


def arms_by_letter(clause: Clause, study: Study) -> bool | None:
    """Whether arms that are only lettered are compared and none of them can be told to be the drug's.

    For True: "higher in group C than in groups HS and LS". Against: "higher in group K than in group P" (False), no
    such arms, or an arm that is named (None).
    """
    held = _THAN.search(clause.folded)
    if held is None or not _COMPARED_UP.found(clause.folded):
        return None
    letters = list(_LETTERS.finditer(clause.text))
    if not letters or clause.of(ConceptKind.COMPARATOR) or _any_ours(clause.of(ConceptKind.DRUG), study):
        return None
    initials = {c.id[0].upper() for c in study.vocabulary.of(ConceptKind.DRUG) if c.id in study.drugs and not c.form_of}
    subject = [m for m in letters if m.start() < held.start()]
    return not any((m[1] or m[2])[0] in initials for m in subject)
