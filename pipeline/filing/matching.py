"""Whose document it is: MRN and one of name or birth date agree with exactly one patient, and nothing is against it.

What is doubtful is a reason to hold, never a guess. Where the pages could mean somebody else of the index
(lookalikes.py), it is held too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from pipeline.filing.evidence import UNKNOWN_SEX, Evidence, Relation, relation
from pipeline.filing.lookalikes import Lookalikes
from pipeline.filing.names import NameMatch, compare_names
from pipeline.filing.patients import PatientIndex
from pipeline.filing.settings import FilingSettings
from pipeline.model.types import FiledPatient, Patient, PersonName, Reason

_AGREES = (NameMatch.SAME, NameMatch.COMPATIBLE)


@dataclass(frozen=True, slots=True)
class Match:
    """The patient, or why there is none; `reasons` is empty exactly when there is a patient."""

    patient: FiledPatient | None
    reasons: frozenset[Reason] = frozenset()


class Matcher:
    """Evidence into a match; asks the patient index and nothing else."""

    def __init__(self, settings: FilingSettings, patients: PatientIndex) -> None:
        self._settings = settings
        self._patients = patients
        self._lookalikes = Lookalikes(patients, settings.lookalike_edits)

    def __call__(self, pages: Sequence[Evidence], loose: Sequence[Evidence]) -> Match:
        """The one patient that all pages together name; `loose` are those that page numbers don't tie to the others."""
        evidence = reduce(Evidence.merged, pages, Evidence())
        reasons: set[Reason] = set()
        if evidence.contradicts_itself():
            reasons.add("ambiguous_patient")
        if not evidence.mrns:
            return _held(reasons, self._without_mrn(evidence))
        if self._unsure(evidence):
            reasons.add("low_confidence")
        if len(evidence.mrns) > 1:
            return _held(reasons, "ambiguous_patient")
        if self._patients.count() == 0:
            return self._under_its_mrn(pages, evidence, reasons)
        return self._in_index(evidence, loose, reasons)

    def _in_index(self, evidence: Evidence, loose: Sequence[Evidence], reasons: set[Reason]) -> Match:
        found = self._patients.by_mrn(next(iter(evidence.mrns)))
        if len(found) != 1:
            return _held(reasons, "ambiguous_patient" if found else "no_patient")
        patient = found[0]
        if is_against(evidence, patient):
            return _held(reasons, "ambiguous_patient")
        if not agrees(evidence, patient):
            return _held(reasons, "no_patient")
        if not agrees(evidence.at_least(self._settings.min_identifier_confidence), patient):
            reasons.add("low_confidence")
        if not reasons and self._lookalikes.exist(evidence, loose, patient):
            reasons.add("ambiguous_patient")
        if reasons:
            return _held(reasons)
        return Match(FiledPatient(patient.mpi_id, patient.mrn, patient.name, patient.birth_date, patient.sex))

    def _under_its_mrn(self, pages: Sequence[Evidence], evidence: Evidence, reasons: set[Reason]) -> Match:
        """Without a patient index, pages that name one person consistently are filed under the MRN.

        One page must bear MRN and name or birth date: nothing else says that an MRN here and a name there are one person's.
        """
        if not any(_names_somebody(page) for page in pages):
            return _held(reasons, "no_patient")
        least = self._settings.min_identifier_confidence
        if not any(_names_somebody(page.at_least(least)) for page in pages):
            reasons.add("low_confidence")
        if _has_loose_page(pages):
            reasons.add("ambiguous_patient")
        sure = evidence.at_least(least)
        if reasons:
            return _held(reasons)
        (mrn,) = sure.mrns
        return Match(FiledPatient(None, mrn, _fullest(sure), next(iter(sure.birth_dates), None), next(iter(sure.sexes), None)))

    def _without_mrn(self, evidence: Evidence) -> Reason:
        """Name and birth date alone never file; they may name several people."""
        found = {
            patient.mpi_id
            for name in evidence.names
            for born in evidence.birth_dates
            for patient in self._patients.by_name_and_birth_date(name, born)
        }
        return "ambiguous_patient" if len(found) > 1 else "no_patient"

    def _unsure(self, evidence: Evidence) -> bool:
        """Whether the MRN, or a contradiction, rests on a doubtful reading."""
        least = self._settings.min_identifier_confidence
        return min(evidence.mrns.values()) < least or (evidence.contradicts_itself() and evidence != evidence.at_least(least))


def is_against(evidence: Evidence, patient: Patient) -> bool:
    """Whether a name, birth date or sex that was read can't be this patient's."""
    if any(compare_names(name, patient.name) is NameMatch.DIFFERENT for name in evidence.names):
        return True
    if patient.birth_date and any(born != patient.birth_date for born in evidence.birth_dates):
        return True
    return patient.sex not in (None, "", UNKNOWN_SEX) and any(sex != patient.sex for sex in evidence.sexes)


def agrees(evidence: Evidence, patient: Patient) -> bool:
    """Whether a name or birth date that was read is this patient's."""
    if any(compare_names(name, patient.name) in _AGREES for name in evidence.names):
        return True
    return patient.birth_date is not None and patient.birth_date in evidence.birth_dates


def _held(reasons: set[Reason], *more: Reason) -> Match:
    return Match(None, frozenset({*reasons, *more}))


def _has_loose_page(pages: Sequence[Evidence]) -> bool:
    """Whether a page without MRN bears a name that no page with the MRN bears too."""
    core = reduce(Evidence.merged, (page for page in pages if page.mrns), Evidence())
    return any(page.names and not page.mrns and relation(core, page) is not Relation.SAME for page in pages)


def _names_somebody(page: Evidence) -> bool:
    return bool(page.mrns) and (bool(page.birth_dates) or any(name.given for name in page.names))


def _fullest(evidence: Evidence) -> PersonName | None:
    """The name as it was read most fully; all of them are compatible. The spelling decides between equals, so order never does."""
    full = [name for name in evidence.names if name.given]
    return max(full, key=lambda name: (evidence.names[name], _length(name), _spelling(name)), default=None)


def _length(name: PersonName) -> int:
    return len(name.family) + len(name.given) + len(name.middle) + len(name.suffix)


def _spelling(name: PersonName) -> tuple[str, str, str, str]:
    return name.family, name.given, name.middle, name.suffix
