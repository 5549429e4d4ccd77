"""Patients of the index who stand on a page whatever its labels say: their number and their name, or their number as a barcode.

Labels are misread, rosters have none, and wristbands print a bare barcode. What is found so never files a page; it says that the page may
be somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from pipeline.filing.corroborate import LESS, SHORTEST, least_sure, pieces
from pipeline.filing.evidence import Evidence
from pipeline.filing.name_words import NamesSomebody, doctor_words
from pipeline.filing.names import fold, name_key
from pipeline.filing.patients import PatientIndex
from pipeline.filing.separators import NormaliseMrn
from pipeline.model.types import Findings, Patient, PersonName

FEWEST_FIGURES = 4  # of a piece of text that is looked up as an MRN
BARCODE = 0.97  # barcodes have check digits
ROWS = 2  # lines with somebody else's number and name from which a page is a list of patients
_NUMBER = re.compile(r"(?<![\w-])(?<!, [A-Z]{2} )[A-Z]{0,2}\d{5,9}(?![\w-])")  # but not an address's ZIP code, "Salem, MA 01970"
_NAME = re.compile(r"\b([A-Z][\w'’-]+), +[A-Z][a-zA-Z]+")
SURE = 0.7  # confidence of the words from which they say whose page it is


def seen_on(result: Findings, patients: PatientIndex, named: bool, normalise_mrn: NormaliseMrn = str) -> dict[Patient, float]:
    """Who stands there, and how surely (0 to 1). `named`: the page's labels say whose it is, so that a bare barcode alone says nothing.

    A number that the page calls something else (an account, an encounter) is nobody's MRN.
    """
    if not patients.count():
        return {}
    other = {found.value for found in result.identifiers if found.kind != "mrn"}
    words = {fold(part) for word in result.page.words for part in (word.text, *word.text.split(","))}
    found: dict[Patient, float] = {}
    for number, sure in _numbers(result):
        for patient in () if number in other else patients.by_mrn(normalise_mrn(number) or number):
            if any(_stands(name, words) for name in patient.names) or (sure == BARCODE and not named):
                found[patient] = max(sure, found.get(patient, 0.0))
    return found


def evidence_of_seen(seen: Iterable[tuple[Patient, float]]) -> Evidence:
    """Those who were read surely, as what the page says of whose it is."""
    sure = [(patient, confidence) for patient, confidence in seen if confidence >= SURE]
    return Evidence(
        {patient.mrn: confidence for patient, confidence in sure},
        {PersonName(patient.name.family, patient.name.given): confidence for patient, confidence in sure},
    )


def is_roster(result: Findings, mrns: Iterable[str], names_somebody: NamesSomebody) -> bool:
    """Whether the page lists people: lines with a name and a number like the patient's `mrns` (as many letters and figures) that isn't.

    `names_somebody`: whether two words side by side may be a name without a comma; a doctor's is none.
    """
    own = set(mrns)
    doctors = doctor_words(result)
    shapes = {_shape(mrn) for mrn in own}
    rows = set()
    for line in result.page.lines:
        text = " ".join(word.text for word in line)
        others = {number for number in _NUMBER.findall(text) if number not in own and _shape(number) in shapes}
        names = {name.upper() for name in _NAME.findall(text)}
        if others:
            pairs = pairwise(word.text for word in line)
            names |= {second.upper() for first, second in pairs if names_somebody(first, second) and fold(second) not in doctors}
        rows |= {(number, name) for number in others for name in names}
    return min(len({number for number, _ in rows}), len({name for _, name in rows})) >= ROWS


def _shape(mrn: str) -> tuple[int, int]:
    return len(mrn), sum(char.isalpha() for char in mrn)


def _numbers(result: Findings) -> Iterator[tuple[str, float]]:
    for barcode in result.barcodes:
        plain = "".join(char for char in barcode.text.upper() if char.isalnum())
        if _is_number(plain):
            yield plain, BARCODE
    for plain, sure in {(plain, least_sure(words)) for plain, words in pieces(result.page.lines) if _is_number(plain)}:
        yield plain, LESS * sure


def _is_number(plain: str) -> bool:
    return SHORTEST <= len(plain) <= 20 and sum(char.isdigit() for char in plain) >= FEWEST_FIGURES


def _stands(name: PersonName, words: set[str]) -> bool:
    """Whether family and first given name are both among the words; an initial is not enough."""
    givens = name_key(name).givens
    return bool(givens) and len(givens[0]) > 1 and givens[0] in words and all(part in words for part in fold(name.family).split())
