"""Held against: what a clause compares the drug with."""

from __future__ import annotations

from tracker.model.appraisal import Comparator, Design
from tracker.model.vocabulary import ConceptKind, Role
from tracker.reading.bare import NO_GOOD
from tracker.reading.clauses import Clause
from tracker.reading.contrast import is_alike, whichever_arm
from tracker.reading.expressions import Expression, expression
from tracker.reading.study import Study


def versus_of(clause: Clause, study: Study) -> Comparator:
    """What the clause holds the drug against: other doses, what the clause names, the study's comparator, or none."""
    if _among_drug_arms(clause, study):
        return Comparator.DOSE
    if study.comparator is Comparator.ACTIVE and (told := _against(clause, study)) is not None:
        return told
    if study.comparator not in (Comparator.NOT_APPLICABLE, Comparator.NONE) and _compares(clause, study):
        return study.comparator
    return Comparator.NONE


_BETWEEN = Expression(
    r"between[- ](?:the )?(?:\w+ ){0,3}(?:groups?|arms?|treatments?|conditions)|(?:versus|vs\.?|than|over|from|"
    r"relative to|compared (?:to|with)|comparison (?:to|with)|to|and|exceed\w*) (?:the |an? |with |in |those |"
    r"intravenous |that of )*(?:\w+[ -]){0,3}(?:placebo|saline|controls?|comparators?|active|waitlist|usual|pbo|"
    r"pseudo)|"
    r"treatment difference|\bdifference [-+]?\d|\bthe difference (?:was|of|between|in)\b|"
    r"\bmd\b|group[- ](?:by|×|x|\*)[- ]time|time[- ](?:by|×|x|\*)[- ](?:group|treatment)|"
    r"in the (?:\w+[- ]){0,2}[\w()-]+ (?:group|arm)|mean differences?|\bsmd|hedges|odds ratio|risk ratio|superior|"
    r"did not differ|significance was not|"
    r"primary (?:endpoint|end point|outcome|efficacy)|across (?:the )?(?:\w+ )?groups|"
    r"among (?:the )?(?:\w+ )?groups|either (?:group|arm)\b|group differences|interaction between group|"
    r"(?:group|treatment|drug|condition) effects?\b|effects? of (?:the )?(?:group|treatment|drug|condition)\b|"
    r"\bof (?:group|treatment|drug|condition)\b|treatment[- ](?:by|×|x|\*)[- ]time|"
    r"\bdifferences?\b[^.;]{0,60}\b(?:was|were) (?:statistically )?(?:not|non)",
    only_with=(
        "between", "placebo", "saline", "control", "comparator", "active", "waitlist", "usual", "pbo", "pseudo",
        "difference", "md", "group", "arm", "hedges", "ratio", "superior", "did not differ", "significance",
        "primary", "treatment", "drug ", "condition",
    ),
)  # fmt: skip


def _compares(clause: Clause, study: Study) -> bool:
    if expression(r"open[- ]label|from baseline|uncontrolled").found(clause.folded) and not clause.of(
        ConceptKind.COMPARATOR
    ):
        return False
    if _BETWEEN.found(clause.folded):
        return True
    if study.design is Design.META_ANALYSIS and "effect size" in clause.folded:
        return True
    if clause.significant is not None and _both_named(clause, study):
        return True
    if "similar" in clause.cues and ("bothgroups" in clause.cues or is_alike(clause)):
        return True
    if whichever_arm(clause):
        return True
    denied = bool({"null", "similar", "negation"} & clause.cues)
    if (denied and (_ARMS_ALONE.found(clause.folded) or NO_GOOD.found(clause.folded))) or (
        bool({"degree", "null"} & clause.cues) and _more_on_it(clause, study)
    ):
        return not expression(r"from baseline|over time|within").found(clause.folded)
    if "versus" not in clause.cues or expression(
        r"(?:compared|relative|comparison) (?:to|with) (?:the )?baseline|than at baseline|than baseline"
    ).found(clause.folded):
        return False
    roles = {
        c.role
        for m in clause.of(ConceptKind.COMPARATOR)
        if (c := study.vocabulary.get(ConceptKind.COMPARATOR, m.id)) is not None
    }
    return bool(roles & {Role.INERT, Role.ACTIVE_PLACEBO, Role.CARE, Role.TREATMENT}) or bool(
        {"degree", "bothgroups"} & clause.cues
    )


#: "Groups were indistinguishable after treatment", "there was no difference in scores": the arms are all there is to
#: compare. Against: "no difference between women and men", "no difference from the first to the last dose".
_ARMS_ALONE = Expression(
    r"^\W*(?:however, |overall, )?(?:the )?(?:(?:two|both|three|treatment|study) )*(?:groups|arms) (?:were|did|"
    r"remained|had|showed)\b|"
    r"\bno (?:statistically )?(?:significant )?differences? (?:was |were )?(?:\w+ )?in (?:the )?"
    r"(?![^.;]{0,120}\b(?:between|among|across|from|compared|versus|than|according|by|with respect to|depending)\b)"
)
#: "The reduction was larger with the drug": larger than without it.
_MORE_ON = Expression(
    r"\b(?:larger|greater|more|smaller|lower|higher|stronger) (?:\w+ ){0,2}?(?:with|after|on|under|in) (?:the )?"
    r"(?:(?:those|patients|participants) (?:on|given|receiving|who received|treated with) )?$"
)


def _more_on_it(clause: Clause, study: Study) -> bool:
    folded = clause.sentence.folded
    return any(
        m.id in study.drugs and _MORE_ON.found(folded[max(clause.start, m.start - 60) : m.start])
        for m in clause.of(ConceptKind.DRUG)
    )


def _both_named(clause: Clause, study: Study) -> bool:
    """ "35 % with the drug and 30 % with the control (p = .61)": both are named, and the difference is judged."""
    inert = any(
        (c := study.vocabulary.get(ConceptKind.COMPARATOR, m.id)) is not None
        and c.role in (Role.INERT, Role.ACTIVE_PLACEBO)
        for m in clause.of(ConceptKind.COMPARATOR)
    )
    return inert and any(m.id in study.drugs for m in clause.of(ConceptKind.DRUG))


_HELD_AGAINST = Expression(r"(?:versus|vs\.?|than|over|(?:compared|relative|superior) (?:to|with)) (?:the |an? )?$")


def _against(clause: Clause, study: Study) -> Comparator | None:
    """ "Both improved scores versus placebo": what the clause itself is held against, where that is inert."""
    for m in clause.of(ConceptKind.COMPARATOR):
        concept = study.vocabulary.get(ConceptKind.COMPARATOR, m.id)
        if (
            concept is not None
            and concept.role in (Role.INERT, Role.ACTIVE_PLACEBO)
            and m.id != "control"
            and _HELD_AGAINST.found(clause.folded[max(0, m.start - clause.start - 30) : max(0, m.start - clause.start)])
        ):
            return Comparator.PLACEBO if concept.role is Role.INERT else Comparator.ACTIVE_PLACEBO
    return None


_GROUPS = Expression(r"\b(?:between|among|across) (?:the )?(?:\w+ ){0,2}$")
#: "Efficacy did not differ between these routes": all that is compared is the drug.
_WAYS_OF_GIVING = Expression(
    r"\b(?:between|among|across) (?:the |these |both |different |two |three )*(?:\w+ )?(?:routes|doses|dosages|"
    r"formulations|dos(?:ing|age) (?:regimens|schedules|frequencies)|routes of administration)\b"
)


def _among_drug_arms(clause: Clause, study: Study) -> bool:
    """The comparison is between arms that all get the drug: "between the two dose groups"."""
    if clause.of(ConceptKind.COMPARATOR):
        return False
    if _WAYS_OF_GIVING.found(clause.folded):
        return True
    for m in clause.of(ConceptKind.DRUG):
        if (
            m.id in study.drugs
            and _GROUPS.found(clause.sentence.folded[max(0, m.start - 30) : m.start])
            and expression(r"(?: [\w-]+){0,2} (?:groups|doses|arms)").match(clause.sentence.folded[m.end : m.end + 30])
        ):
            return True
    return False
