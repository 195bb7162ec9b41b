"""What a rule asks of an appraisal: small questions with names."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
#: People who took the drug of their own accord. In a trial by chance it was given, whoever else was looked at.
EXPOSED = frozenset({"misuse-exposure"})
_BY_CHANCE = (Design.RCT, Design.RCT_SECONDARY)
_NO_VERDICT = (Design.PROTOCOL, Design.NARRATIVE_REVIEW)
_OF_PEOPLE = (ClaimKind.EFFICACY, ClaimKind.SAFETY)


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
class Facts:
    """What every claim asks of one appraisal, as sets, made once.

    findings: by kind, each with the drugs that its sentence names ("drug:" and an id).
    """

    conditions: frozenset[str]
    titled: frozenset[str]
    settings: frozenset[str]
    ours: frozenset[str]
    people: bool
    findings: Mapping[str, tuple[tuple[Finding, frozenset[str]], ...]]

    @classmethod
    def of(cls, study: Appraisal) -> Facts:
        findings: dict[str, list[tuple[Finding, frozenset[str]]]] = {}
        for f in study.findings:
            named = frozenset([concept for concept in f.concepts if concept.startswith("drug:")])
            findings.setdefault(f.kind, []).append((f, named))
        return cls(
            conditions=frozenset(study.conditions),
            titled=frozenset(study.title_conditions),
            settings=frozenset(study.settings),
            ours=frozenset([f"drug:{id}" for id in study.drugs]),
            people=study.species is Species.HUMAN and study.design is not Design.PRECLINICAL,
            findings={kind: tuple(found) for kind, found in findings.items()},
        )


@dataclass(frozen=True, slots=True)
class Case:
    """One appraisal held against one claim."""

    study: Appraisal
    facts: Facts
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
        told = self.facts.findings.get(kind, ())
        if told and kind == "outcome" and not set(ids).isdisjoint(self.study.main_outcomes):
            ids = (*ids, PRIMARY)
        return [f for f, named in told if f.outcome in ids and self._is_ours(f, named)]

    def _is_ours(self, f: Finding, named: frozenset[str]) -> bool:
        """In a study whose title names another subject, only sentences that name the watched drug count.

        A null result, and any in a review, told of another drug alone is that drug's: "the other had no effect".
        """
        if self._other_condition(f):
            return False
        ours = self.facts.ours
        if self.rule.drugs and named & ours and named.isdisjoint([f"drug:{id}" for id in self.rule.drugs]):
            return False  # a claim about one form of the drug is not borne by a result on another form
        if self._other_route(f, named):
            return False
        if self.study.drug_in_title:
            null = f.direction is Direction.NO_DIFFERENCE and not self.rule.settings
            of_ours = not named.isdisjoint(ours) or any(f"form-of:{id}" in f.concepts for id in self.study.drugs)
            return not named or of_ours or not (self.review or null)
        return not named.isdisjoint(ours) and (not self.review or named <= ours)

    def _other_route(self, f: Finding, named: frozenset[str]) -> bool:
        """Where several routes were studied, a claim about one gets only results that name it, or its form."""
        asked = set(self.rule.routes)
        if not asked or asked.issuperset(self.study.routes):
            return False
        own = [f"route:{id}" for id in asked] + [f"drug:{id}" for id in self.rule.drugs]
        return not any(concept in f.concepts or concept in named for concept in own)

    def _other_condition(self, f: Finding) -> bool:
        """In a mixed sample, a claim that asks for results by name gets only those that name its condition."""
        if not self.rule.by_name:
            return False
        titled = self.facts.titled
        alone = not titled.isdisjoint(self.rule.conditions) and titled.isdisjoint(self.rule.by_name)
        return not alone and not any(f"condition:{id}" in f.concepts for id in self.rule.conditions)


def scope_of(study: Appraisal, facts: Facts, kind: ClaimKind, rule: ClaimRule) -> str:
    """ "" where the claim's scope holds; otherwise the name of what does not fit."""
    if study.design in _NO_VERDICT:
        return "design-gives-no-verdict"
    if not study.drugs:
        return "drug-not-studied"
    if study.design is Design.OTHER and kind is ClaimKind.EFFICACY:
        return "no-measured-effect"
    if not facts.people and kind in _OF_PEOPLE:
        return "not-people"
    have = facts.conditions
    if rule.conditions and have.isdisjoint(rule.conditions):
        return "other-condition"
    if rule.not_conditions and not have.isdisjoint(rule.not_conditions):
        return "excluded-condition"
    if have and rule.not_only and have.issubset(rule.not_only):
        return "nothing-but-excluded-conditions"
    if rule.not_titles and not facts.titled.isdisjoint(rule.not_titles) and facts.titled.isdisjoint(rule.conditions):
        return "another-illness"
    if rule.settings and facts.settings.isdisjoint(rule.settings):
        return "other-setting"
    given = EXPOSED if study.design in _BY_CHANCE else frozenset()
    if rule.not_settings and not (facts.settings - given).isdisjoint(rule.not_settings):
        return "excluded-setting"
    if rule.drugs and not any(id in study.drugs for id in rule.drugs):
        return "other-drug"
    if rule.routes and not any(id in study.routes for id in rule.routes):
        return "other-route"
    return ""


def in_results(findings: list[Finding]) -> list[Finding]:
    return [f for f in findings if f.quote.section == RESULTS]


def in_conclusion(findings: list[Finding]) -> list[Finding]:
    return [f for f in findings if f.quote.section == CONCLUSION]


def going(findings: list[Finding], *ways: Direction) -> list[Finding]:
    return [f for f in findings if f.direction in ways]


def gained(f: Finding) -> bool:
    """Better than before; also "both groups improved alike" where neither is a control."""
    return f.direction is Direction.BETTER or (f.rule == "alike" and f.versus is Comparator.NONE)


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


_DIGIT = Expression(r"[0-9]")


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
