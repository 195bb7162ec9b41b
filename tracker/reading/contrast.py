"""Contrast: two arms told in one clause, and which of them stands on the better side."""

from __future__ import annotations

import itertools

from tracker.model.vocabulary import Benefit, ConceptKind
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression, expression
from tracker.reading.mentions import Mention

_VALUE = r"(?P<value>[-+]? ?\d+(?:\.\d+)?)(?! ?(?:%|mg|ml|µg|h\b|hours?|days?|weeks?|months?|min))"
_BETWEEN = r"(?: ?(?:points?|units?|\([^()]*\)|± ?\d+(?:\.\d+)?))*"
#: "15.9 points with the drug", "12 (SD 4) in the control group".
_VALUE_ARM = Expression(
    rf"(?<![\w.]){_VALUE}{_BETWEEN} (?:with|in|on|after|for|under|among|following) (?:the |those on )?"
)
#: "by 15.9", "of -18.1": how far, and no level.
_BY = Expression(r"(?:\bby|\bof)(?: (?:an? )?(?:mean|average)(?: of)?)? ?$")
_FELL = Expression(r"\b(?:fell|fallen|falls?|decreas\w*|reduc\w*|declin\w*|dropp?\w*|improv\w*)\b")
#: "The decrease was 15.9 with the drug": an amount as well.
_AMOUNT = Expression(
    r"\b(?:decreases?|reductions?|declines?|drops?|falls?|improvements?)\b[^.;,]{0,60}\b(?:was|were|averaged)\b[^.;,]{0,20}$"
)
_CHANGED = Expression(r"\bchang\w*\b")


def _values(clause: Clause, drugs: frozenset[str]) -> tuple[float, float, str] | None:
    """(the drug's value, the control's, the words before the first) where exactly one is given for each arm."""
    told: dict[bool, float] = {}
    before = ""
    for match in _VALUE_ARM.finditer(clause.folded):
        place = clause.start + match.end()
        arm = next(
            (
                m
                for m in clause.mentions
                if m.start - place in range(34) and m.kind in (ConceptKind.DRUG, ConceptKind.COMPARATOR)
            ),
            None,
        )
        if arm is None or (arm.kind == ConceptKind.DRUG and arm.id not in drugs):
            continue
        ours = arm.kind == ConceptKind.DRUG
        if ours in told:
            return None
        if not told:
            before = clause.folded[: match.start()]
        told[ours] = float(match["value"].replace(" ", ""))
    return (told[True], told[False], before) if len(told) == 2 else None


def has_near_values(clause: Clause, drugs: frozenset[str]) -> bool:
    """ "Improvement was 9.8 with the drug and 9.5 with the control", nothing said of chance: too near to tell."""
    told = _values(clause, drugs)
    return told is not None and abs(told[0] - told[1]) < _NEAR * max(abs(told[0]), abs(told[1]))


_NEAR = 0.15
"""Of the larger of two values: less than this between them may be chance."""


def drug_is_ahead(clause: Clause, benefit: Benefit, drugs: frozenset[str]) -> bool | None:
    """Whether the drug's arm did better by the values told arm by arm; None where they are not told so.

    For: "had fallen by 15.9 points with the drug and by 9.2 with the control" of a symptom score. Against: "fell by
    9.2 points with the drug and by 15.9 with the control" (False), and a value for one arm alone (None).
    """
    if not clause.of(ConceptKind.COMPARATOR):
        return None
    told = _values(clause, drugs)
    if told is None or told[0] == told[1]:
        return None
    drug, control, before = told
    if _BY.found(before) and _FELL.found(before) and min(drug, control) > 0:
        return (drug > control) is (benefit is Benefit.LOWER or "improv" in before)
    if _AMOUNT.found(before) and min(drug, control) > 0:
        return (drug > control) is (benefit is Benefit.LOWER or "improv" in before)
    if _CHANGED.found(before) and min(drug, control) > 0 and benefit is Benefit.LOWER:
        return None
    if not (_CHANGED.found(before) or expression(r"\b(?:was|were|is)\b").found(before)):
        return None
    return (drug < control) is (benefit is Benefit.LOWER)


#: "after the blocker plus the drug than after placebo plus the drug": both arms get the drug.
_PLUS = Expression(r" ?(?:plus|\+|and then|followed by|combined with|with) ?$")


def same_in_both(clause: Clause, drugs: frozenset[str]) -> bool:
    """The control is the control of another drug, given beside the watched one in both arms."""
    arms = [m for m in clause.mentions if m.kind in (ConceptKind.DRUG, ConceptKind.COMPARATOR)]
    joined = 0
    with_control = False
    for first, second in itertools.pairwise(arms):
        ours = [m.kind == ConceptKind.DRUG and m.id in drugs for m in (first, second)]
        if ours.count(True) != 1 or not _PLUS.match(
            clause.folded[first.end - clause.start : second.start - clause.start]
        ):
            continue
        joined += 1
        with_control = with_control or ConceptKind.COMPARATOR in (first.kind, second.kind)
    return joined > 1 and with_control


#: Where the one that did better stands before, and the one it is held against stands after.
_PIVOT = Expression(
    r"\bthan\b|when compared (?:to|with)|\bsuperior(?:ity)? (?:to|over)\b|\b(?:outperform|exceed|surpass)\w*|"
    r"\b(?:benefit|advantage)s? over\b"
)


#: "The reduction was smaller after A plus the drug than after the drug": less of a benefit, unless A is the control.
_SMALLER = Expression(
    r"\b(?:reduction|decrease|improvement|decline|drop)s?\b[^.;]{0,110}?\b(?:was|were) (?:\w+ )?"
    r"(?:smaller|less|lower|weaker)\b[^.;]{0,60}?\bthan\b"
)


def is_less_of_a_benefit(clause: Clause) -> bool | None:
    """True where the drug brought the smaller fall, False where the control did, None where nothing is said of it."""
    match = _SMALLER.search(clause.folded)
    if match is None:
        return None
    start, end = clause.start + match.start(), clause.start + match.end()
    return not any(start <= m.start < end for m in clause.of(ConceptKind.COMPARATOR))


_TOWARD = Expression(r"\bfavou?r(?:ed|s|ing)? (?:the )?|\bin favou?r of (?:the )?")


def control_did_better(clause: Clause, drugs: frozenset[str]) -> bool:
    """ "Scores fell more on placebo than on the drug", "the control was superior to the drug", "favouring placebo".

    Against: "scores fell more on the drug than on placebo", "superior to placebo".
    """
    if (toward := _TOWARD.search(clause.folded)) is not None:
        place = clause.start + toward.end()
        return any(m.kind == ConceptKind.COMPARATOR and 0 <= m.start - place <= 6 for m in clause.mentions)
    pivot = _PIVOT.search(clause.folded)
    if pivot is None:
        return _told_of_the_control(clause, drugs)
    place = clause.start + pivot.start()
    before = [m for m in clause.of(ConceptKind.DRUG) if m.id in drugs and m.start < place]
    after = [m for m in clause.of(ConceptKind.DRUG) if m.id in drugs and m.start > place]
    others = [m for m in clause.of(ConceptKind.COMPARATOR) if m.start < place]
    others += [m for m in clause.of(ConceptKind.DRUG) if m.id not in drugs and m.start < place]
    return bool(after) and not before and bool(others)


#: "Was higher in", "improved more on": the arm that is named next is the one that had more, or less.
_ON_ONE_SIDE = Expression(
    r"\b(?:higher|lower|greater|larger|smaller|more|less|fewer|worse|better|milder|stronger|weaker)\b"
    r"[^.;,]{0,50}?\b(?:in|(?<!compared )(?<!comparison )with|on|among|for|after) (?:the )?"
    r"(?:(?:patients|participants|people|those) (?:on|with|given) )?"
)


def _told_of_the_control(clause: Clause, drugs: frozenset[str]) -> bool:
    """ "Severity was higher in the control group": the other arm is the one that goes without a name."""
    if any(m.id in drugs for m in clause.of(ConceptKind.DRUG)):
        return False
    ends = [clause.start + m.end() for m in _ON_ONE_SIDE.finditer(clause.folded)]
    return any(m.start in ends for m in clause.of(ConceptKind.COMPARATOR))


#: "Improved similarly in both groups", "improvement was comparable between the arms".
_ALIKE = Expression(
    r"\b(?:similar(?:ly)?|comparabl[ey]|equal(?:ly)?|equivalent(?:ly)?)\b[^.;]{0,60}?\b(?:in|between|across|among|by|with|"
    r"for) (?:the |both |either |all |two |three |treatment |study )*(?:[\w-]+ (?:and|or) (?:[\w-]+ ){1,2}|[\w-]+ )?"
    r"(?:groups|arms|treatments|conditions)\b|"
    r"\b(?:the|both|two|all) (?:[\w-]+ and (?:the )?(?:[\w-]+ )?[\w-]+ )?(?:groups|arms) (?:both |all "
    r")?(?:showed|had|experienced|"
    r"demonstrated|exhibited|displayed|reported) (?:an? )?(?:\w+ly )?(?:similar|comparabl|equal|equivalent|identical)|"
    r"\b(?:both|the two|all) (?:\w+ )?(?:groups|arms|treatments)\b[^.;]{0,60}\b(?:similar|comparabl|equal|equivalent)"
)
_ALIKE_IN = Expression(
    r"\b(?:similar(?:ly)?|comparabl[ey]|equal(?:ly)?|equivalent(?:ly)?|identical(?:ly)?|the same) (?:[\w-]+ ){0,3}?"
    r"(?:in|between|across|among|with|after|on|for|to) (?:the )?|"
    r"\b(?:indistinguishable|not (?:\w+ )?different|no different) from (?:(?:that|those) )?(?:(?:in|on|with|"
    r"after|of|for) )?(?:the )?"
)


#: "Improved irrespective of allocation", "as frequent with the one as with the other".
_WHICHEVER = Expression(
    r"\b(?:irrespective|regardless|independent(?:ly)?) of (?:the )?(?:treatment |group |study )?"
    r"(?:allocation|assignment|arm|group|drug|condition|treatment(?: received)?)\b|"
    r"\b(?:groups|arms) [\w ]{0,40}\balike\b|\bwhatever (?:they|people|patients) (?:were given|received|got|took)\b|"
    r"\b(?:improvement|effect|benefit|fall|reduction|decrease|response)\b[^.;]{0,60}\b(?:was|were) "
    r"matched (?:by|with|in)\b|"
    r"\b(?:not related|unrelated) to (?:the )?(?:treatment|group|study)[ -](?:allocation|assignment|arm|group)\b|"
    r"\b(?:whichever|whatever) (?:of the )?(?:\w+ )?(?:drug|treatment|arm|group|one)\b|"
    r"\balike\b|"
    r"\bwhether (?:\w+ )?(?:had )?(?:received|were given|got|took) [\w-]+ or\b|"
    r"(?<!twice )(?<!times )(?<!half )(?<!not )\bas (?:frequent|common|likely|many|often|much|large|great|high) "
    r"(?:with|in|on|among|after) (?:the )?[\w-]+"
    r"(?: group| arm)? as (?:with|in|on|among|after)\b"
)


def whichever_arm(clause: Clause) -> bool:
    """The outcome is said to be the same, whichever of the arms people were in."""
    return _WHICHEVER.found(clause.folded)


#: "Both were equally effective", "with the one and, to a similar degree, with the other".
_EQUALLY = Expression(
    r"\b(?:equally|similarly|comparably) (?:effective|efficacious|good|potent)\b|"
    r"\bto (?:a|an|the) (?:similar|same|comparable|equal) (?:degree|extent)\b"
)
#: "Improved with the one, as did those on the other".
_AS_DID = Expression(r"\bas (?:did|were|was|had) (?:the |those |that |patients |participants |on |in |given |with )*$")


#: "In the one group (p = .01) and in the other": said of both in one breath.
_IN_THE_ONE = Expression(r"\b(?:in|with|on|after|among) (?:the )?$")
_AND_THE_OTHER = Expression(
    r"(?: (?:groups?|arms?))?(?: ?\([^()]*\))?,? (?:and|as well as|(?:just )?as (?:they|it|those) did) (?:also )?"
    r"(?:(?:in|with|on|after|among) )?(?:the )?"
)
_MORE = Expression(r"\b(?:more|greater|larger|higher|lower|than|respectively|superior|faster|earlier|only|but|by \d)\b")


def as_did_the_other(clause: Clause, drugs: frozenset[str]) -> bool:
    """ "Improved with the one, as did those on the other", "fell in the one (p = .01) and in the other (p = .02)"."""
    arms = [m for m in clause.mentions if m.kind == ConceptKind.COMPARATOR or _is_ours(m, drugs)]
    for first, second in itertools.pairwise(arms):
        start, end = first.start - clause.start, first.end - clause.start
        if (
            _is_ours(first, drugs) is not _is_ours(second, drugs)
            and _IN_THE_ONE.found(clause.folded[max(0, start - 12) : start])
            and _AND_THE_OTHER.fullmatch(clause.folded[end : second.start - clause.start])
            and not _MORE.found(clause.folded)
        ):
            return True
    return any(
        _AS_DID.found(clause.folded[max(0, m.start - clause.start - 40) : m.start - clause.start])
        for m in clause.of(ConceptKind.COMPARATOR)
    )


#: "Did not improve as much as", "was inferior to": who is named first did worse.
_BEHIND = Expression(
    r"\bnot (?:[\w-]+ ){0,5}?as (?:much|greatly|great|well|often|frequently|frequent|large|strongly|strong|marked)\b"
    r"[^.;]{0,60}?\bas\b|(?<!not )(?<!non-)(?<!non )\binferior to\b"
)


def stands_behind(clause: Clause, drugs: frozenset[str]) -> bool | None:
    """Where one arm is said to stand behind the other, whether that is the control; else None.

    For True: "those on the control did not improve as much as those on the drug", "the control was inferior to the
    drug". For False: the same the other way round.
    """
    behind = _BEHIND.search(clause.folded)
    if behind is None:
        return None
    place = clause.start + behind.end()
    arms = [m for m in clause.mentions if m.kind == ConceptKind.COMPARATOR or _is_ours(m, drugs)]
    first, second = [m for m in arms if m.start < place], [m for m in arms if m.start >= place]
    if not first or not second:
        return None
    ours = _is_ours(first[-1], drugs), _is_ours(second[0], drugs)
    return None if ours[0] == ours[1] else ours[1]


def _is_ours(m: Mention, drugs: frozenset[str]) -> bool:
    return m.kind == ConceptKind.DRUG and m.id in drugs


#: "Relief on the one and on the other was the same", "the one and the other groups showed comparable improvement".
_THE_SAME = Expression(
    r"\b(?:was|were) (?:about |nearly |almost )?(?:the same|identical|equal|similar|comparable|alike)\b(?! to)|"
    r"\band (?:the )?[\w-]+ (?:groups|arms) (?:both )?(?:showed|had|experienced|reported) (?:an? )?(?:\w+ly )?"
    r"(?:similar|comparabl|equal|equivalent|identical)"
)


def is_alike(clause: Clause) -> bool:
    """For: "Symptoms improved similarly in the drug and control groups". Against: "similarly, they improved more"."""
    if "more " in clause.folded or "greater" in clause.folded or "superior" in clause.folded:
        return False
    if clause.of(ConceptKind.DRUG) and clause.of(ConceptKind.COMPARATOR) and _EQUALLY.found(clause.folded):
        return True
    if _ALIKE.found(clause.folded):
        return True
    ends = [clause.start + m.end() for m in _ALIKE_IN.finditer(clause.folded)]
    arms = [m.start for m in clause.mentions if m.kind in (ConceptKind.DRUG, ConceptKind.COMPARATOR)]
    both = bool(clause.of(ConceptKind.DRUG)) and bool(clause.of(ConceptKind.COMPARATOR))
    if both and _THE_SAME.found(clause.folded):
        return True
    return both and any(0 <= start - end <= 8 for start in arms for end in ends)
