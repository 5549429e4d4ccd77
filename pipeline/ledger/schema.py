"""The tables, and the steps from each earlier version to the next; `user_version` tells which it is."""

from __future__ import annotations

import sqlite3

from pipeline.model.errors import ConfigError

_VERSION_1 = """
CREATE TABLE arrivals (
    arrival_id  TEXT PRIMARY KEY,
    path        TEXT NOT NULL,              -- as a person knows it
    source_key  TEXT NOT NULL,              -- where it was taken from
    sha256      TEXT NOT NULL,              -- '' while the bytes could not be read
    station     TEXT,
    origin      TEXT NOT NULL CHECK (origin IN ('ingest', 'watch')),
    received_at TEXT NOT NULL,
    size        INTEGER NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('waiting', 'filed', 'held', 'quarantined')),
    page_count  INTEGER,
    attempts    INTEGER NOT NULL DEFAULT 0,
    moved_to    TEXT,                       -- where the watcher put the source; NULL while it stands in the drop folder
    code        TEXT, reason TEXT, advice TEXT, failed_at TEXT,
    owner       TEXT, token INTEGER NOT NULL DEFAULT 0, lease_until REAL NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX arrivals_by_source ON arrivals (source_key, sha256);
CREATE INDEX arrivals_by_bytes ON arrivals (sha256);
CREATE INDEX arrivals_by_state ON arrivals (state, arrival_id);
CREATE TABLE pages (
    arrival_id TEXT NOT NULL REFERENCES arrivals, page INTEGER NOT NULL, sha256 TEXT NOT NULL,
    PRIMARY KEY (arrival_id, page)
) STRICT, WITHOUT ROWID;
CREATE TABLE documents (
    document_id TEXT PRIMARY KEY, arrival_id TEXT NOT NULL REFERENCES arrivals,
    revision INTEGER NOT NULL, status TEXT, record TEXT -- record NULL: a document that is no more
) STRICT;
CREATE INDEX documents_by_arrival ON documents (arrival_id);
CREATE TABLE outbox (document_id TEXT PRIMARY KEY REFERENCES documents, revision INTEGER NOT NULL) STRICT;
CREATE TABLE events (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, arrival_id TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL
) STRICT;
CREATE INDEX events_by_arrival ON events (arrival_id, seq);
"""
_VERSION_2 = """
ALTER TABLE documents ADD COLUMN pages TEXT NOT NULL DEFAULT '[]'; -- every source page it ever had
UPDATE documents SET pages = json_extract(record, '$.source.pages') WHERE record IS NOT NULL;
CREATE TABLE rejections (document_id TEXT PRIMARY KEY REFERENCES documents, reason TEXT NOT NULL, at TEXT NOT NULL) STRICT;
CREATE TABLE settled (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT; -- 'index': the backend that the outbox was last written to
INSERT INTO settled SELECT 'index', 'sqlite' WHERE EXISTS (SELECT 1 FROM documents); -- there was no other before
"""

_VERSION_3 = """
CREATE TABLE fingerprints ( -- of documents, to find the same one scanned twice
    document_id TEXT PRIMARY KEY REFERENCES documents, arrival_id TEXT NOT NULL, pictures TEXT NOT NULL
) STRICT;
CREATE INDEX fingerprints_by_arrival ON fingerprints (arrival_id);
CREATE TABLE bands (band INTEGER NOT NULL, document_id TEXT NOT NULL, PRIMARY KEY (band, document_id)) STRICT, WITHOUT ROWID;
CREATE INDEX bands_by_document ON bands (document_id);
"""

_VERSION_4 = """
CREATE TABLE decisions ( -- of people at the desk, each with what it replaced, so that it can be taken back
    seq INTEGER PRIMARY KEY AUTOINCREMENT, arrival_id TEXT NOT NULL REFERENCES arrivals, document_id TEXT NOT NULL,
    at TEXT NOT NULL, who TEXT NOT NULL, kind TEXT NOT NULL, detail TEXT NOT NULL,
    before TEXT NOT NULL,       -- {document_id: record or null}
    after TEXT NOT NULL,        -- {document_id: revision}
    pages_before TEXT NOT NULL, -- {page: sha256 of the result that was replaced}
    state_before TEXT NOT NULL, undone_at TEXT, undone_by TEXT
) STRICT;
CREATE INDEX decisions_by_arrival ON decisions (arrival_id, seq);
CREATE INDEX decisions_by_person ON decisions (who, seq);
CREATE INDEX documents_to_review ON documents (document_id) WHERE status = 'review';
CREATE TABLE reviewing (document_id TEXT PRIMARY KEY, who TEXT NOT NULL, until REAL NOT NULL) STRICT;
CREATE TABLE rescans ( -- pages that were sent back to the scanner
    ticket TEXT PRIMARY KEY, document_id TEXT NOT NULL, arrival_id TEXT NOT NULL REFERENCES arrivals, pages TEXT NOT NULL,
    path TEXT NOT NULL, station TEXT, box TEXT NOT NULL, batch TEXT NOT NULL, why TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
    decision INTEGER NOT NULL, closed_by TEXT, closed_at TEXT
) STRICT;
CREATE INDEX rescans_open ON rescans (at) WHERE closed_at IS NULL;
"""

_VERSION_5 = """
ALTER TABLE arrivals ADD COLUMN urgent INTEGER NOT NULL DEFAULT 0; -- 1: read before the others
ALTER TABLE arrivals ADD COLUMN seen TEXT NOT NULL DEFAULT ''; -- what the source looked like when it was taken: it may still stand there
CREATE INDEX arrivals_to_read ON arrivals (urgent DESC, arrival_id) WHERE state = 'waiting';
CREATE INDEX arrivals_set_aside ON arrivals (moved_to) WHERE failed_at IS NOT NULL;
"""
_VERSION_6 = """
ALTER TABLE arrivals ADD COLUMN batch TEXT NOT NULL DEFAULT ''; -- as the manifest says, or the command
ALTER TABLE arrivals ADD COLUMN box TEXT NOT NULL DEFAULT '';
ALTER TABLE arrivals ADD COLUMN chart TEXT NOT NULL DEFAULT '';
CREATE TABLE batches (
    batch TEXT PRIMARY KEY, at TEXT NOT NULL,
    taken_in INTEGER NOT NULL DEFAULT 0,    -- 1 when every source was looked at
    has_manifest INTEGER NOT NULL DEFAULT 0, sample_id TEXT NOT NULL DEFAULT '', sampled INTEGER NOT NULL DEFAULT 0 -- the lot's size then
) STRICT;
CREATE TABLE manifest (
    batch TEXT NOT NULL REFERENCES batches, file TEXT NOT NULL, box TEXT NOT NULL, chart TEXT NOT NULL, pages INTEGER,
    PRIMARY KEY (batch, file)
) STRICT, WITHOUT ROWID;
CREATE TABLE batch_files (
    batch TEXT NOT NULL REFERENCES batches, file TEXT NOT NULL, arrival_id TEXT NOT NULL, refused TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (batch, file)
) STRICT, WITHOUT ROWID;
CREATE INDEX arrivals_by_station ON arrivals (station, received_at);
"""

_VERSION_7 = """
CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
CREATE TRIGGER events_are_not_replaced BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE seq = NEW.seq)
BEGIN SELECT RAISE(ABORT, 'the history is append-only'); END;
ALTER TABLE arrivals ADD COLUMN setbacks INTEGER NOT NULL DEFAULT 0; -- how often it was put off for something that was not the file's fault
ALTER TABLE arrivals ADD COLUMN not_before REAL NOT NULL DEFAULT 0;  -- when it is tried again
"""

_VERSION_8 = """
ALTER TABLE arrivals ADD COLUMN dismissed_at TEXT; -- when a person took what was refused unread off the list
"""

_VERSION_9 = """
CREATE TABLE repeats ( -- of a document that looks like one that came before, which
    document_id TEXT PRIMARY KEY REFERENCES documents, earlier TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

# entry n brings version n to n + 1
MIGRATIONS = (_VERSION_1, _VERSION_2, _VERSION_3, _VERSION_4, _VERSION_5, _VERSION_6, _VERSION_7, _VERSION_8, _VERSION_9)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to this program's version, each step in a transaction of its own."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise ConfigError(f"the ledger has version {version}, this program knows {len(MIGRATIONS)}", "Use the newer program that wrote it.")
    for number, step in enumerate(MIGRATIONS[version:], version + 1):
        try:
            connection.executescript(f"BEGIN IMMEDIATE; {step} PRAGMA user_version = {number}; COMMIT;")
        except sqlite3.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
