"""What a document's own words say for a patient whom something else pointed to: MRN, birth date or name, though no label was read.

A person who knows whom to look for finds a number anywhere on the page. Only whole numbers count, and only exactly; a name
counts beside the MRN only, in one piece: relatives and twins are named on pages too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pipeline.filing.evidence import Evidence
from pipeline.filing.names import fold, name_key
from pipeline.model.types import Findings, PageResult, Patient, PersonName, Word

SHORTEST = 5  # characters of an MRN; shorter numbers stand everywhere
BETWEEN = 2  # words between family and given name at most: a middle name, a speck
MOST_PARTS = 3  # words that an MRN or a date may be printed in
LESS = 0.9  # of the words' confidence: no label says what the number is
MIN_GIVEN = 2  # letters of a given name; an initial names nobody
_SPLIT = re.compile(r"[^A-Z0-9]+")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")

_FULL = (
    "JANUARY",
    "FEBRUARY",
    "MARCH",
    "APRIL",
    "MAY",
    "JUNE",
    "JULY",
    "AUGUST",
    "SEPTEMBER",
    "OCTOBER",
    "NOVEMBER",
    "DECEMBER",
)


def found_on(results: Iterable[PageResult], patient: Patient) -> list[Evidence]:
    """For each page what its words say for the patient: MRN and birth date, where they stand there whole."""
    born = frozenset(printed(patient.birth_date)) if patient.birth_date else frozenset[str]()
    mrns = {mrn for mrn in patient.mrns if len(mrn) >= SHORTEST}
    return [_on_page(result, mrns, born, patient) if isinstance(result, Findings) else Evidence() for result in results]


def _on_page(result: Findings, mrns: set[str], born: frozenset[str], patient: Patient) -> Evidence:
    numbers: dict[str, float] = {}
    dates: dict[str, float] = {}
    for plain, words in pieces(result.page.lines):
        if plain in mrns:
            numbers[plain] = max(numbers.get(plain, 0.0), LESS * least_sure(words))
        if plain in born and patient.birth_date:
            dates[patient.birth_date] = max(dates.get(patient.birth_date, 0.0), LESS * least_sure(words))
    names = _names_on(result, patient) if numbers else {}
    return Evidence(mrns=numbers, names=names, birth_dates=dates)


def _names_on(result: Findings, patient: Patient) -> dict[PersonName, float]:
    """The patient's names that stand in one piece in a line, and how surely: family and first given name whole."""
    found: dict[PersonName, float] = {}
    for name in patient.names:
        givens, family = name_key(name).givens, fold(name.family).split()
        if not givens or len(givens[0]) < MIN_GIVEN:
            continue
        for line in result.page.lines:
            sure = _together(line, family, givens[0])
            if sure:
                plain = PersonName(name.family, name.given)
                found[plain] = max(found.get(plain, 0.0), LESS * sure)
    return found


def _together(line: Sequence[Word], family: list[str], given: str) -> float:
    """The least confidence of the words, where family and given name stand side by side in the line; 0 where they don't."""
    words = [(part, word.confidence) for word in line for part in fold(word.text.replace(",", " ").replace(".", " ")).split()]
    best = 0.0
    for start in range(len(words) - len(family) + 1):
        end = start + len(family)
        if [word for word, _ in words[start:end]] != family:
            continue
        near = [sure for word, sure in (*words[max(0, start - BETWEEN - 1) : start], *words[end : end + BETWEEN + 1]) if word == given]
        best = max(best, min(max(near), *(sure for _, sure in words[start:end])) if near else 0.0)
    return best


def pieces(lines: Sequence[Sequence[Word]]) -> Iterator[tuple[str, tuple[Word, ...]]]:
    """Every word, and every two or three that stand together, as capitals and figures; with the words themselves. A label that is glued to
    its value by a colon is left off.
    """
    for line in lines:
        plain = [_SPLIT.sub("", word.text.rpartition(":")[2].upper()) for word in line]
        for start in range(len(line)):
            for end in range(start + 1, min(len(line), start + MOST_PARTS) + 1):
                whole = "".join(plain[start:end])
                if any(char.isdigit() for char in whole):
                    yield whole, tuple(line[start:end])


def least_sure(words: Iterable[Word]) -> float:
    """The confidence of the one that was read worst, 0 to 1."""
    return min(word.confidence for word in words)


def printed(iso: str) -> Iterator[str]:
    """The ways in which a date is printed with its whole year, as capitals and figures without separators.

    Without separators 1/11/1957 and 11/1/1957 are one: dates whose day and month could be so confused are taken with zeros only.
    """
    day = date.fromisoformat(iso)
    month, year = _MONTHS[day.month - 1], f"{day.year:04}"
    yield f"{year}{day.month:02}{day.day:02}"
    yield f"{day.month:02}{day.day:02}{year}"
    if not (day.month in (1, 11) or day.day in (1, 11) or day.month <= 2):
        yield f"{day.month}{day.day}{year}"
    for name in (month, _FULL[day.month - 1]):
        yield f"{day.day:02}{name}{year}"
        yield f"{day.day}{name}{year}"
        yield f"{name}{day.day}{year}"
        yield f"{name}{day.day:02}{year}"
