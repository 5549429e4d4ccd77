"""A CSV of patients into the patient index. Messages name lines and columns, never what stands in them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Protocol

from pipeline.filing.import_report import EARLIEST_YEAR, ImportReport, RejectedRow, shape_of
from pipeline.filing.names import fold, parse_name
from pipeline.filing.sqlite_patients import LoadCounts
from pipeline.model.errors import ConfigError
from pipeline.model.types import Patient, PersonName

COLUMNS = ("mpi_id", "mrn", "family", "given", "middle", "suffix", "birth_date", "sex", "address", "phone", "other_mrns", "other_names")
REQUIRED = ("mpi_id", "mrn", "family")
MOST_LINES = 50  # of one row; a quote that is never closed would swallow the rest of the file

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ].*)?")
_US = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: .*)?")
_SEXES = {"F": "F", "FEMALE": "F", "M": "M", "MALE": "M", "X": "X", "U": "U", "UNKNOWN": "U"}


class Loader(Protocol):
    """Where the patients go."""

    def load(self, patients: Iterator[Patient]) -> LoadCounts:
        """Take them all, or none."""
        ...


class _RowRefused(Exception):
    """This row can't be taken; the message says why."""

    def __init__(self, cause: str, mrn_shape: str = "") -> None:
        super().__init__(cause)
        self.mrn_shape = mrn_shape


def import_csv(path: Path, index: Loader, normalise_mrn: Callable[[str], str | None]) -> ImportReport:
    """Import in one transaction; a second run of the same file changes nothing.

    `normalise_mrn` gives the MRN as the site's format says, None or "" where it isn't one. ConfigError when the file can't be
    read, lacks a required column, or has a quote that is never closed; then nothing was changed.
    """
    rejected: list[RejectedRow] = []
    try:
        with path.open(encoding=_encoding(path), errors="replace", newline="") as lines:
            counts = index.load(_patients(path.name, csv.reader(lines), normalise_mrn, rejected))
    except OSError as error:
        raise ConfigError(f"{path.name}: {error.strerror}", "Name a CSV file that this user may read.") from None
    return ImportReport(counts.added, counts.changed, counts.unchanged, tuple(rejected), counts.repeated, gone=counts.gone)


def _encoding(path: Path) -> str:
    """UTF-8, with or without a byte order mark, or else what Windows writes."""
    try:
        with path.open(encoding="utf-8", newline="") as text:
            while text.read(1 << 20):
                pass
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


class _Rows(Protocol):
    """A csv.reader."""

    @property
    def line_num(self) -> int: ...

    def __iter__(self) -> Iterator[list[str]]: ...

    def __next__(self) -> list[str]: ...


def _patients(name: str, rows: _Rows, normalise_mrn: Callable[[str], str | None], rejected: list[RejectedRow]) -> Iterator[Patient]:
    columns = _header(name, rows)
    before = rows.line_num
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            raise _unclosed(name, before + 1) from None
        if row is None:
            return
        if rows.line_num - before > MOST_LINES:
            raise _unclosed(name, before + 1)
        before = rows.line_num
        try:
            if any(field.strip() for field in row):
                yield _patient(_named(columns, row), normalise_mrn)
        except _RowRefused as refused:
            rejected.append(RejectedRow(rows.line_num, str(refused), refused.mrn_shape))


def _unclosed(name: str, line: int) -> ConfigError:
    return ConfigError(f"{name}: the row at line {line} does not end", 'A double quote (") in it is probably never closed.')


def _header(name: str, rows: _Rows) -> list[str]:
    try:
        header = next(rows, [])
    except csv.Error:
        raise _unclosed(name, 1) from None
    columns = [re.sub(r"\W+", "_", column.strip().lower()) for column in header]
    missing = [column for column in REQUIRED if column not in columns]
    twice = sorted({column for column in columns if column in COLUMNS and columns.count(column) > 1})
    if missing or twice:
        problem = f"no column {', '.join(missing)}" if missing else f"more than one column {', '.join(twice)}"
        raise ConfigError(f"{name}: {problem}", f"The first line names the columns, separated by commas: {', '.join(COLUMNS)}.")
    return columns


def _named(columns: list[str], row: list[str]) -> dict[str, str]:
    if len(row) > len(columns) and any(field.strip() for field in row[len(columns) :]):
        raise _RowRefused("more fields than the header has")
    fields = dict(zip(columns, row, strict=False))
    if any("�" in field for column, field in fields.items() if column in COLUMNS):
        raise _RowRefused("characters that can't be decoded")
    return {column: " ".join(fields.get(column, "").split()) for column in COLUMNS}


def _patient(row: Mapping[str, str], normalise_mrn: Callable[[str], str | None]) -> Patient:
    for column in REQUIRED:
        if not row[column]:
            raise _RowRefused(f"{column} is empty")
    mrn = normalise_mrn(row["mrn"])
    if not mrn:
        raise _RowRefused("mrn is not of the site's format", shape_of(row["mrn"]))
    if not fold(row["family"]):
        raise _RowRefused("family has no letters")
    name = PersonName(row["family"], row["given"], row["middle"], row["suffix"])
    others = tuple(other for text in row["other_mrns"].split(";") if (other := normalise_mrn(text.strip())))
    names = tuple(parse_name(text) for text in row["other_names"].split(";") if fold(text.partition(",")[0]))
    sex, born = _SEXES.get(row["sex"].upper()), _birth_date(row["birth_date"])
    return Patient(row["mpi_id"], mrn, name, born, sex, row["address"], row["phone"], others, names)


def _birth_date(text: str) -> str | None:
    if not text:
        return None
    if iso := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in iso.groups())
    elif american := _US.fullmatch(text):
        month, day, year = (int(part) for part in american.groups())
    else:
        raise _RowRefused("birth_date is neither YYYY-MM-DD nor MM/DD/YYYY")
    try:
        born = date(year, month, day)
    except ValueError:
        raise _RowRefused("birth_date is not a day of the calendar") from None
    if year < EARLIEST_YEAR:
        raise _RowRefused(f"birth_date is before {EARLIEST_YEAR}")
    return born.isoformat()
