"""Shares: stated percentages, the outcome they belong to and the arm."""

from __future__ import annotations

from tracker.model.appraisal import Comparator, Design, Direction, Share
from tracker.model.vocabulary import ConceptKind
from tracker.reading.armorder import arms_of
from tracker.reading.clauses import Clause
from tracker.reading.expressions import Expression, expression
from tracker.reading.mentions import Mention
from tracker.reading.numbers import Percent
from tracker.reading.study import Study

#: Without a control, a share of responders counts as clear benefit from here on.
CLEAR_SHARE = 25.0


#: In points of a hundred: where nothing is said of chance, less than this between two arms may be chance.
CLEAR_GAP = 15.0


def by_shares(shares: tuple[Share, ...], study: Study, sure: bool | None = None) -> tuple[Direction, str]:
    """Where no word says the way, the shares do: 48 % abstinent on the drug, 11 % on control.

    Against: 35 % and 24 %, where no p value tells that the difference is more than chance.
    """
    drug = [s.value for s in shares if s.of != "control"]
    control = [s.value for s in shares if s.of == "control"]
    if drug and control:
        if max(drug) > 1.3 * max(control) and (sure or max(drug) - max(control) >= CLEAR_GAP):
            return Direction.BETTER, "shares"
        return Direction.UNCLEAR, "none"
    if drug and _uncontrolled(study) and max(drug) >= CLEAR_SHARE:
        return Direction.BETTER, "share"
    return Direction.UNCLEAR, "none"


def _uncontrolled(study: Study) -> bool:
    """Nothing to be held against. In a randomised trial there is something, also where it was not read."""
    nothing = study.comparator in (Comparator.NONE, Comparator.NOT_APPLICABLE)
    return nothing and study.design not in (Design.RCT, Design.RCT_SECONDARY)


def contradicted(shares: tuple[Share, ...]) -> bool:
    """ "Remission was seen in 31 % on the drug and in 63 % on control": whatever the words, fewer did well on it."""
    drug = [s.value for s in shares if s.of == "drug"]
    control = [s.value for s in shares if s.of == "control"]
    return bool(drug and control) and max(drug) < min(control)


#: "At least 50 %", "a 40 % reduction", "most studies (88 %)": bounds, amounts and shares of something else.
_NO_SHARE_BEFORE = Expression(
    r"\b(?:studies|trials|reports|articles|papers) \(?$|[≥>≤<] ?$|at least $|reduction of $|(?:a|an|defined as) $|"
    r"\bdifferences? ?(?:of|was|=|:)? ?$|"
    r"i2 ?= ?$|i² ?= ?$"
)
_NO_SHARE_AFTER = Expression(
    r" ?(?:(?:of \w+ )?(?:had|did|have) (?:not|no)\b|"
    r"reduction|decrease|improvement|drop|change|or (?:more|greater)|decline|of (?:the )?(?:studies|trials))"
)


def shares_of(clause: Clause, mention: Mention, study: Study) -> tuple[Share, ...]:
    """Percentages that belong to this mention rather than to another outcome in the clause, with their arm."""
    found = clause.percents
    if not found or mention.start < clause.start:
        return ()
    listed = _respectively(clause, mention, found)
    if listed is not None:
        return listed
    own = [m for m in clause.mentions if m.kind == ConceptKind.OUTCOME and m.id == mention.id] or [mention]
    concept = study.vocabulary.get(ConceptKind.OUTCOME, mention.id)
    family = concept.part_of if concept is not None else None
    rivals = [
        m
        for m in clause.mentions
        if m.kind in (ConceptKind.OUTCOME, ConceptKind.HARM)
        and m.id != mention.id
        and m.id != family
        and not any(m.start < o.end and o.start < m.end for o in own)
    ]
    arms = clause.of(ConceptKind.COMPARATOR)
    drugs = [m for m in clause.of(ConceptKind.DRUG) if m.id in study.drugs]
    out: list[Share] = []
    places: list[tuple[int, int]] = []
    for number, p in enumerate(found):
        place = p.start + clause.start
        distance = min(_gap(m, place) for m in own)
        if any(_gap(r, place) < distance for r in rivals):
            continue
        if not _same_part(clause, own, p.start):
            continue
        before = clause.folded[max(0, p.start - 45) : p.start]
        if _NO_SHARE_BEFORE.found(before) or _NO_SHARE_AFTER.match(clause.folded[p.end : p.end + 18]):
            continue
        if (arm_named := _arm_named_after(clause, p.end, study)) is not None:
            out.append(Share(p.value, arm_named))
            places.append((p.start + clause.start, p.end + clause.start))
            continue
        follows = bool(_ARM_FOLLOWS.match(clause.folded[p.end :]))
        control = min((_reach(m, place, follows) for m in arms), default=999)
        drug = min((_reach(m, place, follows) for m in drugs), default=999)
        second = bool(
            number
            and expression(
                r"(?:vs\.?|versus|compared (?:to|with)|than|and|or) (?:only )?(?:with )?(?:the )?\(?(?:\w+ ){0,2}$"
            ).found(before)
        ) and study.comparator not in (Comparator.NONE, Comparator.DOSE, Comparator.NOT_APPLICABLE)
        arm = "control" if (control < 40 and control < drug) or (second and drug >= 40) else "drug" if drug < 40 else ""
        out.append(Share(p.value, arm))
        places.append((p.start + clause.start, p.end + clause.start))
    return _in_order(clause, tuple(out), places, study)


def _in_order(
    clause: Clause, shares: tuple[Share, ...], places: list[tuple[int, int]], study: Study
) -> tuple[Share, ...]:
    """Where arms are named in step with their shares, that order says more than which name is nearest."""
    if len(shares) < 2 or len(shares) != len(places):
        return shares
    arms = arms_of(clause.sentence, clause.sentence.folded, places, study)
    if set(arms) != {"drug", "control"}:
        return shares
    return tuple(Share(share.value, arm) for share, arm in zip(shares, arms, strict=True))


_DEFINED = Expression(r"[≥>≤<] ?$|at least $|defined as [^,;]{0,20}$")


def _respectively(clause: Clause, mention: Mention, found: tuple[Percent, ...]) -> tuple[Share, ...] | None:
    """ "Response and remission rates were 54 % and 42 %, respectively": shares go to the outcomes in order."""
    if "respectively" not in clause.folded:
        return None
    shares = [p for p in found if not _DEFINED.found(clause.folded[max(0, p.start - 14) : p.start])]
    named = list(
        dict.fromkeys(m.id for m in clause.of(ConceptKind.OUTCOME) if m.id in ("response", "remission", "relapse"))
    )
    if len(named) < 2 or len(named) != len(shares) or mention.id not in named:
        return None
    return (Share(shares[named.index(mention.id)].value),)


_PART = Expression(r"[,;]|\band\b")


_OWN_VERB = Expression(
    r"\b(?:experienc|met|achiev|had|were|showed|discontinu|dropp|report|attain|withdr|worsen|remain|continu|maintain)"
)


def _same_part(clause: Clause, own: list[Mention], place: int) -> bool:
    """A share belongs to the words between the same commas; one without such words may borrow from its neighbours."""
    cuts = [0, *(m.start() for m in _PART.finditer(clause.folded)), len(clause.folded)]
    start = max(c for c in cuts if c <= place)
    end = min(c for c in cuts if c > place)
    if any(start <= m.start - clause.start < end for m in own):
        return True
    return not _OWN_VERB.found(clause.folded[start:end])


#: "(63 %) of 83 participants in the drug arm", "25 % of those on placebo": the arm is named outright after the share.
_OUTRIGHT = Expression(
    r"\)? (?:of|in|among) (?:the )?(?:\d+ )?(?:(?:patients|participants|subjects|people|adults|individuals|those|women|"
    r"men) )?(?:\w+ )?(?:in|on|with|who (?:received|got|were given|took)|receiving|given|treated with|"
    r"(?:randomi[sz]ed|assigned|allocated) to) (?:the )?"
)


def _arm_named_after(clause: Clause, end: int, study: Study) -> str | None:
    match = _OUTRIGHT.match(clause.folded, end)
    if match is None:
        return None
    place = clause.start + match.end()
    for m in clause.mentions:
        if 0 <= m.start - place <= 4:
            if m.kind == ConceptKind.COMPARATOR:
                return "control"
            if m.kind == ConceptKind.DRUG and m.id in study.drugs:
                return "drug"
    return None


#: "48 % with the drug": the arm is named after the share.
_ARM_FOLLOWS = Expression(r" ?(?:\([^)]*\) ?)?(?:with|in|on|for|of|among|receiving) ")


def _reach(m: Mention, place: int, follows: bool) -> int:
    """How far an arm's name is from a share; the side on which it is not expected counts as farther."""
    before = m.end <= place
    return abs(m.start - place) + (10 if before and follows else 6 if not before and not follows else 0)


def _gap(m: Mention, place: int) -> int:
    return place - m.end if m.end <= place else (m.start - place)
