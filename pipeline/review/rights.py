"""What a person may see: the same answer for hits, counts, thumbnails, pages and downloads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.accounts import Hidden, User
from pipeline.index import SearchQuery
from pipeline.model.record import Record


@dataclass(frozen=True, slots=True)
class Sight:
    """One person's rights over documents."""

    user: User
    hidden: Hidden

    @property
    def filed_only(self) -> bool:
        """Whose a held document is, nobody knows yet: those who only look up patients don't see it."""
        return not (self.user.may("review") or self.user.may("floor"))

    def may_see(self, record: Record, normalise: Callable[[str], str | None]) -> bool:
        """Whether the person may know that the document is there."""
        patient = record["patient"]
        mpi_id = patient["mpi_id"] if patient and record["status"] == "filed" else None
        if self.filed_only and record["status"] != "filed":
            return False
        if mpi_id in self.hidden.patients or self._read_on(record, normalise) & self.hidden.mrns:
            return False
        return record["document_type"]["code"] not in self.hidden.types or mpi_id in self.hidden.granted_patients

    def narrowed(self, query: SearchQuery) -> SearchQuery:
        """The query over what the person may see."""
        return replace(
            query,
            hidden_types=self.hidden.types,
            hidden_mrns=self.hidden.mrns,
            open_mrns=self.hidden.granted_mrns,
            filed_only=self.filed_only,
        )

    def _read_on(self, record: Record, normalise: Callable[[str], str | None]) -> set[str]:
        patient = record["patient"]
        if patient and record["status"] == "filed":
            return {patient["mrn"]} if patient["mrn"] else set()
        read = (one["value"] for one in record["identifiers"] if one["kind"] == "mrn")
        return {normalise(mrn) or mrn for mrn in read}
