"""The embedded index's tables."""

from __future__ import annotations

import sqlite3

from pipeline.model.errors import ConfigError

VERSION = 3
WORDS = """
CREATE VIRTUAL TABLE words USING fts5(text, people, facets, tokenize = 'porter unicode61 remove_diacritics 2', prefix = '3');
"""
TABLES = f"""
CREATE TABLE documents (
    id INTEGER PRIMARY KEY, document_id TEXT NOT NULL UNIQUE, revision INTEGER NOT NULL,
    type_code TEXT, type_name TEXT, mrn TEXT, patient_name TEXT, birth_date TEXT, service_date TEXT,
    status TEXT NOT NULL, reasons TEXT NOT NULL, station TEXT, source_path TEXT NOT NULL
) STRICT;
CREATE TABLE pages (id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents, source_page INTEGER NOT NULL) STRICT;
{WORDS}
CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE spellings (key INTEGER NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (key, word)) STRICT, WITHOUT ROWID;
"""
PAGES_BY_DOCUMENT = "CREATE INDEX pages_by_document ON pages (document)"
NAMES = ("spellings", "vocabulary", "words", "pages", "documents")  # in the order in which they may be dropped


def prepare(connection: sqlite3.Connection) -> None:
    """Make the tables of a new index, or those of an earlier version anew; ConfigError for one that a later version made."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return
    if version > VERSION:
        raise ConfigError(
            f"the search index has version {version}, this program's is {VERSION}",
            "Delete index.sqlite in the home folder, then run `chartscan reindex`.",
        )
    make_anew(connection)


def make_anew(connection: sqlite3.Connection) -> None:
    """Empty tables instead of whatever stands there."""
    shadows = "name NOT LIKE 'words_%' AND name NOT LIKE 'new_words_%'"
    found = connection.execute(f"SELECT name FROM sqlite_schema WHERE type = 'table' AND {shadows}")  # noqa: S608  # both are ours
    names = [row[0] for row in found if not row[0].startswith("sqlite_")]
    drops = "".join(f"DROP TABLE IF EXISTS {name};" for name in sorted(names, reverse=True))
    script = f"{drops} {TABLES} {PAGES_BY_DOCUMENT}; PRAGMA user_version = {VERSION};"
    connection.executescript(f"PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE; {script} COMMIT;")
