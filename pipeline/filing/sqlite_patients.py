"""The patient index in a SQLite file of its own: looked up by every document, changed only by an import."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pipeline.filing.names import NameMatch, compare_names, name_key
from pipeline.model.errors import DiskFull, PipelineError, StoreDown
from pipeline.model.types import Patient, PersonName

VERSION = 1  # of the schema, kept in PRAGMA user_version
BUSY_TIMEOUT_MS = 30_000  # how long one process waits for another's import to commit
_BATCH = 400  # bound values in one query; SQLite has taken 999 since ever

_COLUMNS = "mpi_id, mrn, family, given, middle, suffix, birth_date, sex, address, phone"
_KEYED = f"{_COLUMNS}, family_key, given_key"
_SCHEMA = """
CREATE TABLE patient (
  mpi_id TEXT PRIMARY KEY, mrn TEXT NOT NULL, family TEXT NOT NULL, given TEXT NOT NULL, middle TEXT NOT NULL, suffix TEXT NOT NULL,
  birth_date TEXT, sex TEXT, address TEXT NOT NULL, phone TEXT NOT NULL, family_key TEXT NOT NULL, given_key TEXT NOT NULL
) STRICT;
CREATE INDEX patient_mrn ON patient (mrn);
CREATE INDEX patient_name ON patient (family_key, given_key);
CREATE INDEX patient_born ON patient (birth_date, family_key);
CREATE TABLE size (patients INTEGER NOT NULL) STRICT;
INSERT INTO size VALUES (0);
"""
_INCOMING = f"CREATE TEMP TABLE incoming ({_KEYED}, PRIMARY KEY (mpi_id))"
_SAME = "patient.mpi_id = incoming.mpi_id AND " + " AND ".join(f"patient.{c} IS incoming.{c}" for c in _COLUMNS.split(", ")[1:])


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What a load did, in patients; `repeated` counts rows that a later row with the same mpi_id replaced."""

    added: int
    changed: int
    unchanged: int
    repeated: int


class SqlitePatientIndex:
    """A PatientIndex (patients.py) in a file that is made when absent; WAL, so that lookups go on during an import.

    Use one in the thread that made it. StoreDown when the file can't be opened, read or written; DiskFull when there is no room.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._told():
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = FULL")
            self._make_schema()

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def count(self) -> int:
        """How many patients there are."""
        with self._told():
            return int(self._db.execute("SELECT patients FROM size").fetchone()[0])

    def by_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everybody with exactly this MRN."""
        return self._select("mrn = ?", mrn)

    def by_name_and_birth_date(self, name: PersonName, birth_date: str) -> tuple[Patient, ...]:
        """Everybody born that day with this family name and no differing given name."""
        found = self._select("birth_date = ? AND family_key = ?", birth_date, name_key(name).family)
        return tuple(patient for patient in found if compare_names(name, patient.name) is not NameMatch.DIFFERENT)

    def near_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everybody whose MRN is one edit away."""
        near = sorted(one_edit_away(mrn))
        return tuple(patient for i in range(0, len(near), _BATCH) for patient in self._with_mrns(near[i : i + _BATCH]))

    def namesakes(self, name: PersonName) -> tuple[Patient, ...]:
        """Everybody with this family name and a first given name of the same initial, or none."""
        key = name_key(name)
        if not key.givens:
            return self._select("family_key = ?", key.family)
        initial = key.givens[0][0]
        return self._select(
            "family_key = ? AND (given_key = '' OR (given_key >= ? AND given_key < ?))", key.family, initial, chr(ord(initial) + 1)
        )

    def born_on(self, birth_date: str) -> tuple[Patient, ...]:
        """Everybody born that day."""
        return self._select("birth_date = ?", birth_date)

    def load(self, patients: Iterable[Patient]) -> LoadCounts:
        """Add and update in one transaction: all of it or, on any error, nothing. Of rows with one mpi_id the last counts."""
        with self._told(), self._transaction():
            self._db.execute("DROP TABLE IF EXISTS temp.incoming")
            self._db.execute(_INCOMING)
            rows = self._take_in(patients)
            counts = self._counts(rows)
            self._db.execute(
                f"INSERT OR REPLACE INTO patient ({_KEYED}) SELECT {_KEYED} FROM incoming "  # noqa: S608  # column names from above
                f"WHERE NOT EXISTS (SELECT 1 FROM patient WHERE {_SAME})"
            )
            self._db.execute("UPDATE size SET patients = (SELECT COUNT(*) FROM patient)")
            self._db.execute("DROP TABLE temp.incoming")
            return counts

    def _take_in(self, patients: Iterable[Patient]) -> int:
        before = self._db.total_changes
        marks = ", ".join("?" * (_KEYED.count(",") + 1))
        self._db.executemany(f"INSERT OR REPLACE INTO incoming VALUES ({marks})", map(_row, patients))  # noqa: S608  # question marks
        return self._db.total_changes - before

    def _counts(self, rows: int) -> LoadCounts:
        total, known, same = (
            int(self._db.execute(query).fetchone()[0])
            for query in (
                "SELECT COUNT(*) FROM incoming",
                "SELECT COUNT(*) FROM incoming JOIN patient USING (mpi_id)",
                f"SELECT COUNT(*) FROM incoming JOIN patient ON {_SAME}",  # noqa: S608  # column names from above
            )
        )
        return LoadCounts(added=total - known, changed=known - same, unchanged=same, repeated=rows - total)

    def _with_mrns(self, mrns: list[str]) -> tuple[Patient, ...]:
        return self._select(f"mrn IN ({', '.join('?' * len(mrns))})", *mrns)

    def _select(self, where: str, *values: str) -> tuple[Patient, ...]:
        with self._told():
            rows = self._db.execute(f"SELECT {_COLUMNS} FROM patient WHERE {where} ORDER BY mpi_id", values)  # noqa: S608  # ours
            return tuple(_patient(row) for row in rows)

    def _make_schema(self) -> None:
        if self._version() == 0:
            with self._transaction():
                if self._version() == 0:  # another process may have made it meanwhile
                    for statement in filter(str.strip, _SCHEMA.split(";")):
                        self._db.execute(statement)
                    self._db.execute(f"PRAGMA user_version = {VERSION}")
        if self._version() != VERSION:
            raise StoreDown(
                f"{self._path.name}: of version {self._version()}, this program reads {VERSION}",
                "Use the program that made the patient index, or import the patients again into a new one.",
            )

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's errors as ours; only the kind of error is told, never a value."""
        try:
            yield
        except sqlite3.Error as error:
            raise _as_ours(error, self._path) from None


def one_edit_away(mrn: str) -> set[str]:
    """Every string that one misreading makes of an MRN: a character changed or added (a digit, or a letter beside letters),
    dropped, or swapped with its neighbour; without the MRN itself."""  # fmt: skip
    alphabet = "0123456789" + ("ABCDEFGHIJKLMNOPQRSTUVWXYZ" if any(char.isalpha() for char in mrn) else "")
    splits = [(mrn[:i], mrn[i:]) for i in range(len(mrn) + 1)]
    dropped = {a + b[1:] for a, b in splits if b}
    swapped = {a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1}
    changed = {a + char + b[1:] for a, b in splits if b for char in alphabet}
    added = {a + char + b for a, b in splits for char in alphabet}
    return (dropped | swapped | changed | added) - {mrn}


def _row(patient: Patient) -> tuple[str | None, ...]:
    name, key = patient.name, name_key(patient.name)
    own = (patient.mpi_id, patient.mrn, name.family, name.given, name.middle, name.suffix)
    return (*own, patient.birth_date, patient.sex, patient.address, patient.phone, key.family, key.givens[0] if key.givens else "")


def _patient(row: tuple[str, str, str, str, str, str, str | None, str | None, str, str]) -> Patient:
    mpi_id, mrn, family, given, middle, suffix, birth_date, sex, address, phone = row
    return Patient(mpi_id, mrn, PersonName(family, given, middle, suffix), birth_date, sex, address, phone)


def _as_ours(error: sqlite3.Error, path: Path) -> PipelineError:
    kind = getattr(error, "sqlite_errorname", type(error).__name__)
    if kind == "SQLITE_FULL":
        return DiskFull(f"{path.name}: no space left")
    return StoreDown(f"patient index {path.name}: {kind}")
