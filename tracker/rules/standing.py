"""Where a sentence of an article stands, for the one who has to decide whether to revise it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from tracker.model.claim import Claim, Polarity, StateModel
from tracker.model.ledger import ClaimState, State


class Standing(StrEnum):
    """What an editor has to know of first comes first."""

    AGAINST = "studies speak against it"
    DISPUTED = "studies disagree or did not show it"
    BORNE_OUT = "borne out so far"
    LISTED = "figures are listed, nothing is weighed"
    EARLY = "too early to tell"
    NONE_SEEN = "no study that counts was seen here"
    NOT_COMPARED = "not compared with studies"


LOOK_AGAIN = (Standing.AGAINST, Standing.DISPUTED)
"""What an editor should look at again."""

_OF_STATE = {
    State.CHALLENGED: Standing.AGAINST,
    State.CONTESTED: Standing.DISPUTED,
    State.NOT_SHOWN: Standing.DISPUTED,
    State.LISTED: Standing.LISTED,
    State.PRELIMINARY: Standing.EARLY,
    State.SUPPORTED: Standing.BORNE_OUT,
    State.NONE_SEEN: Standing.NONE_SEEN,
}

_OF_HARM = {
    (Polarity.LESS_HARM, State.SEEN): Standing.AGAINST,
    (Polarity.LESS_HARM, State.SEEN_REPEATEDLY): Standing.AGAINST,
    (Polarity.LESS_HARM, State.LOOKED_FOR): Standing.EARLY,
    (Polarity.MORE_HARM, State.SEEN): Standing.BORNE_OUT,
    (Polarity.MORE_HARM, State.SEEN_REPEATEDLY): Standing.BORNE_OUT,
    (Polarity.MORE_HARM, State.LOOKED_FOR): Standing.EARLY,
}

_OF_MECHANISM = {
    State.SEEN: Standing.EARLY,
    State.SEEN_REPEATEDLY: Standing.BORNE_OUT,
    State.LOOKED_FOR: Standing.AGAINST,
}


def standing(claim: Claim, states: Sequence[ClaimState]) -> Standing:
    """The first that holds in any stratum: a sentence that fails in one of them is put too broadly.

    What was looked for and not seen is never more than early: an absence of harm is not shown by a few studies.
    """
    if claim.state_model is StateModel.NONE or not claim.comparable:
        return Standing.NOT_COMPARED
    found = {standing_of(claim, state.state) for state in states}
    return next((one for one in Standing if one in found), Standing.NONE_SEEN)


def standing_of(claim: Claim, state: State) -> Standing:
    """The same for one stratum."""
    if claim.state_model is StateModel.BY_SPECIES and state in _OF_MECHANISM:
        return _OF_MECHANISM[state]
    return _OF_HARM.get((claim.polarity, state)) or _OF_STATE.get(state, Standing.EARLY)


def in_order(claim: Claim, states: Sequence[ClaimState]) -> tuple[ClaimState, ...]:
    """What an editor has to know of first comes first, and within it what rests on the most people."""
    order = list(Standing)
    return tuple(
        sorted(states, key=lambda one: (order.index(standing_of(claim, one.state)), -one.participants, one.stratum))
    )
