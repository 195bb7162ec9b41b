"""BENEFIT: is the outcome better than on control, or, without a control, than before?"""

from __future__ import annotations

import re

from tracker.model.appraisal import Comparator, Design, Direction, Finding
from tracker.model.verdict import Confidence, Ground, Stance
from tracker.reading.expressions import Expression
from tracker.rules.compare.besides import beside_the_point
from tracker.rules.compare.evidence import (
    Case,
    Decision,
    abstain,
    best,
    folded,
    gained,
    going,
    ground_of,
    has,
    in_conclusion,
    in_results,
)
from tracker.rules.compare.timely import timely

#: "Symptoms improved equally in both groups".
_EQUALLY = Expression(r"\b(?:equally|to (?:a similar|the same) (?:degree|extent))\b", re.IGNORECASE)
#: "improved from 33 (SD 9.3) to 16.2": a change from before.
_FROM_TO = Expression(r"\bfrom \d+(?:\.\d+)?\b[^.,;]{0,20}(?:\.\d+\))? ?to \d")
_TOLD = (Direction.BETTER, Direction.WORSE, Direction.NO_DIFFERENCE)


#: "Only those without it benefited", "was seen in patients with it but not in patients without it".
_IN_SOME_ALONE = Expression(
    r"\bonly (?:in |among )?(?:the )?(?:patients|participants|individuals|subjects|those) (?:with|without|who)\b|"
    r"\bin (?:the )?(?:patients|participants|individuals|subjects|those) (?:with|without)\b[^.;]{0,60},? but not in "
    r"(?:the )?(?:patients|participants|individuals|subjects|those)\b"
)


def read_benefit(case: Case) -> Decision:
    """Decide by the results; the conclusion only speaks where they are silent.

    better-than-control   "scores fell more on the drug than on saline"                      supports
    no-better             "did not differ from placebo", nothing better                     challenges
                          (what it did not differ from has to be said: "no effects on sleep" is no comparison)
    both-ways             "better on one scale but not on the other" in one sentence        mixed
    better-than-before    without a control, or beside an active treatment: "scores fell"   supports, medium or low
    called-mixed          a review that tells no way, and says "results on craving were mixed"  mixed
    Against each: the same words about a subgroup, a predictor, another drug, or in the background.
    """
    about = timely(case, case.findings("outcome", case.rule.outcomes))
    decision = _by_what_is_told(case, [f for f in about if f.direction in _TOLD])
    if decision.stance is None and case.review and (unsettled := [f for f in in_results(about) if _unsettled(f)]):
        return Decision(Stance.MIXED, "called-mixed", unsettled[0], confidence=case.confidence(Confidence.MEDIUM))
    return decision


#: "The studies were mixed in their methods": no results.
_OF_RESULTS = Expression(r"\b(?:results?|findings|evidence|effects?|efficacy|benefits?|outcomes?)\b")


def _unsettled(f: Finding) -> bool:
    """A review's own word for what its studies found: "the results on craving were mixed"."""
    return has(f, "mixedresult") and not has(f, "known", "plan", "future") and _OF_RESULTS.found(folded(f.quote.text))


def _by_what_is_told(case: Case, told: list[Finding]) -> Decision:
    told = [f for f in told if not beside_the_point(case, f)]
    results, conclusions = in_results(told), in_conclusion(told)
    if alone := _in_some_alone(results, conclusions):
        usual = case.confidence(Confidence.MEDIUM)
        return Decision(Stance.MIXED, "better-in-some-people-only", best(alone), confidence=usual)
    if frozenset(case.rule.beside) & frozenset(case.study.settings) and not case.review:
        return _uncontrolled(case, [f for f in results if _of_the_drug_alone(case, f)], [])
    if case.study.comparator in (Comparator.ACTIVE, Comparator.DOSE) and case.study.design is not Design.COHORT:
        told_placebo = [f for f in results if f.versus in (Comparator.PLACEBO, Comparator.ACTIVE_PLACEBO)]
        return _controlled(case, told_placebo, []) if told_placebo and case.review else _beside_active(results)
    return _controlled(case, results, conclusions) if case.controlled else _uncontrolled(case, results, conclusions)


def _in_some_alone(results: list[Finding], conclusions: list[Finding]) -> list[Finding]:
    """Results that say outright that only some benefited, where no comparison with control says it of all."""
    better = going([*results, *conclusions], Direction.BETTER)
    alone = [f for f in better if not f.subgroup and _IN_SOME_ALONE.found(folded(f.quote.text))]
    of_all = [f for f in better if f not in alone and f.versus is not Comparator.NONE and not f.subgroup]
    return [] if of_all else alone


def _of_the_drug_alone(case: Case, f: Finding) -> bool:
    """Where all get the drug and the arms differ in something else: "17 of 26 had responded a day after the drug"."""
    ours = {f"drug:{id}" for id in case.study.drugs}
    others = {c for c in f.concepts if c.startswith(("drug:", "comparator:"))} - ours
    return f.versus is Comparator.NONE and not others


def _controlled(case: Case, results: list[Finding], conclusions: list[Finding]) -> Decision:
    whole = [f for f in results if not f.subgroup]
    if not whole and not case.study.predictor:
        whole = going(results, Direction.BETTER)
        if whole and any(f.versus is not Comparator.NONE for f in going(results, Direction.NO_DIFFERENCE)):
            usual = case.confidence(Confidence.MEDIUM)
            return Decision(Stance.MIXED, "better-in-some-people-only", best(whole), confidence=usual)
    better = going(whole, Direction.BETTER)
    null = [
        f
        for f in going(whole, Direction.NO_DIFFERENCE)
        if not (case.study.predictor and not f.primary and f.versus is Comparator.NONE and f.rule != "but-not")
    ]
    if any(f.significant for f in better):
        null = [f for f in null if f.primary or not has(f, "just-missed")]
    worse = [f for f in going(whole, Direction.WORSE) if f.versus is not Comparator.NONE]
    if any(f.significant and f.versus is not Comparator.NONE for f in better):
        worse = [f for f in worse if f.significant]
    equal = [f for f in better if has(f, "bothgroups") and _EQUALLY.found(f.quote.text)]
    if equal and len(equal) == len(better) and not worse:
        return _challenge(case, equal, "both-groups-alike")
    both = {f.order for f in better} & {f.order for f in null}
    alike = [f for f in better if f.order in both and has(f, "bothgroups")]
    if alike and not [f for f in better if f.versus is not Comparator.NONE and f not in alike]:
        return _challenge(case, [f for f in null if f.order in both], "both-groups-alike")
    if disagree := _scales_disagree(better, null):
        return Decision(Stance.MIXED, "scales-disagree", disagree, confidence=case.confidence(Confidence.MEDIUM))
    over = [f for f in null if f.order in both and f.versus is not Comparator.NONE]
    if both and not [f for f in better if f.order not in both]:
        if over and all(f.rule == "movement" and _within_an_arm(f) for f in better):
            return _challenge(case, over, "no-better-though-better-than-before")
        chosen = next(f for f in better if f.order in both)
        return Decision(Stance.MIXED, "both-ways", chosen, confidence=case.confidence(Confidence.MEDIUM))
    primary = [f for f in whole if f.primary]
    if primary:
        ways = {f.direction for f in primary}
        if ways == {Direction.NO_DIFFERENCE}:
            return _challenge(case, primary, "primary-not-met")
        if ways == {Direction.BETTER}:
            return Decision(Stance.SUPPORTS, "primary-met", best(primary), confidence=case.confidence(Confidence.HIGH))
        if ways == {Direction.BETTER, Direction.NO_DIFFERENCE} and len({f.outcome for f in primary}) > 1:
            chosen = best(going(primary, Direction.BETTER))
            return Decision(Stance.MIXED, "primary-both-ways", chosen, confidence=case.confidence(Confidence.MEDIUM))
    if better and not null and not worse and _only_in_both_arms(case, better):
        return abstain("both-groups-improved")
    if better and not null and not worse:
        return Decision(
            Stance.SUPPORTS, "better-than-control", best(better), confidence=case.confidence(Confidence.HIGH)
        )
    if not better and (harmed := [f for f in worse if f.significant]):
        return _challenge(case, harmed, "worse")
    if null and not better:
        against = [
            f
            for f in null
            if (f.versus is not Comparator.NONE or _drug_did_not(case, f))
            and (f.rule != "but-not" or has(f, "associated"))
        ]
        return _challenge(case, against, "no-better") if against else abstain("no-difference-from-what")
    if worse and not better:
        return _challenge(case, worse, "worse")
    if better and null:
        return _weigh(case, better, null, conclusions)
    return _from_conclusion(case, conclusions)


#: "Treatment did not cause functional improvement", in a trial against placebo.
_DID_NOT = Expression(
    r"(?<!other )(?<!second )(?<!control )\b(?P<who>[\w-]+)"
    r"(?: (?:treatment|infusions?|administration|therapy|injections?))? (?:\w+ly )?"
    r"(?:did not|failed to|had no|does not|(?:was|were) (?:ineffective|not effective|not associated with))\b|"
    r"\b(?:effects?|efficacy|benefits?|advantage) of (?P<whose>[\w-]+)\b"
)
_NOT_BY_IT = Expression(r"\b(?:not (?:\w+ )?\w+|unaffected|unchanged) (?:by|with|on|after) (?P<it>[\w-]+)\b")
_WHAT_WAS_GIVEN = frozenset({"treatment", "infusion", "infusions", "drug"})


def _drug_did_not(case: Case, f: Finding) -> bool:
    """In a trial against placebo "the drug did not reduce it" says that it did no more than the placebo."""
    if case.study.design is not Design.RCT or f.rule not in ("negated", "null", "no-such-effect"):
        return False
    given = {*_WHAT_WAS_GIVEN, *case.study.drugs}
    text = folded(f.quote.text)
    return any((who["who"] or who["whose"]) in given for who in _DID_NOT.finditer(text)) or any(
        by["it"] in given for by in _NOT_BY_IT.finditer(text)
    )


#: "Both groups improved", "scores fell in the two arms": neither is held against the other.
_IN_BOTH = Expression(
    r"\b(?:in|on|for|by|with) (?:both|each|all|the two|either|the three) (?:[\w-]+ )?(?:groups?|arms?)\b|"
    r"^\W*(?:both|all|the two) (?:[\w-]+ )?(?:groups|arms)\b"
)
_AGAINST_EACH_OTHER = Expression(
    r"\b(?:more|greater|larger|higher|lower|better|superior|than|versus|vs|compared|relative|favou?r\w*|differ\w*|interaction|"
    r"only|but|although|while|whereas|however|placebo|control\w*)\b"
)


def _only_in_both_arms(case: Case, better: list[Finding]) -> bool:
    """All that a trial tells is that both arms improved. A further look at trials may have had the drug in both."""
    return case.study.design is not Design.RCT_SECONDARY and all(_in_both_arms(f) for f in better)


def _within_an_arm(f: Finding) -> bool:
    """ "Although symptoms fell in the drug's group": told of one arm, and held against nothing."""
    return f.versus is Comparator.NONE or (has(f, "except") and not has(f, "versus", "degree", "significant"))


def _in_both_arms(f: Finding) -> bool:
    """ "Both arms improved", and not by how much more the one did."""
    text = folded(f.quote.text)
    return _IN_BOTH.found(text) and not _AGAINST_EACH_OTHER.found(text)


def _scales_disagree(better: list[Finding], null: list[Finding]) -> Finding | None:
    """ "Fell more on one scale (p = .01) but not on the other (p = .60)": two measures of the same thing."""
    denied = {(f.outcome, f.order) for f in null if f.rule == "but-not" and "scale" in f.marks and not f.times}
    return next((f for f in better if f.significant and (f.outcome, f.order) in denied), None)


def in_going(findings: list[Finding], way: Direction) -> bool:
    return any(f.direction is way for f in findings)


def _weigh(case: Case, better: list[Finding], null: list[Finding], conclusions: list[Finding]) -> Decision:
    """Benefit and no difference both reported: the comparison with control and the conclusion decide."""
    between = [f for f in better if f.versus is not Comparator.NONE]
    null_between = [f for f in null if f.versus is not Comparator.NONE]
    if case.review and not between and null_between:
        return Decision(
            Stance.MIXED, "studies-differ", best(null_between), confidence=case.confidence(Confidence.MEDIUM)
        )
    if not between and null_between:
        if (works := _at_another_dose(better, null_between)) is not None:
            stance = Stance.SUPPORTS if _is_higher(works, null_between) else Stance.MIXED
            return Decision(stance, "one-dose-works", works, confidence=case.confidence(Confidence.MEDIUM))
        return _challenge(case, null_between, "no-better-though-better-than-before")
    if between and not null_between:
        return Decision(
            Stance.SUPPORTS, "better-than-control", best(between), confidence=case.confidence(Confidence.HIGH)
        )
    if case.study.design is Design.SYSTEMATIC_REVIEW:
        return Decision(
            Stance.MIXED, "studies-differ", best(between or better), confidence=case.confidence(Confidence.MEDIUM)
        )
    says_better, says_null = in_going(conclusions, Direction.BETTER), in_going(conclusions, Direction.NO_DIFFERENCE)
    if says_better and not says_null:
        return Decision(
            Stance.SUPPORTS,
            "better-by-conclusion",
            best(between or better),
            confidence=case.confidence(Confidence.MEDIUM),
        )
    if says_null and not says_better and null_between:
        return _challenge(case, null_between, "no-better-by-conclusion")
    sure = {f.order for f in between if f.significant}
    nulls = {f.order for f in null_between}
    if len(sure) > len(nulls) and not says_null:
        chosen = best([f for f in between if f.significant])
        return Decision(Stance.SUPPORTS, "mostly-better", chosen, confidence=case.confidence(Confidence.LOW))
    if sure and len(sure) == len(nulls):
        chosen = best([f for f in between if f.significant])
        return Decision(Stance.MIXED, "as-often-better-as-not", chosen, confidence=Confidence.LOW)
    return abstain("results-point-both-ways")


_DOSE = Expression(r"\b(\d+(?:\.\d+)?) ?(?:mg|mcg|[µμ]g|ug)\b")


def _at_another_dose(better: list[Finding], null: list[Finding]) -> Finding | None:
    """ "50 mg did not improve it …; however, 75 mg showed significant improvements": none of the doses is both."""
    without = {dose for f in null for dose in _DOSE.findall(f.quote.text)}
    for f in better:
        doses = set(_DOSE.findall(f.quote.text))
        if f.significant and without and doses and not doses & without:
            return f
    return None


def _is_higher(works: Finding, null: list[Finding]) -> bool:
    """The dose that works is above those that do not: what a trial in search of a dose hopes to show."""
    without = [float(dose) for f in null for dose in _DOSE.findall(f.quote.text)]
    return min(map(float, _DOSE.findall(works.quote.text))) > max(without)


def _challenge(case: Case, findings: list[Finding], rule: str) -> Decision:
    if not case.rule.challenge:
        return abstain("claim-cannot-be-challenged")
    chosen = best(findings)
    return Decision(Stance.CHALLENGES, rule, chosen, ground_of(chosen), case.confidence(Confidence.HIGH))


def _uncontrolled(case: Case, results: list[Finding], conclusions: list[Finding]) -> Decision:
    whole = [f for f in results if not f.subgroup]
    better, null = going(whole, Direction.BETTER), going(whole, Direction.NO_DIFFERENCE)
    both = {f.order for f in better} & {f.order for f in null}
    turned = {(f.order, f.outcome) for f in going(whole, Direction.WORSE) if f.significant}
    if turned & {(f.order, f.outcome) for f in better}:
        return abstain("results-point-both-ways")
    failed = [f for f in null if f.primary]
    if failed and better:
        return Decision(
            Stance.MIXED, "primary-not-met-but-better-later", failed[0], confidence=case.confidence(Confidence.MEDIUM)
        )
    if both and len({f.order for f in better}) == 1:
        return Decision(
            Stance.MIXED,
            "both-ways",
            next(f for f in better if f.order in both),
            confidence=case.confidence(Confidence.LOW),
        )
    if better := better or [f for f in null if gained(f)]:
        return Decision(
            Stance.SUPPORTS, "better-than-before", best(better), confidence=case.confidence(Confidence.MEDIUM)
        )
    return _from_conclusion(case, conclusions)


#: "The change from baseline favoured the drug": a difference between the two, and no change of its own.
_FAVOURS = Expression(r"\bfavou?red\b")


def _beside_active(results: list[Finding]) -> Decision:
    """Against a treatment that works, only a change from before counts, and with low confidence."""
    better = [
        f
        for f in results
        if gained(f)
        and (has(f, "before", "bothgroups") or _FROM_TO.found(f.quote.text))
        and not f.subgroup
        and not _FAVOURS.found(folded(f.quote.text))
    ]
    if better:
        return Decision(Stance.SUPPORTS, "better-than-before-beside-active", best(better), confidence=Confidence.LOW)
    return abstain("active-comparator")


def _from_conclusion(case: Case, conclusions: list[Finding]) -> Decision:
    firm = [
        f
        for f in conclusions
        if not f.subgroup and (f.direction is Direction.NO_DIFFERENCE or not has(f, "future", "known", "hedge"))
    ]
    better = list(going(firm, Direction.BETTER))
    null = going(firm, Direction.NO_DIFFERENCE)
    if (
        not firm
        and not case.study.predictor
        and (case.review or not case.controlled)
        and (seems := _seems(conclusions))
    ):
        return Decision(Stance.SUPPORTS, "better-as-it-seems", best(seems), confidence=Confidence.LOW)
    if case.study.predictor:  # what goes with a response says nothing of whether the drug brings it
        better = [f for f in better if f.significant and f.versus is not Comparator.NONE]
    if better and not null:
        return Decision(
            Stance.SUPPORTS, "better-in-conclusion", best(better), confidence=case.confidence(Confidence.MEDIUM)
        )
    if null and not better and case.controlled and not case.study.predictor:
        return _challenge(case, null, "no-better-in-conclusion")
    return abstain("results-do-not-say")


_SEEMS = Expression(
    r"\b(?:appear|seem)(?:s|ed)? to (?:\w+ ){0,2}(?:improv|reduc|sustain|reliev|alleviat|decreas|ease\b|"
    r"be (?:an? |highly |both )?effective)"
)


def _seems(conclusions: list[Finding]) -> list[Finding]:
    """ "It appears to relieve symptoms", where nothing else is said of them. Against: "promising", "feasible"."""
    told = [f for f in conclusions if f.direction is not Direction.UNCLEAR]
    seems = [f for f in told if f.direction is Direction.BETTER and _SEEMS.found(folded(f.quote.text))]
    return seems if len(seems) == len(told) and not any(f.subgroup or has(f, "future") for f in seems) else []


__all__ = ["Ground", "read_benefit"]
