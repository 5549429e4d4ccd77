"""What filing needs to know of the patient index; sqlite_patients.py is the one that ships."""

from __future__ import annotations

from typing import Protocol

from pipeline.model.types import Patient, PersonName


class PatientIndex(Protocol):
    """Lookups only. MRNs are normalised as the site's format says; dates are ISO 8601. Every answer is complete, never cut short."""

    def count(self) -> int:
        """How many patients there are; 0 means that the site has no patient index."""
        ...

    def by_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everybody with exactly this MRN."""
        ...

    def by_name_and_birth_date(self, name: PersonName, birth_date: str) -> tuple[Patient, ...]:
        """Everybody born that day whose family name is spelled the same and whose given names don't differ (see names.py)."""
        ...

    def near_mrn(self, mrn: str) -> tuple[Patient, ...]:
        """Everybody whose MRN differs by one character changed, dropped or added, or by two neighbours swapped."""
        ...

    def namesakes(self, name: PersonName) -> tuple[Patient, ...]:
        """Everybody with this family name and a first given name of the same initial, or none."""
        ...

    def born_on(self, birth_date: str) -> tuple[Patient, ...]:
        """Everybody born that day."""
        ...
