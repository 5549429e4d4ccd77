"""Scanned documents as the stages before filing would hand them over: identifiers, misread now and then, often surely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from rapidfuzz.distance import OSA

from pipeline.extract import parse_name
from pipeline.model.geometry import Box
from pipeline.model.types import Findings, Identifier, IdentifierKind, PageText, Patient, TypedPage, TypeGuess, Word

MISREAD = 0.08  # share of identifiers with at least one character wrong
SURELY = 0.5  # share of the misread ones that are read with high confidence all the same
TEMPTED = 0.4  # share of the misread MRNs that come out as the lookalike's, where there is one
FOREIGN = 0.08  # share of documents into which a page of somebody else slipped
PRINTED: dict[IdentifierKind, float] = {"mrn": 0.95, "name": 0.85, "birth_date": 0.7, "sex": 0.4}  # chance to stand on a first page
CONFUSED = {"0": "O86", "1": "I74", "2": "Z7", "3": "85", "4": "91", "5": "S36", "6": "580", "7": "12", "8": "B30", "9": "40"}


@dataclass(frozen=True)
class Scanned:
    """Pages in order, whose each page is by its number, and whether all was read right and is of one patient."""

    pages: tuple[Findings, ...]
    owners: dict[int, Patient]
    clean: bool


def scanned_document(random: Random, people: Sequence[Patient]) -> Scanned:
    """One to three pages of a random patient, sometimes with a page of another slipped in anywhere."""
    at = random.randrange(len(people))
    owner, neighbour = people[at], people[at ^ 1] if at ^ 1 < len(people) else people[0]
    count = random.choice([1, 1, 2, 3])
    numbered = random.random() < 0.5
    sheets = [(owner, f"Page {n} of {count}" if numbered else "", n == 1) for n in range(1, count + 1)]
    if random.random() < FOREIGN:
        stranger = random.choice([random.choice(people), neighbour])
        sheets.insert(random.randint(0, len(sheets)), (stranger, random.choice(["", "Page 1 of 1", "Page 2 of 3"]), True))
    pages = [_page(random, number, *sheet, neighbour.mrn) for number, sheet in enumerate(sheets, 1)]
    owners = {number: sheet[0] for number, sheet in enumerate(sheets, 1)}
    clean = len({patient.mpi_id for patient in owners.values()}) == 1 and all(right for _, right in pages)
    return Scanned(tuple(page for page, _ in pages), owners, clean)


def misread_record(random: Random, patient: Patient, near: str) -> Patient:
    """What a page says of the patient, all of it printed, each identifier misread now and then; `near`: the lookalike's MRN."""
    read = {kind: _read(random, kind, value, 1, near).value for kind, value in _values(random, patient)}
    return replace(
        patient,
        mrn=read["mrn"],
        name=parse_name(read["name"]) or patient.name,
        birth_date=read["birth_date"],
        sex=read["sex"],
        other_mrns=(),
    )


def _page(random: Random, number: int, patient: Patient, label: str, first: bool, near: str) -> tuple[Findings, bool]:
    values = _values(random, patient)
    kept = [(kind, value) for kind, value in values if random.random() < PRINTED[kind] * (1 if first else 0.6)]
    if first and not {"mrn", "name"} & {kind for kind, _ in kept}:
        kept = values[:2]  # nobody could tell whose page it is
    read = [_read(random, kind, value, number, near) for kind, value in kept]
    words = _row("the patient was seen and is well", 1500, 0) + _row(label, 3200, 1)
    text = PageText(number, words, random.uniform(0.7, 1.0), 0, 0.0, False, 2550, 3300, "benchmark")
    right = all(identifier.value == value for identifier, (_, value) in zip(read, kept, strict=True))
    return Findings(TypedPage(text, TypeGuess("11506-3", 0.9)), tuple(read)), right and _names_one(kept)


def _row(text: str, y: int, line: int) -> tuple[Word, ...]:
    return tuple(Word(word, Box(100 + 90 * i, y, 180 + 90 * i, y + 30), 0.95, line) for i, word in enumerate(text.split()))


def _names_one(kept: Sequence[tuple[IdentifierKind, str]]) -> bool:
    kinds = {kind for kind, _ in kept}
    return "mrn" in kinds and bool({"name", "birth_date"} & kinds)


def _values(random: Random, patient: Patient) -> list[tuple[IdentifierKind, str]]:
    name = patient.name
    given = name.given if random.random() < 0.9 else name.given[:1]
    middle = random.choice([name.middle, name.middle[:1], ""])
    suffix = name.suffix if random.random() < 0.8 else ""
    printed = f"{name.family}, {' '.join(part for part in (given, middle, suffix) if part)}"
    return [("mrn", patient.mrn), ("name", printed), ("birth_date", patient.birth_date or ""), ("sex", patient.sex or "U")]


def _read(random: Random, kind: IdentifierKind, value: str, page: int, near: str) -> Identifier:
    sure = Identifier(kind, value, value, random.uniform(0.85, 0.99), page, Box(0, 0, 1, 1), "benchmark")
    if random.random() >= MISREAD:
        return sure
    wrong = value
    for _ in range(random.choice([1, 1, 1, 2, 2, 3])):
        wrong = _misread(random, kind, wrong)
    if kind == "mrn" and random.random() < TEMPTED and OSA.distance(value, near) == 1:
        wrong = near
    return replace(sure, raw=wrong, value=wrong, confidence=sure.confidence if random.random() < SURELY else random.uniform(0.2, 0.85))


def _misread(random: Random, kind: IdentifierKind, value: str) -> str:
    if kind == "sex":
        return random.choice("FMU")
    at = random.randrange(len(value))
    char = value[at]
    if kind == "birth_date":
        return value if not char.isdigit() else value[:at] + random.choice("0123456789") + value[at + 1 :]
    if random.random() < 0.15:
        return value[:at] + value[at + 1 :] if len(value) > 2 else value
    if random.random() < 0.1 and at + 1 < len(value):
        return value[:at] + value[at + 1] + char + value[at + 2 :]
    other = random.choice(CONFUSED.get(char, "0123456789")) if kind == "mrn" else random.choice("ABCDEHILMNORSTU")
    return value[:at] + other + value[at + 1 :]
