"""Patients with their look-alikes, providers and relatives."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks.outside.model import Patient, Provider, Relative

STREETS: tuple[str, ...] = (
    "Alder",
    "Birchwood",
    "Canal",
    "Dogwood",
    "Elm Hollow",
    "Foundry",
    "Granger",
    "Hickory",
    "Ironbridge",
    "Juniper",
    "Kestrel",
    "Larkspur",
    "Mill Pond",
    "Norwood",
    "Old Post",
    "Paddock",
    "Quarry",
    "Ridgecrest",
    "Sawmill",
    "Tannery",
    "Union",
    "Vine",
    "Wheeler",
    "Yarrow",
)
KINDS = ("St", "Ave", "Rd", "Ln", "Ct", "Dr", "Blvd", "Way")
TOWNS = (
    "Ashford, CT 06278",
    "Bellweather, OH 44805",
    "Cedar Falls, IA 50613",
    "Dunmore, PA 18512",
    "Eastlake, WA 98102",
    "Fairhope, AL 36532",
    "Glenwood, MN 56334",
    "Hartsville, SC 29550",
    "Ironton, MO 63650",
    "Jasper, IN 47546",
    "Kenmore, NY 14217",
    "Lamar, CO 81052",
)
ODD = (
    "O'Donnell",
    "O'Shea",
    "O'Brien",
    "McAllister",
    "McGrath",
    "McKinney",
    "MacLeod",
    "Garcia-Lopez",
    "Whitfield-Jones",
    "Kim-Alvarez",
    "Smith-Barrow",
    "De La Cruz",
    "Van Houten",
    "St. Clair",
    "Von Trask",
    "Del Rio",
    "Le Blanc",
    "D'Angelo",
    "Nuñez",
    "Peña",
    "Fitzwilliam",
    "Ng",
    "Wu",
    "Oyelaran",
)
SPECIALTIES = (
    "Internal Medicine",
    "Cardiology",
    "General Surgery",
    "Orthopaedic Surgery",
    "Pulmonary Medicine",
    "Nephrology",
    "Neurology",
    "Family Medicine",
)
DEGREES = ("MD", "MD", "MD", "DO", "MD, FACP", "NP", "PA-C")
RELATIONS = {"F": ("wife", "daughter", "mother", "sister", "niece"), "M": ("husband", "son", "father", "brother", "nephew")}
YOUNGEST = date(2019, 3, 1)
SCHEMES = ("eight", "letter", "six", "nine")
SECOND_SCHEMES = ("seven", "ten", "unit", "yeared", "five", "duo")
THIRD_SCHEMES = ("zero", "jay", "padded", "lab", "lab", "dod", "womens", "womens", "onc", "desk")  # twice: only some of them suit the house
FOURTH_SCHEMES = ("coast", "imprint", "child", "child", "child", "hospice", "walkin", "file", "case", "band", "band", "fin")
FIFTH_SCHEMES = ("icn", "county", "vh", "ortho", "peds", "peds", "psych", "desk_six")  # twice: the house sees children only
SIXTH_SCHEMES = ("spool", "sticker", "ecw", "scope", "typed", "ccd", "bed", "bed", "bed", "sunrise")  # the nursing home sees the old only


@dataclass(frozen=True)
class Names:
    female: Sequence[str]
    male: Sequence[str]
    family: Sequence[str]

    def given(self, rng: Random, sex: str) -> str:
        return rng.choice(self.female if sex == "F" else self.male)

    def surname(self, rng: Random) -> str:
        return rng.choice(ODD) if rng.random() < 0.16 else rng.choice(self.family)


def load_names(data: Path) -> Names:
    folder = data / "names" / "frequencies"
    givens = [
        [line.strip() for line in (folder / f"first_names_{sex}.csv").read_text("utf-8").splitlines() if line.strip()]
        for sex in ("female", "male")
    ]
    family: list[str] = []
    for group, count in (("white", 700), ("black", 250), ("hispanic", 200), ("api", 150)):
        with (folder / f"last_names_{group}.csv").open(encoding="utf-8", newline="") as rows:
            family += [row[-1].strip() for row in list(csv.reader(rows))[:count]]
    return Names(givens[0][:350], givens[1][:350], sorted(set(family)))


def phone(rng: Random) -> str:
    return f"({rng.randint(203, 979)}) 555-{rng.randint(100, 9999):04d}"


def birth_date(rng: Random, child: bool = False) -> date:
    if child:
        return date(2019, 6, 1) - timedelta(days=rng.randint(200, 15 * 365))
    return date(2001, 1, 1) - timedelta(days=rng.randint(0, 78 * 365))


LATER_NUMBERS: dict[str, Callable[[Random], str]] = {
    "seven": lambda rng: f"{rng.randint(3000000, 8999999)}",
    "ten": lambda rng: f"10{rng.randint(10000000, 99999999)}",
    "unit": lambda rng: f"M000{rng.randint(100000, 899999)}",
    "yeared": lambda rng: f"{rng.randint(4, 18):02d}{rng.randint(1000, 39999):05d}",
    "five": lambda rng: f"{rng.randint(10400, 98999)}",
    "duo": lambda rng: f"{rng.choice(('KX', 'RH', 'PT'))}{rng.randint(100000, 799999)}",
    "zero": lambda rng: f"0{rng.randint(10000000, 99999999)}",
    "jay": lambda rng: f"J00{rng.randint(100000, 899999)}",
    "padded": lambda rng: f"{rng.randint(10000, 899999):012d}",
    "lab": lambda rng: f"{rng.randint(20000000, 89999999)}",
    "dod": lambda rng: f"1{rng.randint(200000000, 599999999)}",
    "womens": lambda rng: f"WB{rng.randint(10000, 89999)}",
    "onc": lambda rng: f"70{rng.randint(10000, 99999)}",
    "desk": lambda rng: f"{rng.randint(1000, 9999)}{rng.choice('ABCDFGHKLMPRSTW')}{rng.randint(10, 99)}",
    "spool": lambda rng: f"{rng.randint(10000, 89999):07d}",
    "sticker": lambda rng: f"{rng.randint(310000, 989999)}",
    "ecw": lambda rng: f"100{rng.randint(10000, 99999)}",
    "scope": lambda rng: f"GI{rng.randint(10000, 89999)}",
    "typed": lambda rng: f"{rng.randint(110000, 299999)}",
    "ccd": lambda rng: f"40{rng.randint(10**8, 10**9 - 1)}",
    "bed": lambda rng: f"CB{rng.randint(1000, 9999)}",
    "sunrise": lambda rng: f"{rng.randint(300000000, 389999999)}",
    "icn": lambda rng: f"10{rng.randint(10**7, 10**8 - 1)}V{rng.randint(100000, 999999)}",
    "county": lambda rng: f"{rng.randint(100000, 999999)}{rng.choice('ACEHKRT')}",
    "vh": lambda rng: f"VH{rng.randint(10000, 49999)}",
    "ortho": lambda rng: f"{rng.randint(20000000, 49999999)}",
    "peds": lambda rng: f"{rng.randint(1000000, 2999999)}",
    "psych": lambda rng: f"{rng.randint(11, 18)}{rng.randint(10000, 79999)}",
    "desk_six": lambda rng: f"{rng.randint(300000, 989999)}",
    "coast": lambda rng: f"SC{rng.randint(1000000, 8999999)}",
    "imprint": lambda rng: f"{rng.randint(11, 89)}{rng.randint(10000, 99999)}",
    "child": lambda rng: f"{rng.randint(40000000, 49999999)}",
    "hospice": lambda rng: f"{rng.randint(2015, 2019)}{rng.randint(100, 999)}",
    "walkin": lambda rng: f"{rng.randint(100000, 399999)}",
    "file": lambda rng: f"T{rng.randint(10000, 89999)}",
    "case": lambda rng: f"IP{rng.randint(10000000, 89999999)}",
    "band": lambda rng: f"{rng.randint(600000000, 699999999)}",
    "fin": lambda rng: f"{rng.randint(1000000000, 1999999999)}",
}


def new_mrn(rng: Random, scheme: str) -> str:
    if scheme in LATER_NUMBERS:
        return LATER_NUMBERS[scheme](rng)
    if scheme == "eight":
        return f"00{rng.randint(100000, 999999)}"
    if scheme == "letter":
        return f"{rng.choice('EMZ')}{rng.randint(1000000, 9999999)}"
    if scheme == "six":
        return str(rng.randint(210000, 9999999))
    return f"{rng.randint(100000000, 999999999)}"


def one_off(rng: Random, mrn: str) -> str:
    """The same number but for one digit."""
    at = rng.choice([place for place, char in enumerate(mrn) if char.isdigit() and place > 1])
    return mrn[:at] + rng.choice([digit for digit in "0123456789" if digit != mrn[at]]) + mrn[at + 1 :]


def provider(rng: Random, names: Names) -> Provider:
    given = names.given(rng, rng.choice("FM"))
    initial = rng.choice("ABCDEGHJKLMPRSTW") if rng.random() < 0.6 else ""
    return Provider(
        given, initial, names.surname(rng), rng.choice(DEGREES), f"1{rng.randint(100000000, 999999999)}", rng.choice(SPECIALTIES)
    )


def relative(rng: Random, names: Names, patient: Patient) -> Relative:
    sex = rng.choice("FM")
    family = patient.family if rng.random() < 0.6 else names.surname(rng)
    if patient.birth.year > 2003:
        birth = patient.birth - timedelta(days=rng.randint(20 * 365, 40 * 365))
        return Relative(f"{names.given(rng, sex)} {family}", "mother" if sex == "F" else "father", phone(rng), birth)
    return Relative(f"{names.given(rng, sex)} {family}", rng.choice(RELATIONS[sex]), phone(rng), birth_date(rng))


class Register:
    """The patient index, the people who are not in it, and who looks like whom."""

    def __init__(self, rng: Random, names: Names, size: int, schemes: Sequence[str] = SCHEMES) -> None:
        self.rng, self.names, self.schemes = rng, names, schemes
        self.used: set[str] = set()
        self.alike: dict[str, Patient] = {}
        self.patients: list[Patient] = []
        self.strangers: list[Patient] = []
        while len(self.patients) < size:
            person = self._person(indexed=True)
            self.patients.append(person)
            if rng.random() < 0.2:
                other = self._alike(person)
                while other.birth > YOUNGEST:  # a younger sibling or a son who is not born yet
                    other = replace(other, birth=other.birth - timedelta(days=1461))
                self.alike[person.mpi_id] = other
                self.patients.append(self.alike[person.mpi_id])
                self.alike[self.patients[-1].mpi_id] = person
        self.strangers = [self._person(indexed=False) for _ in range(max(12, size // 8))]

    def _mrn(self, scheme: str, like: str | None = None) -> str:
        while True:
            mrn = one_off(self.rng, like) if like else new_mrn(self.rng, scheme)
            if mrn not in self.used:
                self.used.add(mrn)
                return mrn

    def _person(self, *, indexed: bool) -> Patient:
        rng = self.rng
        sex = rng.choice("FM")
        scheme = rng.choice(self.schemes)
        middle = rng.choice(["", self.names.given(rng, sex)[0], self.names.given(rng, sex)])
        suffix = rng.choice(("Jr", "Sr", "II", "III")) if sex == "M" and rng.random() < 0.07 else ""
        birth = birth_date(rng, child=rng.random() < 0.15)
        street = f"{rng.randint(2, 9800)} {rng.choice(STREETS)} {rng.choice(KINDS)}"
        given, family = self.names.given(rng, sex), self.names.surname(rng)
        number = f"P{len(self.used) + 100001}"
        mrn = self._mrn(scheme)
        return Patient(number, mrn, family, given, middle, suffix, birth, sex, street, rng.choice(TOWNS), phone(rng), scheme, indexed)

    def _alike(self, one: Patient) -> Patient:
        """A twin, a sibling, a father or son, a namesake, or somebody whose number is one digit off."""
        rng = self.rng
        kind = rng.choice(("twin", "sibling", "junior", "namesake", "number"))
        number = f"P{len(self.used) + 100001}"
        sex = rng.choice("FM")
        other = replace(one, mpi_id=number, given=self.names.given(rng, sex), sex=sex, middle=self.names.given(rng, sex)[0], suffix="")
        if kind == "twin":
            return replace(other, mrn=self._mrn(one.scheme, like=one.mrn))
        if kind == "sibling":
            return replace(other, mrn=self._mrn(one.scheme), birth=one.birth + timedelta(days=rng.randint(400, 2200)))
        if kind == "junior" and one.sex == "M":
            suffix = "Sr" if one.suffix == "Jr" else "Jr"
            years = 9500 if suffix == "Jr" else -9500
            return replace(one, mpi_id=number, mrn=self._mrn(one.scheme), suffix=suffix, birth=one.birth + timedelta(days=years))
        if kind in {"junior", "namesake"}:
            return replace(one, mpi_id=number, mrn=self._mrn(one.scheme), birth=birth_date(rng), middle=rng.choice("ABCDEFGHJKLMNPRSTW"))
        stranger = self._person(indexed=True)
        return replace(stranger, mrn=self._mrn(one.scheme, like=one.mrn), scheme=one.scheme)

    def pick(
        self, rng: Random, scheme: str, child: bool | None = None, born_before: int = 9999, sees: Callable[[Patient], bool] | None = None
    ) -> Patient:
        pool = self.strangers if rng.random() < 0.05 else self.patients
        fitting = [one for one in pool if one.scheme == scheme]
        if child:
            fitting = [one for one in fitting if one.birth.year > 2003] or fitting
        fitting = [one for one in fitting if one.birth.year < born_before and (sees is None or sees(one))]
        whole = [one for one in self.patients if one.scheme == scheme and one.birth.year < born_before]
        return rng.choice(fitting or [one for one in whole if sees is None or sees(one)])

    def write(self, path: Path) -> None:
        with path.open("w", encoding="utf-8", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(("mpi_id", "mrn", "family", "given", "middle", "suffix", "birth_date", "sex", "address", "phone"))
            for one in self.patients:
                rows.writerow(
                    (
                        one.mpi_id,
                        one.mrn,
                        one.family,
                        one.given,
                        one.middle,
                        one.suffix,
                        one.birth.isoformat(),
                        one.sex,
                        one.address,
                        one.phone,
                    )
                )
