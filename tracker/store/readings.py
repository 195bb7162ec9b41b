"""Appraisals and verdicts: what is present, and what was read before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from tracker.model.appraisal import Appraisal
from tracker.model.record import RecordId
from tracker.model.verdict import Confidence, Ground, Overrule, Stance, StoredVerdict, Verdict
from tracker.store.codec import dumps, loads, time_text
from tracker.store.database import Database, Row, listed
from tracker.store.rows import ASKED, own_id

VERDICT = """
    appraisal.record, appraisal.content_hash, appraisal.reading, appraisal.at,
    claim, stance, ground, quote, section, rule, confidence
"""


class Readings:
    """Present is the newest appraisal of a record's present text. From a change of the text until it is read again
    nothing is present: a verdict on words that are no longer there is not shown as if it were on those that are.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def save(
        self,
        id: RecordId,
        content_hash: str,
        reading: str,
        appraisal: Appraisal,
        verdicts: Sequence[Verdict],
        at: datetime,
    ) -> None:
        """The same text read by the same reading again takes the place of its first reading; all others stay."""
        with self._db.joined():
            id = own_id(self._db, id)
            same = (id, content_hash, reading)
            self._db.write(
                """UPDATE record SET appraisal = NULL WHERE appraisal =
                   (SELECT id FROM appraisal WHERE record = ? AND content_hash = ? AND reading = ?)""",
                same,
            )
            self._db.write("DELETE FROM appraisal WHERE record = ? AND content_hash = ? AND reading = ?", same)
            number = self._db.insert(
                "INSERT INTO appraisal (record, content_hash, reading, at, body, stumbled) VALUES (?, ?, ?, ?, ?, ?)",
                (*same, time_text(at), dumps(appraisal), appraisal.stumbled),
            )
            self._db.write_each(
                "INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [(number, position, *_columns(verdict)) for position, verdict in enumerate(verdicts)],
            )
            self._db.write(
                "UPDATE record SET appraisal = ? WHERE id = ? AND content_hash = ?", (number, id, content_hash)
            )

    def appraisals(self, ids: Iterable[RecordId]) -> dict[RecordId, Appraisal]:
        """By the ids asked for; records whose present text was not read are absent."""
        found = self._db.rows(
            f"SELECT asked.value, appraisal.body FROM {ASKED} JOIN appraisal ON appraisal.id = record.appraisal",  # noqa: S608
            (listed(ids),),
        )
        return {RecordId(row[0]): loads(Appraisal, row[1]) for row in found}

    def read_before(self, ids: Iterable[RecordId]) -> dict[RecordId, bool]:
        found = self._db.rows(
            f"""SELECT asked.value, record.appraisal IS NOT NULL FROM {ASKED}
                WHERE EXISTS (SELECT 1 FROM appraisal WHERE appraisal.record = record.id)""",  # noqa: S608
            (listed(ids),),
        )
        return {RecordId(row[0]): bool(row[1]) for row in found}

    def verdicts(self, ids: Iterable[RecordId]) -> dict[RecordId, tuple[StoredVerdict, ...]]:
        """By the ids asked for, in the order they were saved in."""
        found = self._db.rows(
            f"""SELECT DISTINCT asked.value AS asked, position, {VERDICT} FROM {ASKED}
                JOIN appraisal ON appraisal.id = record.appraisal JOIN verdict ON verdict.appraisal = appraisal.id
                ORDER BY asked.key, position""",  # noqa: S608
            (listed(ids),),
        )
        present: dict[RecordId, tuple[StoredVerdict, ...]] = {}
        for row in found:
            present[row["asked"]] = (*present.get(row["asked"], ()), _verdict(row))
        return present

    def last_verdicts(self, id: RecordId) -> tuple[StoredVerdict, ...] | None:
        newest = self._db.value("SELECT max(id) FROM appraisal WHERE record = ?", (own_id(self._db, id),))
        if newest is None:
            return None
        found = self._db.rows(
            f"""SELECT {VERDICT} FROM appraisal JOIN verdict ON verdict.appraisal = appraisal.id
                WHERE appraisal.id = ? ORDER BY position""",  # noqa: S608
            (newest,),
        )
        return tuple(_verdict(row) for row in found)

    def records_with(self, claim: str) -> tuple[RecordId, ...]:
        found = self._db.rows(
            """SELECT record.id FROM verdict JOIN record ON record.appraisal = verdict.appraisal
               WHERE claim = :claim AND record.id NOT IN (SELECT id FROM alias)
               UNION
               SELECT coalesce(alias.kept, overrule.record) FROM overrule
               LEFT JOIN alias ON alias.id = overrule.record WHERE claim = :claim
               ORDER BY 1""",
            {"claim": claim},
        )
        return tuple(RecordId(row[0]) for row in found)

    def overrule(self, overrule: Overrule) -> None:
        """Earlier ones stay, and the newest holds."""
        with self._db.atomic():
            self._db.insert(
                "INSERT INTO overrule (record, claim, stance, ground, why, at) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    own_id(self._db, overrule.record),
                    overrule.claim,
                    overrule.stance,
                    overrule.ground,
                    overrule.why,
                    time_text(overrule.at),
                ),
            )

    def overrules(self, ids: Iterable[RecordId] | None = None) -> tuple[Overrule, ...]:
        found = self._db.rows(
            """SELECT coalesce(alias.kept, overrule.record) AS owner, max(overrule.id),
                   claim, stance, ground, overrule.why, at
               FROM overrule LEFT JOIN alias ON alias.id = overrule.record
               WHERE :ids IS NULL OR owner IN (
                   SELECT coalesce(alias.kept, asked.value)
                   FROM json_each(:ids) AS asked LEFT JOIN alias ON alias.id = asked.value)
               GROUP BY owner, claim ORDER BY owner, claim""",
            {"ids": None if ids is None else listed(ids)},
        )
        return tuple(
            Overrule(
                record=RecordId(row["owner"]),
                claim=row["claim"],
                stance=_maybe_stance(row["stance"]),
                ground=_maybe_ground(row["ground"]),
                why=row["why"],
                at=datetime.fromisoformat(row["at"]),
            )
            for row in found
        )


def _columns(verdict: Verdict) -> tuple[str | None, ...]:
    return (
        verdict.claim, verdict.stance, verdict.ground, verdict.quote, verdict.section, verdict.rule, verdict.confidence,
    )  # fmt: skip


def _verdict(row: Row) -> StoredVerdict:
    return StoredVerdict(
        record=RecordId(row["record"]),
        content_hash=row["content_hash"],
        reading=row["reading"],
        at=datetime.fromisoformat(row["at"]),
        verdict=Verdict(
            claim=row["claim"],
            stance=Stance(row["stance"]),
            ground=_maybe_ground(row["ground"]),
            quote=row["quote"],
            section=row["section"],
            rule=row["rule"],
            confidence=Confidence(row["confidence"]),
        ),
    )


def _maybe_stance(text: str | None) -> Stance | None:
    return None if text is None else Stance(text)


def _maybe_ground(text: str | None) -> Ground | None:
    return None if text is None else Ground(text)
