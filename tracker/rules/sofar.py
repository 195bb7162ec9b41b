"""The ledger so far, for who has just joined: how the claims under their topics stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.model.claim import Claim
from tracker.model.digest import ClaimNow
from tracker.model.ledger import ClaimState, State
from tracker.model.topic import Topic
from tracker.rules import wording
from tracker.rules.standing import in_order

STRATA = 3
"""Kinds of patients and treatment that are named of one claim."""


def so_far(
    topics: Sequence[Topic],
    claims: Mapping[str, Claim],
    states: Sequence[ClaimState],
    words: Mapping[str, str],
) -> tuple[tuple[ClaimNow, ...], int]:
    """Each claim that a study was seen for, once, under the first topic that lists it; and how many there are besides
    that studies could settle."""
    seen: dict[str, list[ClaimState]] = {}
    for state in states:
        if state.state is not State.NONE_SEEN:
            seen.setdefault(state.claim, []).append(state)
    first = {claim: topic for topic in reversed(topics) for claim in topic.claims if claim in claims}
    lines = tuple(
        _now(claims[claim], topic, seen[claim], words)
        for topic in topics
        for claim in topic.claims
        if first.get(claim) is topic and claim in seen
    )
    unseen = sum(claim not in seen and claims[claim].comparable for claim in first)
    return lines, unseen


def _now(claim: Claim, topic: Topic, states: Sequence[ClaimState], words: Mapping[str, str]) -> ClaimNow:
    shown = in_order(claim, states)
    return ClaimNow(
        claim=claim.id,
        statement=claim.statement,
        topic=topic.title,
        states=tuple(_state(claim, one, words) for one in shown[:STRATA]),
        more=max(len(shown) - STRATA, 0),
    )


def _state(claim: Claim, state: ClaimState, words: Mapping[str, str]) -> str:
    value = wording.state_words(claim, state.state.value) + (
        ", blinding not secured" if state.blinding_not_secured else ""
    )
    stratum = wording.stratum_words(str(state.stratum), words)
    return f"{value} ({stratum})" if stratum else value
