"""The whole schema, as migrations. What stands here once is never edited: a change is a new migration below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.store.firstschema import EVENTS, READERS, READINGS, RECORDS
from tracker.store.library import Migrations

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x45766964
"""Tells our files from other SQLite files ("Evid")."""

migrations = Migrations("tracker")

KNOWN = frozenset(
    {
        "0001_first",
        "0002_searches_and_passed_over",
        "0003_looked_up",
        "0004_people",
        "0005_occasions",
        "0006_cited",
        "0007_words_by_hand",
        "0008_overview",
        "0009_stumbled",
        "0010_reading",
    }
)
"""Names of all migrations below. A store that has had others was written by a newer program."""


@migrations(name="0001_first")
def first(db: Database) -> None:
    for part in (RECORDS, READINGS, EVENTS, READERS):
        db.executescript(part)


PASSED_OVER = """
ALTER TABLE topic_cursor ADD COLUMN search TEXT NOT NULL DEFAULT '';

-- Feed items that no topic's search matched: not kept as records, and not lost without a trace.
CREATE TABLE passed_over (
    source TEXT NOT NULL,
    key    TEXT NOT NULL,
    title  TEXT NOT NULL,
    name   TEXT NOT NULL,  -- PMID, DOI or address
    first  TEXT NOT NULL,
    last   TEXT NOT NULL,
    PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX passed_over_name ON passed_over (name);
CREATE INDEX passed_over_last ON passed_over (last);
"""


@migrations(name="0002_searches_and_passed_over")
def second(db: Database) -> None:
    db.executescript(PASSED_OVER)


@migrations(name="0003_looked_up")
def looked_up(db: Database) -> None:
    """Planning asks which digests named the few records that anything happened to."""
    db.execute("CREATE INDEX digest_item_record ON digest_item (record)")


PEOPLE = """
ALTER TABLE subscriber ADD COLUMN imported INTEGER NOT NULL DEFAULT 0 CHECK (imported IN (0, 1));

-- Where the reader stood before this digest: one that is refused for good is told again from there.
ALTER TABLE delivery ADD COLUMN after INTEGER;

-- Addresses whose owners asked to be forgotten, as keyed hashes: no list may bring them back.
CREATE TABLE erased (
    address_hash TEXT PRIMARY KEY,
    at           TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- One row: the key that links are signed and erased addresses are hashed with.
CREATE TABLE signing (
    id  INTEGER PRIMARY KEY CHECK (id = 1),
    key TEXT NOT NULL
) STRICT;
INSERT INTO signing (id, key) VALUES (1, lower(hex(randomblob(32))));
"""


@migrations(name="0004_people")
def people(db: Database) -> None:
    db.executescript(PEOPLE)


OCCASIONS = """
-- A reader is sent each occasion once: the day a digest is due, their joining, or an alert up to an event.
CREATE TABLE delivery_by_occasion (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    subscriber INTEGER NOT NULL REFERENCES subscriber (id),
    due        TEXT NOT NULL,
    occasion   TEXT NOT NULL,
    digest     TEXT NOT NULL REFERENCES digest (key),
    message_id TEXT NOT NULL UNIQUE,
    state      TEXT NOT NULL CHECK (state IN ('planned', 'sending', 'sent', 'deferred', 'refused')),
    attempts   INTEGER NOT NULL DEFAULT 0,
    ambiguous  INTEGER NOT NULL DEFAULT 0,
    not_before TEXT NOT NULL,
    planned    TEXT NOT NULL,
    tried      TEXT,
    sent       TEXT,
    reply      TEXT NOT NULL DEFAULT '',
    after      INTEGER,
    UNIQUE (subscriber, occasion),
    CHECK ((state = 'sent') = (sent IS NOT NULL))
) STRICT;
INSERT INTO delivery_by_occasion
    SELECT id, subscriber, due, due, digest, message_id, state, attempts, ambiguous, not_before, planned, tried, sent,
        reply, after
    FROM delivery;
DROP TABLE delivery;
ALTER TABLE delivery_by_occasion RENAME TO delivery;
CREATE INDEX delivery_sent ON delivery (sent) WHERE sent IS NOT NULL;
CREATE INDEX delivery_waiting ON delivery (not_before) WHERE state IN ('planned', 'sending', 'deferred');

-- The events that a mail between digests tells: the next digest leaves them out.
CREATE TABLE digest_event (
    digest TEXT NOT NULL REFERENCES digest (key),
    event  INTEGER NOT NULL REFERENCES event (number),
    PRIMARY KEY (digest, event)
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_event_event ON digest_event (event);

-- Whether the first mail after joining is still to be planned.
ALTER TABLE subscriber ADD COLUMN welcome INTEGER NOT NULL DEFAULT 0 CHECK (welcome IN (0, 1));
"""


@migrations(name="0005_occasions")
def occasions(db: Database) -> None:
    """SQLite cannot take a constraint out of a table: it is made anew."""
    db.executescript(OCCASIONS)


CITED = """
-- Whether a digest is somebody's is asked for every page of one.
CREATE INDEX delivery_digest ON delivery (digest);

-- The works that the articles cite, each under its printed line: what PubMed's citation matcher made of it, and what
-- the record said when it was last looked at.
CREATE TABLE cited_work (
    citation TEXT PRIMARY KEY,
    body     TEXT NOT NULL CHECK (json_valid(body))
) STRICT, WITHOUT ROWID;

-- Publications that cite one of them. baseline: known from the first look at the work, so no news.
CREATE TABLE citing (
    cited    INTEGER NOT NULL,
    pmid     INTEGER NOT NULL,
    first    TEXT NOT NULL,
    baseline INTEGER NOT NULL CHECK (baseline IN (0, 1)),
    title    TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (cited, pmid)
) STRICT, WITHOUT ROWID;
"""


@migrations(name="0006_cited")
def cited(db: Database) -> None:
    db.executescript(CITED)


@migrations(name="0007_words_by_hand")
def words_by_hand(db: Database) -> None:
    """The full text of a new record is written beside it (rows.add_words): a trigger takes twice as long."""
    db.execute("DROP TRIGGER record_words_add")


OVERVIEW = """
ALTER TABLE claim_state ADD COLUMN participants INTEGER NOT NULL DEFAULT 0;
UPDATE claim_state SET participants = coalesce(body ->> '$.participants', 0);

-- The ledger's page reads this and no body: a body holds all the evidence, and there may be 200,000 verdicts.
CREATE INDEX claim_state_overview ON claim_state (claim, position, drug, route, population, state, participants);
"""


@migrations(name="0008_overview")
def overview(db: Database) -> None:
    db.executescript(OVERVIEW)


@migrations(name="0009_stumbled")
def stumbled(db: Database) -> None:
    """Abstracts that could not be read, by a defect of ours: few, and to be counted quickly."""
    db.execute("ALTER TABLE appraisal ADD COLUMN stumbled INTEGER NOT NULL DEFAULT 0 CHECK (stumbled IN (0, 1))")
    db.execute("CREATE INDEX appraisal_stumbled ON appraisal (id) WHERE stumbled")


@migrations(name="0010_reading")
def by_reading(db: Database) -> None:
    """Whether anything is to be read is asked each minute, and the answer is mostly no: it is not to read every row."""
    db.execute("CREATE INDEX appraisal_reading ON appraisal (reading)")
