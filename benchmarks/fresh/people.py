"""Invented people and what hospitals know about them; names are common ones of several origins, written down for this set."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


GIVEN = {
    "F": _words(
        """
        Abigail Adriana Aisha Annette Beatriz Bernice Carmen Charlene Colleen Dolores Eileen Fatima Gwendolyn Hannah Imelda
        Ingrid Josephine Keiko Latoya Lorraine Marisol Mei Nadia Oksana Priya Rosalind Shanice Sofia Tamika Ursula Valentina
        Wendy Ximena Yolanda Zainab
        """
    ),
    "M": _words(
        """
        Abdul Alejandro Bernard Cedric Clarence Darnell Dmitri Eduardo Emmanuel Felix Giovanni Hassan Hector Isaac Jamal Jerome
        Kenji Lamar Leonard Mateo Nathaniel Omar Percy Quentin Rajesh Reginald Santiago Terrence Ulises Vernon Wei Xavier Yusuf
        Zachary Lionel
        """
    ),
}
FAMILY = _words(
    """
    Abernathy Achebe Almeida Andersson Bautista Blackwood Castellanos Chaudhry Cruickshank Dubois Eriksen Espinoza Fairbanks
    Fitzpatrick Galloway Goldstein Gutierrez Hathaway Hernandez Ibrahim Jankowski Kawamoto Kowalczyk Lindqvist Longfellow
    McAllister Mendoza Moriarty Nakamura Nwosu Okonkwo Oyelaran Papadopoulos Pemberton Quintero Rasmussen Rodriguez
    Schumacher Shapiro Sokolov Takahashi Thibodeaux Underhill Vasquez Villanueva Washington Weatherby Xiong Yamashita Zapata
    Zielinski Lee Nguyen Cole Park Ray Ford Long Young Brown Garcia Johnson Miller Davis O'Connor O'Malley D'Souza
    Smith-Hughes Garcia-Lopez Taylor-Reed Van_Buren De_Leon St._Clair
    """
)  # a low line for a blank
STREETS = (
    "Alder Ct",
    "Birchwood Ave",
    "Canal St",
    "Dogwood Ln",
    "E 14th St",
    "Fillmore Blvd",
    "Glenview Dr",
    "Harbor Rd",
    "Juniper Way Apt 3B",
    "N Pine St",
)
TOWNS = (
    "Aurora, IL 60506",
    "Bend, OR 97701",
    "Camden, NJ 08102",
    "Duluth, MN 55802",
    "El Paso, TX 79901",
    "Flagstaff, AZ 86001",
    "Macon, GA 31201",
)


@dataclass(frozen=True)
class Person:
    """Somebody. `middle`, `suffix` and `maiden` may be empty."""

    given: str
    middle: str
    family: str
    suffix: str
    maiden: str
    sex: str
    born: date
    phone: str
    street: str
    town: str


@dataclass(frozen=True)
class Stay:
    """A patient's numbers and days; all as the hospital stores them."""

    mrn: str
    account: str
    visit: str
    ssn: str
    member: str
    mbi: str
    accession: str
    npi: str
    admitted: date
    discharged: date
    hours: str = field(default="08:15")


def person(rng: Random) -> Person:
    """Anybody."""
    sex = rng.choice("FM")
    return Person(
        given=rng.choice(GIVEN[sex]),
        middle=rng.choice(["", "", rng.choice("ABCDEFGHJKLMNPRSTW"), rng.choice(GIVEN[sex])]),
        family=rng.choice(FAMILY).replace("_", " "),
        suffix=rng.choice([""] * 8 + ["Jr", "III"]) if sex == "M" else "",
        maiden=rng.choice(FAMILY).replace("_", " ") if sex == "F" else "",
        sex=sex,
        born=date(1928, 1, 1) + timedelta(days=rng.randrange(365 * 87)),
        phone=f"{rng.choice(['312', '541', '609', '218', '915'])}{rng.randrange(200, 999)}{rng.randrange(10000):04}",
        street=f"{rng.randrange(10, 9900)} {rng.choice(STREETS)}",
        town=rng.choice(TOWNS),
    )


def stay(rng: Random) -> Stay:
    """Numbers of one stay; the MRN in one of four sites' ways."""
    admitted = date(2016, 1, 4) + timedelta(days=rng.randrange(365 * 9))
    digits = "".join(rng.choice("0123456789") for _ in range(8))
    mrn = rng.choice([digits[:6], "0" + digits[:6], digits, rng.choice(["M", "MR", "H", "E"]) + digits])
    return Stay(
        mrn=mrn,
        account="".join(rng.choice("123456789") for _ in range(rng.choice([9, 10, 12]))),
        visit="".join(rng.choice("123456789") for _ in range(rng.choice([8, 9]))),
        ssn=f"{rng.randrange(100, 899)}-{rng.randrange(10, 99)}-{rng.randrange(1000, 9999)}",
        member=rng.choice(["XJH", "YRP", "W", "ZGP"]) + f"{rng.randrange(10**8, 10**9)}",
        mbi="".join(rng.choice("123456789" if place == "9" else "ACDEFGHJKMNPQRTUVWXY") for place in "9A99A99AA99"),
        accession=f"{rng.choice(['S', 'C', 'H', 'L'])}{admitted:%y}-{rng.randrange(1000, 99999)}",
        npi=_npi(rng),
        admitted=admitted,
        discharged=admitted + timedelta(days=rng.randrange(2, 9)),
    )


def _npi(rng: Random) -> str:
    body = "1" + "".join(rng.choice("0123456789") for _ in range(8))
    total = 24  # of the prefix 80840
    for at, digit in enumerate(int(char) for char in reversed(body)):
        doubled = digit * 2 if at % 2 == 0 else digit
        total += doubled - 9 if doubled > 9 else doubled
    return body + str(-total % 10)
