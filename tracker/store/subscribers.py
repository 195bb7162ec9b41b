"""The readers of the digest."""

from __future__ import annotations

import hashlib
import hmac
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime

from tracker.errors import UsageError
from tracker.model.subscriber import Preferences, Standing, Subscriber
from tracker.store.codec import dumps, maybe_date, preferences_of, time_text
from tracker.store.database import Database, Row, listed
from tracker.store.deliveries import forget_unsent

WHAT_THEY_WERE_OWED = ("planned", "deferred", "sending")


class Subscribers:
    """Addresses are one where they differ only in case. Tokens are secrets: they are in no message and no repr."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(
        self,
        address: str,
        preferences: Preferences,
        *,
        token: str,
        at: datetime,
        imported: bool = False,
        welcome: bool = False,
    ) -> Subscriber:
        """welcome: the first mail after joining is owed.

        Raises UsageError also for an address that has left: it comes back only by `rejoin`, at the person's word."""
        with self._db.atomic(durable=True):
            present = self.get(address)
            if present is not None and present.standing is Standing.LEFT:
                raise UsageError("this address has left the list", where=address, mend="Only the person can undo that.")
            if present is not None:
                raise UsageError("this address is on the list already", where=address)
            if imported and self.is_erased(address):
                raise UsageError("the owner of this address was erased at their wish", where=address)
            self._db.write("DELETE FROM erased WHERE address_hash = ?", (self._hash(address),))
            self._db.insert(
                """INSERT INTO subscriber
                       (address, address_key, preferences, standing, standing_at, joined, token, imported, welcome,
                        after)
                   VALUES (:address, :key, :preferences, 'active', :at, :at, :token, :imported, :welcome,
                       (SELECT coalesce(max(number), 0) FROM event))""",
                {
                    "address": address,
                    "key": _key(address),
                    "preferences": dumps(preferences),
                    "at": time_text(at),
                    "token": token,
                    "imported": int(imported),
                    "welcome": int(welcome),
                },
            )
            added = self.get(address)
        assert added is not None
        return added

    def rejoin(self, id: int, preferences: Preferences, *, token: str, at: datetime, welcome: bool = False) -> None:
        """Somebody who left or was suspended asks to come back: anew, at the last event, with a new token."""
        with self._db.atomic(durable=True):
            self._db.write(
                """UPDATE subscriber SET standing = 'active', standing_at = :at, joined = :at, token = :token,
                       imported = 0, preferences = :preferences, last_due = NULL, failures = 0, welcome = :welcome,
                       after = (SELECT coalesce(max(number), 0) FROM event)
                   WHERE id = :id AND standing <> 'active'""",
                {
                    "id": id,
                    "preferences": dumps(preferences),
                    "token": token,
                    "at": time_text(at),
                    "welcome": int(welcome),
                },
            )

    def erase(self, id: int, at: datetime) -> None:
        """All about the person goes, deliveries included, and digests that nobody else was sent; a keyed hash stays, so
        that no list brings them back."""
        with self._db.atomic(durable=True):
            address = self._db.value("SELECT address FROM subscriber WHERE id = ?", (id,))
            self._db.write("INSERT OR IGNORE INTO erased VALUES (?, ?)", (self._hash(address), time_text(at)))
            theirs = self._db.rows("SELECT DISTINCT digest FROM delivery WHERE subscriber = ?", (id,))
            self._db.write("DELETE FROM delivery WHERE subscriber = ?", (id,))
            forget_unsent(self._db, [row[0] for row in theirs])
            self._db.write("DELETE FROM subscriber WHERE id = ?", (id,))

    def is_erased(self, address: str) -> bool:
        return self._db.row("SELECT 1 FROM erased WHERE address_hash = ?", (self._hash(address),)) is not None

    def key(self) -> str:
        """A secret of this store: links are signed with it."""
        key: str = self._db.value("SELECT key FROM signing")
        return key

    def _hash(self, address: str) -> str:
        return hmac.new(self.key().encode(), f"erased {_key(address)}".encode(), hashlib.sha256).hexdigest()

    def get(self, address: str) -> Subscriber | None:
        return self._one("address_key", _key(address))

    def by_token(self, token: str) -> Subscriber | None:
        return self._one("token", token)

    def _one(self, column: str, value: str) -> Subscriber | None:
        row = self._db.row(f"SELECT * FROM subscriber WHERE {column} = ?", (value,))  # noqa: S608
        return None if row is None else _subscriber(row)

    def all(self, standing: Standing | None = None) -> tuple[Subscriber, ...]:
        """In the order they joined."""
        found = self._db.rows("SELECT * FROM subscriber WHERE ?1 IS NULL OR standing = ?1 ORDER BY id", (standing,))
        return tuple(_subscriber(row) for row in found)

    def to_welcome(self) -> tuple[Subscriber, ...]:
        """Active ones for whom the first mail after joining is still to be planned."""
        found = self._db.rows("SELECT * FROM subscriber WHERE welcome = 1 AND standing = 'active' ORDER BY id")
        return tuple(_subscriber(row) for row in found)

    def take_welcome(self, id: int) -> bool:
        with self._db.atomic():
            taken = self._db.write("UPDATE subscriber SET welcome = 0 WHERE id = ? AND welcome = 1", (id,))
        return taken == 1

    def set_standing(self, id: int, standing: Standing, at: datetime) -> None:
        """Who leaves is sent nothing that was already planned, also if they come back."""
        with self._db.atomic(durable=True):
            self._db.write(
                """UPDATE subscriber SET standing = :standing, standing_at = :at,
                       failures = CASE WHEN :standing = 'active' THEN 0 ELSE failures END
                   WHERE id = :id AND standing <> :standing""",
                {"id": id, "standing": standing, "at": time_text(at)},
            )
            if standing is Standing.LEFT:
                self._db.write(
                    """UPDATE delivery SET state = 'refused', reply = 'not sent: the subscriber left'
                       WHERE subscriber = ? AND state IN (?, ?, ?)""",
                    (id, *WHAT_THEY_WERE_OWED),
                )

    def set_preferences(self, id: int, preferences: Preferences) -> None:
        with self._db.atomic():
            self._db.write("UPDATE subscriber SET preferences = ? WHERE id = ?", (dumps(preferences), id))

    def unmoved(self, read: Iterable[Subscriber]) -> frozenset[int]:
        """Ids of those that stand where they stood when they were read."""
        was = {one.id: (one.after, one.last_due) for one in read}
        found = self._db.rows(
            "SELECT id, after, last_due FROM subscriber WHERE id IN (SELECT value FROM json_each(?))", (listed(was),)
        )
        return frozenset(row["id"] for row in found if was[row["id"]] == (row["after"], maybe_date(row["last_due"])))

    def advance(self, id: int, *, after: int, due: date, back: bool = False) -> None:
        """Never backwards; back: but for the last due date, which a clock that ran ahead had put into the future."""
        with self._db.joined():
            self._db.write(
                """UPDATE subscriber SET after = max(after, :after),
                       last_due = CASE WHEN :back THEN :due ELSE max(coalesce(last_due, ''), :due) END
                   WHERE id = :id""",
                {"after": after, "due": due.isoformat(), "back": back, "id": id},
            )

    def count_failure(self, id: int) -> int:
        with self._db.atomic():
            self._db.write("UPDATE subscriber SET failures = failures + 1 WHERE id = ?", (id,))
            failures: int = self._db.value("SELECT failures FROM subscriber WHERE id = ?", (id,)) or 0
        return failures

    def clear_failures(self, id: int) -> None:
        with self._db.joined():
            self._db.write("UPDATE subscriber SET failures = 0 WHERE id = ? AND failures > 0", (id,))


def _key(address: str) -> str:
    return address.strip().casefold()


def _subscriber(row: Row | sqlite3.Row) -> Subscriber:
    return Subscriber(
        id=row["id"],
        address=row["address"],
        preferences=preferences_of(row["preferences"]),
        standing=Standing(row["standing"]),
        joined=datetime.fromisoformat(row["joined"]),
        token=row["token"],
        after=row["after"],
        last_due=maybe_date(row["last_due"]),
        failures=row["failures"],
        imported=bool(row["imported"]),
    )
