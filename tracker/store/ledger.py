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

    def save(
        self,
        claim: str,
        states: Sequence[ClaimState],
        changes: Sequence[StateChange],
        *,
        strata: Sequence[Stratum] | None = None,
    ) -> None:
        """strata: all that the claim has now, in order (those of `states`). A state that is not handed over keeps its
        row, and gets its new place; one of a stratum that is not named goes."""
        new = {_names(one.stratum): one for one in states}
        places = {names: at for at, names in enumerate(new if strata is None else map(_names, strata))}
        with self._db.atomic():
            found = self._db.rows("SELECT drug, route, population, position FROM claim_state WHERE claim = ?", (claim,))
            present = {(row[0], row[1], row[2]): row[3] for row in found}
            self._db.write_each(
                "DELETE FROM claim_state WHERE claim = ? AND drug = ? AND route = ? AND population = ?",
                [(claim, *names) for names in present if names in new or names not in places],
            )
            self._db.write_each(
                "UPDATE claim_state SET position = ? WHERE claim = ? AND drug = ? AND route = ? AND population = ?",
                [(at, claim, *names) for names, at in places.items() if names not in new and present[names] != at],
            )
            self._db.write_each(
                "INSERT INTO claim_state VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [(claim, *names, places[names], one.state, dumps(one), one.participants) for names, one in new.items()],
            )
            self._db.write_each(
                "INSERT INTO state_change (claim, because, at, body) VALUES (?, ?, ?, ?)",
                [(claim, change.because, time_text(change.at), dumps(change)) for change in changes],
            )

    def history(self, claim: str) -> tuple[StateChange, ...]:
        """Oldest first."""
        found = self._db.rows("SELECT body FROM state_change WHERE claim = ? ORDER BY id", (claim,))
        return tuple(loads(StateChange, row[0]) for row in found)


def _names(stratum: Stratum) -> tuple[str, str, str]:
    return stratum.drug, stratum.route, stratum.population
