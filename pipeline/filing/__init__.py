"""Pages -> documents -> a verdict: filed to one patient, or held and why."""

from pipeline.filing.filer import Filer
from pipeline.filing.import_csv import import_csv
from pipeline.filing.import_report import ImportReport, RejectedRow
from pipeline.filing.patients import PatientIndex
from pipeline.filing.settings import FilingSettings
from pipeline.filing.sqlite_patients import SqlitePatientIndex

__all__ = ["Filer", "FilingSettings", "ImportReport", "PatientIndex", "RejectedRow", "SqlitePatientIndex", "import_csv"]
