"""Fictional people: patients with near twins, doctors, relatives. Names by their frequency (data/names.json); phones are 555 numbers."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from pipeline.model.types import Patient, PersonName

DATA = Path(__file__).parent / "data"
COLUMNS = ("mpi_id", "mrn", "family", "given", "middle", "suffix", "birth_date", "sex", "address", "phone")
# Names that a reader of names stumbles over; they are rare in the frequency list.
HARD_FAMILIES = (
    "O'Brien",
    "O'Connor",
    "D'Angelo",
    "de la Cruz",
    "Van Dyke",
    "St. John",
    "McDonald",
    "MacLeod",
    "Smith-Jones",
    "Garcia-Lopez",
    "Al-Hassan",
    "Le",
    "Ng",
    "Wu",
    "Del Rio",
    "Von Behren",
    "Fitzgerald",
    "Washington-Lee",
    "Two Bulls",
    "Mc Carthy",
    "Day",
    "May",
    "Street",
    "Bland",
    "Page",
)
CITIES = (
    "Fairview",
    "Millbrook",
    "Cedar Falls",
    "Granton",
    "Easton",
    "Port Albert",
    "Wexford",
    "Harlow",
    "Newbury",
    "Lakemont",
    "Ridgeway",
)
STREETS = (
    "Oak St",
    "Maple Avenue",
    "N Main St",
    "Birch Lane",
    "Harbor Rd",
    "W 4th Street",
    "Old Mill Road",
    "Chestnut Dr",
    "County Road 9",
)
STATES = ("OH", "NY", "PA", "TX", "MI", "WI", "VA", "OR", "GA", "NC")
# How hospitals write their numbers: digits with leading zeros, six or seven digits, a letter, a prefix.
MRN_STYLES = ("zeros8", "zeros8", "six", "seven", "letter", "prefix", "nine")


@cache
def _names() -> dict[str, Any]:
    names: dict[str, Any] = json.loads((DATA / "names.json").read_text(encoding="utf-8"))
    names["weights"] = tuple(accumulate(weight for _, weight in names["families"]))
    return names


def family_name(rng: Random) -> str:
    """A family name; one in twelve is a hard one."""
    if rng.random() < 1 / 12:
        return rng.choice(HARD_FAMILIES)
    names = _names()
    return str(rng.choices(names["families"], cum_weights=names["weights"])[0][0])


def given_name(rng: Random, sex: str) -> str:
    """A given name, the common ones more often."""
    listed = _names()[sex if sex in "FM" else "F"]
    return str(listed[min(int(rng.expovariate(1 / 60)), len(listed) - 1)])


def address(rng: Random) -> str:
    """Street, town, state and zip code."""
    return f"{rng.randint(1, 9899)} {rng.choice(STREETS)}, {rng.choice(CITIES)}, {rng.choice(STATES)} {rng.randint(10000, 99899)}"


def phone(rng: Random) -> str:
    """A number of the exchange that is kept for fiction."""
    area, line = rng.randint(201, 989), rng.randint(100, 199)
    return rng.choice((f"({area}) 555-0{line}", f"{area}-555-0{line}", f"{area}.555.0{line}"))


def make_mrn(rng: Random, style: str | None = None) -> str:
    """A medical record number, normalised: capitals and digits without separators."""
    chosen = style or rng.choice(MRN_STYLES)
    if chosen == "zeros8":
        return f"{rng.randint(10_000, 9_999_999):08}"
    if chosen == "six":
        return f"{rng.randint(100_000, 999_999)}"
    if chosen == "seven":
        return f"{rng.randint(1_000_000, 9_999_999)}"
    if chosen == "nine":
        return f"{rng.randint(100_000_000, 999_999_999)}"
    if chosen == "letter":
        return f"{rng.choice('HMEKT')}{rng.randint(100_000, 999_999):06}"
    return f"MR{rng.randint(1_000, 9_999_999):07}"


def make_patient(rng: Random, number: int = 1, mrn_style: str | None = None) -> Patient:
    """One patient. Babies to the very old, some with a middle name or initial, some men with a suffix."""
    sex = rng.choice("FFM")
    middle = rng.choice(("", rng.choice("ABCDEFGHJKLMNPRSTW"), rng.choice("ABCDEFGJLMRST"), given_name(rng, sex)))
    suffix = rng.choices(("", "Jr", "Sr", "II", "III"), (88, 6, 3, 1, 2))[0] if sex == "M" else ""
    born = date(2004, 1, 1) - timedelta(days=int(abs(rng.gauss(0.52, 0.24)) * 31_000))
    name = PersonName(family_name(rng), given_name(rng, sex), middle, suffix)
    return Patient(f"MPI{number:06}", make_mrn(rng, mrn_style), name, born.isoformat(), sex, address(rng), phone(rng))


def make_patients(seed: int, n: int) -> list[Patient]:
    """`n` patients with MRNs of their own; every fourth has somebody near: a twin, a namesake, a parent, or an MRN one digit off."""
    rng = Random(f"patients:{seed}")
    people: list[Patient] = []
    taken: set[str] = set()
    while len(people) < n:
        number = len(people) + 1
        person = _near(rng, people[-1], number) if people and rng.random() < 0.25 else make_patient(rng, number)
        if person.mrn not in taken:
            taken.add(person.mrn)
            people.append(person)
    return people


def _near(rng: Random, of: Patient, number: int) -> Patient:
    other = make_patient(rng, number, _style_of(of.mrn))
    kind = rng.choice(("twin", "generation", "one_digit", "namesake"))
    if kind == "twin":
        return replace(other, name=replace(other.name, family=of.name.family), birth_date=of.birth_date, address=of.address)
    if kind == "generation":
        suffix = "Sr" if of.name.suffix == "Jr" else "Jr"
        return replace(other, name=replace(of.name, suffix=suffix), sex=of.sex, address=of.address)
    if kind == "one_digit":
        return replace(other, mrn=one_digit_off(rng, of.mrn))
    return replace(other, name=replace(of.name, middle=""), sex=of.sex)


def one_digit_off(rng: Random, mrn: str) -> str:
    """The number with one of its last four digits changed."""
    at = len(mrn) - rng.randint(1, 4)
    return mrn[:at] + rng.choice([digit for digit in "0123456789" if digit != mrn[at]]) + mrn[at + 1 :]


def _style_of(mrn: str) -> str:
    if mrn.startswith("MR"):
        return "prefix"
    if mrn[0].isalpha():
        return "letter"
    return {6: "six", 7: "seven", 9: "nine"}.get(len(mrn), "zeros8")


def write_patients_csv(path: Path, patients: list[Patient]) -> None:
    """The patient index as `chartscan patients import` takes it."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for one in patients:
            name = one.name
            writer.writerow(
                [one.mpi_id, one.mrn, name.family, name.given, name.middle, name.suffix, one.birth_date, one.sex, one.address, one.phone]
            )
