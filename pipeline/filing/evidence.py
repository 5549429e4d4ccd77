"""What pages say about whose they are: each value once, with the surest reading of it. The order of identifiers never matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from itertools import combinations
from typing import TypeVar

from rapidfuzz.distance import OSA

from pipeline.filing.names import NameMatch, compare_names, name_key, parse_name
from pipeline.model.types import Identifier, PersonName

Value = TypeVar("Value", str, PersonName)
UNKNOWN_SEX = "U"
MISREAD_DATE = 3  # figures of a date that may be misread, or written in another order


@dataclass(frozen=True, slots=True)
class Evidence:
    """Values of each kind with the highest confidence (0 to 1) at which each was read."""

    mrns: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[PersonName, float] = field(default_factory=dict)
    birth_dates: Mapping[str, float] = field(default_factory=dict)
    sexes: Mapping[str, float] = field(default_factory=dict)

    @property
    def has_header(self) -> bool:
        """Whether somebody is named at all: by MRN, or by name."""
        return bool(self.mrns or self.names)

    def merged(self, other: Evidence) -> Evidence:
        """Both together."""
        return Evidence(
            _surest(self.mrns, other.mrns),
            _surest(self.names, other.names),
            _surest(self.birth_dates, other.birth_dates),
            _surest(self.sexes, other.sexes),
        )

    def at_least(self, confidence: float) -> Evidence:
        """Only what was read this surely."""
        return Evidence(
            _kept(self.mrns, confidence),
            _kept(self.names, confidence),
            _kept(self.birth_dates, confidence),
            _kept(self.sexes, confidence),
        )

    def contradicts_itself(self) -> bool:
        """Whether it can't all be about one person."""
        several = len(self.mrns) > 1 or len(self.birth_dates) > 1 or len(self.sexes) > 1
        return several or any(compare_names(a, b) is NameMatch.DIFFERENT for a, b in combinations(self.names, 2))


def evidence_of(identifiers: Iterable[Identifier]) -> Evidence:
    """What these identifiers say; sex "U" says nothing."""
    mrns: dict[str, float] = {}
    names: dict[PersonName, float] = {}
    birth_dates: dict[str, float] = {}
    sexes: dict[str, float] = {}
    for found in identifiers:
        if found.kind == "mrn":
            _keep(mrns, found.value, found.confidence)
        elif found.kind == "name":
            name = parse_name(found.value)
            if name_key(name).family:
                _keep(names, name, found.confidence)
        elif found.kind == "birth_date":
            _keep(birth_dates, found.value, found.confidence)
        elif found.kind == "sex" and found.value != UNKNOWN_SEX:
            _keep(sexes, found.value, found.confidence)
    return Evidence(mrns, names, birth_dates, sexes)


class Relation(Enum):
    """How a page stands to the pages before it."""

    SAME = "same"
    UNKNOWN = "unknown"  # nothing to compare
    UNCLEAR = "unclear"  # the identifiers point both ways, as misreadings do
    SUSPECT = "suspect"  # another name, or another birth date altogether, and nothing else to tell by
    OTHER = "other"  # the page names another patient


def relation(before: Evidence, page: Evidence) -> Relation:
    """Whether the page is about the same patient; give it only what was read surely."""
    mrn = _shared(before.mrns, page.mrns)
    name = _names_agree(before.names, page.names)
    born = _shared(before.birth_dates, page.birth_dates)
    if mrn is None:
        far = name is None and born is False and _far(before.birth_dates, page.birth_dates)
        return Relation.SUSPECT if far else _without_mrn(name, born)
    if mrn:
        return Relation.UNCLEAR if False in (name, born) else Relation.SAME
    if (name and born) or (False not in (name, born) and _near(before.mrns, page.mrns)):
        return Relation.UNCLEAR
    return Relation.OTHER


def _without_mrn(name: bool | None, born: bool | None) -> Relation:
    if name is False:
        return Relation.SUSPECT if born is None else Relation.OTHER
    if born is False:
        return Relation.UNCLEAR
    return Relation.SAME if name or born else Relation.UNKNOWN


def _shared(a: Mapping[str, float], b: Mapping[str, float]) -> bool | None:
    return None if not a or not b else not a.keys().isdisjoint(b)


def _names_agree(a: Iterable[PersonName], b: Iterable[PersonName]) -> bool | None:
    matches = {compare_names(x, y) for x in a for y in b} - {NameMatch.UNKNOWN}
    return None if not matches else matches != {NameMatch.DIFFERENT}


def _near(a: Iterable[str], b: Iterable[str]) -> bool:
    return any(OSA.distance(x, y, score_cutoff=1) <= 1 for x in a for y in b)


def _far(a: Iterable[str], b: Iterable[str]) -> bool:
    return all(OSA.distance(x, y) > MISREAD_DATE for x in a for y in b)


def _keep(values: dict[Value, float], value: Value, confidence: float) -> None:
    values[value] = max(confidence, values.get(value, 0.0))


def _surest(a: Mapping[Value, float], b: Mapping[Value, float]) -> dict[Value, float]:
    merged = dict(a)
    for value, confidence in b.items():
        _keep(merged, value, confidence)
    return merged


def _kept(values: Mapping[Value, float], confidence: float) -> dict[Value, float]:
    return {value: sure for value, sure in values.items() if sure >= confidence}
