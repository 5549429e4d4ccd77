"""What reads the patient index's files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.filing import import_fhir, import_hl7
from pipeline.filing.import_messages import Heard


def patient_messages(start: bytes) -> Callable[[Path, Callable[[str], str | None], str], Heard] | None:
    """What reads a file of patients that begins so: HL7 or FHIR; None for CSV."""
    if start.startswith(import_hl7.STARTS):
        return import_hl7.read_hl7
    return import_fhir.read_fhir if start.startswith(import_fhir.STARTS) else None
