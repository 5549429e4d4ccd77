"""What a layout prints: each call writes something of the patient's and remembers that it stands on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from benchmarks.fresh.people import Person, person, stay

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LONG_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DATES: dict[str, Callable[[date], str]] = {
    "us": lambda d: f"{d:%m/%d/%Y}",
    "us2": lambda d: f"{d.month}/{d.day}/{d:%y}",
    "short": lambda d: f"{d.month}/{d.day}/{d.year}",
    "dash": lambda d: f"{d:%m-%d-%Y}",
    "iso": lambda d: d.isoformat(),
    "dmy": lambda d: f"{d.day}-{MONTHS[d.month - 1]}-{d:%y}",
    "dmY": lambda d: f"{d:%d}-{MONTHS[d.month - 1]}-{d.year}",
    "run": lambda d: f"{d:%d}{MONTHS[d.month - 1].upper()}{d.year}",
    "long": lambda d: f"{LONG_MONTHS[d.month - 1]} {d.day}, {d.year}",
    "mon": lambda d: f"{MONTHS[d.month - 1]} {d.day}, {d.year}",
}


class Printer:
    """One patient's page. `printed` holds kind and normal value of each identifier that it was asked for."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._person, self._stay = person(rng), stay(rng)
        self.others = [person(rng) for _ in range(4)]  # relatives, doctors
        self.printed: set[tuple[str, str]] = set()

    def pick(self, *choices: str) -> str:
        """One of the texts, by the seed."""
        return self._rng.choice(choices)

    def number(self, low: int, high: int) -> int:
        """A number from low to high."""
        return self._rng.randint(low, high)

    def name(self, way: str = "LAST, FIRST M") -> str:
        """The patient's name: "LAST, FIRST M", "Last, First", "First M Last", "FIRST LAST", "LAST FIRST M"."""
        p = self._person
        words = way.replace(",", "").upper().split()
        middle = p.middle[:1] if "M" in words else p.middle if "MIDDLE" in words else ""
        suffix = p.suffix
        self._note("name", _name_value(p, middle, suffix))
        given = " ".join(part for part in (p.given, middle) if part)
        family_first = way.upper().startswith("LAST")
        if family_first:
            text = f"{p.family}{' ' + suffix if suffix else ''}{',' if ',' in way else ''} {given}"
        else:
            text = f"{given} {p.family}{', ' + suffix + '.' if suffix == 'Jr' else ' ' + suffix if suffix else ''}"
        return text.upper() if way.isupper() else text

    def parts(self) -> Person:
        """The name's parts, for forms that have a field for each; call `name` or `noted` besides."""
        self._note("name", _name_value(self._person, self._person.middle, self._person.suffix))
        return self._person

    def mrn(self, separator: str = "") -> str:
        """The number, in pairs where a separator is given and it has six figures."""
        number = self._stay.mrn
        self._note("mrn", number)
        return separator.join((number[:2], number[2:4], number[4:])) if separator and number.isdigit() and len(number) == 6 else number

    def born(self, way: str = "us") -> str:
        """The birth date; a year of two figures only where the century can be told by the age on the page."""
        self._note("birth_date", self._person.born.isoformat())
        return DATES[way](self._person.born)

    def sex(self, way: str = "letter") -> str:
        """F, or Female, or FEMALE."""
        self._note("sex", self._person.sex)
        word = {"F": "Female", "M": "Male"}[self._person.sex]
        return {"letter": self._person.sex, "word": word, "WORD": word.upper()}[way]

    def age(self) -> int:
        """Years on the day of admission."""
        born, day = self._person.born, self._stay.admitted
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    def one(self, kind: str) -> str:
        """account, encounter, ssn, member_id, mbi, accession, npi, as printed."""
        at = {
            "account": "account",
            "encounter": "visit",
            "ssn": "ssn",
            "member_id": "member",
            "mbi": "mbi",
            "accession": "accession",
            "npi": "npi",
        }
        value = str(getattr(self._stay, at[kind]))
        self._note("member_id" if kind == "mbi" else kind, value[-4:] if kind == "ssn" else value)
        if kind == "mbi":
            return f"{value[:4]}-{value[4:7]}-{value[7:]}"
        return value

    def day(self, kind: str = "", way: str = "us", after: int = 0) -> str:
        """The day of admission or discharge, `after` days later; remembered as that kind of date unless it is ""."""
        start = self._stay.discharged if kind == "discharge_date" else self._stay.admitted
        value: date = start + timedelta(days=after)
        if kind:
            self._note(kind, value.isoformat())
        return DATES[way](value)

    def phone(self, way: str = "({0}) {1}-{2}") -> str:
        """The patient's telephone."""
        number = self._person.phone
        self._note("phone", number)
        return way.format(number[:3], number[3:6], number[6:])

    def address(self, joint: str = "<br>") -> str:
        """Street and town."""
        self._note("address", f"{self._person.street} {self._person.town}".upper())
        return f"{self._person.street}{joint}{self._person.town}"

    def doctor(self, at: int = 0, way: str = "First Last") -> str:
        """Somebody at work, remembered as a provider."""
        p = self.others[at]
        self._note("provider", f"{p.family}, {p.given}".replace(".", "").upper())
        return f"{p.family}, {p.given}" if way.startswith("Last") else f"{p.given} {p.family}"

    def relative(self, at: int = 2, way: str = "First Last") -> str:
        """Somebody else, never an identifier."""
        p = self.others[at]
        return f"{p.family}, {p.given}" if way.startswith("Last") else f"{p.given} {p.family}"

    def maiden(self) -> str:
        """The patient's former family name, or another's."""
        return self._person.maiden or self.others[3].family

    def boxes(self, text: str, count: int) -> str:
        """One letter a box."""
        return "".join(f"<i class=b>{char.strip() or '&nbsp;'}</i>" for char in text.ljust(count)[:count])

    def _note(self, kind: str, value: str) -> None:
        self.printed.add((kind, value))


def _name_value(p: Person, middle: str, suffix: str) -> str:
    value = f"{p.family}, {' '.join(part for part in (p.given, middle, suffix) if part)}"
    return value.replace(".", "").upper()
