"""Patients from a file into the patient index."""

from __future__ import annotations

from pathlib import Path

from pipeline import assembly
from pipeline.filing import ImportReport, import_csv
from pipeline.run.home import Home


def import_patients(home: Home, file: Path) -> ImportReport:
    """Add and update patients; documents that are held already stay held until they are tried again."""
    return import_csv(file, home.patients, assembly.mrn_normaliser(home.settings))
