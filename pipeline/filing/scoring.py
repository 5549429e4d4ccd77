"""How much the evidence speaks for one patient of the index, in bits: Fellegi and Sunter's weights, each reading as sure as it was read.

Fellegi, Sunter: A theory for record linkage, JASA 64 (1969). For each field, log2(m / u): how much likelier it agrees so well for the
patient than for anybody else. `./run campaign matching` measures the weights' outcome and the threshold that goes with them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from rapidfuzz.distance import OSA

from pipeline.filing.confusion import looks_like
from pipeline.filing.evidence import Evidence
from pipeline.filing.names import NameKey, NameMatch, compare_names, fold, name_key
from pipeline.filing.nicknames import is_nickname
from pipeline.model.types import Patient, PersonName

# (m, u) of each level of agreement. u of names is that of common ones, so that rare names are worth no more than Smith's.
FAMILY = {"same": (0.93, 0.01), "near": (0.05, 0.012), "other": (0.02, 0.98)}
GIVEN = {"same": (0.85, 0.02), "near": (0.04, 0.02), "nickname": (0.03, 0.005), "initial": (0.06, 0.07), "other": (0.02, 0.95)}
BORN = {"same": (0.95, 1 / 25_000), "near": (0.03, 30 / 25_000), "other": (0.02, 1.0)}
SEX = {"same": (0.99, 0.5), "other": (0.01, 0.5)}
MIDDLE = {"other": (0.02, 0.6)}
# Of an MRN the u is one in the number of patients, times how many MRNs lie so near.
MRN_M = {"same": 0.93, "near": 0.05, "other": 0.02}
NEAR_MRNS = 8.0  # neighbours one edit away that are given out, where hospitals count on
LEGIBLE = 0.5  # confidence above which a reading is likelier right than wrong
HALF, LABEL = 4, 15  # letters of half a double family name, of either part of a name that was cut, and of such a name, at least
FEWEST = 1000  # patients for whom the index is taken at least


class Level(Enum):
    """How a field agrees."""

    SAME = "same"
    NEAR = "near"  # one misreading apart
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Field:
    """What one kind of evidence says of a patient: bits, the best level, how sure its best reading is, and the surest one against."""

    bits: float = 0.0
    level: Level = Level.UNKNOWN
    sure: float = 0.0
    against: float = 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """`bits` beyond the number of patients: 10 are a thousand to one against a stranger who happens to agree as well."""

    bits: float
    mrn: Field
    name: Field
    born: Field
    sex: Field

    def agreeing(self, least: float) -> int:
        """How many of MRN, name and birth date agree, read at least this surely (0 to 1)."""
        good = (Level.SAME, Level.NEAR)
        return sum(one.level in good and one.sure >= least for one in (self.mrn, self.name, self.born))

    def agrees_exactly(self) -> bool:
        """Whether MRN, name and birth date all stand there as the patient's, each likelier right than wrong, and no other one is so likely:
        three misreadings do not make one patient.
        """
        return all(one.level is Level.SAME and one.sure > LEGIBLE > one.against for one in (self.mrn, self.name, self.born))

    def against(self) -> float:
        """How surely the surest reading that can't be this patient's was read, 0 to 1."""
        return max(self.mrn.against, self.name.against, self.born.against, self.sex.against)


def score(evidence: Evidence, patient: Patient, patients: int) -> Score:
    """The evidence beside one patient of an index of so many."""
    mrn = _mrn(evidence, patient, max(patients, FEWEST))
    name = _name(evidence, patient)
    born = _born(evidence, patient)
    sex = _sex(evidence, patient)
    whole = mrn.bits + name.bits + born.bits + sex.bits - math.log2(max(patients, FEWEST))
    return Score(whole, mrn, name, born, sex)


def _bits(m: float, u: float, sure: float) -> float:
    """The weight of a reading that is only so sure: with the rest of the probability it says nothing."""
    return math.log2(sure * m / u + 1 - sure)


def _field(readings: Iterable[tuple[float, Level, float, float]]) -> Field:
    """Of several readings (m, level, u, sure) of one field the best counts; each other one counts against it.

    A number or date that is nearly right is against the patient too, unless it also stands there exactly.
    """
    found = [(_bits(m, u, sure), level, sure) for m, level, u, sure in readings if level is not Level.UNKNOWN]
    if not found:
        return Field()
    bits, level, sure = max(found, key=lambda one: one[0])
    wrong = [one for one in found if one[1] is Level.OTHER]
    doubts = sum(one[0] for one in wrong)
    return Field(doubts if level is Level.OTHER else bits + doubts, level, sure, max((one[2] for one in wrong), default=0.0))


def _strict(field: Field) -> Field:
    """A number or date that is read one character off, and nowhere exactly, is against the patient."""
    return replace(field, against=max(field.against, field.sure)) if field.level is Level.NEAR else field


def _mrn(evidence: Evidence, patient: Patient, patients: int) -> Field:
    readings = []
    for mrn, sure in evidence.mrns.items():
        level = mrn_level(mrn, patient)
        u = {"same": 1.0, "near": NEAR_MRNS}.get(level.value, patients) / patients
        readings.append((MRN_M.get(level.value, 1.0), level, u, sure))
    return _strict(_field(readings))


def mrn_level(mrn: str, patient: Patient) -> Level:
    """Exactly one of the patient's, one that is easily read so, or another."""
    if mrn in patient.mrns:
        return Level.SAME
    near = any(OSA.distance(mrn, own, score_cutoff=1) <= 1 or looks_like(mrn, own) for own in patient.mrns)
    return Level.NEAR if near else Level.OTHER


def _name(evidence: Evidence, patient: Patient) -> Field:
    readings = []
    for name, sure in evidence.names.items():
        level, ratio = max((name_level(name, own) for own in patient.names), key=lambda one: (one[0] is not Level.OTHER, one[1]))
        readings.append((ratio, level, 1.0, sure))
    return _field(readings)


def name_level(name: PersonName, own: PersonName) -> tuple[Level, float]:
    """How a name as read agrees with a patient's, and m / u of it; a family name with an initial is no agreement, and none against."""
    a, b = name_key(name), name_key(own)
    if not a.givens or not b.givens:
        return Level.UNKNOWN, 1.0
    if a.generation and b.generation and a.generation != b.generation:
        return Level.OTHER, _ratio(GIVEN["other"])
    family = "same" if a.family == b.family else "near" if _one_edit(a.family, b.family) else "other"
    given = _given(a.givens[0], b.givens[0])
    if "other" in (family, given):
        if compare_names(name, own) is not NameMatch.DIFFERENT or _same_words(name, own):
            return Level.SAME, _ratio(FAMILY["near"]) * _ratio(GIVEN["near"])  # MARY ANN and MARYANN, parts in another order
        return (Level.UNKNOWN, 1.0) if _is_part(a, b, own) else (Level.OTHER, _ratio(FAMILY[family]) * _ratio(GIVEN[given]))
    if _middles_differ(a.givens[1:], b.givens[1:]):
        return Level.OTHER, _ratio(FAMILY[family]) * _ratio(GIVEN[given]) * _ratio(MIDDLE["other"])
    ratio = _ratio(FAMILY[family]) * _ratio(GIVEN[given])
    return (Level.SAME if family == given == "same" else Level.NEAR), ratio


def _is_part(a: NameKey, b: NameKey, own: PersonName) -> bool:
    """Whether less of the name was printed than the patient's is: one half of a double family name, or what fitted a label.

    It speaks neither for the patient nor against. A given name of fewer letters is another's as often: Daniel and Danielle.
    """
    if _middles_differ(a.givens[1:], b.givens[1:]) or (a.generation and not b.generation):
        return False
    halves = fold(own.family).split()
    if a.givens[0] == b.givens[0] and len(halves) > 1 and a.family in halves and len(a.family) >= HALF:
        return True
    cut = b.family.startswith(a.family) and a.givens[0] == b.givens[0] and min(len(a.family), len(a.givens[0])) >= HALF
    return cut and len(a.family) + len(a.givens[0]) >= LABEL


def _given(a: str, b: str) -> str:
    if a == b:
        return "same"
    if 1 in (len(a), len(b)):
        return "initial" if a[0] == b[0] else "other"
    if is_nickname(a, b):
        return "nickname"
    return "near" if _one_edit(a, b) else "other"


def _middles_differ(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    return bool(a and b) and all(one[0] != other[0] for one in a for other in b)


def _one_edit(a: str, b: str) -> bool:
    return min(len(a), len(b)) >= 5 and (OSA.distance(a, b, score_cutoff=1) <= 1 or looks_like(a, b))


def _same_words(name: PersonName, own: PersonName) -> bool:
    """Whether family and first given name both stand somewhere in what was read: Last First without a comma, a word caught beside it, and
    DAVID TWO BULLS, of which a page alone does not tell that both last words are the family's.
    """
    a, b = name_key(name), name_key(own)
    words = {a.family, *fold(name.family).split(), *a.givens}
    whole = {b.family, b.givens[0]} <= words or {*fold(own.family).split(), b.givens[0]} <= words
    return len(b.family) > 1 and len(b.givens[0]) > 1 and whole


def _born(evidence: Evidence, patient: Patient) -> Field:
    readings = []
    for born, sure in evidence.birth_dates.items():
        level = born_level(born, patient.birth_date)
        m, u = BORN.get(level.value, (1.0, 1.0))
        readings.append((m, level, u, sure))
    return _strict(_field(readings))


def born_level(born: str, own: str | None) -> Level:
    """The same day, one misread figure or day and month swapped, or another."""
    if not own:
        return Level.UNKNOWN
    if born == own:
        return Level.SAME
    swapped = born[:4] == own[:4] and born[5:7] == own[8:] and born[8:] == own[5:7]
    return Level.NEAR if swapped or OSA.distance(born, own, score_cutoff=1) <= 1 else Level.OTHER


def _sex(evidence: Evidence, patient: Patient) -> Field:
    if patient.sex not in ("F", "M"):
        return Field()
    readings = []
    for sex, sure in evidence.sexes.items():
        level = Level.SAME if sex == patient.sex else Level.OTHER
        readings.append((*_pair(SEX[level.value], level), sure))
    return _field(readings)


def _pair(ratio: tuple[float, float], level: Level) -> tuple[float, Level, float]:
    return ratio[0], level, ratio[1]


def _ratio(pair: tuple[float, float]) -> float:
    return pair[0] / pair[1]
