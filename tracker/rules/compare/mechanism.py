"""MARKER: does what was measured bear the mechanism out?"""

from __future__ import annotations

from tracker.model.appraisal import Comparator, Direction, Finding, Species
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.countered import COUNTERED, DID_NOT, NOT_COUNTERED
from tracker.reading.expressions import Expression
from tracker.reading.harmarms import more_on_control
from tracker.rules.compare.evidence import Case, Decision, abstain, best, folded, has
from tracker.rules.compare.stated import says


def read_marker(case: Case) -> Decision:
    """For: "the marker rose after the drug". Against: "the growth factor predicted response" (no change measured).

    Where the claim has words ("abolished by", "depended on"), a result that says one of them of the marker bears it
    out, and one of its against_words contradicts it. Otherwise the marker has to move: the claim's way, or, where no
    single study can challenge the claim and no way is asked for, either way. Challenged where the marker was compared
    and did not move; abstained where it did both, mixed where a review calls its findings
    contradictory.
    """
    found = [f for f in case.findings("marker", case.rule.markers) if f.quote.section in ("results", "conclusion")]
    usual = case.confidence(Confidence.MEDIUM)
    told = [f for f in found if not has(f, "plan", "known", "future")]
    if case.rule.words and (decision := _dependence(case, told)) is not None:
        return decision
    told = [f for f in told if f.rule not in ("association", "none") or _said_way(f) is not None]
    told = [f for f in told if not _BEFORE_THE_DRUG.found(folded(f.quote.text))]
    results = [f for f in told if f.quote.section == "results"] or told
    if case.review and not case.rule.words and (unsettled := [f for f in found if has(f, "mixedresult")]):
        return Decision(Stance.MIXED, "marker-contradictory", unsettled[0], confidence=usual)
    wanted, other = (Direction.WORSE, Direction.BETTER) if case.rule.inverse else (Direction.BETTER, Direction.WORSE)
    moved = [f for f in results if _way(f) is wanted and _moves(f) and not has(f, "hedge") and not _of_second_rank(f)]
    against = [f for f in results if _way(f) is other and _moves(f)]
    null = [f for f in results if _way(f) is Direction.NO_DIFFERENCE and _was_compared(f)]
    if case.study.species is not Species.HUMAN:
        against, null = ([f for f in told if _names_a_drug(f)] for told in (against, null))
    if not case.rule.challenge and not case.rule.inverse:
        moved, against, null = [*moved, *(f for f in against if not has(f, "hedge") and not _of_second_rank(f))], [], []
    if moved and (against or (null and case.rule.challenge)):
        return abstain("marker-both-ways")
    if moved and (not case.rule.words or not case.rule.challenge):
        return Decision(Stance.SUPPORTS, "marker-moved", best(moved), confidence=usual)
    if null and case.rule.challenge and not case.rule.words:
        return Decision(Stance.CHALLENGES, "marker-unmoved", best(null), Ground.NOT_SHOWN, usual)
    return abstain("marker-not-moved")


def _dependence(case: Case, told: list[Finding]) -> Decision | None:
    """What the effect was shown to need, or not to need."""
    told = [f for f in told if not has(f, "hedge")]
    for section in ("results", "conclusion"):
        here = [f for f in told if f.quote.section == section]
        contrary = [f for f in here if says(f, case.rule.against_words)]
        needed = [f for f in here if says(f, case.rule.words) and f not in contrary]
        usual = case.confidence(Confidence.MEDIUM if section == "results" else Confidence.LOW)
        if needed and contrary:
            return Decision(Stance.MIXED, "dependence-both-ways", best(needed), confidence=usual)
        if needed:
            return Decision(Stance.SUPPORTS, "dependence-shown", best(needed), confidence=usual)
        if contrary:
            return Decision(Stance.CHALLENGES, "dependence-contradicted", best(contrary), Ground.AGAINST, usual)
    return None


def _names_a_drug(f: Finding) -> bool:
    """Of animals the illness is made first: "the stressed ones had less of it" tells of no drug."""
    return any(c.startswith("drug:") for c in f.concepts)


#: "Secondary" of an outcome or an analysis. Against: what is called secondary by its own name.
_OWN_NAME = Expression(r"\bsecondary (?!outcome|end|anal|meas|effic|vari|objective|aim)\w")


def _of_second_rank(f: Finding) -> bool:
    return has(f, "secondary") and not _OWN_NAME.found(folded(f.quote.text))


def _control_way(f: Finding) -> Direction | None:
    """ "Higher in the control group than on the drug": on the drug the marker is lower."""
    more = more_on_control(folded(f.quote.text))
    return None if more is None else Direction.WORSE if more else Direction.BETTER


def _said_way(f: Finding) -> Direction | None:
    """What the sentence says in so many words, where its reading as a clause left it open."""
    text = folded(f.quote.text)
    if f.rule in (COUNTERED, NOT_COUNTERED, DID_NOT):
        return None
    if f.rule == "none" and _RESTORED.found(text):
        return Direction.BETTER
    unmoved = f.rule == "none" and f.significant is not True and _UNCHANGED.search(text)
    return Direction.NO_DIFFERENCE if unmoved else _control_way(f)


def _way(f: Finding) -> Direction:
    return _said_way(f) or f.direction


def _moves(f: Finding) -> bool:
    return f.rule in ("movement", COUNTERED) or _said_way(f) in (Direction.BETTER, Direction.WORSE)


#: "Before treatment the level was higher in patients": nobody had had the drug.
_BEFORE_THE_DRUG = Expression(
    r"\b(?:at baseline (?:were|was)|before (?:\w+ )?treatment,|before (?:the )?(?:surgery|infusion)|"
    r"pre-?operativ\w+ (?:[\w-]+ )?(?:levels?|concentrations?)|\bpreoperatively\b|\bat T0\b|(?:on )?the day before)"
)
#: "It restored what stress had taken", "the loss was reversed".
_RESTORED = Expression(r"\brestor(?:ed|es|ing)\b|\b(?:loss|deficits?|decreases?) [^.;]{0,60}(?:was|were) reversed")
#: "It did not change": compared with what it was.
_UNCHANGED = Expression(r"did not (?:\w+ )?change|no (?:\w+ )?changes?\b|unchanged|not (?:significantly )?altered")


def _was_compared(f: Finding) -> bool:
    if f.rule in (NOT_COUNTERED, DID_NOT):
        return True
    return f.versus is not Comparator.NONE or has(f, "before", "versus") or _UNCHANGED.found(folded(f.quote.text))
