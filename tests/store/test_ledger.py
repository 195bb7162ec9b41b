"""The states of the claims and their history."""

from __future__ import annotations

from tracker.model.ledger import ClaimState, State, StateChange, Stratum
from tracker.store import Store

from .conftest import NOW, Keep

WATER, TABLET = Stratum(drug="moonleaf", route="tea"), Stratum(drug="moonleaf", route="tablet")


def state(claim: str, stratum: Stratum, which: State) -> ClaimState:
    return ClaimState(claim=claim, stratum=stratum, state=which, participants=64)


def test_states_are_replaced_by_claim_and_keep_their_order(store: Store) -> None:
    """Saving one claim leaves the others alone."""
    states = [state("b", WATER, State.PRELIMINARY), state("b", TABLET, State.CONTESTED)]
    store.ledger.save("b", states, [])
    store.ledger.save("a", [state("a", WATER, State.LISTED)], [])
    assert store.ledger.states("b") == tuple(states)
    assert [one.claim for one in store.ledger.states()] == ["a", "b", "b"]
    store.ledger.save("b", states[1:], [])
    assert store.ledger.states("b") == tuple(states[1:])
    store.ledger.save("b", [], [])
    assert store.ledger.states("b") == ()
    assert len(store.ledger.states("a")) == 1


def test_a_state_that_stands_keeps_its_row_and_gets_its_new_place(store: Store) -> None:
    """The others are replaced; one whose stratum is named no more goes."""
    tablet, water = state("b", TABLET, State.CONTESTED), state("b", WATER, State.PRELIMINARY)
    store.ledger.save("b", [water], [])
    rewritten = state("b", WATER, State.LISTED)
    store.ledger.save("b", [tablet], [], strata=[TABLET, WATER])
    assert store.ledger.states("b") == (tablet, water)
    store.ledger.save("b", [rewritten], [], strata=[TABLET, WATER])
    assert store.ledger.states("b") == (tablet, rewritten)
    store.ledger.save("b", [], [], strata=[WATER])
    assert store.ledger.states("b") == (rewritten,)


def test_the_overview_reads_no_evidence(store: Store) -> None:
    """The same states in the same order, from an index alone: a body may hold thousands of verdicts."""
    states = [state("b", WATER, State.PRELIMINARY), state("b", TABLET, State.CONTESTED)]
    store.ledger.save("b", states, [])
    store.ledger.save("a", [state("a", WATER, State.LISTED)], [])
    assert store.ledger.overview() == store.ledger.states()
    assert store.ledger.overview("b") == tuple(states)
    asked: list[str] = []
    store._db.utils.conn.set_trace_callback(asked.append)
    store.ledger.overview()
    store._db.utils.conn.set_trace_callback(None)
    (plan,) = store._db.rows(f"EXPLAIN QUERY PLAN {asked[0]}")
    assert "COVERING INDEX claim_state_overview" in plan["detail"]


def test_changes_are_appended(store: Store, keep: Keep) -> None:
    """Oldest first, each with the record it came from; none is ever lost."""
    first = StateChange(
        claim="a", stratum=WATER, before=None, after=State.PRELIMINARY, because=keep(), reason="a new study", at=NOW
    )
    second = StateChange(
        claim="a", stratum=WATER, before=State.PRELIMINARY, after=State.SUPPORTED, because=None, reason="x", at=NOW
    )
    store.ledger.save("a", [], [first])
    store.ledger.save("a", [], [second])
    assert store.ledger.history("a") == (first, second)
    assert store.ledger.history("b") == ()
