"""The tables of the first release. What stands here is never edited: a change is a new migration in schema.py.

Times are UTC texts of fixed width ("2024-05-01 06:00:00.000000+00:00"), days are "2024-05-01", flags are 0 or 1,
`body` is the whole value as JSON (store/codec); the columns beside it are what is searched or joined by.
"""

RECORDS = """
CREATE TABLE record (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    pmid         INTEGER UNIQUE,                -- NULL also while the record is merged into another
    doi          TEXT CHECK (doi = lower(doi)), -- two PMIDs may name the same DOI: not unique
    title        TEXT NOT NULL,
    abstract     TEXT NOT NULL,
    body         TEXT NOT NULL CHECK (json_valid(body)),
    content_hash TEXT NOT NULL,
    first_seen   TEXT NOT NULL,
    baseline     INTEGER NOT NULL CHECK (baseline IN (0, 1)),
    withdrawn    TEXT,
    appraisal    INTEGER REFERENCES appraisal (id)  -- of the present text by the newest reading; NULL: to be read
) STRICT;
CREATE INDEX record_doi ON record (doi) WHERE doi IS NOT NULL;
CREATE INDEX record_appraisal ON record (appraisal);

-- The newest bytes of each source, zlib-compressed: all can be read again.
CREATE TABLE sighting (
    record     INTEGER NOT NULL REFERENCES record (id),
    source     TEXT NOT NULL,
    key        TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('pubmed', 'feed')),
    first_seen TEXT NOT NULL,
    last_seen  TEXT NOT NULL,
    raw_hash   BLOB NOT NULL,
    raw        BLOB NOT NULL,
    PRIMARY KEY (record, source, key)
) STRICT;

-- What the identity rules look a record up by.
CREATE TABLE lookup_key (
    kind   TEXT NOT NULL,
    value  TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES record (id),
    PRIMARY KEY (kind, value, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX lookup_key_record ON lookup_key (record);

CREATE TABLE record_topic (
    record INTEGER NOT NULL REFERENCES record (id),
    topic  TEXT NOT NULL,
    PRIMARY KEY (record, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE record_trial (
    trial  TEXT NOT NULL,
    record INTEGER NOT NULL REFERENCES record (id),
    PRIMARY KEY (trial, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_trial_record ON record_trial (record);

CREATE TABLE record_link (
    pmid   INTEGER NOT NULL,
    record INTEGER NOT NULL REFERENCES record (id),
    kind   TEXT NOT NULL,
    PRIMARY KEY (pmid, record, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX record_link_record ON record_link (record);

-- A record that was found to be the same work as another. `kept` is the end of the chain of `merged_into`.
CREATE TABLE alias (
    number      INTEGER PRIMARY KEY AUTOINCREMENT,
    id          INTEGER NOT NULL UNIQUE REFERENCES record (id),
    merged_into INTEGER NOT NULL REFERENCES record (id),
    kept        INTEGER NOT NULL REFERENCES record (id),
    body_before TEXT NOT NULL CHECK (json_valid(body_before)),  -- of merged_into, as it was: the way back
    keys_before TEXT NOT NULL CHECK (json_valid(keys_before)),
    why         TEXT NOT NULL,
    CHECK (id <> merged_into AND id <> kept)
) STRICT;
CREATE INDEX alias_kept ON alias (kept);
CREATE INDEX alias_merged_into ON alias (merged_into);

CREATE TABLE proposed_merge (
    record INTEGER NOT NULL REFERENCES record (id),
    other  INTEGER NOT NULL REFERENCES record (id),
    why    TEXT NOT NULL,
    PRIMARY KEY (record, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE missing (
    pmid  INTEGER PRIMARY KEY,
    times INTEGER NOT NULL CHECK (times > 0),
    first TEXT NOT NULL,
    last  TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE record_words USING fts5 (
    title, abstract, content = 'record', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE TRIGGER record_words_add AFTER INSERT ON record BEGIN
    INSERT INTO record_words (rowid, title, abstract) VALUES (new.id, new.title, new.abstract);
END;
CREATE TRIGGER record_words_change AFTER UPDATE OF title, abstract ON record
WHEN old.title <> new.title OR old.abstract <> new.abstract BEGIN
    INSERT INTO record_words (record_words, rowid, title, abstract)
    VALUES ('delete', old.id, old.title, old.abstract);
    INSERT INTO record_words (rowid, title, abstract) VALUES (new.id, new.title, new.abstract);
END;
"""

READINGS = """
CREATE TABLE appraisal (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    record       INTEGER NOT NULL REFERENCES record (id),
    content_hash TEXT NOT NULL,
    reading      TEXT NOT NULL,
    at           TEXT NOT NULL,
    body         TEXT NOT NULL CHECK (json_valid(body)),
    UNIQUE (record, content_hash, reading)
) STRICT;

CREATE TABLE verdict (
    appraisal  INTEGER NOT NULL REFERENCES appraisal (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    claim      TEXT NOT NULL,
    stance     TEXT NOT NULL CHECK (stance IN ('supports', 'challenges', 'mixed')),
    ground     TEXT CHECK (ground IN ('against', 'ruled-out', 'not-shown')),
    quote      TEXT NOT NULL,
    section    TEXT NOT NULL,
    rule       TEXT NOT NULL,
    confidence TEXT NOT NULL CHECK (confidence IN ('high', 'medium', 'low')),
    PRIMARY KEY (appraisal, position),
    CHECK (ground IS NULL OR stance = 'challenges')
) STRICT, WITHOUT ROWID;
CREATE INDEX verdict_claim ON verdict (claim, appraisal);

CREATE TABLE overrule (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    record INTEGER NOT NULL REFERENCES record (id),
    claim  TEXT NOT NULL,
    stance TEXT CHECK (stance IN ('supports', 'challenges', 'mixed')),
    ground TEXT CHECK (ground IN ('against', 'ruled-out', 'not-shown')),
    why    TEXT NOT NULL,
    at     TEXT NOT NULL
) STRICT;
CREATE INDEX overrule_record ON overrule (record, claim);
CREATE INDEX overrule_claim ON overrule (claim);

CREATE TABLE study (
    record INTEGER PRIMARY KEY REFERENCES record (id),
    study  INTEGER NOT NULL
) STRICT;
CREATE INDEX study_study ON study (study);

CREATE TABLE claim_state (
    claim      TEXT NOT NULL,
    drug       TEXT NOT NULL,
    route      TEXT NOT NULL,
    population TEXT NOT NULL,
    position   INTEGER NOT NULL,
    state      TEXT NOT NULL,
    body       TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (claim, drug, route, population)
) STRICT;

CREATE TABLE state_change (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    claim   TEXT NOT NULL,
    because INTEGER REFERENCES record (id),
    at      TEXT NOT NULL,
    body    TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX state_change_claim ON state_change (claim);
"""

EVENTS = """
CREATE TABLE event (
    number    INTEGER PRIMARY KEY AUTOINCREMENT,
    kind      TEXT NOT NULL,
    at        TEXT NOT NULL,
    record    INTEGER REFERENCES record (id),
    claim     TEXT,
    stratum   TEXT NOT NULL,
    was       TEXT NOT NULL,
    became    TEXT NOT NULL,
    detail    TEXT NOT NULL,
    late      INTEGER NOT NULL CHECK (late IN (0, 1))
) STRICT;
CREATE INDEX event_record ON event (record);
CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER event_is_kept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;

CREATE TABLE topic_cursor (
    topic       TEXT PRIMARY KEY,
    search_hash TEXT NOT NULL,
    since       TEXT NOT NULL,
    until       TEXT NOT NULL
) STRICT;

CREATE TABLE feed_cursor (
    feed TEXT PRIMARY KEY,
    body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE job_done (
    job TEXT PRIMARY KEY,
    at  TEXT NOT NULL
) STRICT;

CREATE TABLE receipt (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    job      TEXT NOT NULL,
    started  TEXT NOT NULL,
    finished TEXT NOT NULL,
    body     TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX receipt_job ON receipt (job, started);
CREATE INDEX receipt_started ON receipt (started);

CREATE TABLE receipt_source (
    receipt INTEGER NOT NULL REFERENCES receipt (id),
    source  TEXT NOT NULL,
    status  TEXT NOT NULL,
    started TEXT NOT NULL
) STRICT;
CREATE INDEX receipt_source_answered ON receipt_source (source, status, started);
"""

READERS = """
CREATE TABLE subscriber (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    address     TEXT NOT NULL,
    address_key TEXT NOT NULL UNIQUE,  -- the address without regard to case
    preferences TEXT NOT NULL CHECK (json_valid(preferences)),
    standing    TEXT NOT NULL CHECK (standing IN ('active', 'suspended', 'left')),
    standing_at TEXT NOT NULL,
    joined      TEXT NOT NULL,
    token       TEXT NOT NULL UNIQUE CHECK (token <> ''),
    after       INTEGER NOT NULL CHECK (after >= 0),
    last_due    TEXT,
    failures    INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0)
) STRICT;

-- A digest as it was frozen, shared by all whose digest is equal.
CREATE TABLE digest (
    key     TEXT PRIMARY KEY,
    body    TEXT NOT NULL CHECK (json_valid(body)),
    subject TEXT NOT NULL,
    text    TEXT NOT NULL,
    html    TEXT NOT NULL
) STRICT;

CREATE TABLE digest_item (
    digest TEXT NOT NULL REFERENCES digest (key),
    record INTEGER NOT NULL REFERENCES record (id),
    PRIMARY KEY (digest, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE delivery (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    subscriber INTEGER NOT NULL REFERENCES subscriber (id),
    due        TEXT NOT NULL,
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
    UNIQUE (subscriber, due),
    CHECK ((state = 'sent') = (sent IS NOT NULL))
) STRICT;
CREATE INDEX delivery_sent ON delivery (sent) WHERE sent IS NOT NULL;
CREATE INDEX delivery_waiting ON delivery (not_before) WHERE state IN ('planned', 'sending', 'deferred');

-- One row. A commit with full durability writes here last: it carries all earlier commits to the disk with it.
CREATE TABLE durable (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    times INTEGER NOT NULL
) STRICT;
INSERT INTO durable (id, times) VALUES (1, 0);
"""
