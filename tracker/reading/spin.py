"""Spin: what the conclusion made of the main result."""

from __future__ import annotations

from tracker.model.appraisal import Comparator, Design, Direction, Finding, PrimaryResult
from tracker.model.vocabulary import ConceptKind
from tracker.reading import sections as part
from tracker.reading.document import Document, Sentence
from tracker.reading.expressions import Expression

_CLAIMS = Expression(
    r"\b(?:is|are|was|were|has|have|had|as) (?:an? )?(?:\w+ )?(?:effective|efficacious|beneficial|superior|"
    r"the same (?:\w+ )?effects?)\b|effectively (?:reduc|treat|improv|reliev|control)|"
    r"\b(?:significantly )?(?:improves|reduces|relieves|alleviates) \w+|same (?:\w+ )?effects?|"
    r"demonstrates? (?:\w+ )?efficacy|(?:showed|shown|has|had) (?:\w+ )?(?:\w+ )?(?:effects?|efficacy)|"
    r"as effective as|effective (?:and safe|treatment|option|alternative)"
)
_CAREFUL = Expression(
    r"\b(?:may|might|could|preliminary|potential|suggests? that|possible|promising|not(?! only)|"
    r"no(?! (?:serious|severe|significant (?:adverse|side)|adverse|side|additional (?:adverse|side)|major))|fail|"
    r"did not|however|"
    r"although|despite|further|larger|trend|need|pilot|cannot)\b"
)
#: "was superior to the other treatment" ranks two treatments: which of them works is not what it says.
_RANKS = Expression(r"\bsuperior\b|\bmore effective\b")

_UNCONTROLLED = (Design.TRIAL_NONRANDOMISED, Design.COHORT, Design.CASE_SERIES)
#: "The drug is effective", said without a word of doubt. Against: "scores improved", "may be effective".
_FLAT = Expression(
    r"\b(?:is|are|as|was|were) (?:an? )?(?:[\w-]+,? (?:and )?){0,4}(?:effective|efficacious)\b|"
    r"\b(?:improves|reduces|alleviates|relieves|ameliorates)\b|"
    r"\b(?:effectively|successfully) (?:treat|improv|reduc|reliev|alleviat|ameliorat)|"
    r"\b(?:confirm(?:s|ed)?|prove[sdn]?|establish(?:es|ed)?|speaks? to|demonstrat(?:es?|ed)|"
    r"attests? to) (?:that )?"
    r"(?:the |its |an? )?(?:[\w,-]+ ){0,5}?(?:efficacy|effectiveness|anti[\w-]+|effective|properties|"
    r"effects? of)\b|"
    r"\b(?:obtained|achieved) (?:[\w-]+ (?:and )?){1,3}(?:reductions?|improvements?|relief)"
)
_IS_EFFECTIVE = Expression(r"\bis (?:an? )?(?:\w+ (?:and )?){0,3}(?:effective|efficacious)\b(?!.*\?)")
_UNSURE = Expression(
    r"\b(?:may|might|could|can|preliminary|suggest\w*|possibl\w*|promising|appear\w*|seem\w*|indicat\w*|"
    r"not|pilot|research|needed|modest|future|further|should|warranted|necessary|recommended|required?|larger|"
    r"limited|predict\w*|responders?)\b"
)
#: A treatment is spoken of, be it not by name.
_TREATMENT = Expression(r"\b(?:infusions?|treatment|therapy|combination|injections?|[a-z]{2,4}t)\b")


def is_spun(
    document: Document, findings: tuple[Finding, ...], design: Design, comparator: Comparator, result: PrimaryResult
) -> bool:
    """True where the main result is null against control, or has none, yet the conclusion states efficacy as shown.

    For: "no significant difference" then "The drug is an effective treatment"; so too where the primary outcome was
    missed and only another was met, and where there was no control at all. Against: "may be effective".
    """
    if design in _UNCONTROLLED:
        controlled = any(f.versus is not Comparator.NONE and f.direction is Direction.BETTER for f in findings)
        return not controlled and result is not PrimaryResult.AGAINST and _stated_flatly(document)
    if design is not Design.RCT or comparator in (Comparator.NOT_APPLICABLE, Comparator.NONE):
        return False
    return _null_yet_claimed(document, findings, comparator, result)


def _stated_flatly(document: Document) -> bool:
    """For: "Repeated doses were effective in …", or a title that says so. Against: "The programme was effective"."""
    told = document.with_role(part.CONCLUSION)
    return _IS_EFFECTIVE.found(document.heading.folded) or any(
        _FLAT.found(s.folded) and not _UNSURE.found(s.folded) and _of_the_drug(s) for s in told
    )


def _of_the_drug(s: Sentence) -> bool:
    return bool(s.ids(ConceptKind.DRUG)) or _TREATMENT.found(s.folded)


def _null_yet_claimed(
    document: Document, findings: tuple[Finding, ...], comparator: Comparator, result: PrimaryResult
) -> bool:
    """For: no difference from control, then "has a beneficial effect". Against: a ranking of two treatments."""
    results = [
        f
        for f in findings
        if f.quote.section == part.RESULTS and f.kind == "outcome" and f.versus is not Comparator.NONE
    ]
    null = [f for f in results if f.direction is Direction.NO_DIFFERENCE and f.rule in ("null", "p-value", "similar")]
    better = [
        f
        for f in results
        if f.direction is Direction.BETTER and f.rule == "movement" and f.order not in {n.order for n in null}
    ]
    named = [f for f in results if f.primary]
    missed = bool(named) and all(f.direction is Direction.NO_DIFFERENCE for f in named)
    if not null or (better and not missed) or any(f.rule == "non-inferior" for f in findings):
        return False
    for s in document.with_role(part.CONCLUSION):
        if comparator is Comparator.ACTIVE and _RANKS.found(s.folded):
            continue
        if _CLAIMS.found(s.folded) and not _CAREFUL.found(s.folded):
            return missed or result in (PrimaryResult.NO_DIFFERENCE, PrimaryResult.MIXED)
    return False
