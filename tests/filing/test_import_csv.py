from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.filing import ImportReport, RejectedRow, SqlitePatientIndex
from pipeline.filing.import_csv import import_csv
from pipeline.filing.import_report import pattern_of
from pipeline.model.errors import ConfigError
from pipeline.model.types import Patient, PersonName

HEADER = "mpi_id,mrn,family,given,middle,suffix,birth_date,sex,address,phone"
JANE = 'M1,12-34-56,Doe,Jane,M,,1957-03-14,F,"1 Main St, Springfield",555-0100'


def normalise(mrn: str) -> str | None:
    plain = mrn.replace("-", "")
    return plain if plain.isdigit() else None


@pytest.fixture
def index(tmp_path: Path) -> Iterator[SqlitePatientIndex]:
    made = SqlitePatientIndex(tmp_path / "patients.sqlite")
    yield made
    made.close()


def write(folder: Path, *lines: str, encoding: str = "utf-8", newline: str = "\n") -> Path:
    path = folder / "patients.csv"
    path.write_bytes((newline.join(lines) + newline).encode(encoding))
    return path


def run(index: SqlitePatientIndex, path: Path) -> ImportReport:
    return import_csv(path, index, normalise)


def test_a_plain_file(index: SqlitePatientIndex, tmp_path: Path) -> None:
    path = write(tmp_path, HEADER, JANE)
    assert run(index, path) == ImportReport(1, 0, 0, ())
    expected = Patient("M1", "123456", PersonName("Doe", "Jane", "M"), "1957-03-14", "F", "1 Main St, Springfield", "555-0100")
    assert index.by_mrn("123456") == (expected,)
    assert run(index, path) == ImportReport(0, 0, 1, ())


@pytest.mark.parametrize(("encoding", "newline"), [("utf-8", "\r\n"), ("utf-8-sig", "\r\n"), ("cp1252", "\r\n"), ("utf-8", "\n")])
def test_encodings_and_line_ends(index: SqlitePatientIndex, tmp_path: Path, encoding: str, newline: str) -> None:
    run(index, write(tmp_path, HEADER, "M1,1,Núñez,José,,,1957-03-14,M,,", encoding=encoding, newline=newline))
    assert index.by_mrn("1")[0].name == PersonName("Núñez", "José")


def test_any_order_and_missing_optional_columns(index: SqlitePatientIndex, tmp_path: Path) -> None:
    report = run(index, write(tmp_path, " Family ,MRN,other,MPI ID", "Doe,1,x,M1", "", ",,,", "Roe,2,,M2,"))
    assert report == ImportReport(2, 0, 0, ())
    assert index.by_mrn("2") == (Patient("M2", "2", PersonName("Roe", ""), None, None),)


@pytest.mark.parametrize("column", ["mpi_id", "mrn", "family"])
def test_a_required_column_is_missing(index: SqlitePatientIndex, tmp_path: Path, column: str) -> None:
    with pytest.raises(ConfigError, match=f"^patients.csv: no column {column}$"):
        run(index, write(tmp_path, HEADER.replace(column, "x"), JANE))


def test_a_column_that_stands_twice(index: SqlitePatientIndex, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="more than one column mrn"):
        run(index, write(tmp_path, f"{HEADER},mrn", JANE))


def test_an_empty_or_absent_file(index: SqlitePatientIndex, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no column mpi_id, mrn, family"):
        run(index, write(tmp_path))
    with pytest.raises(ConfigError, match=r"absent\.csv: No such file"):
        run(index, tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("1957-03-14", "1957-03-14"),
        ("1957-03-14 00:00:00", "1957-03-14"),
        ("1957-03-14T00:00:00Z", "1957-03-14"),
        ("19570314", "1957-03-14"),
        ("03/14/1957", "1957-03-14"),
        ("3/4/1957", "1957-03-04"),
        ("3-4-1957", "1957-03-04"),
        ("3/4/1957 0:00", "1957-03-04"),
        ("", None),
    ],
)
def test_birth_dates(index: SqlitePatientIndex, tmp_path: Path, written: str, kept: str | None) -> None:
    assert run(index, write(tmp_path, "mpi_id,mrn,family,birth_date", f"M1,1,Doe,{written}")).rejected == ()
    assert index.by_mrn("1")[0].birth_date == kept


@pytest.mark.parametrize(("written", "kept"), [("F", "F"), ("male", "M"), ("x", "X"), ("Unknown", "U"), ("?", None), ("", None)])
def test_sexes(index: SqlitePatientIndex, tmp_path: Path, written: str, kept: str | None) -> None:
    run(index, write(tmp_path, "mpi_id,mrn,family,sex", f"M1,1,Doe,{written}"))
    assert index.by_mrn("1")[0].sex == kept


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (",1,SECRET,,,,,,,", "mpi_id is empty"),
        ("M1, ,SECRET,,,,,,,", "mrn is empty"),
        ("M1,SECRET,Doe,,,,,,,", "mrn is not of the site's format"),
        ("M1,1,,SECRET,,,,,,", "family is empty"),
        ("M1,1,?!,SECRET,,,,,,", "family has no letters"),
        ("M1,1,SECRET,,,,14/03/1957,,,", "birth_date is not a day of the calendar"),
        ("M1,1,SECRET,,,,3/14/57,,,", "birth_date is neither YYYY-MM-DD nor MM/DD/YYYY"),
        ("M1,1,SECRET,,,,1757-03-14,,,", "birth_date is before 1850"),
        ("M1,1,SECRET,,,,,,,,,x", "more fields than the header has"),
    ],
)
def test_a_row_that_can_not_be_taken(index: SqlitePatientIndex, tmp_path: Path, row: str, cause: str) -> None:
    report = run(index, write(tmp_path, HEADER, JANE, row, "M3,3,Roe,,,,,,,"))
    assert report == ImportReport(2, 0, 0, (RejectedRow(3, cause),))
    assert "SECRET" not in str(report)


def test_how_refused_numbers_are_written(index: SqlitePatientIndex, tmp_path: Path) -> None:
    """What a site's settings lack is told without a number."""
    rows = ("M2,2440P59,Roe,Ann", "M3,2441Q60,Poe,Max", "M4,12/AB-3456,Doe,Jack", "M5,,Doe,Jill", "M6,Sue,Doe,Sue")
    report = run(index, write(tmp_path, "mpi_id,mrn,family,given", "M1,1234567,Doe,Jane", *rows))
    assert report.refused_shapes == [("9999A99", 2), ("99/AA-9999", 1)]
    patterns = [pattern_of(shape) for shape, _ in report.refused_shapes]
    assert patterns[0] == r"\d{4}[A-Z]\d{2}"
    assert re.fullmatch(patterns[1], "98/XY-7654")
    assert not re.fullmatch(patterns[1], "98/XY-765")


def test_bytes_of_no_encoding(index: SqlitePatientIndex, tmp_path: Path) -> None:
    path = tmp_path / "patients.csv"
    path.write_bytes(b"mpi_id,mrn,family\nM1,1,D\x81e\nM2,2,Roe\n")
    assert run(index, path) == ImportReport(1, 0, 0, (RejectedRow(2, "characters that can't be decoded"),))


def test_a_quote_that_is_never_closed_takes_nothing(index: SqlitePatientIndex, tmp_path: Path) -> None:
    rows = [f"M{n},{n},Doe,,,,,,," for n in range(2, 200)]
    with pytest.raises(ConfigError, match="the row at line 3 does not end") as refused:
        run(index, write(tmp_path, HEADER, JANE, 'M1,1,"SECRET,,,,,,,', *rows))
    assert "SECRET" not in str(refused.value)
    assert index.count() == 0


def test_a_field_of_several_lines(index: SqlitePatientIndex, tmp_path: Path) -> None:
    report = run(index, write(tmp_path, HEADER, 'M1,1,Doe,,,,,,"1 Main St\nSpringfield",', "M2,,Roe,,,,,,,"))
    assert report == ImportReport(1, 0, 0, (RejectedRow(4, "mrn is empty"),))
    assert index.by_mrn("1")[0].address == "1 Main St Springfield"


def test_one_mpi_id_twice_and_one_mrn_twice(index: SqlitePatientIndex, tmp_path: Path) -> None:
    path = write(tmp_path, "mpi_id,mrn,family", "M1,1,Doe", "M1,1,Roe", "M2,1,Poe")
    assert run(index, path) == ImportReport(2, 0, 0, (), repeated=1)
    assert [patient.name.family for patient in index.by_mrn("1")] == ["Roe", "Poe"]
    assert run(index, path) == ImportReport(0, 0, 2, (), repeated=1)


def test_what_a_row_leaves_empty_stays_and_so_does_the_name_of_before(index: SqlitePatientIndex, tmp_path: Path) -> None:
    header = "mpi_id,mrn,family,given,birth_date,sex,address,phone,other_names"
    run(index, write(tmp_path, header, 'M1,1,Doe,Jane,1957-03-14,F,1 Main St,555-0100,"Roe, Jane"', "M2,2,Poe,Ann,1960-01-01,F,,,"))
    fewer = write(tmp_path, "mpi_id,mrn,family,given,birth_date", "M1,1,Smith,Jane,", "M2,2,Poe,Ann,1960-01-02")
    assert run(index, fewer) == ImportReport(0, 2, 0, ())
    (jane,) = index.by_mrn("1")
    assert (jane.birth_date, jane.sex, jane.address, jane.phone) == ("1957-03-14", "F", "1 Main St", "555-0100")
    assert [name.family for name in jane.names] == ["Smith", "Doe", "Roe"]
    assert index.by_name_and_birth_date(PersonName("Doe", "Jane"), "1957-03-14") == (jane,)
    (ann,) = index.by_mrn("2")
    assert (ann.birth_date, ann.sex, ann.other_names) == ("1960-01-02", "F", ())
    assert run(index, fewer) == ImportReport(0, 0, 2, ())
