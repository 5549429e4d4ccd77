from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.filing import PatientIndex, SqlitePatientIndex
from pipeline.filing.sqlite_patients import LoadCounts, one_edit_away
from pipeline.model.errors import ConfigError, StoreDown
from pipeline.model.types import Patient, PersonName
from tests.filing.support import JANE, JOHN, ROSA, MemoryPatients

PEOPLE = (
    JANE,
    JOHN,
    ROSA,
    Patient("M4", "1234568", PersonName("Doe", "Joan"), "1957-03-14", None),
    Patient("M5", "1234567", PersonName("Roe", "Richard"), None, "M", "1 Main St", "555-0100"),
    Patient("M6", "A12345", PersonName("Nunez Ortiz", ""), "1999-09-09", "U"),
    Patient("M7", "123457", PersonName("De la Cruz", "Ana María"), "1990-01-01", "F"),
)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SqlitePatientIndex]:
    made = SqlitePatientIndex(tmp_path / "patients.sqlite")
    made.load(PEOPLE)
    yield made
    made.close()


def ids(patients: tuple[Patient, ...]) -> list[str]:
    return sorted(patient.mpi_id for patient in patients)


def test_it_answers_as_a_plain_list_does(index: SqlitePatientIndex) -> None:
    plain: PatientIndex = MemoryPatients(PEOPLE)
    assert index.count() == plain.count()
    for patient in PEOPLE:
        assert index.by_mrn(patient.mrn) == plain.by_mrn(patient.mrn)
        assert ids(index.near_mrn(patient.mrn)) == ids(plain.near_mrn(patient.mrn))
        born = patient.birth_date or "1957-03-14"
        assert ids(index.born_on(born)) == ids(plain.born_on(born))
        assert ids(index.by_name_and_birth_date(patient.name, born)) == ids(plain.by_name_and_birth_date(patient.name, born))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (PersonName("DOE", "J"), ["M1", "M4"]),
        (PersonName("doe", "Jane"), ["M1", "M4"]),
        (PersonName("DOE", "ROBERT"), []),
        (PersonName("DOE", ""), ["M1", "M4"]),
        (PersonName("NUNEZ-ORTIZ", "R"), ["M3", "M6"]),
        (PersonName("DELACRUZ", "ANA"), ["M7"]),
        (PersonName("NOBODY", "A"), []),
    ],
)
def test_namesakes(index: SqlitePatientIndex, name: PersonName, expected: list[str]) -> None:
    assert ids(index.namesakes(name)) == expected


def test_near_mrns(index: SqlitePatientIndex) -> None:
    assert ids(index.near_mrn("1234567")) == ["M4", "M7"]
    assert ids(index.near_mrn("A12346")) == ["M6"]
    assert ids(index.near_mrn("B12345")) == ["M6"]
    assert index.near_mrn("") == ()


def test_one_edit() -> None:
    assert {"13", "1", "2", "21", "120", "412"} <= one_edit_away("12")
    assert one_edit_away("12").isdisjoint({"12", "1A", "34", "1234"})
    assert "B1" in one_edit_away("A1")


def test_loading_again_changes_nothing(index: SqlitePatientIndex) -> None:
    assert index.load(PEOPLE) == LoadCounts(0, 0, len(PEOPLE), 0)


def test_the_last_row_of_an_mpi_id_counts(index: SqlitePatientIndex) -> None:
    rows = [JANE, replace(JANE, phone="555-0101"), replace(JOHN, mpi_id="M8")]
    assert index.load(rows) == LoadCounts(added=1, changed=1, unchanged=0, repeated=1)
    assert index.load(rows) == LoadCounts(added=0, changed=0, unchanged=2, repeated=1)
    assert index.count() == len(PEOPLE) + 1
    assert index.by_mrn("1234567")[0].phone == "555-0101"


def test_a_load_that_breaks_off_changes_nothing(index: SqlitePatientIndex) -> None:
    def rows() -> Iterator[Patient]:
        yield replace(JANE, mrn="9999999")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        index.load(rows())
    assert index.by_mrn("9999999") == ()
    assert index.load([replace(JANE, mrn="9999999")]).changed == 1


def test_it_is_there_again_after_closing(tmp_path: Path) -> None:
    first = SqlitePatientIndex(tmp_path / "patients.sqlite")
    assert first.count() == 0
    first.load([JANE])
    first.close()
    second = SqlitePatientIndex(tmp_path / "patients.sqlite")
    assert second.by_mrn("1234567") == (JANE,)
    second.close()


def test_lookups_go_on_during_a_load(tmp_path: Path) -> None:
    reader = SqlitePatientIndex(tmp_path / "patients.sqlite")
    writer = SqlitePatientIndex(tmp_path / "patients.sqlite")

    def rows() -> Iterator[Patient]:
        yield JANE
        assert reader.count() == 0

    writer.load(rows())
    assert reader.count() == 1
    reader.close()
    writer.close()


def test_a_file_that_is_no_patient_index(tmp_path: Path) -> None:
    path = tmp_path / "patients.sqlite"
    path.write_bytes(b"not a database, DOE JANE" * 100)
    with pytest.raises(StoreDown, match=r"^patient index patients.sqlite: SQLITE_NOTADB$"):
        SqlitePatientIndex(path)
    with pytest.raises(StoreDown):
        SqlitePatientIndex(tmp_path / "nowhere" / "patients.sqlite")


def test_an_index_of_another_version(tmp_path: Path) -> None:
    path = tmp_path / "patients.sqlite"
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version = 9")
    db.close()
    with pytest.raises(ConfigError, match="version 9"):
        SqlitePatientIndex(path)


def test_every_lookup_uses_an_index(index: SqlitePatientIndex) -> None:
    for where in ("mrn = '1'", "mrn IN ('1', '2')", "birth_date = '1' AND family_key = 'A'", "birth_date = '1'", "family_key = 'A'"):
        (*_, plan) = index._db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM patient WHERE {where}").fetchone()
        assert "USING INDEX" in plan
