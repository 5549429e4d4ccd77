"""The facts of one chart: who, where, when and by which numbers; and how this hospital prints them."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from random import Random
from typing import Any

from benchmarks.charts.labels import label
from benchmarks.charts.markup import mark
from benchmarks.charts.people import CITIES, DATA, STREETS, address, family_name, given_name, make_patient, phone
from benchmarks.charts.shapes import DATE_SHAPES, NAME_SHAPES, age_on, date_as, mrn_as, name_as, name_value
from pipeline.model.types import Patient

CREDENTIALS = (", MD", ", M.D.", ", MD", ", DO", " MD", ", MD, FACS", ", MD, PhD")


@cache
def phrases() -> dict[str, Any]:
    """Word lists for slots (data/phrases.toml)."""
    return tomllib.loads((DATA / "phrases.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Doctor:
    """Somebody who works there."""

    family: str
    given: str
    after: str
    npi: str

    @property
    def full(self) -> str:
        """Jane R. Smith, MD."""
        return f"{self.given} {self.family}{self.after}"

    @property
    def last_first(self) -> str:
        """SMITH, JANE MD."""
        return f"{self.family}, {self.given} MD".upper()


@dataclass(frozen=True, slots=True)
class Facility:
    """Where the paper comes from."""

    name: str
    address: str
    phone: str
    fax: str
    department: str


class Case:
    """Everything that templates ask for. Built from one Random; each fact is drawn once, in a fixed order."""

    def __init__(self, rng: Random, type_code: str | None, patient: Patient | None = None) -> None:
        self.rng, self.type_code = rng, type_code
        self.patient = patient or make_patient(rng)
        born = date.fromisoformat(self.patient.birth_date or "1957-03-14")
        first = max(date(1999, 1, 1), born + timedelta(days=400))
        self.day = first + timedelta(days=rng.randint(0, max(1, (date(2025, 11, 30) - first).days)))
        self.facility = _facility(rng)
        self.attending, self.ordering, self.referring, self.surgeon, self.other_doctor = (_doctor(rng) for _ in range(5))
        self.encounter = f"{rng.choice(('', '', 'V', 'E', '1000'))}{rng.randint(1_000_000, 99_999_999)}"
        self.account = f"{rng.choice(('', '', 'A', 'HA', '60'))}{rng.randint(10_000_000, 999_999_999)}"
        self.date_shape, self.name_shape = rng.choice(DATE_SHAPES), rng.choice(NAME_SHAPES)
        self.mrn_printed = mrn_as(self.patient.mrn, rng)
        self.days_in = rng.randint(1, 9)
        self.sex_words = rng.random() < 0.5
        self.insured = rng.random() < 0.5  # whether the patient's coverage is the patient's own
        self.capitals = rng.random() < 0.3

    # -- the patient's identifiers, marked -------------------------------------------------

    def name(self, shape: str | None = None) -> str:
        """The patient's name; its value is what is printed, so an initial stays one."""
        chosen, initial = shape or self.name_shape, self.rng.random() < 0.4
        name = self.patient.name
        if initial and name.middle:
            name = type(name)(name.family, name.given, name.middle[:1], name.suffix)
        return mark("name", name_value(name), name_as(name, chosen))

    def mrn(self) -> str:
        """The medical record number."""
        return mark("mrn", self.patient.mrn, self.mrn_printed)

    def dob(self, shape: str | None = None) -> str:
        """The birth date."""
        born = self.patient.birth_date or ""
        return mark("birth_date", born, date_as(born, shape or self.date_shape))

    def sex(self) -> str:
        """F or Female."""
        value = self.patient.sex or "U"
        words = {"F": "Female", "M": "Male"}.get(value, "Unknown")
        return mark("sex", value, (words.upper() if self.capitals else words) if self.sex_words else value)

    def encounter_number(self) -> str:
        """The visit's number."""
        return mark("encounter", self.encounter, self.encounter)

    def account_number(self) -> str:
        """The hospital account's number."""
        return mark("account", self.account, self.account)

    def service_date(self, shape: str | None = None) -> str:
        """The date that the document is about."""
        return mark("service_date", self.day.isoformat(), date_as(self.day.isoformat(), shape or self.date_shape))

    def value(self, kind: str) -> str:
        """The identifier of this kind, marked."""
        makers: dict[str, Callable[[], str]] = {
            "name": self.name,
            "mrn": self.mrn,
            "birth_date": self.dob,
            "sex": self.sex,
            "encounter": self.encounter_number,
            "account": self.account_number,
            "service_date": self.service_date,
        }
        return makers[kind]()

    def label(self, kind: str) -> str:
        """A label for it as this kind of document prints it."""
        return label(self.rng, kind, self.type_code)

    # -- what is not the patient's --------------------------------------------------------

    @cached_property
    def age(self) -> int:
        """Years on the day of service."""
        return age_on(self.patient.birth_date or "1957-03-14", self.day.isoformat())

    def other_date(self, back: int = 900, ahead: int = -1) -> str:
        """Some other date, `back` to `ahead` days from the day of service, unmarked; never the service date or the birth date."""
        days = self.rng.randint(1, ahead) if ahead > 0 else -self.rng.randint(1, back)
        return date_as((self.day + timedelta(days=days)).isoformat(), self.date_shape)

    def after(self, days: int) -> str:
        """The date so many days after the day of service, unmarked (dictated, printed, discharged)."""
        return date_as((self.day + timedelta(days=days)).isoformat(), self.date_shape)

    def adult_birth_date(self) -> str:
        """A birth date of somebody else."""
        day = self.day - timedelta(days=self.rng.randint(7_500, 29_000))
        return date_as(day.isoformat(), self.date_shape)


def _doctor(rng: Random) -> Doctor:
    initial = f" {rng.choice('ABCDEFGHJKLMNPRSTW')}." if rng.random() < 0.4 else ""
    return Doctor(
        family_name(rng), given_name(rng, rng.choice("FM")) + initial, rng.choice(CREDENTIALS), f"1{rng.randint(10**8, 10**9 - 1)}"
    )


def _facility(rng: Random) -> Facility:
    lists = phrases()
    town = rng.choice((*CITIES, *lists["facility_first"]))
    name = f"{town} {rng.choice(lists['facility_last'])}"
    street = f"{rng.randint(10, 9899)} {rng.choice(STREETS)}"
    where = f"{street}, {address(rng).split(', ', 1)[1]}"
    return Facility(name, where, phone(rng), phone(rng), rng.choice(lists["department"]))
