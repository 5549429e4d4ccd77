"""Pages, patients and a filer for the tests of this room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.filing import Filer, FilingSettings
from pipeline.filing.names import NameMatch, compare_names, name_key
from pipeline.filing.sqlite_patients import one_edit_away
from pipeline.model.geometry import Box
from pipeline.model.types import (
    Arrival,
    Document,
    Findings,
    Identifier,
    IdentifierKind,
    PageFailed,
    PageResult,
    PageText,
    Patient,
    PersonName,
    TypedPage,
    TypeGuess,
)
from tests.support.pagetext import page_from_text

ARRIVAL = Arrival("a1", "scan.tif", "0" * 64, None, "2026-11-23T10:00:00Z", 1000)
SETTINGS = FilingSettings()

DISCHARGE, PROGRESS, LAB, CONSENT = "18842-5", "11506-3", "11502-2", "59284-0"

JANE = Patient("M1", "1234567", PersonName("DOE", "JANE", "MARIE"), "1957-03-14", "F")
JOHN = Patient("M2", "7654321", PersonName("SMITH", "JOHN", "", "JR"), "1980-12-01", "M")
ROSA = Patient("M3", "2468101", PersonName("NÚÑEZ-ORTIZ", "ROSA"), "1999-09-09", "F")


@dataclass(frozen=True)
class MemoryPatients:
    """A PatientIndex over a tuple."""

    patients: tuple[Patient, ...] = (JANE, JOHN, ROSA)

    def count(self) -> int:
        return len(self.patients)

    def by_mrn(self, mrn: str) -> tuple[Patient, ...]:
        return tuple(p for p in self.patients if mrn in p.mrns)

    def by_name_and_birth_date(self, name: PersonName, birth_date: str) -> tuple[Patient, ...]:
        return tuple(p for p in self.born_on(birth_date) if any(_fits(own, name) for own in p.names))

    def near_mrn(self, mrn: str) -> tuple[Patient, ...]:
        near = one_edit_away(mrn)
        return tuple(p for p in self.patients if not near.isdisjoint(p.mrns))

    def namesakes(self, name: PersonName) -> tuple[Patient, ...]:
        return tuple(p for p in self.patients if any(name_key(own).family == name_key(name).family for own in p.names))

    def born_on(self, birth_date: str) -> tuple[Patient, ...]:
        return tuple(p for p in self.patients if p.birth_date == birth_date)


def _fits(own: PersonName, name: PersonName) -> bool:
    return name_key(own).family == name_key(name).family and compare_names(own, name) is not NameMatch.DIFFERENT


# A page that another may follow: its text goes down to its foot.
FULL = "the patient was seen and is well" + "\n" * 52 + "and is to come again"


def found(kind: IdentifierKind, value: str, confidence: float = 0.95, page: int = 1) -> Identifier:
    return Identifier(kind, value, value, confidence, page, Box(100, 400, 500, 432), "label")


def at_foot(identifier: Identifier) -> Identifier:
    """The identifier in a running footer, as on pages that go on."""
    return replace(identifier, box=Box(100, 3200, 500, 3232))


def printed(name: PersonName) -> str:
    return " ".join(filter(None, [f"{name.family},", name.given, name.middle, name.suffix]))


def of(patient: Patient, confidence: float = 0.95) -> tuple[Identifier, ...]:
    """Everything that a page of this patient says."""
    says = [found("mrn", patient.mrn, confidence), found("name", printed(patient.name), confidence)]
    if patient.birth_date:
        says.append(found("birth_date", patient.birth_date, confidence))
    if patient.sex:
        says.append(found("sex", patient.sex, confidence))
    return tuple(says)


def page(
    number: int,
    identifiers: Sequence[Identifier] = (),
    text: str = FULL,
    type_code: str | None = DISCHARGE,
    confidence: float = 0.95,
    type_confidence: float = 0.9,
) -> Findings:
    guess = TypeGuess(type_code, type_confidence if type_code else 0.3)
    own = tuple(replace(identifier, page=number) for identifier in identifiers)
    return Findings(TypedPage(page_from_text(text, number, confidence), guess), own)


def blank(number: int) -> Findings:
    text = PageText(number, (), 1.0, 0, 0.0, True, 2550, 3300, "test")
    return Findings(TypedPage(text, TypeGuess(None, 0.0)), ())


def unread(number: int) -> Findings:
    """Not blank, and nothing could be read on it: a page that came out black."""
    text = PageText(number, (), 0.0, 0, 0.0, False, 2550, 3300, "test")
    return Findings(TypedPage(text, TypeGuess(None, 0.0)), ())


def failed(number: int) -> PageFailed:
    return PageFailed(number, "ocr", "engine_crashed")


def combine_types(guesses: Sequence[TypeGuess]) -> TypeGuess:
    assert guesses, "the filer never asks for the type of nothing"
    return max(guesses, key=lambda guess: (guess.code is not None, guess.confidence))


@lru_cache(maxsize=16)
def _filer(patients: tuple[Patient, ...]) -> Filer:
    """Made once, as the program makes it: looking through its settings' patterns takes many times as long as filing a page."""
    return Filer(SETTINGS, MemoryPatients(patients), combine_types)


def file(pages: Sequence[PageResult], patients: Sequence[Patient] = (JANE, JOHN, ROSA), duplicate: bool = False) -> tuple[Document, ...]:
    return _filer(tuple(patients)).file(ARRIVAL, pages, duplicate)


def file_one(pages: Sequence[PageResult], patients: Sequence[Patient] = (JANE, JOHN, ROSA), duplicate: bool = False) -> Document:
    (document,) = file(pages, patients, duplicate)
    return document
