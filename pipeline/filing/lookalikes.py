"""Could the pages mean somebody else of the patient index? Twins, namesakes, neighbouring MRNs.

Two things go wrong: a few characters are misread, and a page of a patient of the same name slips into the pile. So the
document as a whole, and every page that printed page numbers don't tie to the rest, must tell its patient from all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import OSA

from pipeline.filing.evidence import Evidence
from pipeline.filing.names import name_edits, name_key
from pipeline.filing.patients import PatientIndex
from pipeline.model.types import Patient


class Lookalikes:
    """Asks the patient index who else could be meant. `edits`: so few misread characters make two people alike."""

    def __init__(self, patients: PatientIndex, edits: int) -> None:
        self._patients = patients
        self._edits = edits

    def exist(self, whole: Evidence, loose: Iterable[Evidence], patient: Patient) -> bool:
        """Whether all evidence together, or a `loose` page by itself, could mean somebody other than `patient`."""
        if self._could_mean_another(whole, patient):
            return True
        near = [other for mrn in patient.mrns for other in self._patients.near_mrn(mrn) if other.mpi_id != patient.mpi_id]
        return any(self._page_could_mean_another(page, patient, near) for page in _distinct(loose) if page != whole)

    def _could_mean_another(self, evidence: Evidence, patient: Patient) -> bool:
        return any(misreadings(evidence, other) <= self._edits for other in self._others(evidence, patient))

    def _page_could_mean_another(self, page: Evidence, patient: Patient, near: list[Patient]) -> bool:
        if not page.mrns:
            return any(misreadings(page, other) == 0 for other in self._fitting(page) if other.mpi_id != patient.mpi_id) or any(
                misreadings(page, other) <= self._edits for other in near
            )
        if page.names or page.birth_dates:
            return self._could_mean_another(page, patient)
        return any(_related(patient, other) for other in near)

    def _others(self, evidence: Evidence, patient: Patient) -> Iterator[Patient]:
        for mrn in evidence.mrns:
            yield from (other for other in self._patients.near_mrn(mrn) if other.mpi_id != patient.mpi_id)
        yield from (other for other in self._fitting(evidence) if other.mpi_id != patient.mpi_id)

    def _fitting(self, evidence: Evidence) -> Iterator[Patient]:
        """Everybody whom name and birth date may mean, whatever the MRN."""
        if not evidence.names:
            for born in evidence.birth_dates:
                yield from self._patients.born_on(born)
        for name in evidence.names:
            if not evidence.birth_dates:
                yield from self._patients.namesakes(name)
            for born in evidence.birth_dates:
                yield from self._patients.by_name_and_birth_date(name, born)


def misreadings(evidence: Evidence, patient: Patient) -> int:
    """How many characters must be misread for the evidence to mean this patient; what was not read costs nothing."""
    edits = min((OSA.distance(mrn, own) for mrn in evidence.mrns for own in patient.mrns), default=0)
    edits += min((name_edits(name, own) for name in evidence.names for own in patient.names), default=0)
    if patient.birth_date:
        edits += min((OSA.distance(born, patient.birth_date) for born in evidence.birth_dates), default=0)
    return edits


def _related(one: Patient, other: Patient) -> bool:
    """Whether their charts are easily mixed up: the same family name, or born on one day."""
    born_together = one.birth_date is not None and one.birth_date == other.birth_date
    return born_together or name_key(one.name).family == name_key(other.name).family


def _distinct(pages: Iterable[Evidence]) -> list[Evidence]:
    """Each page that names somebody, once for all that say the same: a long document repeats its header on every page."""
    seen = {
        (frozenset(page.mrns), frozenset(page.names), frozenset(page.birth_dates)): page
        for page in pages
        if page.mrns or page.names or page.birth_dates
    }
    return list(seen.values())
