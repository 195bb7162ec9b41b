"""A large store: records, appraisals and verdicts laid straight into the tables, as copies of a few that were read.

Each record has a title and a text of its own. To keep and read a million one by one would take hours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bench import filled, made
from tracker.app import App

READ, BATCH = 200, 5_000
"""So many are kept and read as any record is; so many of the others are laid in one transaction."""

RECORD = """
    INSERT INTO record (id, pmid, title, abstract, body, content_hash, first_seen, baseline, appraisal)
    SELECT :id, :pmid, :title, :abstract, json_set(body, '$.pmid', :pmid, '$.title', :title), :id, first_seen, 1, :id
    FROM record WHERE id = :model"""
WORDS = "INSERT INTO record_words (rowid, title, abstract) VALUES (:id, :title, :abstract)"
TOPIC = "INSERT INTO record_topic SELECT :id, topic FROM record_topic WHERE record = :model"
APPRAISAL = """
    INSERT INTO appraisal (id, record, content_hash, reading, at, body, stumbled)
    SELECT :id, :id, :id, reading, at, body, stumbled FROM appraisal WHERE record = :model"""
VERDICT = """
    INSERT INTO verdict SELECT :id, position, claim, stance, ground, quote, section, rule, confidence
    FROM verdict WHERE appraisal = (SELECT id FROM appraisal WHERE record = :model)"""


def store(folder: Path, count: int, verdicts: int) -> App:
    """count: of records; verdicts: about so many. The ledger stands."""
    app = filled.store(folder, READ)
    with app.store() as opened:
        db = opened._db
        models = [row[0] for row in db.rows("SELECT DISTINCT record FROM appraisal JOIN verdict ON appraisal = id")]
        each = db.value("SELECT count(*) FROM verdict") / len(models)
        for start in range(READ, count, BATCH):
            rows = list(_rows(range(start, min(start + BATCH, count)), models))
            with opened.atomic():
                db.write("PRAGMA defer_foreign_keys = ON")  # a record names its appraisal, which names the record
                for statement in (RECORD, WORDS, TOPIC, APPRAISAL):
                    db.write_each(statement, rows)
                db.write_each(VERDICT, [row for row in rows if (row["number"] - READ) * each < verdicts])
        with opened.atomic():
            app._reading(opened)._settle(dict.fromkeys(app.registry.claims_by_id, (None, "laid")), tell=False)
    return app


def _rows(numbers: range, models: list[int]) -> Iterator[dict[str, object]]:
    for number in numbers:
        yield {
            "number": number,
            "id": number + 1,
            "pmid": made.pmid(number),
            "title": made.title(number),
            "abstract": " ".join(text for _, text in made.sections(number, sentences=6)),
            "model": models[number % len(models)],
        }
