"""Where a sentence stands, for an editor."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracker.model.claim import Claim, ClaimKind, Polarity, StateModel
from tracker.model.ledger import ClaimState, State, Stratum
from tracker.rules.standing import LOOK_AGAIN, Standing, standing

CLAIM = Claim(
    id="a-claim",
    statement="It helps.",
    kind=ClaimKind.EFFICACY,
    polarity=Polarity.BENEFIT,
    scope="",
    supports="",
    challenges="",
    sources=(),
    state_model=StateModel.STATES,
)
HARM = replace(CLAIM, kind=ClaimKind.SAFETY, state_model=StateModel.SEEN)


def states(*found: State) -> list[ClaimState]:
    return [
        ClaimState(claim=CLAIM.id, stratum=Stratum(drug=str(number)), state=one) for number, one in enumerate(found)
    ]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ((), Standing.NONE_SEEN),
        ((State.NONE_SEEN,), Standing.NONE_SEEN),
        ((State.PRELIMINARY, State.NONE_SEEN), Standing.EARLY),
        ((State.SUPPORTED, State.PRELIMINARY), Standing.BORNE_OUT),
        ((State.SUPPORTED, State.NOT_SHOWN), Standing.DISPUTED),
        ((State.SUPPORTED, State.CONTESTED), Standing.DISPUTED),
        ((State.CONTESTED, State.CHALLENGED), Standing.AGAINST),
    ],
)
def test_one_group_in_which_it_fails_is_enough(found: tuple[State, ...], expected: Standing) -> None:
    """A sentence that fails in some people is put too broadly."""
    assert standing(CLAIM, states(*found)) is expected


def test_harm_that_was_seen_speaks_against_a_claim_that_plays_it_down() -> None:
    """And bears out one that warns of it."""
    seen = states(State.SEEN, State.LOOKED_FOR)
    assert standing(replace(HARM, polarity=Polarity.LESS_HARM), seen) is Standing.AGAINST
    assert standing(replace(HARM, polarity=Polarity.MORE_HARM), seen) is Standing.BORNE_OUT


@pytest.mark.parametrize("polarity", [Polarity.LESS_HARM, Polarity.MORE_HARM])
def test_harm_that_was_not_seen_settles_nothing(polarity: Polarity) -> None:
    """A few studies without it do not show that it is absent."""
    assert standing(replace(HARM, polarity=polarity), states(State.LOOKED_FOR)) is Standing.EARLY


def test_a_mechanism_that_was_looked_for_in_vain_is_contradicted() -> None:
    """Against what the article says of how it works."""
    claim = replace(CLAIM, kind=ClaimKind.MECHANISM, polarity=Polarity.NEUTRAL, state_model=StateModel.BY_SPECIES)
    assert standing(claim, states(State.LOOKED_FOR)) is Standing.AGAINST
    assert standing(claim, states(State.SEEN)) is Standing.EARLY


def test_what_studies_cannot_settle_is_not_compared() -> None:
    """Whatever the store may still hold of it."""
    claim = replace(CLAIM, comparable=False, state_model=StateModel.NONE)
    assert standing(claim, states(State.CHALLENGED)) is Standing.NOT_COMPARED


def test_only_contradiction_and_dispute_ask_for_another_look() -> None:
    """Early evidence asks for patience."""
    assert LOOK_AGAIN == (Standing.AGAINST, Standing.DISPUTED)
