"""Every line of the ledger's rules, as a case that can fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.model.appraisal import Comparator, Design, Species
from tracker.model.claim import Claim, ClaimKind, Polarity, StateModel
from tracker.model.ledger import ClaimState, Evidence, State, Stratum, Tier
from tracker.model.record import RecordId
from tracker.model.verdict import Ground, Stance
from tracker.rules.efficacystate import newest_pooled
from tracker.rules.ledger import Account, changes, claim_states
from tracker.rules.tiers import tier

NOW = datetime(2026, 11, 23, tzinfo=UTC)
DRIP = Stratum("examplamine", "drip", "low-mood")

_ids = count(1)


def claim(**changes: Any) -> Claim:
    values: dict[str, Any] = {
        "id": "c",
        "statement": "Examplamine relieves low mood.",
        "kind": ClaimKind.EFFICACY,
        "polarity": Polarity.BENEFIT,
        "scope": "",
        "supports": "",
        "challenges": "",
        "sources": (),
        "state_model": StateModel.STATES,
    }
    return Claim(**(values | changes))


EFFICACY = claim()
MORE_HARM = claim(kind=ClaimKind.SAFETY, polarity=Polarity.MORE_HARM, state_model=StateModel.SEEN)
LESS_HARM = claim(kind=ClaimKind.SAFETY, polarity=Polarity.LESS_HARM, state_model=StateModel.SEEN)
MECHANISM = claim(kind=ClaimKind.MECHANISM, polarity=Polarity.NEUTRAL, state_model=StateModel.BY_SPECIES)
LISTED = claim(state_model=StateModel.LISTED)


def row(stance: Stance = Stance.SUPPORTS, ground: Ground | None = None, **changes: Any) -> Evidence:
    """A randomised trial of 120 people against an active placebo, by itself a study."""
    number = next(_ids)
    values: dict[str, Any] = {
        "record": RecordId(number),
        "study": number,
        "claim": "c",
        "stance": stance,
        "ground": ground,
        "design": Design.RCT,
        "species": Species.HUMAN,
        "comparator": Comparator.ACTIVE_PLACEBO,
        "participants": 120,
        "stratum": DRIP,
        "primary": True,
        "peer_reviewed": True,
        "retracted": False,
        "concern": False,
        "year": 2025,
        "quote": "Scores fell.",
    }
    return Evidence(**(values | changes))


def benefit(people: int | None = 120, **changes: Any) -> Evidence:
    return row(participants=people, **changes)


def against(people: int | None = 120, **changes: Any) -> Evidence:
    return row(Stance.CHALLENGES, Ground.AGAINST, participants=people, **changes)


def ruled_out(people: int | None = 120, **changes: Any) -> Evidence:
    return row(Stance.CHALLENGES, Ground.RULED_OUT, participants=people, **changes)


def not_shown(people: int | None = 120, **changes: Any) -> Evidence:
    return row(Stance.CHALLENGES, Ground.NOT_SHOWN, participants=people, **changes)


def mixed(people: int | None = 120, **changes: Any) -> Evidence:
    return row(Stance.MIXED, participants=people, **changes)


def uncontrolled(people: int | None = 300, **changes: Any) -> Evidence:
    return row(participants=people, design=Design.COHORT, comparator=Comparator.NONE, **changes)


def pooled(stance: Stance = Stance.CHALLENGES, ground: Ground | None = Ground.NOT_SHOWN, **changes: Any) -> Evidence:
    values: dict[str, Any] = {
        "design": Design.META_ANALYSIS,
        "comparator": Comparator.PLACEBO,
        "participants": 900,
        "year": 2024,
    }
    return row(stance, ground, **(values | changes))


def only(rows: list[Evidence], of: Claim = EFFICACY) -> ClaimState:
    [state] = claim_states(of, rows)
    return state


# --- tiers ---


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        (benefit(100), Tier.T1),
        (benefit(99), Tier.T2),
        (benefit(20), Tier.T2),
        (benefit(19), Tier.SHOWN),
        (benefit(None), Tier.SHOWN),
        (row(design=Design.TRIAL_NONRANDOMISED, comparator=Comparator.ACTIVE), Tier.T3),
        (row(design=Design.COHORT, comparator=Comparator.PLACEBO), Tier.T3),
        (row(design=Design.COHORT, comparator=Comparator.DOSE), Tier.T4),
        (row(design=Design.TRIAL_NONRANDOMISED, comparator=Comparator.NONE), Tier.T4),
        (row(design=Design.CASE_SERIES, comparator=Comparator.NONE), Tier.T4),
        (row(design=Design.RCT, comparator=Comparator.NONE), Tier.T4),
        (row(from_baseline=True, comparator=Comparator.ACTIVE), Tier.T4),
        (row(design=Design.CASE_REPORT, participants=1), Tier.SIGNAL),
        (row(design=Design.RCT_SECONDARY), Tier.SHOWN),
        (row(design=Design.SYSTEMATIC_REVIEW), Tier.SHOWN),
        (row(design=Design.NARRATIVE_REVIEW), Tier.SHOWN),
        (row(design=Design.PROTOCOL), Tier.SHOWN),
        (row(design=Design.OTHER), Tier.SHOWN),
        (row(primary=False), Tier.SHOWN),
        (row(peer_reviewed=False), Tier.SHOWN),
        (row(retracted=True), Tier.SHOWN),
        (row(concern=True), Tier.SHOWN),
        (row(species=Species.ANIMAL, design=Design.PRECLINICAL), Tier.SHOWN),
        (pooled(), Tier.META),
        (pooled(comparator=Comparator.NOT_APPLICABLE), Tier.SHOWN),
        (pooled(peer_reviewed=False), Tier.SHOWN),
    ],
    ids=lambda value: f"{value.design.value}-{value.participants}" if isinstance(value, Evidence) else value.value,
)
def test_tier(evidence: Evidence, expected: Tier) -> None:
    """Size, control, primary outcome, peer review: what a verdict may weigh."""
    assert tier(evidence) is expected


# --- states of an efficacy claim ---


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # nothing in T1-T4
        ([benefit(19)], State.NONE_SEEN),
        ([pooled(Stance.SUPPORTS, None)], State.NONE_SEEN),
        ([row(design=Design.CASE_REPORT, participants=1)], State.NONE_SEEN),
        ([benefit(peer_reviewed=False)], State.NONE_SEEN),
        # preliminary: T3-T4 only, one RCT, or fewer than 200 randomised in all
        ([uncontrolled(5000), uncontrolled(5000)], State.PRELIMINARY),
        ([benefit(400)], State.PRELIMINARY),
        ([not_shown(400)], State.PRELIMINARY),
        ([benefit(99), benefit(100)], State.PRELIMINARY),
        ([benefit(250), mixed(100)], State.PRELIMINARY),
        ([ruled_out(99)], State.PRELIMINARY),
        # supported: two RCTs with benefit, 200 randomised, none against, fewer people in not-shown than in benefit
        ([benefit(100), benefit(100)], State.SUPPORTED),
        ([benefit(100), benefit(100), not_shown(199)], State.SUPPORTED),
        ([benefit(100), benefit(100), uncontrolled(), row(Stance.MIXED, primary=False)], State.SUPPORTED),
        ([benefit(100), benefit(100), against(19)], State.SUPPORTED),
        ([benefit(100), benefit(100), against(primary=False)], State.SUPPORTED),
        ([benefit(100), benefit(100), against(design=Design.COHORT)], State.SUPPORTED),
        # contested: a refutation beside a benefit, or people in not-shown >= those in benefit
        ([benefit(300), against(150)], State.CONTESTED),
        ([benefit(300), benefit(300), ruled_out(100)], State.CONTESTED),
        ([benefit(300), benefit(300), against(40)], State.CONTESTED),
        ([benefit(40), ruled_out(300)], State.CONTESTED),
        ([benefit(100), benefit(100), not_shown(200)], State.CONTESTED),
        ([benefit(60), not_shown(60)], State.CONTESTED),
        ([benefit(60), mixed(60)], State.CONTESTED),
        ([mixed(150), mixed(150)], State.CONTESTED),
        ([mixed(150), against(150)], State.CONTESTED),
        # challenged: one T1 or two T2 against or ruled-out, none with benefit
        ([against(100)], State.CHALLENGED),
        ([ruled_out(99), against(20)], State.CHALLENGED),
        ([ruled_out(150), not_shown(500)], State.CHALLENGED),
        ([against(150), uncontrolled(5000)], State.CHALLENGED),
        # not shown: two RCTs or more, all not-shown
        ([not_shown(30), not_shown(30)], State.NOT_SHOWN),
        ([not_shown(900), not_shown(900)], State.NOT_SHOWN),
        ([not_shown(900), uncontrolled(), not_shown(30)], State.NOT_SHOWN),
        ([not_shown(300), against(50)], State.NOT_SHOWN),
    ],
)
def test_state(rows: list[Evidence], expected: State) -> None:
    """The table of states, row by row, with its edges."""
    assert only(rows).state is expected


def test_a_null_result_is_no_refutation() -> None:
    """However many and large, trials that did not show a difference never make a claim challenged."""
    for number in range(1, 6):
        assert only([not_shown(1000) for _ in range(number)]).state is not State.CHALLENGED


def test_a_challenge_without_a_ground_is_a_null_result() -> None:
    """What was not read as a refutation is none."""
    assert only([row(Stance.CHALLENGES, None), row(Stance.CHALLENGES, None)]).state is State.NOT_SHOWN


def test_participants_are_those_randomised_in_what_counts() -> None:
    """Cohorts and what is merely shown are not among them."""
    assert only([benefit(120), benefit(80), uncontrolled(4000), benefit(500, peer_reviewed=False)]).participants == 200


def test_moved_by_names_the_records_that_count() -> None:
    """Randomised trials where there are any, else the others."""
    trial, cohort, preprint = benefit(), uncontrolled(), benefit(peer_reviewed=False)
    assert only([trial, cohort, preprint]).moved_by == (trial.record,)
    assert only([cohort, preprint]).moved_by == (cohort.record,)
    assert only([trial, cohort, preprint]).evidence == (trial, cohort, preprint)
    assert only([trial, cohort, preprint]).note == "2 records shown that move nothing"


# --- one registered study, once ---


def test_a_study_counts_once_however_many_records_it_has() -> None:
    """Two reports of one trial are no second trial."""
    first = benefit(150)
    second = benefit(150, study=first.study)
    assert only([first, second]).state is State.PRELIMINARY
    assert only([first, second]).participants == 150
    assert only([first, second, benefit(150)]).state is State.SUPPORTED


def test_the_primary_report_speaks_for_the_study() -> None:
    """Its secondary and uncontrolled reports do not turn it round."""
    trial = benefit(150)
    later = against(150, study=trial.study, primary=False)
    extension = against(140, study=trial.study, design=Design.COHORT)
    assert only([trial, later, extension, benefit(150)]).state is State.SUPPORTED


def test_records_of_one_study_that_disagree_make_it_mixed() -> None:
    """Neither of them is picked."""
    first = benefit(150)
    assert only([first, against(150, study=first.study), benefit(150)]).state is State.CONTESTED


def test_records_of_one_study_that_differ_in_ground_give_the_weaker() -> None:
    """Ruled out by one, not shown by the other: not shown."""
    first = ruled_out(150)
    assert only([first, not_shown(150, study=first.study)]).state is State.PRELIMINARY


def test_a_record_that_leaves_its_route_unsaid_does_not_make_a_second_stratum() -> None:
    """It takes the route of its study's fuller record; where two fit, it stays apart."""
    full = benefit()
    short = replace(benefit(study=full.study), stratum=Stratum("examplamine", "", "low-mood"))
    assert [state.stratum for state in claim_states(EFFICACY, [full, short])] == [DRIP]
    other = replace(benefit(study=full.study), stratum=Stratum("examplamine", "spray", "low-mood"))
    assert len(claim_states(EFFICACY, [full, short, other])) == 3


# --- strata ---


def test_strata_stand_side_by_side() -> None:
    """Drug, route and population each keep studies apart: two supporting trials in two strata support neither."""
    for other in (Stratum("mirrorine", "drip", "low-mood"), Stratum("examplamine", "spray", "low-mood"),
                  Stratum("examplamine", "drip", "worry")):  # fmt: skip
        states = claim_states(EFFICACY, [benefit(300), benefit(300, stratum=other)])
        assert [state.state for state in states] == [State.PRELIMINARY] * 2
        assert {state.stratum for state in states} == {DRIP, other}


def test_one_drug_never_challenges_another() -> None:
    """A mirror-image drug that failed leaves the drug itself supported."""
    mirror = Stratum("mirrorine", "drip", "low-mood")
    states = claim_states(EFFICACY, [benefit(150), benefit(150), against(400, stratum=mirror)])
    assert {state.stratum: state.state for state in states} == {DRIP: State.SUPPORTED, mirror: State.CHALLENGED}


# --- the lane of the meta-analyses ---

SUPPORTING = [benefit(150), benefit(150)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([*SUPPORTING, pooled()], State.CONTESTED),
        ([*SUPPORTING, pooled(ground=Ground.AGAINST)], State.CONTESTED),
        ([*SUPPORTING, pooled(Stance.SUPPORTS, None)], State.SUPPORTED),
        ([*SUPPORTING, pooled(Stance.MIXED, None)], State.SUPPORTED),
        ([*SUPPORTING, pooled(retracted=True)], State.SUPPORTED),
        ([*SUPPORTING, pooled(comparator=Comparator.NONE)], State.SUPPORTED),
        ([*SUPPORTING, pooled(year=2020), pooled(Stance.SUPPORTS, None, year=2024)], State.SUPPORTED),
        ([*SUPPORTING, pooled(year=2024), pooled(Stance.SUPPORTS, None, year=2020)], State.CONTESTED),
        # it turns nothing else
        ([benefit(300), pooled(Stance.SUPPORTS, None)], State.PRELIMINARY),
        ([benefit(300), pooled(ground=Ground.AGAINST)], State.PRELIMINARY),
        ([not_shown(), not_shown(), pooled(Stance.SUPPORTS, None)], State.NOT_SHOWN),
        ([against(), pooled(Stance.SUPPORTS, None)], State.CHALLENGED),
        ([pooled(ground=Ground.AGAINST), pooled(ground=Ground.AGAINST)], State.NONE_SEEN),
    ],
)
def test_the_newest_pooled_analysis_may_only_turn_supported_into_contested(
    rows: list[Evidence], expected: State
) -> None:
    """It is never added to counts: its trials stand there already."""
    state = only(rows)
    assert state.state is expected
    assert state.participants == sum(
        evidence.participants or 0 for evidence in rows if evidence.design is not Design.META_ANALYSIS
    )


def test_trials_later_than_the_pooled_analysis_are_told() -> None:
    """By its year, for abstracts seldom date the search."""
    state = only([benefit(150, year=2020), benefit(150, year=2025), pooled(Stance.SUPPORTS, None, year=2024)])
    assert state.note == (
        "the newest pooled analysis of randomised trials (2024) agrees with the claim; "
        "1 trial from 2024 on may not be in it"
    )


def test_newest_pooled_without_years() -> None:
    """A year beats none, then the later record."""
    first, second = pooled(year=None), pooled(year=None)
    assert newest_pooled([first, second]) is second
    assert newest_pooled([pooled(year=2001), second]) is not second
    assert newest_pooled([benefit()]) is None


# --- retractions and concerns ---


def test_a_retraction_removes_the_study_at_once() -> None:
    """With all its articles, which report the same people; it is still shown."""
    keep, gone = benefit(150), benefit(150)
    sibling = benefit(150, study=gone.study)
    retracted = replace(gone, retracted=True)
    assert only([keep, gone]).state is State.SUPPORTED
    state = only([keep, retracted, sibling])
    assert state.state is State.PRELIMINARY
    assert state.moved_by == (keep.record,)
    assert retracted in state.evidence


def test_a_retracted_article_takes_its_study_out_of_every_stratum() -> None:
    """Its sister article on another population reports the same trial."""
    gone = benefit(150, retracted=True)
    sister = benefit(150, study=gone.study, stratum=Stratum("examplamine", "drip", "worry"))
    assert {state.state for state in claim_states(EFFICACY, [gone, sister])} == {State.NONE_SEEN}


def test_an_expression_of_concern_suspends_and_a_withdrawn_preprint_does_not() -> None:
    """The peer-reviewed article of a withdrawn preprint stands."""
    assert only([benefit(150), benefit(150, concern=True)]).state is State.PRELIMINARY
    article = benefit(150)
    preprint = benefit(150, study=article.study, peer_reviewed=False, retracted=True)
    assert only([article, preprint, benefit(150)]).state is State.SUPPORTED


# --- blinding ---


@pytest.mark.parametrize(
    ("comparators", "not_secured"),
    [
        ((Comparator.PLACEBO, Comparator.PLACEBO), True),
        ((Comparator.PLACEBO, Comparator.ACTIVE), True),
        ((Comparator.PLACEBO, Comparator.ACTIVE_PLACEBO), False),
        ((Comparator.PLACEBO, Comparator.DOSE), False),
    ],
)
def test_blinding_is_not_secured_while_all_benefit_rests_on_inert_placebo(
    comparators: tuple[Comparator, ...], not_secured: bool
) -> None:
    """One trial with a placebo that can be felt lifts it; an open comparison does not."""
    assert only([benefit(comparator=comparator) for comparator in comparators]).blinding_not_secured is not_secured


def test_without_benefit_blinding_is_no_matter() -> None:
    """Nor where a benefit was seen without any control: there the cause is unknown anyway."""
    assert not only([not_shown(comparator=Comparator.PLACEBO)] * 1).blinding_not_secured
    assert not only([uncontrolled()]).blinding_not_secured


# --- claims that are listed, harm, mechanism ---


def test_numeric_and_existential_claims_have_no_state() -> None:
    """They list what was reported, and nothing moves them."""
    state = only([benefit(), against()], LISTED)
    assert (state.state, state.moved_by, len(state.evidence)) == (State.LISTED, (), 2)
    assert only([benefit(retracted=True)], LISTED).state is State.NONE_SEEN


@pytest.mark.parametrize(
    ("of", "rows", "expected"),
    [
        (MORE_HARM, [benefit(12, primary=False)], State.SEEN),
        (MORE_HARM, [row(design=Design.CASE_REPORT, participants=1)], State.SEEN),
        (MORE_HARM, [benefit(), benefit()], State.SEEN_REPEATEDLY),
        (MORE_HARM, [benefit(), *[against(5000)] * 1], State.SEEN),
        (MORE_HARM, [mixed()], State.SEEN),
        (MORE_HARM, [against(400)], State.LOOKED_FOR),
        (MORE_HARM, [against(19)], State.NONE_SEEN),
        (MORE_HARM, [not_shown(400)], State.NONE_SEEN),
        (MORE_HARM, [benefit(peer_reviewed=False)], State.NONE_SEEN),
        (MORE_HARM, [benefit(retracted=True)], State.NONE_SEEN),
        (MORE_HARM, [benefit(concern=True)], State.NONE_SEEN),
        (MORE_HARM, [pooled(Stance.SUPPORTS, None)], State.SEEN),
        (MORE_HARM, [pooled(Stance.SUPPORTS, None), benefit()], State.SEEN),
        (MORE_HARM, [row(design=Design.NARRATIVE_REVIEW)], State.NONE_SEEN),
        (LESS_HARM, [against(12)], State.SEEN),
        (LESS_HARM, [against(), ruled_out()], State.SEEN_REPEATEDLY),
        (LESS_HARM, [benefit(400)], State.LOOKED_FOR),
        (LESS_HARM, [benefit(400), against(30)], State.SEEN),
        (LESS_HARM, [not_shown(400)], State.NONE_SEEN),
    ],
)
def test_safety_claims_are_at_most_seen(of: Claim, rows: list[Evidence], expected: State) -> None:
    """Harm is not outvoted; "not seen" needs people in whom it was looked for; small numbers count for harm only."""
    assert only(rows, of).state is expected


def test_two_reports_of_one_study_are_not_seen_repeatedly() -> None:
    """Once a study."""
    first = benefit()
    assert only([first, benefit(study=first.study)], MORE_HARM).state is State.SEEN


def test_looked_for_says_in_how_many_and_what_they_can_tell() -> None:
    """Fewer than 300 cannot rule out what happens to one in a hundred."""
    few = only([against(120), against(100)], MORE_HARM)
    assert (few.participants, few.note) == (
        220,
        "the harm was looked for and not seen in 220 people: too few to rule out what happens to one in a hundred",
    )
    assert only([against(1300)], MORE_HARM).note == "the harm was looked for and not seen in 1,300 people"
    assert (
        only([pooled(ground=Ground.AGAINST)], MORE_HARM).note == "the harm was looked for and not seen in pooled work"
    )


def test_the_note_says_what_was_seen() -> None:
    """The harm, and of a claim that plays it down: more of it than claimed. Both sides are told."""
    assert only([benefit(), benefit(), against(1000)], MORE_HARM).note == (
        "the harm was seen in 2 studies; the harm was looked for and not seen in 1,000 people"
    )
    assert only([against()], LESS_HARM).note == "more harm than claimed was seen in 1 study"
    assert only([benefit(400)], LESS_HARM).note == "harm was looked for and no more was seen than claimed in 400 people"
    assert only([pooled(Stance.SUPPORTS, None)], MORE_HARM).note == "the harm was seen in pooled work"


def test_two_reports_of_one_study_are_not_more_people() -> None:
    """The larger number of the two."""
    first = against(120)
    assert only([first, against(100, study=first.study)], MORE_HARM).participants == 120


def test_mechanism_claims_are_split_by_species() -> None:
    """What was seen in mice says nothing in the line of people; route and illness do not split them."""
    mouse = row(species=Species.ANIMAL, design=Design.PRECLINICAL, participants=None, primary=False)
    dish = row(
        Stance.CHALLENGES, Ground.AGAINST, species=Species.IN_VITRO, design=Design.PRECLINICAL, participants=None
    )
    person = mixed(19)
    states = {state.stratum.population: state.state for state in claim_states(MECHANISM, [mouse, dish, person])}
    assert states == {"animal": State.SEEN, "in-vitro": State.LOOKED_FOR, "human": State.NONE_SEEN}
    twice = [mouse, row(species=Species.ANIMAL, participants=None)]
    assert only(twice, MECHANISM).state is State.SEEN_REPEATEDLY
    both = only([mouse, against(None, species=Species.ANIMAL)], MECHANISM)
    assert both.state is State.CONTESTED
    assert len(both.moved_by) == 2


def test_animal_work_never_stands_under_a_claim_about_people() -> None:
    """Not even as something that is shown."""
    mouse = row(species=Species.ANIMAL, design=Design.PRECLINICAL)
    for of in (EFFICACY, MORE_HARM, LISTED):
        assert claim_states(of, [mouse]) == ()


def test_claims_that_studies_cannot_settle_have_no_states() -> None:
    """Nor does a claim borrow another claim's verdicts."""
    assert claim_states(claim(comparable=False), [benefit()]) == ()
    assert claim_states(claim(state_model=StateModel.NONE), [benefit()]) == ()
    assert claim_states(EFFICACY, [benefit(claim="other")]) == ()


# --- changes ---


def told(before: list[Evidence], after: list[Evidence], of: Claim = EFFICACY) -> list[tuple[State | None, State]]:
    found = changes(of, claim_states(of, before), claim_states(of, after), RecordId(7), "a new study", NOW)
    assert all((change.because, change.reason, change.at, change.claim) == (7, "a new study", NOW, "c")
               for change in found)  # fmt: skip
    return [(change.before, change.after) for change in found]


def test_changes_say_was_and_now() -> None:
    """First state, later state, and nothing where nothing changed."""
    first, second = benefit(150), benefit(150)
    assert told([], [first]) == [(None, State.PRELIMINARY)]
    assert told([first], [first, second]) == [(State.PRELIMINARY, State.SUPPORTED)]
    assert told([first, second], [first, second, benefit(150)]) == []


def test_that_nothing_was_seen_is_never_announced() -> None:
    """Nor that something is merely listed."""
    assert told([], [benefit(19)]) == []
    assert told([], [benefit()], LISTED) == []
    assert told([benefit()], [benefit(retracted=True)], LISTED) == []
    assert told([benefit(19)], [benefit()]) == [(State.NONE_SEEN, State.PRELIMINARY)]


def test_a_claim_that_loses_what_it_stood_on_is_announced() -> None:
    """By retraction, or because the verdict itself is gone."""
    trial = benefit()
    assert told([trial], [replace(trial, retracted=True)]) == [(State.PRELIMINARY, State.NONE_SEEN)]
    assert told([trial], []) == [(State.PRELIMINARY, State.NONE_SEEN)]


def test_a_change_says_where_blinding_is_not_secured() -> None:
    """So that a new state need not be told without that word."""
    after = claim_states(EFFICACY, [benefit(comparator=Comparator.PLACEBO)])
    [change] = changes(EFFICACY, (), after, None, "a new study", NOW)
    assert change.blinding_not_secured


def test_changes_are_told_by_stratum() -> None:
    """A study in one stratum moves that one alone."""
    spray = Stratum("examplamine", "spray", "low-mood")
    one = benefit()
    found = changes(
        EFFICACY,
        claim_states(EFFICACY, [one]),
        claim_states(EFFICACY, [one, benefit(stratum=spray)]),
        None,
        "baseline",
        NOW,
    )
    assert [change.stratum for change in found] == [spray]


def test_an_account_works_out_only_what_a_change_touches() -> None:
    """A study in one stratum moves that one alone; a study that falls takes all its strata along; what comes again as
    it was moves nothing."""
    spray, drops = (Stratum(drug="moonleaf", route=route) for route in ("spray", "drops"))
    here, there, else_ = benefit(300), benefit(300, stratum=spray), benefit(300, stratum=drops)
    sister = replace(else_, record=RecordId(next(_ids)), study=here.study)
    account = Account(EFFICACY, [here, there, sister])
    first = account.states
    more = against(400, stratum=spray)

    def moved(record: RecordId, to: Evidence | None) -> list[Stratum]:
        before, after = account.change({record: to})
        assert [one.stratum for one in before] == [one.stratum for one in after]
        assert not [one for one in before if one in after]
        return [one.stratum for one in after]

    assert moved(more.record, more) == [spray]
    assert account.states == claim_states(EFFICACY, [here, there, sister, more])
    assert [one is other for one, other in zip(first, account.states, strict=True)] == [True, True, False]
    assert moved(more.record, more) == []
    assert moved(RecordId(next(_ids)), None) == []
    assert moved(here.record, replace(here, retracted=True)) == [here.stratum, drops]
    assert moved(more.record, None) == [spray]
    assert account.row(there.record) is there
    assert account.row(more.record) is None


@pytest.mark.parametrize("of", [EFFICACY, MORE_HARM, MECHANISM, LISTED], ids=["efficacy", "harm", "mechanism", "list"])
@given(st.data())
def test_an_account_stands_as_if_all_had_come_at_once(of: Claim, data: st.DataObject) -> None:
    """Whatever came, changed and went before, and in however many steps."""
    rows = st.builds(
        row,
        record=st.integers(1, 8),
        study=st.integers(1, 4),
        stratum=st.builds(Stratum, st.just("drug"), st.sampled_from(["", "drip", "spray"]), st.sampled_from(["", "x"])),
        stance=st.sampled_from(Stance),
        species=st.sampled_from([Species.HUMAN, Species.ANIMAL]),
        retracted=st.booleans(),
    )
    standing: dict[RecordId, Evidence] = {}
    account = Account(of, [])
    for step in data.draw(st.lists(st.lists(rows | st.integers(1, 8), max_size=4), max_size=6)):
        new = dict((one.record, one) if isinstance(one, Evidence) else (RecordId(one), None) for one in step)
        stood = {state.stratum: state for state in account.states}
        before, after = account.change(new)
        standing = {id: one for id, one in (standing | new).items() if one is not None}
        assert account.states == claim_states(of, standing.values())
        assert tuple(account.strata) == tuple(state.stratum for state in account.states)
        stands = {state.stratum: state for state in account.states}
        moved = sorted(one for one in stood.keys() | stands.keys() if stood.get(one) is not stands.get(one))
        assert before == [stood[one] for one in moved if one in stood]
        assert after == [stands[one] for one in moved if one in stands]
