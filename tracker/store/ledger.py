"""The states of the claims, and how they came about."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model.ledger import ClaimState, State, StateChange, Stratum
from tracker.store.codec import dumps, loads, time_text
from tracker.store.database import Database


class Ledger:
    def __init__(self, db: Database) -> None:
        self._db = db

    def states(self, claim: str | None = None) -> tuple[ClaimState, ...]:
        """By claim, and within it in the order they were saved in."""
        found = self._db.rows(
            "SELECT body FROM claim_state WHERE ?1 IS NULL OR claim = ?1 ORDER BY claim, position", (claim,)
        )
        return tuple(loads(ClaimState, row[0]) for row in found)

    def overview(self, claim: str | None = None) -> tuple[ClaimState, ...]:
        """The same states with their people counted, and without the evidence or anything else of it."""
        found = self._db.rows(
            """SELECT claim, drug, route, population, state, participants FROM claim_state
               WHERE ?1 IS NULL OR claim = ?1 ORDER BY claim, position""",
            (claim,),
        )
        return tuple(
            ClaimState(
                claim=row["claim"],
                stratum=Stratum(row["drug"], row["route"], row["population"]),
                state=State(row["state"]),
                participants=row["participants"],
            )
            for row in found
        )

    def save(self, claim: str, states: Sequence[ClaimState], changes: Sequence[StateChange]) -> None:
        with self._db.atomic():
            self._db.write("DELETE FROM claim_state WHERE claim = ?", (claim,))
            self._db.write_each(
                "INSERT INTO claim_state VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        claim,
                        one.stratum.drug,
                        one.stratum.route,
                        one.stratum.population,
                        at,
                        one.state,
                        dumps(one),
                        one.participants,
                    )
                    for at, one in enumerate(states)
                ],
            )
            self._db.write_each(
                "INSERT INTO state_change (claim, because, at, body) VALUES (?, ?, ?, ?)",
                [(claim, change.because, time_text(change.at), dumps(change)) for change in changes],
            )

    def history(self, claim: str) -> tuple[StateChange, ...]:
        """Oldest first."""
        found = self._db.rows("SELECT body FROM state_change WHERE claim = ? ORDER BY id", (claim,))
        return tuple(loads(StateChange, row[0]) for row in found)
