"""What people's corrections say of the matcher: how often a field agrees for the right patient, and what each threshold would have done.

The corrected documents are those that the matcher held: harder than the rest. What it would have filed wrongly among them is therefore more
than it files wrongly on the whole; no wrong one among many speaks for a threshold, a single one against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.filing.evidence import Evidence, evidence_of
from pipeline.filing.matching import TWO, Candidate, Matcher
from pipeline.filing.scoring import BORN, MRN_M, SEX, Level
from pipeline.filing.settings import FilingSettings
from pipeline.filing.sqlite_patients import SqlitePatientIndex
from pipeline.model.types import Identifier

FIELDS = ("mrn", "name", "born", "sex")
# P(agrees so well | the right patient), where the weights have one number for it; names are weighed by their parts
SHIPPED_M = {"mrn": MRN_M, "born": {level: m for level, (m, _) in BORN.items()}, "sex": {level: m for level, (m, _) in SEX.items()}}
SCORES, LEADS = (2.0, 5.0, 8.0, 12.0, 16.0), (4.0, 8.0, 12.0)  # bits that are tried besides those of the settings


@dataclass(frozen=True, slots=True)
class Corrected:
    """A document as it was read, and whose a person said it is (mpi_id)."""

    mpi_id: str
    read: tuple[Identifier, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How one field stood to the right patient's: how many documents at this level, of those on which it was read at all."""

    field: str
    level: str
    count: int
    of: int
    shipped: float | None  # m of the weights

    @property
    def m(self) -> float:
        """The site's own share, with half a document added to each level, so that none is impossible."""
        return (self.count + 0.5) / (self.of + 1.5)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a least score and a least lead, in bits, would have done with the corrected documents."""

    score: float
    lead: float
    right: int
    wrong: int
    held: int


def agreements(found: Sequence[tuple[Corrected, Sequence[Candidate]]]) -> list[Agreement]:
    """For each field and level; documents whose patient is not in the index don't count."""
    own = [next((one for one in ranked if one.patient.mpi_id == doc.mpi_id), None) for doc, ranked in found]
    rows = []
    for field in FIELDS:
        levels = Counter(getattr(one.score, field).level for one in own if one)
        read = sum(count for level, count in levels.items() if level is not Level.UNKNOWN)
        for level in (Level.SAME, Level.NEAR, Level.OTHER):
            if level.value in SHIPPED_M.get(field, {level.value: None}):
                rows.append(Agreement(field, level.value, levels[level], read, SHIPPED_M.get(field, {}).get(level.value)))
    return rows


def ranked(
    documents: Iterable[Corrected], patients: SqlitePatientIndex, settings: FilingSettings
) -> list[tuple[Corrected, list[Candidate]]]:
    """Each document with everybody who comes into question, the right patient among them where the index knows them."""
    matcher, found = Matcher(settings, patients), []
    for document in documents:
        evidence: list[Evidence] = [evidence_of(document.read)]
        own = patients.by_id(document.mpi_id)
        likely = [one.patient for one in matcher.candidates(evidence, ())]
        found.append((document, matcher.compared(evidence, (), dict.fromkeys([*likely, *own]))))
    return found


def outcomes(found: Sequence[tuple[Corrected, Sequence[Candidate]]], settings: FilingSettings) -> list[Outcome]:
    """Every pair of thresholds, those of the settings among them."""
    scores, leads = sorted({*SCORES, settings.min_score}), sorted({*LEADS, settings.min_lead})
    return [_outcome(found, score, lead) for score in scores for lead in leads]


def _outcome(found: Sequence[tuple[Corrected, Sequence[Candidate]]], score: float, lead: float) -> Outcome:
    counts = Counter(_would(document, people, score, lead) for document, people in found)
    return Outcome(score, lead, counts["right"], counts["wrong"], counts["held"])


def _would(document: Corrected, people: Sequence[Candidate], score: float, lead: float) -> str:
    if not people or people[0].score.bits < score or people[0].score.agreeing(0.0) < TWO or people[0].score.against() > 0:
        return "held"
    if len(people) > 1 and people[0].score.bits - people[1].score.bits < lead:
        return "held"
    return "right" if people[0].patient.mpi_id == document.mpi_id else "wrong"
