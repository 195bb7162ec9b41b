"""Comparator: what the drug was compared with, by random allocation or across a review's studies."""

from __future__ import annotations

from tracker.model.appraisal import Comparator, Design
from tracker.model.vocabulary import ConceptKind, Role, Vocabulary
from tracker.reading import sections as part
from tracker.reading.document import Document, Sentence
from tracker.reading.expressions import Expression, expression

_CONTROLLED = (
    Design.RCT,
    Design.RCT_SECONDARY,
    Design.META_ANALYSIS,
    Design.SYSTEMATIC_REVIEW,
    Design.PROTOCOL,
    Design.CASE_REPORT,
)
_DOSES = Expression(
    r"\bdose (?:groups|arms)|doses? of|different doses|mg/kg (?:or|and|versus|vs\.?) |two doses|dose-(?:frequency|"
    r"response)|oral (?:versus|vs\.?|or) (?:iv|intravenous)|intravenous (?:versus|or) (?:oral|intranasal)|"
    r"(?:twice|two|thrice|three times)[- ](?:times )?(?:a week|weekly|-weekly)[^.]{0,20}(?:or|versus|vs)|"
    r"single (?:versus|or) repeated|"
    r"\b(?:high|low|higher|lower)[- ]dose[^.;]{0,40}\b(?:versus|vs\.?|or|compared (?:with|to))\b[^.;]{0,30}\b(?:high|"
    r"low|higher|lower)[- ]dose|\b\d(?:\.\d+)? (?:and|or|versus|vs\.?) \d(?:\.\d+)? mg/kg"
)


def comparator_of(document: Document, design: Design, vocabulary: Vocabulary) -> Comparator:
    """For "placebo": "randomised to the drug or saline". Against: "placebo" in the background of an open trial."""
    if design in (Design.NARRATIVE_REVIEW, Design.PRECLINICAL, Design.OTHER):
        return Comparator.NOT_APPLICABLE
    roles = _roles(document, vocabulary)
    if design is Design.META_ANALYSIS or design is Design.SYSTEMATIC_REVIEW:
        if Role.TREATMENT in roles and _title_has(document, vocabulary, Role.TREATMENT):
            return Comparator.ACTIVE
        if roles == {Role.INERT} and expression(r"placebo").found(" ".join(s.folded for s in document.body)):
            return Comparator.PLACEBO
        return Comparator.MIXED if roles or design is Design.META_ANALYSIS else Comparator.NOT_APPLICABLE
    if design not in _CONTROLLED:
        return Comparator.NONE
    randomised = expression(
        r"randomi[sz]|randomly|double[- ]blind|placebo|crossover|cross-over|controlled|compared"
    ).search(" ".join(s.folded for s in document.sentences))
    if not randomised and design not in (Design.RCT, Design.RCT_SECONDARY):
        return Comparator.NONE
    if Role.ACTIVE_PLACEBO in roles and Role.INERT in roles:
        named_placebo = expression(r"\bsaline\b").search(
            " ".join(s.folded for s in document.sentences if s.role != part.BACKGROUND)
        )
        return Comparator.MIXED if named_placebo else Comparator.ACTIVE_PLACEBO
    if Role.ACTIVE_PLACEBO in roles:
        return Comparator.ACTIVE_PLACEBO
    if Role.INERT in roles:
        return Comparator.PLACEBO
    if Role.TREATMENT in roles:
        return Comparator.ACTIVE
    if _DOSES.found(" ".join(s.folded for s in document.sentences if s.role != part.BACKGROUND)):
        return Comparator.DOSE
    return Comparator.NONE if design is Design.CASE_REPORT else Comparator.NOT_APPLICABLE


def _roles(document: Document, vocabulary: Vocabulary) -> set[Role]:
    """The roles of the comparators that the study itself names.

    A bare "control group" counts as inert only if no other comparator is named.
    """
    named: dict[Role, int] = {}
    bare = False
    for s in document.sentences:
        if s.role in (part.BACKGROUND, part.OTHER) and s.labelled:
            continue
        for id in s.ids(ConceptKind.COMPARATOR):
            concept = vocabulary.get(ConceptKind.COMPARATOR, id)
            if concept is None or concept.role is None:
                continue
            if id == "control":
                bare = bare or _names_an_arm(s)
            elif s.role != part.BACKGROUND:
                named[concept.role] = named.get(concept.role, 0) + 1
    roles = set(named)
    if {Role.TREATMENT, Role.INERT} <= roles and named[Role.TREATMENT] <= named[Role.INERT]:
        roles.discard(Role.TREATMENT)
    elif {Role.TREATMENT, Role.INERT} <= roles and not expression(r"placebo-controlled|placebo|saline").found(
        document.heading.folded + " ".join(s.folded for s in document.with_role(part.METHODS, part.OBJECTIVE))
    ):
        roles.discard(Role.INERT)
    if {Role.TREATMENT, Role.ACTIVE_PLACEBO} <= roles:
        roles.discard(Role.TREATMENT)
    if Role.CARE in roles:
        roles.discard(Role.CARE)
        if not roles:
            roles.add(Role.INERT)
    if not roles and bare:
        roles.add(Role.INERT)
    return roles


#: "On control and relapse of the illness", "to control symptoms", "pain control": no arm.
_NO_ARM = Expression(
    r"(?:(?<!compared )(?<!relative )(?<!similar )(?<!superior )\bto|\b(?:better|poor|symptoms?|pain|impulse|self|"
    r"loss of)) control\b(?! (?:groups?|arms?|conditions?|subjects?|treatment|participants|intervention|drug))|"
    r"\bcontrol (?:of|and|over|the|their|for)\b"
)
_BARE = Expression(r"\bcontrols?\b|\bcomparator")


def _names_an_arm(s: Sentence) -> bool:
    return _BARE.count(s.folded) > _NO_ARM.count(s.folded)


def _title_has(document: Document, vocabulary: Vocabulary, role: Role) -> bool:
    return any(
        (concept := vocabulary.get(ConceptKind.COMPARATOR, id)) is not None and concept.role is role
        for id in document.heading.ids(ConceptKind.COMPARATOR)
    )
