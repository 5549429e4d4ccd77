"""What a filed document's pages say of its patient, read once more in the light of who that is. The verdict stood before.

Whoever knows whose page it is reads a blurred number that is the patient's for certain, and finds a birth date whose label can't be read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from rapidfuzz.distance import OSA

from pipeline.filing.confusion import looks_like
from pipeline.filing.corroborate import Search, Seen, least_sure
from pipeline.filing.named import named_in
from pipeline.filing.names import fold, parse_name
from pipeline.filing.spelling import RULE, name_put_right
from pipeline.model.types import Findings, Identifier, IdentifierKind, PageResult, Patient

# the chance that a misreading is just what the patient has; of the sex it is one in two, and nothing is learnt
_BY_CHANCE: dict[IdentifierKind, float] = {"mrn": 0.001, "name": 0.01, "birth_date": 0.001}
DOUBTFUL = 0.7  # confidence below which a reading one character off the patient's is taken for a misreading of it
MISREAD = 0.9  # how surely it is one


def confirmed(results: Sequence[PageResult], patient: Patient) -> tuple[PageResult, ...]:
    """The pages of a document that was filed to the patient; what they say of MRN, name and birth date is as sure as it is now."""
    search = Search(patient)
    read = [_on_page(result, search) if _is_read(result) else result for result in results]
    names = any(
        _is_own(one, patient) for result in read if isinstance(result, Findings) for one in result.identifiers if one.kind == "name"
    )
    return tuple(read if names else _named(read, patient))


def _is_read(result: PageResult) -> TypeGuard[Findings]:
    return isinstance(result, Findings) and not result.page.blank


def _named(results: Sequence[PageResult], patient: Patient) -> Iterator[PageResult]:
    """The pages of a document on none of which the patient's name was found, with the places where their words name the patient."""
    for result in results:
        places = [place for line in result.page.lines for own in patient.names for place in named_in(line, own)] if _is_read(result) else []
        if places and isinstance(result, Findings):
            surest = max(places, key=lambda place: least_sure(place.words))
            name = Seen("name", surest.value, surest.words).identifier(result.page.number, RULE)
            yield replace(result, identifiers=(*result.identifiers, name))
        else:
            yield result


def _on_page(result: Findings, search: Search) -> Findings:
    patient = search.patient
    read = tuple(_reread(found, result.identifiers, patient) for found in result.identifiers)
    kinds = {found.kind for found in read if _is_own(found, patient)}
    more = [seen.identifier(result.page.number, RULE) for seen in search(result.page.lines) if seen.kind not in kinds]
    return replace(result, identifiers=(*read, *_surest(more))) if more or read != result.identifiers else result


def _reread(found: Identifier, beside: Iterable[Identifier], patient: Patient) -> Identifier:
    """One that is the patient's is surer than it was; a doubtful one that nearly is was misread."""
    if found.kind == "name":
        found = name_put_right(found, patient)
    if _is_own(found, patient):
        wrong = (1 - found.confidence) * _BY_CHANCE[found.kind]
        return replace(found, confidence=found.confidence / (found.confidence + wrong)) if found.confidence else found
    if found.kind == "name":
        return found
    if found.confidence >= DOUBTFUL or any(one.kind == found.kind and _is_own(one, patient) for one in beside):
        return found
    meant = _misread(found, patient)
    return replace(found, value=meant, confidence=MISREAD, rule=RULE) if meant else found


def _is_own(found: Identifier, patient: Patient) -> bool:
    if found.kind == "name":
        read = parse_name(found.value)
        return any((fold(read.family), fold(read.given)) == (fold(own.family), fold(own.given)) for own in patient.names)
    return found.value in _own(found.kind, patient)


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


def _surest(found: Iterable[Identifier]) -> Iterator[Identifier]:
    best: dict[IdentifierKind, Identifier] = {}
    for one in found:
        if one.kind not in best or one.confidence > best[one.kind].confidence:
            best[one.kind] = one
    yield from best.values()
