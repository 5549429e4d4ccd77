"""Records into the embedded index's tables."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable

from pipeline.index.facets import Normaliser, facets_of, fold, people_of
from pipeline.index.protocol import Change, Rejection
from pipeline.index.spelling import keys
from pipeline.model.record import Record

_NO_RECORD = (KeyError, TypeError, AttributeError, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.ProgrammingError)
_WORDS = re.compile(r"[^\W_]{4,24}")
_MANY = 50_000  # words that are asked for together: documents of one time share most of theirs


def write_changes(db: sqlite3.Connection, changes: Iterable[Change], normalise: Normaliser) -> tuple[Rejection, ...]:
    """Documents whole, in the open transaction; what is no record is told and left out."""
    rejected = []
    said: set[str] = set()
    for change in changes:
        db.execute("SAVEPOINT document")
        try:
            if change.record is None:
                remove(db, change.document_id)
            else:
                said |= write(db, change.record, change.revision, normalise)
        except _NO_RECORD as error:
            db.execute("ROLLBACK TO document")
            rejected.append(Rejection(change.document_id, type(error).__name__))
        db.execute("RELEASE document")
        if len(said) > _MANY:
            learn(db, said)
            said = set()
    learn(db, said)
    return tuple(rejected)


def write(db: sqlite3.Connection, record: Record, revision: int, normalise: Normaliser) -> set[str]:
    """One document whole, in the open transaction; an older revision changes nothing. Its words, which are still to be learnt."""
    known = db.execute("SELECT id, revision FROM documents WHERE document_id = ?", (record["document_id"],)).fetchone()
    if known is not None and known[1] >= revision:
        return set()
    remove(db, record["document_id"])
    document = _document(db, record, revision)
    people, facets = people_of(record), " ".join(dict.fromkeys(facets_of(record, normalise)))
    for page in record["pages"]:
        row = db.execute("INSERT INTO pages (document, source_page) VALUES (?, ?)", (document, page["source_page"])).lastrowid
        db.execute("INSERT INTO words (rowid, text, people, facets) VALUES (?, ?, ?, ?)", (row, page["text"], people, facets))
    texts = (people, *(page["text"] for page in record["pages"]))
    return {word for text in texts for word in _WORDS.findall(fold(text)) if not word.isdigit()}


def remove(db: sqlite3.Connection, document_id: str) -> None:
    """Take a document out, in the open transaction."""
    row = db.execute("SELECT id FROM documents WHERE document_id = ?", (document_id,)).fetchone()
    if row is None:
        return
    db.execute("DELETE FROM words WHERE rowid IN (SELECT id FROM pages WHERE document = ?)", row)
    db.execute("DELETE FROM pages WHERE document = ?", row)
    db.execute("DELETE FROM documents WHERE id = ?", row)


def learn(db: sqlite3.Connection, said: set[str]) -> None:
    """Enter the words that were never seen before, so that other spellings of them are found."""
    known = db.execute("SELECT word FROM vocabulary WHERE word IN (SELECT value FROM json_each(?))", (json.dumps(list(said)),))
    for word in sorted(said.difference(word for (word,) in known)):
        new = db.execute("INSERT INTO vocabulary (word) VALUES (?)", (word,))
        db.executemany("INSERT OR IGNORE INTO spellings VALUES (?, ?)", [(key, new.lastrowid) for key in keys(word)])


def _document(db: sqlite3.Connection, record: Record, revision: int) -> int | None:
    patient, source = record["patient"], record["source"]
    name = patient["name"] if patient else None
    return db.execute(
        "INSERT INTO documents (document_id, revision, type_code, type_name, mrn, patient_name, birth_date, service_date, status,"
        " reasons, station, source_path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            record["document_id"],
            revision,
            record["document_type"]["code"],
            record["document_type"]["name"],
            patient["mrn"] if patient else None,
            f"{name['family']}, {name['given']}" if name else None,
            patient["birth_date"] if patient else None,
            record["service_date"],
            record["status"],
            " ".join(record["reasons"]),
            source["station"],
            source["path"],
        ),
    ).lastrowid
