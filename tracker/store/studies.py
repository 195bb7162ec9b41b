"""Which records belong to one study."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.model.record import LinkKind, RecordId
from tracker.store.database import Database, listed
from tracker.store.rows import ASKED, own_id

NEVER_ONE_STUDY = (LinkKind.CITES, LinkKind.COMMENT_ON, LinkKind.COMMENT_IN, LinkKind.OTHER)

NEIGHBOURS = """
    WITH here AS (SELECT value AS id FROM json_each(:ids)),
         named AS (SELECT trial FROM record_trial WHERE record IN (SELECT id FROM here)
                   AND (record = :start OR 1 = (SELECT count(*) FROM record_trial AS all_of
                                                WHERE all_of.record = record_trial.record)))
    SELECT record FROM record_trial WHERE trial IN (SELECT trial FROM named)
    UNION
    SELECT record.id FROM record_link JOIN record ON record.pmid = record_link.pmid
    WHERE record_link.record IN (SELECT id FROM here) AND kind NOT IN (SELECT value FROM json_each(:never))
    UNION
    SELECT record_link.record FROM record JOIN record_link ON record_link.pmid = record.pmid
    WHERE record.id IN (SELECT id FROM here) AND kind NOT IN (SELECT value FROM json_each(:never))
"""
"""One step from some records. Past the first record a step by trial number starts only at one that names a single
number: pooled analyses and reviews name many, and would tie all of their trials together."""


class Studies:
    def __init__(self, db: Database) -> None:
        self._db = db

    def assign(self, groups: Iterable[frozenset[RecordId]]) -> None:
        with self._db.atomic():
            for group in groups:
                members = {own_id(self._db, id) for id in group}
                self._db.write_each(
                    "INSERT INTO study VALUES (?, ?) ON CONFLICT (record) DO UPDATE SET study = excluded.study",
                    [(id, min(members)) for id in sorted(members)],
                )

    def of(self, ids: Iterable[RecordId]) -> dict[RecordId, int]:
        """By the ids asked for."""
        found = self._db.rows(
            f"""SELECT asked.value, coalesce(study.study, record.id) FROM {ASKED}
                LEFT JOIN study ON study.record = record.id""",  # noqa: S608
            (listed(ids),),
        )
        return {RecordId(row[0]): row[1] for row in found}

    def related(self, id: RecordId) -> tuple[RecordId, ...]:
        """All that hang together with it, over any number of steps: the third record of a study is related to the
        first also where only the second names both. CommentOn, Cites and the like are no ties.
        """
        start = own_id(self._db, id)
        reached = {start}
        edge = {start}
        while edge:
            found = self._db.rows(
                NEIGHBOURS, {"ids": listed(sorted(edge)), "start": start, "never": listed(NEVER_ONE_STUDY)}
            )
            edge = {own_id(self._db, RecordId(row[0])) for row in found} - reached
            reached |= edge
        return tuple(sorted(reached))
