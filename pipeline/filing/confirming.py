"""What a filed document's pages say of its patient, read once more in the light of who that is. The verdict stood before.

Whoever knows whose page it is reads a blurred number that is the patient's for certain, and finds a birth date whose label can't be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from rapidfuzz.distance import OSA

from pipeline.filing.confusion import looks_like
from pipeline.filing.corroborate import LESS, SHORTEST, least_sure, pieces, printed
from pipeline.filing.names import fold, parse_name, spelled
from pipeline.model.geometry import Box
from pipeline.model.types import Findings, Identifier, IdentifierKind, PageResult, Patient, PersonName, Word

RULE = "patient"  # what was found, or read otherwise, because the patient was known
# the chance that a misreading is just what the patient has; of the sex it is one in two, and nothing is learnt
_BY_CHANCE: dict[IdentifierKind, float] = {"mrn": 0.001, "name": 0.01, "birth_date": 0.001}
DOUBTFUL = 0.7  # confidence below which a reading one character off the patient's is taken for a misreading of it
MISREAD = 0.9  # how surely it is one
_SEPARATOR = re.compile(r"[-/.]")
_YEAR = 4  # figures


def confirmed(results: Sequence[PageResult], patient: Patient) -> tuple[PageResult, ...]:
    """The pages of a document that was filed to the patient; what they say of MRN, name and birth date is as sure as it is now."""
    return tuple(_on_page(result, patient) if isinstance(result, Findings) and not result.page.blank else result for result in results)


def _on_page(result: Findings, patient: Patient) -> Findings:
    read = tuple(_reread(found, result.identifiers, patient) for found in result.identifiers)
    kinds = {found.kind for found in read if _is_own(found, patient)}
    more = [found for found in _seen_on(result, patient) if found.kind not in kinds]
    return replace(result, identifiers=(*read, *_surest(more))) if more or read != result.identifiers else result


def _reread(found: Identifier, beside: Iterable[Identifier], patient: Patient) -> Identifier:
    """One that is the patient's is surer than it was; a doubtful one that nearly is was misread."""
    if _is_own(found, patient):
        wrong = (1 - found.confidence) * _BY_CHANCE[found.kind]
        return replace(found, confidence=found.confidence / (found.confidence + wrong)) if found.confidence else found
    if found.kind == "name":
        return _parted_as(found, patient)
    if found.confidence >= DOUBTFUL or any(one.kind == found.kind and _is_own(one, patient) for one in beside):
        return found
    meant = _misread(found, patient)
    return replace(found, value=meant, confidence=MISREAD, rule=RULE) if meant else found


def _is_own(found: Identifier, patient: Patient) -> bool:
    if found.kind == "name":
        read = parse_name(found.value)
        return any((read.family.upper(), read.given.upper()) == (own.family.upper(), own.given.upper()) for own in patient.names)
    return found.value in _own(found.kind, patient)


def _parted_as(found: Identifier, patient: Patient) -> Identifier:
    """A name of the patient's very words, parted as the patient index parts it: DAVID TWO BULLS is not of the family Bulls."""
    read = parse_name(found.value)
    for own in patient.names:
        if fold(read.family) == fold(own.family):
            return found  # Allred-White may be printed without its hyphen
        middle = own.middle if len(_words(read)) > len(_words(replace(own, middle="", suffix=""))) else ""
        meant = PersonName(own.family, own.given, middle, read.suffix)
        if own.given and len(fold(own.family).split()) > 1 and _words(read) == _words(meant):
            return replace(found, value=spelled(meant), rule=RULE)
    return found


def _words(name: PersonName) -> list[str]:
    return sorted(fold(f"{name.family} {name.given} {name.middle}").split())


def _own(kind: IdentifierKind, patient: Patient) -> tuple[str | None, ...]:
    if kind == "mrn":
        return patient.mrns
    return (patient.birth_date,) if kind == "birth_date" else ()


def _misread(found: Identifier, patient: Patient) -> str | None:
    """What of the patient's it is a misreading of, if of anything."""
    if found.kind not in ("mrn", "birth_date"):
        return None
    return next((own for own in _own(found.kind, patient) if own and _is_misread(found, own)), None)


def _is_misread(found: Identifier, own: str) -> bool:
    """One character off, or a birth date of the wrong century: two figures of a year say too little."""
    return _nearly(found.value, own) or (found.kind == "birth_date" and found.value[2:] == own[2:])


def _nearly(one: str, other: str) -> bool:
    return OSA.distance(one, other, score_cutoff=1) <= 1 or looks_like(one, other)


def _seen_on(result: Findings, patient: Patient) -> Iterator[Identifier]:
    """MRN and birth date where they stand on the page without a label that could be read."""
    mrns = {mrn for mrn in patient.mrns if len(mrn) >= SHORTEST}
    born = frozenset(printed(patient.birth_date)) if patient.birth_date else frozenset[str]()
    day = date.fromisoformat(patient.birth_date) if patient.birth_date else None
    for plain, words in pieces(result.page.lines):
        if plain in mrns:
            yield _identifier("mrn", plain, words, result)
        if day and (plain in born or (len(words) == 1 and _says(words[0].text, day))):
            yield _identifier("birth_date", day.isoformat(), words, result)


def _says(text: str, day: date) -> bool:
    """Whether the word is the date in figures with separators and a whole year: 2/7/1964."""
    parts = _SEPARATOR.split(text.rpartition(":")[2].strip("|.,;()[]"))
    return len(parts[-1]) == _YEAR and all(part.isdecimal() for part in parts) and [*map(int, parts)] == [day.month, day.day, day.year]


def _surest(found: Iterable[Identifier]) -> Iterator[Identifier]:
    best: dict[IdentifierKind, Identifier] = {}
    for one in found:
        if one.kind not in best or one.confidence > best[one.kind].confidence:
            best[one.kind] = one
    yield from best.values()


def _identifier(kind: IdentifierKind, value: str, words: Sequence[Word], result: Findings) -> Identifier:
    box = Box.around(word.box for word in words)
    raw = " ".join(word.text for word in words)
    return Identifier(kind, raw, value, LESS * least_sure(words), result.page.number, box, RULE)
