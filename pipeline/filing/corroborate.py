"""What a document's own words say for a patient whom something else pointed to: MRN, birth date or name, though no label was read.

A person who knows whom to look for finds a number anywhere on the page. Only whole numbers count, and only exactly; a name
counts beside the MRN only, in one piece: relatives and twins are named on pages too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.filing.evidence import Evidence
from pipeline.filing.names import fold, name_key
from pipeline.model.geometry import Box
from pipeline.model.types import Findings, Identifier, PageResult, Patient, PersonName, Word

SHORTEST = 5  # characters of an MRN; shorter numbers stand everywhere
BETWEEN = 2  # words between family and given name at most: a middle name, a speck
MOST_PARTS = 3  # words that an MRN or a date may be printed in
LESS = 0.9  # of the words' confidence: no label says what the number is
MIN_GIVEN = 2  # letters of a given name; an initial names nobody
_GLUED = re.compile(r".*[:#](?=.)")  # a label that is glued to its value
_SPLIT = re.compile(r"[^A-Z0-9]+")
_FIGURES = re.compile(r"(?:.*:)?[|.,;()\[\]]*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[|.,;()\[\]]*")
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
    search = Search(patient)
    return [_on_page(result, search) if isinstance(result, Findings) else Evidence() for result in results]


class Search:
    """What of a patient is looked for in the words of pages."""

    def __init__(self, patient: Patient) -> None:
        self.patient = patient
        self._mrns = {mrn for mrn in patient.mrns if len(mrn) >= SHORTEST}
        self._born = frozenset(_printed(patient.birth_date)) if patient.birth_date else frozenset[str]()

    def __call__(self, lines: Sequence[Sequence[Word]]) -> Iterator[Seen]:
        """Each place where MRN or birth date stands whole."""
        for plain, words in pieces(lines):
            if plain in self._mrns:
                yield Seen("mrn", plain, words)
            if self.patient.birth_date and (plain in self._born or _says(words, self.patient.birth_date)):
                yield Seen("birth_date", self.patient.birth_date, words)


class Seen(NamedTuple):
    """One place: what stands there of the patient, normalised, and the words that say so."""

    kind: Literal["mrn", "name", "birth_date"]
    value: str
    words: tuple[Word, ...]

    @property
    def confidence(self) -> float:
        """0 to 1."""
        return LESS * least_sure(self.words)

    def identifier(self, page: int, rule: str) -> Identifier:
        """As one that stands on the page, found by `rule`."""
        raw = " ".join(word.text for word in self.words)
        return Identifier(self.kind, raw, self.value, self.confidence, page, Box.around(word.box for word in self.words), rule)


def _on_page(result: Findings, search: Search) -> Evidence:
    found: dict[str, dict[str, float]] = {"mrn": {}, "birth_date": {}}
    for seen in search(result.page.lines):
        values = found[seen.kind]
        values[seen.value] = max(values.get(seen.value, 0.0), seen.confidence)
    names = _names_on(result, search.patient) if found["mrn"] else {}
    return Evidence(mrns=found["mrn"], names=names, birth_dates=found["birth_date"])


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
    """Every word, and every two or three that stand together, with a figure in them, as capitals and figures; with the words themselves. A
    label that is glued to its value by a colon is left off.
    """
    for line in lines:
        read = [_plain(word.text) for word in line]
        figures = [figured for _, figured in read]
        if True not in figures:
            continue  # most lines, of every page and for every patient who is asked about
        plain = [letters for letters, _ in read]
        for start in range(len(line)):
            for end in range(start + 1, min(len(line), start + MOST_PARTS) + 1):
                if True in figures[start:end]:
                    yield "".join(plain[start:end]), tuple(line[start:end])


@lru_cache(maxsize=8192)
def _plain(text: str) -> tuple[str, bool]:
    """A word's capitals and figures, behind the last colon or number sign; whether there are figures."""
    plain = _SPLIT.sub("", _GLUED.sub("", text).upper())
    return plain, any(map(str.isdigit, plain))


def least_sure(words: Iterable[Word]) -> float:
    """The confidence of the one that was read worst, 0 to 1."""
    return min(word.confidence for word in words)


def _says(words: Sequence[Word], iso: str) -> bool:
    """Whether it is one word that says the day in figures with separators and a whole year: 2/7/1964."""
    match = _FIGURES.fullmatch(words[0].text) if len(words) == 1 else None
    return match is not None and f"{match[3]}-{match[1]:0>2}-{match[2]:0>2}" == iso


def _printed(iso: str) -> Iterator[str]:
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
