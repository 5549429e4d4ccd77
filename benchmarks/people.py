"""A population that is easily confused: skewed names, and for 40 % of the people somebody one edit of the MRN away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from pipeline.filing.sqlite_patients import one_edit_away
from pipeline.model.types import Patient, PersonName

WITH_LOOKALIKE = 0.4  # share of the people who have one
FIRST_MRN = 40_000_000
SYLLABLES = (
    "BER",
    "CAR",
    "DAN",
    "EL",
    "FOR",
    "GAR",
    "HAL",
    "IN",
    "KO",
    "LAM",
    "MAR",
    "NOR",
    "OL",
    "PAR",
    "RO",
    "SAN",
    "TER",
    "VAL",
    "WIN",
    "ZA",
)
COMMON = """
SMITH JOHNSON WILLIAMS BROWN JONES GARCIA MILLER DAVIS RODRIGUEZ MARTINEZ HERNANDEZ LOPEZ GONZALEZ WILSON ANDERSON THOMAS TAYLOR
MOORE JACKSON MARTIN LEE PEREZ THOMPSON WHITE HARRIS SANCHEZ CLARK RAMIREZ LEWIS ROBINSON HALL HILL O'BRIEN SMITH-JONES NÚÑEZ
"""
FAMILIES = (*COMMON.split(), "DE LA CRUZ", *(a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("SON", "MAN", "TON", "EZ", "I")))
_WOMEN = "MARY JANE JOAN JEAN JUNE ANN ANNA EMMA EMILY LINDA SUSAN LISA KAREN ROSA MARIA ELLEN HELEN ERIN CARA CARLA TINA DINA"
_MEN = "JAMES JOHN JON ROBERT MICHAEL WILLIAM DAVID JOSE JUAN ERIC ERIK MARK MARC CARL KARL DANIEL DAN PAUL SEAN SHAUN TIM JIM"
GIVENS = {"F": tuple(_WOMEN.split()), "M": tuple(_MEN.split())}
_FAMILY_WEIGHTS = tuple(accumulate(1 / (rank + 5) for rank in range(len(FAMILIES))))


def population(random: Random, count: int) -> list[Patient]:
    """`count` patients (rounded up to pairs); a lookalike stands right behind its original, at an odd place.

    Every MRN is somebody's own, and as where hospitals count on, half of the range is given out.
    """
    taken: set[str] = set()
    people: list[Patient] = []
    while len(people) < count:
        first = _person(random, f"P{len(people)}", _free(random, taken, 2 * count))
        people.append(first)
        near = random.choice([one for one in sorted(one_edit_away(first.mrn)) if len(one) == len(first.mrn)])
        if random.random() < WITH_LOOKALIKE and near not in taken:
            taken.add(near)
            people.append(_lookalike(random, first, f"P{len(people)}", near))
        else:
            people.append(_person(random, f"P{len(people)}", _free(random, taken, 2 * count)))
    return people


def _free(random: Random, taken: set[str], span: int) -> str:
    while (mrn := f"{FIRST_MRN + random.randrange(span)}") in taken:
        pass
    taken.add(mrn)
    return mrn


def _person(random: Random, mpi_id: str, mrn: str) -> Patient:
    sex = random.choice("FM")
    family = random.choices(FAMILIES, cum_weights=_FAMILY_WEIGHTS)[0]
    middle = random.choice(["", "", random.choice(GIVENS[sex]), random.choice("ABCDEJKLMRST")])
    suffix = random.choices(["", "JR", "SR", "III"], [94, 3, 2, 1])[0] if sex == "M" else ""
    born = date(1925, 1, 1) + timedelta(days=random.randrange(36_000))
    return Patient(mpi_id, mrn, PersonName(family, random.choice(GIVENS[sex]), middle, suffix), born.isoformat(), sex)


def _lookalike(random: Random, of: Patient, mpi_id: str, mrn: str) -> Patient:
    kind = random.choice(["twin", "twin", "namesake", "generation", "neighbour"])
    other = _person(random, mpi_id, mrn)
    if kind == "twin":
        assert other.sex is not None
        return replace(other, name=PersonName(of.name.family, random.choice(GIVENS[other.sex])), birth_date=of.birth_date)
    if kind == "namesake":
        return replace(other, name=replace(of.name, middle=random.choice(["", of.name.middle])), sex=of.sex)
    if kind == "generation":
        return replace(other, name=replace(of.name, suffix="SR" if of.name.suffix != "SR" else "JR"), sex=of.sex)
    return other
