"""From stored verdicts to the rows that the ledger reckons with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from tracker.model.appraisal import Appraisal, Comparator, Design, Finding, PrimaryResult
from tracker.model.ledger import Evidence, Stratum
from tracker.model.record import RecordId, StoredRecord
from tracker.model.verdict import Confidence, Ground, Overrule, Stance, StoredVerdict, Verdict

PRIMARY_OF = {
    Stance.SUPPORTS: PrimaryResult.FAVOURS,
    Stance.MIXED: PrimaryResult.MIXED,
}


def in_force(verdicts: Iterable[StoredVerdict], overrules: Iterable[Overrule]) -> tuple[tuple[Verdict, bool], ...]:
    """Verdicts as they stand after a maintainer's overrules; True marks an overruled one.

    An overrule with no stance takes the verdict away; one where the machine gave none adds a verdict without quote.
    """
    by_claim = {stored.verdict.claim: (stored.verdict, False) for stored in verdicts}
    for overrule in overrules:
        machine = by_claim.pop(overrule.claim, None)
        if overrule.stance is not None:
            by_claim[overrule.claim] = (
                Verdict(
                    claim=overrule.claim,
                    stance=overrule.stance,
                    ground=overrule.ground,
                    quote=machine[0].quote if machine else "",
                    section=machine[0].section if machine else "",
                    rule="overruled",
                    confidence=Confidence.HIGH,
                ),
                True,
            )
    return tuple(by_claim[claim] for claim in sorted(by_claim))


def evidence(
    records: Iterable[StoredRecord],
    appraisals: Mapping[RecordId, Appraisal],
    verdicts: Mapping[RecordId, tuple[StoredVerdict, ...]],
    overrules: Iterable[Overrule],
    studies: Mapping[RecordId, int],
) -> tuple[Evidence, ...]:
    """One row for each verdict in force, record by record. A withdrawn record has none."""
    by_record: dict[RecordId, list[Overrule]] = {}
    for overrule in overrules:
        by_record.setdefault(overrule.record, []).append(overrule)
    rows = []
    for stored in records:
        appraisal = appraisals.get(stored.id)
        if appraisal is None or stored.withdrawn:
            continue
        for verdict, overruled in in_force(verdicts.get(stored.id, ()), by_record.get(stored.id, ())):
            rows.append(_row(stored, appraisal, verdict, studies.get(stored.id, int(stored.id)), overruled))
    return tuple(rows)


def _row(stored: StoredRecord, appraisal: Appraisal, verdict: Verdict, study: int, overruled: bool) -> Evidence:
    record = stored.record
    return Evidence(
        record=stored.id,
        study=study,
        claim=verdict.claim,
        stance=verdict.stance,
        ground=verdict.ground,
        design=appraisal.design,
        species=appraisal.species,
        comparator=appraisal.comparator,
        participants=appraisal.participants,
        stratum=stratum(appraisal),
        primary=_rests_on_primary(appraisal, verdict),
        from_baseline=_is_from_baseline(appraisal, verdict),
        peer_reviewed=not record.is_preprint,
        retracted=record.is_retracted,
        concern=record.has_concern,
        year=record.published.year if record.published else None,
        quote=verdict.quote,
        overruled=overruled,
    )


def stratum(appraisal: Appraisal) -> Stratum:
    """A study of several drugs or routes stands in a stratum that says so, never in each of them.

    The population is the condition that the abstract names first; its further ones are companions of it.
    """
    population = appraisal.conditions[0] if appraisal.conditions else ""
    return _shared("+".join(sorted(appraisal.drugs)), "+".join(sorted(appraisal.routes)), population)


@lru_cache(maxsize=4096)
def _shared(drug: str, route: str, population: str) -> Stratum:
    """The same words are held once: many thousand rows are in memory while a whole store is read."""
    return Stratum(drug=drug, route=route, population=population)


def _rests_on_primary(appraisal: Appraisal, verdict: Verdict) -> bool:
    """True where the quoted sentence names the primary outcome. An abstract rarely says: elsewhere a verdict that goes
    the way of the main result is taken for it. A re-analysis never is the primary outcome."""
    if appraisal.design is Design.RCT_SECONDARY:
        return False
    quoted = _findings_quoted(appraisal, verdict)
    if any(finding.subgroup for finding in quoted):
        return False
    if any(finding.primary for finding in quoted):
        return True
    if verdict.stance is Stance.CHALLENGES:
        expected = {
            Ground.AGAINST: {PrimaryResult.AGAINST, PrimaryResult.NO_DIFFERENCE},
            Ground.RULED_OUT: {PrimaryResult.NO_DIFFERENCE, PrimaryResult.AGAINST},
            Ground.NOT_SHOWN: {PrimaryResult.NO_DIFFERENCE},
            None: set[PrimaryResult](),
        }[verdict.ground]
        return appraisal.primary_result in expected
    return appraisal.primary_result is PRIMARY_OF[verdict.stance]


def _is_from_baseline(appraisal: Appraisal, verdict: Verdict) -> bool:
    """A benefit read from a sentence without a comparison rests on the change from before treatment."""
    quoted = _findings_quoted(appraisal, verdict)
    without = (Comparator.NONE, Comparator.NOT_APPLICABLE)
    return verdict.stance is Stance.SUPPORTS and bool(quoted) and all(one.versus in without for one in quoted)


def _findings_quoted(appraisal: Appraisal, verdict: Verdict) -> list[Finding]:
    return [finding for finding in appraisal.findings if finding.quote.text == verdict.quote]
