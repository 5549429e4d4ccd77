"""Pages -> documents -> a verdict: filed to one patient, or held and why."""

from typing import TYPE_CHECKING

from pipeline.model.rooms import on_first_use

if TYPE_CHECKING:
    from pipeline.filing.filer import Filer
    from pipeline.filing.import_report import ImportReport, RejectedRow
    from pipeline.filing.patients import PatientIndex
    from pipeline.filing.settings import FilingSettings
    from pipeline.filing.sqlite_patients import SqlitePatientIndex
else:
    __getattr__ = on_first_use(
        __name__,
        {
            "filer": "Filer",
            "import_report": "ImportReport RejectedRow",
            "patients": "PatientIndex",
            "settings": "FilingSettings",
            "sqlite_patients": "SqlitePatientIndex",
        },
    )

__all__ = ["Filer", "FilingSettings", "ImportReport", "PatientIndex", "RejectedRow", "SqlitePatientIndex"]
