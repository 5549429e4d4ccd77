"""What HL7 and FHIR importers share: changes in the order of their times, entries found again by their MRN, rejected ones told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from pipeline.filing.import_report import EARLIEST_YEAR, ImportReport, RejectedRow
from pipeline.filing.sqlite_patients import LoadCounts
from pipeline.filing.updating import named_too, updated
from pipeline.model.types import Merge, Patient

BY_MRN = "MRN:"  # before the MRN: the id of an entry for which the sender told none
_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
SEXES = {"F": "F", "FEMALE": "F", "M": "M", "MALE": "M", "O": "X", "OTHER": "X", "X": "X", "A": "X", "U": "U", "UNKNOWN": "U", "N": "U"}

NormaliseMrn = Callable[[str], str | None]


class Refused(Exception):
    """This message can't be taken; the words say why, and never what stands in it."""


@dataclass(frozen=True, slots=True)
class Change:
    """One message's news. `at` sorts: its own time as it tells it, "" or noughts where it tells none. `deleted`: fields of the patient that
    the message says are empty now; others that are empty were not sent.
    """

    at: str
    patient: Patient | None = None
    merge: Merge | None = None
    deleted: frozenset[str] = frozenset()


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

    def by_id(self, mpi_id: str) -> tuple[Patient, ...]:
        """The entry of this id."""
        ...

    def told_at(self, mpi_id: str) -> str:
        """The time of the newest message that was taken for the entry; "" for none."""
        ...

    def load(self, patients: Iterable[Patient], merges: Iterable[Merge], told: Mapping[str, str] | None) -> LoadCounts:
        """Take them all, or none. `told`: the times of the newest messages, by the entries' ids."""
        ...


def take(heard: Heard, index: Index) -> ImportReport:
    """The changes into the index, oldest first. What an older message says never undoes a newer one, of the same file or of one that was
    taken before; only its names are kept.
    """
    ordered = sorted(heard.changes, key=lambda change: change.at)
    entries = _Entries(index)
    for change in ordered:
        if change.patient:
            entries.hear(change.patient, change)
    merges = [_between_known(change.merge, index, entries.ids) for change in ordered if change.merge]
    counts = index.load(entries.now.values(), merges, entries.told)
    return ImportReport(
        counts.added,
        counts.changed,
        counts.unchanged,
        tuple(heard.rejected),
        entries.heard - len(entries.now),
        counts.merged,
        counts.gone,
        heard.ignored,
        messages=True,
        older=entries.older,
    )


class _Entries:
    """The entries that messages tell of, as they are after what was heard so far."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self.now: dict[str, Patient] = {}
        self.told: dict[str, str] = {}  # when the newest message was, by the entry's id
        self.ids: dict[str, str] = {}  # the index's own, by the sender's
        self.heard = self.older = 0  # messages

    def hear(self, said: Patient, change: Change) -> None:
        """One message of a patient."""
        own, known = self._known(said)
        self.ids[said.mpi_id] = own
        last = self.told.get(own) or self._index.told_at(own)
        at = change.at if change.at.strip("0") else ""
        self.heard += 1
        said = said if said.mpi_id == own else replace(said, mpi_id=own)
        if known is None:
            self.now[own] = said
        elif at and at < last:
            self.older += 1
            self.now[own] = named_too(known, said)
        else:
            self.now[own] = updated(known, said, change.deleted)
        if newest := max(at, last):
            self.told[own] = newest

    def _known(self, said: Patient) -> tuple[str, Patient | None]:
        """The id that the index has for the MRN, for a hospital that sends no id of its own means the same entry; and the entry."""
        found = self._index.by_mrn(said.mrn)
        if len(found) == 1 and found[0].mrn == said.mrn:
            return found[0].mpi_id, self.now.get(found[0].mpi_id, found[0])
        return said.mpi_id, self.now.get(said.mpi_id) or next(iter(self._index.by_id(said.mpi_id)), None)


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
