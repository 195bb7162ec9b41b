"""The comparer: an appraisal held against every claim."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tracker.model.appraisal import Appraisal
from tracker.model.claim import Claim
from tracker.model.claimrule import Reader
from tracker.model.verdict import Verdict
from tracker.rules.compare.benefit import read_benefit
from tracker.rules.compare.combined import read_combined, read_faster
from tracker.rules.compare.course import read_fading, read_lasting
from tracker.rules.compare.evidence import Case, Decision, Facts, abstain, scope_of
from tracker.rules.compare.harmburden import read_harm_burden
from tracker.rules.compare.harmcourse import read_harm_passes
from tracker.rules.compare.harmlong import read_harm_of_long_use
from tracker.rules.compare.harms import read_harm_seen
from tracker.rules.compare.mechanism import read_marker
from tracker.rules.compare.rates import read_rate, read_routine
from tracker.rules.compare.repeated import read_repeated
from tracker.rules.compare.stated import read_stated

READERS: dict[Reader, Callable[[Case], Decision]] = {
    Reader.BENEFIT: read_benefit,
    Reader.RATE: read_rate,
    Reader.ROUTINE: read_routine,
    Reader.LASTING: read_lasting,
    Reader.FADING: read_fading,
    Reader.REPEATED: read_repeated,
    Reader.COMBINED: read_combined,
    Reader.FASTER: read_faster,
    Reader.HARM_SEEN: read_harm_seen,
    Reader.HARM_OF_LONG_USE: read_harm_of_long_use,
    Reader.HARM_PASSES: read_harm_passes,
    Reader.HARM_BURDEN: read_harm_burden,
    Reader.MARKER: read_marker,
    Reader.STATED: read_stated,
}


@dataclass(frozen=True, slots=True)
class Considered:
    """One claim, whether it came to a verdict, and the rule that decided or the reason to abstain."""

    claim: str
    verdict: Verdict | None
    reason: str


class Comparer:
    """Holds appraisals against the claims that carry a rule. Pure: the same appraisal gives the same verdicts."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.claims = tuple(claim for claim in claims if claim.rule is not None and claim.comparable)

    def compare(self, appraisal: Appraisal) -> tuple[Verdict, ...]:
        """The verdicts, in the claims' order; no verdict is the normal case."""
        return tuple(v for claim, decision in self._decide(appraisal) if (v := decision.verdict(claim)) is not None)

    def consider(self, appraisal: Appraisal) -> tuple[Considered, ...]:
        """Every claim with its verdict, or why there is none."""
        return tuple(
            Considered(claim.id, decision.verdict(claim), decision.rule) for claim, decision in self._decide(appraisal)
        )

    def _decide(self, appraisal: Appraisal) -> Iterator[tuple[Claim, Decision]]:
        facts = Facts.of(appraisal)
        for claim in self.claims:
            assert claim.rule is not None
            outside = scope_of(appraisal, facts, claim.kind, claim.rule)
            if outside:
                yield claim, abstain(outside)
            else:
                yield claim, READERS[claim.rule.reader](Case(appraisal, facts, claim, claim.rule))
