"""Which verdicts are in force, and how they become rows of the ledger."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from tracker.model.appraisal import (
    Appraisal,
    Comparator,
    Design,
    Direction,
    Finding,
    PrimaryResult,
    Quote,
    Species,
)
from tracker.model.record import Link, LinkKind, PartialDate, Record, RecordId, StoredRecord
from tracker.model.verdict import Confidence, Ground, Overrule, Stance, StoredVerdict, Verdict
from tracker.rules.evidence import evidence, in_force, stratum

AT = datetime(2030, 5, 13, tzinfo=UTC)
ONE = RecordId(1)

VERDICT = Verdict(
    claim="calm-efficacy",
    stance=Stance.SUPPORTS,
    ground=None,
    quote="Calm rose.",
    section="results",
    rule="better-than-control",
    confidence=Confidence.HIGH,
)
KEPT = StoredVerdict(record=ONE, content_hash="h", reading="r", at=AT, verdict=VERDICT)
TRIAL = Appraisal(
    design=Design.RCT,
    species=Species.HUMAN,
    participants=120,
    comparator=Comparator.PLACEBO,
    drugs=("imaginol",),
    routes=("oral",),
    conditions=("restlessness", "gloom"),
    primary_result=PrimaryResult.FAVOURS,
)


def stored(record: Record | None = None) -> StoredRecord:
    return StoredRecord(
        id=ONE,
        record=record or Record(title="A trial", pmid=90000001, published=PartialDate(2030, 5)),
        content_hash="h",
        first_seen=AT,
        baseline=False,
        topics=("calm",),
        sources=("pubmed",),
    )


def overrule(stance: Stance | None, ground: Ground | None = None) -> Overrule:
    return Overrule(record=ONE, claim="calm-efficacy", stance=stance, ground=ground, why="misread", at=AT)


def rows(appraisal: Appraisal = TRIAL, verdict: StoredVerdict = KEPT, **of: Record) -> tuple:
    return evidence([stored(**of)], {ONE: appraisal}, {ONE: (verdict,)}, [], {})


def test_an_overrule_takes_the_machines_place() -> None:
    """The maintainer's stance stands, with the machine's quote kept."""
    ((verdict, overruled),) = in_force([KEPT], [overrule(Stance.CHALLENGES, Ground.NOT_SHOWN)])
    assert overruled
    assert (verdict.stance, verdict.ground, verdict.quote) == (Stance.CHALLENGES, Ground.NOT_SHOWN, "Calm rose.")


def test_an_overrule_to_none_takes_the_verdict_away() -> None:
    """Overruled to "no verdict", the record bears on the claim no more."""
    assert in_force([KEPT], [overrule(None)]) == ()


def test_a_row_says_what_the_ledger_has_to_know() -> None:
    """Design, size, stratum and retraction come through; a record alone is its own study."""
    (row,) = rows()
    assert (row.design, row.participants, row.study, row.primary) == (Design.RCT, 120, 1, True)
    assert str(row.stratum) == "imaginol / oral / restlessness"
    assert not row.retracted


def test_a_retracted_record_is_marked() -> None:
    """A RetractionIn link is enough, even without its PMID."""
    (row,) = rows(record=Record(title="A trial", links=(Link(LinkKind.RETRACTION_IN),)))
    assert row.retracted


def test_a_reanalysis_never_rests_on_the_primary_outcome() -> None:
    """Secondary analyses of trials are shown and move nothing."""
    (row,) = rows(replace(TRIAL, design=Design.RCT_SECONDARY))
    assert not row.primary


def test_a_verdict_against_the_main_result_is_not_primary() -> None:
    """A significant secondary outcome in a trial whose main result shows no difference moves nothing."""
    (row,) = rows(replace(TRIAL, primary_result=PrimaryResult.NO_DIFFERENCE))
    assert not row.primary


def finding(**more: object) -> Finding:
    return Finding(
        outcome="calm",
        direction=Direction.BETTER,
        versus=Comparator.PLACEBO,
        significant=True,
        timepoint_hours=None,
        quote=Quote("Calm rose.", "results"),
        **more,  # type: ignore[arg-type]
    )


def test_a_sentence_that_names_the_primary_outcome_is_primary() -> None:
    """Also where the main result as a whole was read as mixed; a subgroup never is."""
    mixed = replace(TRIAL, primary_result=PrimaryResult.MIXED)
    assert rows(replace(mixed, findings=(finding(primary=True),)))[0].primary
    assert not rows(replace(mixed, findings=(finding(),)))[0].primary
    assert not rows(replace(TRIAL, findings=(finding(primary=True, subgroup=True),)))[0].primary


def test_a_benefit_without_a_comparison_rests_on_the_change_from_before() -> None:
    """In a randomised trial, too: for this verdict it is uncontrolled."""
    assert rows(replace(TRIAL, findings=(replace(finding(), versus=Comparator.NONE),)))[0].from_baseline
    assert not rows(replace(TRIAL, findings=(finding(),)))[0].from_baseline


def test_several_drugs_are_a_stratum_of_their_own() -> None:
    """A study of two drugs counts for neither alone."""
    assert stratum(replace(TRIAL, drugs=("b", "a"))).drug == "a+b"


def test_a_withdrawn_record_bears_on_nothing() -> None:
    """What PubMed has deleted leaves the ledger."""
    gone = replace(stored(), withdrawn=True)
    assert evidence([gone], {ONE: TRIAL}, {ONE: (KEPT,)}, [], {}) == ()
