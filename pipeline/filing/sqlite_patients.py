"""The patient index in a SQLite file of its own: looked up by every document, changed only by an import."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from pipeline.filing.names import NameMatch, compare_names, name_key
from pipeline.filing.updating import updated
from pipeline.model.databases import failure, transaction
from pipeline.model.errors import ConfigError
from pipeline.model.types import Merge, Patient, PersonName

VERSION = 3  # of the schema, kept in PRAGMA user_version
BUSY_TIMEOUT_MS = 30_000  # how long one process waits for another's import to commit
_BATCH = 400  # bound values in one query; SQLite has taken 999 since ever

_COLUMNS = "mpi_id, mrn, family, given, middle, suffix, birth_date, sex, address, phone, others"
_KEYED = f"{_COLUMNS}, family_key, given_key"
_VERSION_1 = """
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
# `others`: further numbers and names that the patient's own entry tells; `absorbed`: those of entries merged into it. Both are JSON,
# {"mrns": [...], "names": [[family, given, middle, suffix], ...]}, or '' for none; other_mrn and other_name hold both for lookups.
_VERSION_2 = """
ALTER TABLE patient ADD COLUMN others TEXT NOT NULL DEFAULT '';
ALTER TABLE patient ADD COLUMN absorbed TEXT NOT NULL DEFAULT '';
CREATE TABLE other_mrn (mrn TEXT NOT NULL, mpi_id TEXT NOT NULL, PRIMARY KEY (mrn, mpi_id)) STRICT, WITHOUT ROWID;
CREATE INDEX other_mrn_of ON other_mrn (mpi_id);
CREATE TABLE other_name (
  family_key TEXT NOT NULL, given_key TEXT NOT NULL, mpi_id TEXT NOT NULL, PRIMARY KEY (family_key, given_key, mpi_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX other_name_of ON other_name (mpi_id);
CREATE TABLE merged (mpi_id TEXT PRIMARY KEY, kept TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
# When the newest message was of which an entry was taken: an older one that comes later says nothing new.
_VERSION_3 = "CREATE TABLE told (mpi_id TEXT PRIMARY KEY, at TEXT NOT NULL) STRICT, WITHOUT ROWID;"
_STEPS = (_VERSION_1, _VERSION_2, _VERSION_3)
_INCOMING = f"CREATE TEMP TABLE incoming ({_KEYED}, PRIMARY KEY (mpi_id))"
_COMPLETED = _INCOMING.replace("incoming", "completed")
# Rows that say less than the entry: an empty field, or another name than before. `updating` then looks closer.
_SAYS_LESS = " OR ".join(
    (
        *(f"(known.{c} IS NOT NULL AND incoming.{c} IS NULL)" for c in ("birth_date", "sex")),
        *(f"(known.{c} <> '' AND incoming.{c} = '')" for c in ("address", "phone")),
        "(known.others <> '' AND known.others <> incoming.others)",
        *(f"known.{c} <> incoming.{c}" for c in ("family_key", "given_key")),
        *(f"(upper(known.{c}) <> upper(incoming.{c}) AND known.{c} <> '' AND incoming.{c} <> '')" for c in ("given", "middle", "suffix")),
    )
)
_SAME = "patient.mpi_id = incoming.mpi_id AND " + " AND ".join(f"patient.{c} IS incoming.{c}" for c in _COLUMNS.split(", ")[1:])
_MARKS = ", ".join("?" * (_KEYED.count(",") + 1))
_TELL = "INSERT OR REPLACE INTO told SELECT ?, ? WHERE EXISTS (SELECT 1 FROM patient WHERE mpi_id = ?)"
_SET = ", ".join(f"{c} = excluded.{c}" for c in _KEYED.split(", ")[1:])


@dataclass(frozen=True, slots=True)
class LoadCounts:
    """What a load did, in patients; `repeated` counts rows that a later row with the same mpi_id replaced.

    `merged` entries became part of another; `gone` rows were of an entry that had been merged away before, and were passed over.
    """

    added: int
    changed: int
    unchanged: int
    repeated: int
    merged: int = 0
    gone: int = 0


class SqlitePatientIndex:
    """A PatientIndex (patients.py) in a file that is made when absent; WAL, so that lookups go on during an import.

    Use one in the thread that made it. StoreDown when the file can't be opened, read or written; DiskFull when there is no room;
    ConfigError when a newer program made it.
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
        """Everybody who has exactly this MRN, or had it."""
        return self._with_mrns([mrn])

    def by_id(self, mpi_id: str) -> tuple[Patient, ...]:
        """The patient of this id; nobody when there is none."""
        return self._select("mpi_id = ?", mpi_id)

    def by_name_and_birth_date(self, name: PersonName, birth_date: str) -> tuple[Patient, ...]:
        """Everybody born that day with this family name, now or formerly, and no differing given name."""
        key = name_key(name).family
        born = "(family_key = ? OR mpi_id IN (SELECT mpi_id FROM other_name WHERE family_key = ?))"
        found = self._select(f"birth_date = ? AND {born}", birth_date, key, key)
        return tuple(patient for patient in found if any(compare_names(name, own) is not NameMatch.DIFFERENT for own in patient.names))

    def near_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everybody who has an MRN that is one edit away, or had it."""
        near = sorted(one_edit_away(mrn))
        found = (patient for i in range(0, len(near), _BATCH) for patient in self._with_mrns(near[i : i + _BATCH]))
        return tuple({patient.mpi_id: patient for patient in found}.values())

    def namesakes(self, name: PersonName) -> tuple[Patient, ...]:
        """Everybody with this family name, now or formerly, and a first given name of the same initial, or none."""
        key = name_key(name)
        if not key.givens:
            return self._select("family_key = ? OR mpi_id IN (SELECT mpi_id FROM other_name WHERE family_key = ?)", key.family, key.family)
        initial = key.givens[0][0]
        alike = "family_key = ? AND (given_key = '' OR (given_key >= ? AND given_key < ?))"
        values = (key.family, initial, chr(ord(initial) + 1))
        had = f"mpi_id IN (SELECT mpi_id FROM other_name WHERE {alike})"  # noqa: S608  # ours
        return self._select(f"({alike}) OR {had}", *values, *values)

    def born_on(self, birth_date: str) -> tuple[Patient, ...]:
        """Everybody born that day."""
        return self._select("birth_date = ?", birth_date)

    def told_at(self, mpi_id: str) -> str:
        """The time of the newest message that was taken for the entry; "" for none."""
        with self._told():
            row = self._db.execute("SELECT at FROM told WHERE mpi_id = ?", (mpi_id,)).fetchone()
            return str(row[0]) if row else ""

    def load(self, patients: Iterable[Patient], merges: Iterable[Merge] = (), told: Mapping[str, str] | None = None) -> LoadCounts:
        """Add and update, then merge, in one transaction: all of it or, on any error, nothing. Of rows with one mpi_id the last counts.

        What a row leaves empty stays as it was, and so does a name that changed, among the other names. With `told`, the times of the
        newest messages by mpi_id, the patients are whole: each is written as it is. An entry that was merged away does not come back: rows
        of it are passed over.
        """
        with self._told(), self._transaction():
            self._db.execute("DROP TABLE IF EXISTS temp.incoming")
            self._db.execute(_INCOMING)
            rows = self._take_in(patients)
            gone = self._db.execute("DELETE FROM incoming WHERE mpi_id IN (SELECT mpi_id FROM merged)").rowcount
            if told is None:
                self._complete()
            counts = self._counts(rows - gone)
            self._db.execute(
                f"INSERT INTO patient ({_KEYED}) SELECT {_KEYED} FROM incoming WHERE NOT EXISTS "  # noqa: S608  # column names from above
                f"(SELECT 1 FROM patient WHERE {_SAME}) ON CONFLICT (mpi_id) DO UPDATE SET {_SET}"
            )
            self._list_others("SELECT mpi_id FROM incoming")
            self._db.executemany(_TELL, [(mpi_id, at, mpi_id) for mpi_id, at in (told or {}).items()])
            merged = sum(self._merge(one) for one in merges)
            self._db.execute("UPDATE size SET patients = (SELECT COUNT(*) FROM patient)")
            self._db.execute("DROP TABLE temp.incoming")
            return replace(counts, merged=merged, gone=gone)

    def _complete(self) -> None:
        """Rows that say less than the entry that they are of get the rest from it."""
        if not self._db.execute("SELECT EXISTS (SELECT 1 FROM patient)").fetchone()[0]:
            return
        self._db.execute("DROP TABLE IF EXISTS temp.completed")
        self._db.execute(_COMPLETED)
        both = ", ".join(f"{table}.{column}" for table in ("known", "incoming") for column in _COLUMNS.split(", "))
        query = f"SELECT {both} FROM incoming JOIN patient known USING (mpi_id) WHERE {_SAYS_LESS}"  # noqa: S608  # column names from above
        count = _COLUMNS.count(",") + 1
        rows = (_row(updated(_patient((*row[:count], "")), _patient((*row[count:], "")))) for row in self._db.execute(query))
        self._db.executemany(f"INSERT INTO completed VALUES ({_MARKS})", rows)  # noqa: S608  # question marks
        self._db.execute("INSERT OR REPLACE INTO incoming SELECT * FROM completed")
        self._db.execute("DROP TABLE temp.completed")

    def _merge(self, merge: Merge) -> bool:
        """One entry becomes part of another; whether anything changed. A chain of merges ends at its last."""
        kept = self._survivor(merge.kept)
        gone = self._survivor(merge.gone_id) if merge.gone_id else None
        rows = self._select("mpi_id = ?", gone) if gone else self._select("mrn = ?", merge.gone_mrn)
        lost = [one for one in rows if one.mpi_id != kept]
        survivor = self._select("mpi_id = ?", kept)
        if not survivor:
            return False
        mrns = {*survivor[0].other_mrns, *(mrn for one in lost for mrn in one.mrns), merge.gone_mrn} - {"", survivor[0].mrn}
        names = [name for one in lost for name in one.names if name != survivor[0].name]
        absorbed = _others_text(tuple(sorted(mrns)), tuple(dict.fromkeys((*survivor[0].other_names, *names))))
        changed = self._db.execute(
            "UPDATE patient SET absorbed = ? WHERE mpi_id = ? AND absorbed <> ?", (absorbed, kept, absorbed)
        ).rowcount
        for one in lost:
            self._db.execute("DELETE FROM patient WHERE mpi_id = ?", (one.mpi_id,))
            self._db.execute("INSERT OR REPLACE INTO merged VALUES (?, ?)", (one.mpi_id, kept))
            self._db.execute("DELETE FROM other_mrn WHERE mpi_id = ?", (one.mpi_id,))
            self._db.execute("DELETE FROM other_name WHERE mpi_id = ?", (one.mpi_id,))
        if merge.gone_id and not lost and merge.gone_id != kept:
            self._db.execute("INSERT OR IGNORE INTO merged VALUES (?, ?)", (merge.gone_id, kept))
        self._list_others("SELECT ?", kept)
        return bool(changed or lost)

    def _survivor(self, mpi_id: str) -> str:
        """The entry that this one became part of, or itself."""
        seen = {mpi_id}
        while row := self._db.execute("SELECT kept FROM merged WHERE mpi_id = ?", (mpi_id,)).fetchone():
            mpi_id = str(row[0])
            if mpi_id in seen:
                break
            seen.add(mpi_id)
        return mpi_id

    def _list_others(self, of: str, *values: str) -> None:
        """Write anew under which further numbers and names these patients are looked up."""
        self._db.execute(f"DELETE FROM other_mrn WHERE mpi_id IN ({of})", values)  # noqa: S608  # ours
        self._db.execute(f"DELETE FROM other_name WHERE mpi_id IN ({of})", values)  # noqa: S608  # ours
        where = f"mpi_id IN ({of}) AND (others <> '' OR absorbed <> '')"
        rows = self._db.execute(f"SELECT mpi_id, others, absorbed FROM patient WHERE {where}", values).fetchall()  # noqa: S608  # ours
        for mpi_id, others, absorbed in rows:
            mrns, names = _others_of(others, absorbed)
            keys = {(key.family, key.givens[0] if key.givens else "") for key in map(name_key, names)}
            self._db.executemany("INSERT OR IGNORE INTO other_mrn VALUES (?, ?)", [(mrn, mpi_id) for mrn in mrns])
            self._db.executemany("INSERT OR IGNORE INTO other_name VALUES (?, ?, ?)", [(*key, mpi_id) for key in keys])

    def _take_in(self, patients: Iterable[Patient]) -> int:
        before = self._db.total_changes
        self._db.executemany(f"INSERT OR REPLACE INTO incoming VALUES ({_MARKS})", map(_row, patients))  # noqa: S608  # question marks
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
        marks = ", ".join("?" * len(mrns))
        had = f"mpi_id IN (SELECT mpi_id FROM other_mrn WHERE mrn IN ({marks}))"  # noqa: S608  # question marks
        return self._select(f"mrn IN ({marks}) OR {had}", *mrns, *mrns)

    def _select(self, where: str, *values: str) -> tuple[Patient, ...]:
        with self._told():
            query = f"SELECT {_COLUMNS}, absorbed FROM patient WHERE {where} ORDER BY mpi_id"  # noqa: S608  # ours
            return tuple(_patient(row) for row in self._db.execute(query, values))

    def _make_schema(self) -> None:
        while (version := self._version()) < VERSION:
            with self._transaction():
                if self._version() == version:  # another process may have made it meanwhile
                    for statement in filter(str.strip, _STEPS[version].split(";")):
                        self._db.execute(statement)
                    self._db.execute(f"PRAGMA user_version = {version + 1}")
        if self._version() != VERSION:
            raise ConfigError(
                f"{self._path.name}: of version {self._version()}, this program reads {VERSION}",
                "Use the newer program that made the patient index; or move patients.sqlite away and import the patients again.",
            )

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with transaction(self._db):
            yield

    @contextmanager
    def _told(self) -> Iterator[None]:
        """SQLite's errors as ours; only the kind of error is told, never a value."""
        try:
            yield
        except sqlite3.Error as error:
            raise failure(error, f"patient index {self._path.name}") from None


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
    others = _others_text(patient.other_mrns, patient.other_names)
    keys = (key.family, key.givens[0] if key.givens else "")
    return (*own, patient.birth_date, patient.sex, patient.address, patient.phone, others, *keys)


def _others_text(mrns: tuple[str, ...], names: tuple[PersonName, ...]) -> str:
    if not mrns and not names:
        return ""
    listed = [[name.family, name.given, name.middle, name.suffix] for name in names]
    return json.dumps({"mrns": mrns, "names": listed}, ensure_ascii=False)


def _others_of(*texts: str) -> tuple[tuple[str, ...], tuple[PersonName, ...]]:
    read = [json.loads(text) for text in texts if text]
    mrns = dict.fromkeys(mrn for one in read for mrn in one["mrns"])
    names = dict.fromkeys(PersonName(*name) for one in read for name in one["names"])
    return tuple(mrns), tuple(names)


def _patient(row: tuple[Any, ...]) -> Patient:
    mpi_id, mrn, family, given, middle, suffix, birth_date, sex, address, phone, others, absorbed = row
    name = PersonName(family, given, middle, suffix)
    if not others and not absorbed:
        return Patient(mpi_id, mrn, name, birth_date, sex, address, phone)
    return Patient(mpi_id, mrn, name, birth_date, sex, address, phone, *_others_of(others, absorbed))
