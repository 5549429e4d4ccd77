"""What HL7 and FHIR importers share: changes in the order of their times, entries found again by their MRN, rejected ones told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from pipeline.filing.import_report import EARLIEST_YEAR, ImportReport, RejectedRow
from pipeline.filing.sqlite_patients import LoadCounts
from pipeline.model.types import Merge, Patient

BY_MRN = "MRN:"  # before the MRN: the id of an entry for which the sender told none
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
SEXES = {"F": "F", "FEMALE": "F", "M": "M", "MALE": "M", "O": "X", "OTHER": "X", "X": "X", "A": "X", "U": "U", "UNKNOWN": "U", "N": "U"}

NormaliseMrn = Callable[[str], str | None]


class Refused(Exception):
    """This message can't be taken; the words say why, and never what stands in it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One message's news. `at` sorts: its own time as it tells it, "" where it tells none."""

    at: str
    patient: Patient | None = None
    merge: Merge | None = None


@dataclass(slots=True)
class Heard:
    """Everything that a file told."""

    changes: list[Change] = field(default_factory=list)
    rejected: list[RejectedRow] = field(default_factory=list)
    ignored: int = 0


class Index(Protocol):
    """Where the patients go."""

    def by_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everybody who has or had this MRN."""
        ...

    def load(self, patients: Iterable[Patient], merges: Iterable[Merge]) -> LoadCounts:
        """Take them all, or none."""
        ...


def take(heard: Heard, index: Index) -> ImportReport:
    """The changes into the index, oldest first: what an older message says never undoes a newer one of the same file."""
    ordered = sorted(heard.changes, key=lambda change: change.at)
    known: dict[str, str] = {}
    patients = [_under_its_id(change.patient, index, known) for change in ordered if change.patient]
    merges = [_between_known(change.merge, index, known) for change in ordered if change.merge]
    counts = index.load(patients, merges)
    return ImportReport(
        counts.added,
        counts.changed,
        counts.unchanged,
        tuple(heard.rejected),
        counts.repeated,
        counts.merged,
        counts.gone,
        heard.ignored,
        messages=True,
    )


def _under_its_id(patient: Patient, index: Index, known: dict[str, str]) -> Patient:
    """The patient under the id that the index has for the MRN: a hospital that sends no id of its own means the same entry."""
    found = index.by_mrn(patient.mrn)
    own = found[0].mpi_id if len(found) == 1 and found[0].mrn == patient.mrn else patient.mpi_id
    known[patient.mpi_id] = own
    return replace(patient, mpi_id=own)


def _between_known(merge: Merge, index: Index, known: dict[str, str]) -> Merge:
    gone = known.get(merge.gone_id, merge.gone_id)
    if merge.gone_id not in known and merge.gone_mrn:
        found = index.by_mrn(merge.gone_mrn)
        gone = found[0].mpi_id if len(found) == 1 and found[0].mrn == merge.gone_mrn else merge.gone_id
    return replace(merge, kept=known.get(merge.kept, merge.kept), gone_id=gone)


def day_of(text: str) -> str | None:
    """YYYYMMDD… or YYYY-MM-DD… as an ISO day; None for less than a whole day. Refused for no day of the calendar."""
    found = _DAY.match(text.strip())
    if found is None:
        return None
    try:
        born = date(*(int(part) for part in found.groups()))
    except ValueError:
        raise Refused("birth date is not a day of the calendar") from None
    if born.year < EARLIEST_YEAR:
        raise Refused(f"birth date is before {EARLIEST_YEAR}")
    return born.isoformat()
