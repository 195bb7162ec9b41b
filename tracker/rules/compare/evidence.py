"""What a rule asks of an appraisal: small questions with names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tracker.model.appraisal import Appraisal, Comparator, Design, Direction, Finding, Species
from tracker.model.claim import Claim, ClaimKind
from tracker.model.claimrule import ClaimRule
from tracker.model.verdict import Confidence, Ground, Stance, Verdict
from tracker.reading.effects import effects_in, rules_out
from tracker.reading.expressions import Expression
from tracker.reading.findings import PRIMARY
from tracker.reading.text import fold

RESULTS, CONCLUSION, TITLE = "results", "conclusion", "title"
SMALL = 20  #: people; below this, verdicts have low confidence (guide, rule 11)
#: Inert or felt placebos, usual care, or a mix of controls in a review: against these a null result counts.
_PLACEBO_LIKE = (Comparator.PLACEBO, Comparator.ACTIVE_PLACEBO, Comparator.MIXED)
_CONTROLLED = (Design.RCT, Design.RCT_SECONDARY, Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)
_NO_VERDICT = (Design.PROTOCOL, Design.NARRATIVE_REVIEW)


@dataclass(frozen=True, slots=True)
class Decision:
    """A stance with the finding it rests on and the name of the rule that took it; or why there is none."""

    stance: Stance | None
    rule: str
    finding: Finding | None = None
    ground: Ground | None = None
    confidence: Confidence = Confidence.MEDIUM

    def verdict(self, claim: Claim) -> Verdict | None:
        if self.stance is None or self.finding is None:
            return None
        return Verdict(
            claim=claim.id,
            stance=self.stance,
            ground=self.ground if self.stance is Stance.CHALLENGES else None,
            quote=self.finding.quote.text,
            section=self.finding.quote.section,
            rule=self.rule,
            confidence=self.confidence,
        )


@lru_cache(maxsize=256)
def abstain(why: str) -> Decision:
    return Decision(None, why)


@dataclass(frozen=True, slots=True)
class Case:
    """One appraisal held against one claim."""

    study: Appraisal
    claim: Claim
    rule: ClaimRule

    @property
    def controlled(self) -> bool:
        """Compared with something that has no effect of its own, by chance allocation or in a review."""
        return self.study.design in _CONTROLLED and self.study.comparator in _PLACEBO_LIKE

    @property
    def small(self) -> bool:
        return self.study.participants is not None and self.study.participants < SMALL

    @property
    def review(self) -> bool:
        return self.study.design in (Design.META_ANALYSIS, Design.SYSTEMATIC_REVIEW)

    def confidence(self, usual: Confidence) -> Confidence:
        """`usual`, but medium at most without a control, and low for a handful of people or single cases."""
        if self.small or self.study.design in (Design.CASE_REPORT, Design.CASE_SERIES):
            return Confidence.LOW
        if usual is Confidence.HIGH and not (self.controlled or self.review):
            return Confidence.MEDIUM
        return usual

    def findings(self, kind: str, ids: tuple[str, ...]) -> list[Finding]:
        """Findings of these ids (or parts of them) that are about the watched drug, in order."""
        wanted = set(ids)
        if kind == "outcome" and wanted & set(self.study.main_outcomes):
            wanted.add(PRIMARY)
        return [f for f in self.study.findings if f.kind == kind and f.outcome in wanted and self._is_ours(f)]

    def _is_ours(self, f: Finding) -> bool:
        """In a study whose title names another subject, only sentences that name the watched drug count.

        A null result, and any in a review, told of another drug alone is that drug's: "the other had no effect".
        """
        if self._other_condition(f):
            return False
        named = {concept for concept in f.concepts if concept.startswith("drug:")}
        ours = {f"drug:{id}" for id in self.study.drugs}
        if self.rule.drugs and named & ours and not named & {f"drug:{id}" for id in self.rule.drugs}:
            return False  # a claim about one form of the drug is not borne by a result on another form
        if self.study.drug_in_title:
            null = f.direction is Direction.NO_DIFFERENCE and not self.rule.settings
            return not named or bool(named & ours) or not (self.review or null)
        return bool(named & ours) and (not self.review or named <= ours)

    def _other_condition(self, f: Finding) -> bool:
        """In a mixed sample, a claim that asks for results by name gets only those that name its condition."""
        if not self.rule.by_name:
            return False
        titled, others = set(self.study.title_conditions), set(self.rule.by_name)
        alone = titled & set(self.rule.conditions) and not titled & others
        return not alone and not any(f"condition:{id}" in f.concepts for id in self.rule.conditions)


def scope_of(case: Case) -> str:
    """ "" where the claim's scope holds; otherwise the name of what does not fit."""
    study, rule = case.study, case.rule
    if study.design in _NO_VERDICT:
        return "design-gives-no-verdict"
    if not study.drugs:
        return "drug-not-studied"
    if study.design is Design.OTHER and case.claim.kind is ClaimKind.EFFICACY:
        return "no-measured-effect"
    people = study.species is Species.HUMAN and study.design is not Design.PRECLINICAL
    if not people and case.claim.kind in (ClaimKind.EFFICACY, ClaimKind.SAFETY):
        return "not-people"
    have = frozenset(study.conditions)
    if rule.conditions and not have & frozenset(rule.conditions):
        return "other-condition"
    if rule.not_conditions and have & frozenset(rule.not_conditions):
        return "excluded-condition"
    if have and have <= frozenset(rule.not_only):
        return "nothing-but-excluded-conditions"
    titled = frozenset(study.title_conditions)
    if titled & frozenset(rule.not_titles) and not titled & frozenset(rule.conditions):
        return "another-illness"
    if rule.settings and not frozenset(rule.settings) & frozenset(study.settings):
        return "other-setting"
    if rule.not_settings and frozenset(rule.not_settings) & frozenset(study.settings):
        return "excluded-setting"
    if rule.drugs and not frozenset(rule.drugs) & frozenset(study.drugs):
        return "other-drug"
    if rule.routes and not frozenset(rule.routes) & frozenset(study.routes):
        return "other-route"
    return ""


def in_results(findings: list[Finding]) -> list[Finding]:
    return [f for f in findings if f.quote.section == RESULTS]


def in_conclusion(findings: list[Finding]) -> list[Finding]:
    return [f for f in findings if f.quote.section == CONCLUSION]


def going(findings: list[Finding], *ways: Direction) -> list[Finding]:
    return [f for f in findings if f.direction in ways]


def has(f: Finding, *marks: str) -> bool:
    return any(mark in f.marks for mark in marks)


def about(f: Finding, *ids: str) -> bool:
    return any(id in f.concepts for id in ids)


def ground_of(f: Finding) -> Ground:
    """Against: worse. Ruled out: the interval lies within what is of no use, or is said to. Else not shown."""
    if f.direction is Direction.WORSE:
        return Ground.AGAINST
    effects = effects_in(f.quote.text, folded(f.quote.text))
    if has(f, "ruled-out") or any(rules_out(e) for e in effects):
        return Ground.RULED_OUT
    return Ground.NOT_SHOWN


_DIGIT = Expression(r"\d")


@lru_cache(maxsize=512)
def folded(text: str) -> str:
    """A quote in lower case, plain; kept for a while, since many claims ask about the same quote."""
    return fold(text)


def best(findings: list[Finding]) -> Finding:
    """The finding that tells most: primary, then significant, with numbers, on a scale, and early in the text."""
    return max(
        findings,
        key=lambda f: (
            f.primary,
            f.significant is True,
            _DIGIT.found(f.quote.text),
            f.versus is not Comparator.NONE,
            "scale" in f.marks,
            -f.order,
        ),
    )


@cache
def phrase(words: str) -> Expression:
    """Finds a phrase of the claims files as whole words; "*" at its end matches any ending."""
    plain = fold(words)
    return Expression(rf"(?<!\w){re.escape(plain.rstrip('*'))}" + ("" if plain.endswith("*") else r"(?!\w)"))


def states(f: Finding, words: tuple[str, ...]) -> bool:
    """The quote holds one of the phrases; "*" at the end of a phrase matches any ending."""
    text = folded(f.quote.text)
    return any(phrase(word).found(text) for word in words)
