"""Digests as they were frozen, and their way to the readers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from tracker.errors import UsageError
from tracker.model.digest import Digest, Parts
from tracker.model.event import EventKind
from tracker.model.record import RecordId
from tracker.model.subscriber import Delivery, DeliveryState
from tracker.store.codec import dumps, loads, maybe_time, preferences_of, time_text
from tracker.store.database import Database, Row, listed
from tracker.store.rows import own_id

LONGEST_WAIT = timedelta(days=2)
"""No server is left alone for longer: a time further ahead was set by a clock that ran ahead."""

TO_ACTIVE = "delivery JOIN subscriber ON subscriber.id = delivery.subscriber AND subscriber.standing = 'active'"

TOLD = """
    WITH wanted AS (SELECT value AS id FROM json_each(:records)),
         item AS (SELECT digest, record FROM wanted JOIN digest_item ON digest_item.record = wanted.id
                  UNION
                  SELECT digest, alias.kept FROM wanted
                  JOIN alias ON alias.kept = wanted.id JOIN digest_item ON digest_item.record = alias.id)
    SELECT DISTINCT delivery.subscriber, item.record
    FROM json_each(:subscribers) AS reader
    JOIN delivery ON delivery.subscriber = reader.value AND delivery.state <> 'refused'
    JOIN item ON item.digest = delivery.digest
"""
"""The few records that anything happened to are looked up first, then the deliveries that named them."""

OVERTAKEN = """
    WITH waiting AS MATERIALIZED (
             SELECT id, subscriber, due, after, digest FROM delivery
             WHERE state IN ('planned', 'deferred') AND ambiguous = 0 AND occasion = due),
         overtaken AS MATERIALIZED (
             SELECT key, body ->> '$.start' AS start FROM digest
             WHERE key IN (SELECT digest FROM waiting) AND EXISTS (
                 SELECT 1 FROM digest_item JOIN event ON event.record = coalesce(
                     (SELECT kept FROM alias WHERE alias.id = digest_item.record), digest_item.record)
                 WHERE digest_item.digest = digest.key AND event.number > digest.body ->> '$.up_to'
                     AND event.kind IN (SELECT value FROM json_each(:kinds))))
    SELECT waiting.id, subscriber, due, after AS began, digest, start
    FROM waiting JOIN overtaken ON overtaken.key = waiting.digest
    ORDER BY due DESC
"""
"""Newest first: a reader's older one is due again only where the newer one is. Many readers share a digest, which is
looked at once."""


class Deliveries:
    def __init__(self, db: Database) -> None:
        self._db = db

    # --- planning --------------------------------------------------------------------------------------------

    def keep_digest(self, key: str, digest: Digest, parts: Parts) -> None:
        with self._db.atomic():
            self._db.write(
                "INSERT OR IGNORE INTO digest (key, body, subject, text, html) VALUES (?, ?, ?, ?, ?)",
                (key, dumps(digest), parts.subject, parts.text, parts.html),
            )

    def digest(self, key: str) -> Digest:
        """Raises UsageError for a key that is not kept."""
        return loads(Digest, self._kept(key)["body"])

    def parts(self, key: str) -> Parts:
        """Raises UsageError for a key that is not kept."""
        row = self._kept(key)
        return Parts(subject=row["subject"], text=row["text"], html=row["html"])

    def _kept(self, key: str) -> Row:
        row = self._db.row("SELECT * FROM digest WHERE key = ?", (key,))
        if row is None:
            raise UsageError(f"no digest is kept under {key}")
        return row

    def plan(
        self,
        subscriber: int,
        *,
        due: date,
        digest: str,
        message_id: str,
        records: Iterable[RecordId],
        at: datetime,
        occasion: str = "",
        events: Iterable[int] = (),
    ) -> bool:
        """The digest has to be kept before. occasion: "" for the digest of the due day; another moves no reader on.
        events: those that this mail tells before the next digest would."""
        with self._db.joined():
            planned = self._db.write(
                """INSERT INTO delivery
                       (subscriber, due, occasion, digest, message_id, state, not_before, planned, after)
                   VALUES (:subscriber, :due, :occasion, :digest, :message_id, 'planned', :at, :at,
                       CASE WHEN :occasion = :due THEN (SELECT after FROM subscriber WHERE id = :subscriber) END)
                   ON CONFLICT (subscriber, occasion) DO NOTHING""",
                {
                    "subscriber": subscriber,
                    "due": due.isoformat(),
                    "occasion": occasion or due.isoformat(),
                    "digest": digest,
                    "message_id": message_id,
                    "at": time_text(at),
                },
            )
            if planned:
                self._db.write_each(
                    "INSERT OR IGNORE INTO digest_item (digest, record) VALUES (?, ?)",
                    [(digest, record) for record in records],
                )
                self._db.write_each(
                    "INSERT OR IGNORE INTO digest_event (digest, event) VALUES (?, ?)",
                    [(digest, event) for event in events],
                )
        return planned == 1

    def told_of(self, subscribers: Iterable[int], records: Iterable[RecordId]) -> dict[int, frozenset[RecordId]]:
        """A refused delivery told nobody anything. A record that was merged is told where one of its aliases was."""
        found = self._db.rows(TOLD, {"subscribers": listed(subscribers), "records": listed(records)})
        told: dict[int, set[RecordId]] = {}
        for row in found:
            told.setdefault(row[0], set()).add(RecordId(row[1]))
        return {subscriber: frozenset(ids) for subscriber, ids in told.items()}

    def heard_of(self, subscribers: Iterable[int], events: Iterable[int]) -> dict[int, frozenset[int]]:
        """A refused delivery told nobody anything."""
        found = self._db.rows(
            """SELECT DISTINCT delivery.subscriber, digest_event.event
               FROM json_each(:events) AS wanted JOIN digest_event ON digest_event.event = wanted.value
               JOIN delivery USING (digest)
               WHERE delivery.state <> 'refused'
                   AND delivery.subscriber IN (SELECT value FROM json_each(:subscribers))""",
            {"subscribers": listed(subscribers), "events": listed(events)},
        )
        heard: dict[int, set[int]] = {}
        for row in found:
            heard.setdefault(row[0], set()).add(row[1])
        return {subscriber: frozenset(numbers) for subscriber, numbers in heard.items()}

    def subjects_that_told(self, record: RecordId) -> tuple[str, ...]:
        """The subjects of the mails that were sent about a record, under any of its ids, in order of sending."""
        found = self._db.rows(
            """SELECT subject FROM digest_item JOIN digest ON digest.key = digest JOIN delivery USING (digest)
               WHERE state = 'sent' AND (record = ?1 OR record IN (SELECT id FROM alias WHERE kept = ?1))
               GROUP BY subject ORDER BY min(delivery.id)""",
            (own_id(self._db, record),),
        )
        return tuple(row[0] for row in found)

    def withdraw_overtaken(self) -> int:
        """Takes back digests that no server was handed yet, and in which a study was retracted, put in doubt or
        corrected since they were composed. Their readers stand where they stood: they are due again; what nobody else
        was sent is forgotten, its page too. Returns how many.
        """
        with self._db.atomic():
            found = self._db.rows(OVERTAKEN, {"kinds": listed(kind.value for kind in EventKind if kind.is_alert)})
            for row in found:
                self._db.write(
                    """UPDATE subscriber SET after = min(after, coalesce(:began, after)),
                           last_due = CASE WHEN last_due = :due THEN :start ELSE last_due END
                       WHERE id = :subscriber""",
                    {name: row[name] for name in ("subscriber", "began", "due", "start")},
                )
                self._db.write("DELETE FROM delivery WHERE id = ?", (row["id"],))
            forget_unsent(self._db, {row["digest"] for row in found})
        return len(found)

    # --- sending ---------------------------------------------------------------------------------------------

    def pending(self, now: datetime) -> tuple[Delivery, ...]:
        """One that stands at "sending" was interrupted: it may have been taken, and is tried again at once.

        Only a deferred one waits for its time, and for days at the most: a clock that was set back keeps no mail. Those
        that were planned together come digest by digest.
        """
        found = self._db.rows(
            f"""SELECT delivery.*, address, token, preferences FROM {TO_ACTIVE}
                WHERE state IN ('planned', 'sending') OR (state = 'deferred' AND (not_before <= ? OR not_before > ?))
                ORDER BY planned, digest, delivery.id""",  # noqa: S608
            (time_text(now), time_text(now + LONGEST_WAIT)),
        )
        return tuple(_delivery(row) for row in found)

    def unsent(self) -> int:
        """To active subscribers, whether their time has come or not."""
        number: int = self._db.value(
            f"SELECT count(*) FROM {TO_ACTIVE} WHERE state IN ('planned', 'sending', 'deferred')"  # noqa: S608
        )
        return number

    def sent_since(self, at: datetime) -> int:
        """Within two days from then on: what lies further ahead was sent by a clock that ran ahead."""
        number: int = self._db.value(
            "SELECT count(*) FROM delivery WHERE sent BETWEEN ? AND ?", (time_text(at), time_text(at + LONGEST_WAIT))
        )
        return number

    def oldest_unsent(self) -> datetime | None:
        return maybe_time(
            self._db.value(
                f"SELECT min(planned) FROM {TO_ACTIVE} WHERE state IN ('planned', 'sending', 'deferred')"  # noqa: S608
            )
        )

    def last_planned(self, subscribers: Iterable[int]) -> dict[int, datetime]:
        """When each reader's newest digest was planned."""
        found = self._db.rows(
            """SELECT subscriber, max(planned) FROM delivery
               WHERE subscriber IN (SELECT value FROM json_each(?)) AND occasion = due GROUP BY subscriber""",
            (listed(subscribers),),
        )
        return {row[0]: datetime.fromisoformat(row[1]) for row in found}

    def mark_sending(self, id: int, at: datetime) -> bool:
        """On the disk before the mail leaves: a power cut must not take back what a server was handed."""
        with self._db.joined(durable=True):
            taken = self._db.write(
                """UPDATE delivery SET ambiguous = ambiguous + (state = 'sending'), state = 'sending',
                       attempts = attempts + 1, tried = ?
                   WHERE id = ? AND state IN ('planned', 'deferred', 'sending')""",
                (time_text(at), id),
            )
        return taken == 1

    def mark_sent(self, id: int, at: datetime, reply: str) -> None:
        with self._db.joined():
            self._db.write(
                "UPDATE delivery SET state = 'sent', sent = ?, reply = ? WHERE id = ?", (time_text(at), reply, id)
            )

    def mark_deferred(self, id: int, not_before: datetime, reply: str, *, ambiguous: bool) -> None:
        with self._db.atomic():
            self._db.write(
                """UPDATE delivery SET state = 'deferred', not_before = ?, reply = ?, ambiguous = ambiguous + ?
                   WHERE id = ? AND state = 'sending'""",
                (time_text(not_before), reply, int(ambiguous), id),
            )

    def mark_refused(self, id: int, at: datetime, reply: str) -> None:
        with self._db.atomic():
            self._db.write(
                "UPDATE delivery SET state = 'refused', tried = ?, reply = ? WHERE id = ? AND state <> 'sent'",
                (time_text(at), reply, id),
            )
            self._tell_again(id)

    def mark_bounced(self, message_id: str, at: datetime, reply: str) -> int | None:
        """It came back for good after a server took it. Returns its subscriber; None for one not known as sent."""
        with self._db.atomic():
            row = self._db.row(
                "SELECT id, subscriber FROM delivery WHERE message_id = ? AND state <> 'refused'", (message_id,)
            )
            if row is None:
                return None
            self._db.write(
                "UPDATE delivery SET state = 'refused', sent = NULL, tried = ?, reply = ? WHERE id = ?",
                (time_text(at), reply, row["id"]),
            )
            self._tell_again(row["id"])
        subscriber: int = row["subscriber"]
        return subscriber

    def refused_in_a_row(self, subscriber: int) -> int:
        """The newest ones, back to the last that was not refused."""
        number: int = self._db.value(
            """SELECT count(*) FROM delivery WHERE subscriber = ?1 AND id > (
                   SELECT coalesce(max(id), 0) FROM delivery WHERE subscriber = ?1 AND state <> 'refused')""",
            (subscriber,),
        )
        return number

    def _tell_again(self, id: int) -> None:
        """Its reader was told nothing: the next digest begins where this one did, minus what they were told since."""
        self._db.write(
            """UPDATE subscriber SET after = min(subscriber.after, coalesce(refused.began, subscriber.after))
               FROM (SELECT subscriber AS reader, after AS began FROM delivery WHERE id = ? AND state = 'refused')
                   AS refused
               WHERE subscriber.id = refused.reader""",
            (id,),
        )

    def of(self, subscriber: int) -> tuple[tuple[date, str, str], ...]:
        """Due day, subject and state of all that was planned for a reader, oldest first."""
        found = self._db.rows(
            """SELECT due, subject, state FROM delivery JOIN digest ON digest.key = digest
               WHERE subscriber = ? ORDER BY due""",
            (subscriber,),
        )
        return tuple((date.fromisoformat(row["due"]), row["subject"], row["state"]) for row in found)


def forget_unsent(db: Database, digests: Iterable[str]) -> None:
    """Those of them that are nobody's delivery: they say what is overtaken, or what only one person chose."""
    gone = [(key,) for key in digests if db.row("SELECT 1 FROM delivery WHERE digest = ? LIMIT 1", (key,)) is None]
    for table, column in (("digest_item", "digest"), ("digest_event", "digest"), ("digest", "key")):
        db.write_each(f"DELETE FROM {table} WHERE {column} = ?", gone)  # noqa: S608


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row["id"],
        subscriber=row["subscriber"],
        address=row["address"],
        token=row["token"],
        text_only=preferences_of(row["preferences"]).text_only,
        due=date.fromisoformat(row["due"]),
        digest=row["digest"],
        message_id=row["message_id"],
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        not_before=datetime.fromisoformat(row["not_before"]),
        ambiguous=row["ambiguous"],
        planned=maybe_time(row["planned"]),
        sent=maybe_time(row["sent"]),
        reply=row["reply"],
    )
