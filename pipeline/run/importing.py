"""Patients from files into the patient index; what a file is, its first bytes tell."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline import assembly
from pipeline.filing import ImportReport
from pipeline.filing.import_csv import import_csv
from pipeline.filing.import_messages import take
from pipeline.model.errors import ConfigError
from pipeline.run.home import Home


def import_patients(home: Home, paths: list[Path]) -> Iterator[tuple[Path, ImportReport | ConfigError]]:
    """Add, update and merge patients, file by file, those of a folder by their names; what is held stays held until it is tried again.

    A file that can't be read keeps nobody from the others: what is wrong with it comes in the place of its report.
    """
    for path in paths:
        for file in sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]:
            try:
                yield file, _import(home, file)
            except ConfigError as error:
                yield file, error


def _import(home: Home, file: Path) -> ImportReport:
    normalise, authority = assembly.mrn_normaliser(home.settings), home.settings.filing.mrn_authority
    try:
        with file.open("rb") as opened:
            start = opened.read(64).removeprefix(b"\xef\xbb\xbf").lstrip(b"\x0b \r\n\t")
        messages = assembly.patient_messages(start)
        if messages is None:
            return import_csv(file, home.patients, normalise)
        return take(messages(file, normalise, authority), home.patients)
    except OSError as error:
        raise ConfigError(f"{file.name}: {error.strerror}", "Name a CSV, HL7 or FHIR file that this user may read.") from None
