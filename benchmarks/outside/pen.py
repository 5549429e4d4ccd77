"""Writes identifiers the way a house does, and remembers which of them were written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from html import escape
from random import Random

from benchmarks.outside.model import House, Patient, Provider, Visit

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
DATES: dict[str, Callable[[date], str]] = {
    "slash": lambda day: f"{day.month:02d}/{day.day:02d}/{day.year}",
    "short": lambda day: f"{day.month:02d}/{day.day:02d}/{day.year % 100:02d}",
    "loose": lambda day: f"{day.month}/{day.day}/{day.year}",
    "dash": lambda day: f"{day.day:02d}-{MONTHS[day.month - 1][:3]}-{day.year}",
    "dashcaps": lambda day: f"{day.day:02d}-{MONTHS[day.month - 1][:3].upper()}-{day.year}",
    "long": lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    "vista": lambda day: f"{MONTHS[day.month - 1][:3].upper()} {day.day:02d}, {day.year}",
    "iso": lambda day: day.isoformat(),
    "hyphen": lambda day: f"{day.month:02d}-{day.day:02d}-{day.year}",
    "tiny": lambda day: f"{day.month}/{day.day}/{day.year % 100:02d}",
    "year_first": lambda day: f"{day.year}/{day.month:02d}/{day.day:02d}",
    "day_month": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "spaced_caps": lambda day: f"{day.day:02d} {MONTHS[day.month - 1][:3].upper()} {day.year}",
    "abbreviated": lambda day: f"{MONTHS[day.month - 1][:3]} {day.day}, {day.year}",
    "weekday": lambda day: f"{day:%a} {MONTHS[day.month - 1][:3]} {day.day}, {day.year}",
    "year_month": lambda day: f"{day.year}-{MONTHS[day.month - 1][:3].upper()}-{day.day:02d}",
    "month_dash": lambda day: f"{MONTHS[day.month - 1][:3].upper()}-{day.day:02d}-{day.year}",
    "loose_dash": lambda day: f"{day.month}-{day.day}-{day.year}",
    "boxed": lambda day: f"{day.month:02d} / {day.day:02d} / {day.year}",
    "month_dot": lambda day: f"{MONTHS[day.month - 1][:3]}{'' if day.month == 5 else '.'} {day.day}, {day.year}",
    "hyphen_short": lambda day: f"{day.month:02d}-{day.day:02d}-{day.year % 100:02d}",
    "joined": lambda day: f"{day.day:02d}{MONTHS[day.month - 1][:3]}{day.year}",
    "day_short": lambda day: f"{day.day}-{MONTHS[day.month - 1][:3]}-{day.year}",
    "no_comma": lambda day: f"{MONTHS[day.month - 1][:3]} {day.day:02d} {day.year}",
    "military": lambda day: f"{day.day:02d} {MONTHS[day.month - 1][:3]} {day.year}",
    "dots": lambda day: f"{day.month:02d}.{day.day:02d}.{day.year}",
    "letter": lambda day: f"{day:%A}, {MONTHS[day.month - 1]} {day.day}, {day.year}",
}


def _tail(one: Patient, mark: str = " ", dot: str = "") -> str:
    return f"{mark}{one.suffix}{dot if one.suffix in {'Jr', 'Sr'} else ''}" if one.suffix else ""


def _initial(one: Patient, dot: str = "") -> str:
    return f" {one.middle[:1]}{dot}" if one.middle else ""


NAMES: dict[str, Callable[[Patient], str]] = {
    "dotted": lambda one: f"{one.family}{_tail(one, dot='.')}, {one.given}{_initial(one, '.')}",
    "family_caps": lambda one: f"{one.family.upper()}, {one.given}{' ' + one.middle if one.middle else ''}{_tail(one)}",
    "courtesy": lambda one: f"{'Mrs.' if one.sex == 'F' else 'Mr.'} {one.given} {one.family}{_tail(one, ', ', '.')}",
    "shouted": lambda one: f"{one.given}{_initial(one, '.')} {one.family}{_tail(one)}".upper(),
    "unmarked": lambda one: f"{one.family} {one.given}{' ' + one.middle if one.middle else ''}{_tail(one)}".upper(),
    "caret": lambda one: f"{one.family}^{one.given}{'^' + one.middle if one.middle else ''}".upper(),
    "tight": lambda one: f"{one.family}{_tail(one)},{one.given}{_initial(one)}",
    "short": lambda one: f"{one.given} {one.family}{_tail(one)}",
    "bare_comma": lambda one: f"{one.family}, {one.given}",
    "undotted": lambda one: f"{one.given}{_initial(one)} {one.family}{_tail(one)}",
    "last_caps": lambda one: f"{one.given}{_initial(one, '.')} {one.family.upper()}{_tail(one)}",
    "caps_whole": lambda one: f"{one.family}{_tail(one)}, {one.given}{' ' + one.middle if one.middle else ''}".upper(),
    "caps_dotted": lambda one: f"{one.family}{_tail(one)}, {one.given}{_initial(one, '.')}".upper(),
    "tight_caps": lambda one: f"{one.family},{one.given}{' ' + one.middle if one.middle else ''}{_tail(one)}".upper(),
    "family_shouted": lambda one: f"{one.family.upper()}{_tail(one)}, {one.given}{_initial(one, '.')}",
    "parted": lambda one: f"{one.family}{_tail(one)} , {one.given}{_initial(one)}",
    "suffix_last": lambda one: f"{one.family}, {one.given}{' ' + one.middle if one.middle else ''}{_tail(one, ', ', '.')}",
    "whole_caps": lambda one: f"{one.family}{_tail(one)}, {one.given}{_initial(one)}".upper(),
    "slashed": lambda one: f"{one.family}{_tail(one)} / {one.given}{_initial(one)}".upper(),
    "titled": lambda one: f"{'Ms.' if one.sex == 'F' else 'Mr.'} {one.given}{_initial(one, '.')} {one.family}{_tail(one)}",
    "unmarked_short": lambda one: f"{one.family} {one.given}{_initial(one)}{_tail(one)}".upper(),
    "family_plain": lambda one: f"{one.family.upper()}{_tail(one)}, {one.given}{_initial(one)}",
    "comma_initial": lambda one: f"{one.family}{_tail(one)}, {one.given}{_initial(one)}",
    "whole": lambda one: f"{one.given}{' ' + one.middle if one.middle else ''} {one.family}{_tail(one, ', ', '.')}",
}


def name_text(one: Patient, form: str) -> str:
    if form in NAMES:
        return NAMES[form](one)
    initial, suffix = one.middle[:1], one.suffix
    roman = suffix in {"II", "III"}
    if form == "caps":
        tail = f" {initial}" if initial else ""
        return f"{one.family}{' ' + suffix if suffix else ''}, {one.given}{tail}".upper()
    if form == "vista":
        tail = f" {initial}" if initial else ""
        return f"{one.family},{one.given}{tail}{' ' + suffix if suffix else ''}".upper()
    if form == "comma":
        return f"{one.family}, {one.given}{' ' + one.middle if one.middle else ''}{' ' + suffix if suffix else ''}"
    if form == "reversed":
        return f"{one.family} {one.given}{' ' + suffix if suffix else ''}"
    end = f"{' ' if roman else ', '}{suffix}{'' if roman else '.'}" if suffix else ""
    return f"{one.given}{' ' + initial + '.' if initial else ''} {one.family}{end}"


GROUPS = {"pairs": (2, "-"), "threes": (3, "-"), "fours": (4, "-"), "spaced": (3, " ")}


def mrn_text(mrn: str, form: str) -> str:
    if form in GROUPS:
        size, mark = GROUPS[form]
        return mark.join(mrn[at : at + size] for at in range(0, len(mrn), size))
    if form == "first_two":
        return f"{mrn[:2]}-{mrn[2:]}"
    if form == "three_first":
        return f"{mrn[:3]}-{mrn[3:]}"
    if form == "checked":
        return f"{mrn[:-1]}-{mrn[-1]}"
    return mrn


class Pen:
    """What a page's header and body write; `later` turns to the pages after the first."""

    def __init__(self, house: House, patient: Patient, visit: Visit, code: str, rng: Random, misprint: str | None) -> None:
        self.house, self.patient, self.visit, self.code, self.rng, self.misprint = house, patient, visit, code, rng, misprint
        self.title = rng.choice(house.titles[code])
        self.first_printed: dict[str, str] = {}
        self.later_printed: dict[str, str] = {}
        self.providers: list[str] = []
        self.later = False
        self.full = False

    def note(self, kind: str, value: str) -> None:
        (self.later_printed if self.later else self.first_printed)[kind] = value

    def name(self, form: str = "") -> str:
        self.note("name", f"{self.patient.family}|{self.patient.given}")
        return escape(name_text(self.patient, form or self.house.name_form), quote=False)

    def mrn(self) -> str:
        self.note("mrn", self.patient.mrn)
        return mrn_text(self.misprint or self.patient.mrn, self.house.mrn_form)

    def dob(self, form: str = "") -> str:
        self.note("birth_date", self.patient.birth.isoformat())
        return DATES[form or self.house.date_form](self.patient.birth)

    def sex(self) -> str:
        self.note("sex", self.patient.sex)
        return self.house.sex_words["FM".index(self.patient.sex)]

    def sex_letter(self) -> str:
        self.note("sex", self.patient.sex)
        return self.patient.sex

    def account(self) -> str:
        self.note("account", self.visit.account)
        return self.visit.account

    def encounter(self) -> str:
        self.note("encounter", self.visit.encounter)
        return self.visit.encounter

    def day(self, day: date, form: str = "") -> str:
        if day == self.visit.service:
            self.note("service_date", day.isoformat())
        return DATES[form or self.house.date_form](day)

    def service(self) -> str:
        return self.day(self.visit.service)

    def other_day(self, back: int) -> str:
        """A date that is not the service date."""
        return DATES[self.house.date_form](self.visit.service - timedelta(days=back))

    def after(self, days: int) -> str:
        return DATES[self.house.date_form](self.visit.service + timedelta(days=days))

    def provider(self, who: Provider | None = None, form: str = "full") -> str:
        person = who or self.visit.attending
        self.providers.append(person.family)
        if person == self.visit.attending:
            self.note("provider", person.family)
        return escape(
            {"full": person.full, "caps": person.caps, "doctor": f"Dr. {person.plain}", "last": f"Dr. {person.family}"}[form], quote=False
        )

    def time(self) -> str:
        return f"{self.rng.randint(6, 22):02d}:{self.rng.randint(0, 59):02d}"

    @property
    def age(self) -> int:
        born, day = self.patient.birth, self.visit.service
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def age_text(self) -> str:
        if self.age >= 2:
            return f"{self.age}-year-old"
        months = max(1, (self.visit.service - self.patient.birth).days // 30)
        return f"{months}-month-old"

    @property
    def woman(self) -> bool:
        return self.patient.sex == "F"

    def he(self, text: str) -> str:
        """Puts the pronouns and age into a phrase: {he} {He} {his} {His} {him} {age} {man} {mr}."""
        adult = self.age >= 16
        words = {
            "he": "she" if self.woman else "he",
            "He": "She" if self.woman else "He",
            "his": "her" if self.woman else "his",
            "His": "Her" if self.woman else "His",
            "him": "her" if self.woman else "him",
            "age": self.age_text,
            "man": ("woman" if self.woman else "man") if adult else ("girl" if self.woman else "boy"),
            "mr": (
                f"M{'s' if self.woman else 'r'}. {escape(self.patient.family, quote=False)}"
                if adult
                else escape(self.patient.given, quote=False)
            ),
            "rel": self.visit.relative.relation,
            "relname": escape(self.visit.relative.name, quote=False),
            "relphone": self.visit.relative.phone,
            "ref": f"Dr. {self.visit.referring.family}",
            "oth": f"Dr. {self.visit.other.family}",
        }
        for key, who in (("{ref}", self.visit.referring), ("{oth}", self.visit.other)):
            if key in text:
                self.providers.append(who.family)
        for key, value in words.items():
            text = text.replace("{" + key + "}", value)
        return text

    def section(self, title: str, text: str) -> list[str]:
        if self.house.block:
            return self.house.block(title, text)
        if self.house.inline:
            return [f"<p><b class=in>{title}:</b> {text}</p>"]
        return [f"<h3>{title}</h3>", f"<p>{text}</p>"]

    def sign(self, who: Provider | None = None) -> str:
        person = who or self.visit.attending
        self.provider(person)
        day = DATES[self.house.date_form](self.visit.service + timedelta(days=self.rng.choice((0, 0, 1, 2))))
        if day == DATES[self.house.date_form](self.visit.service):
            self.note("service_date", self.visit.service.isoformat())
        text = self.house.signature.format(
            full=person.full, caps=person.caps, day=day, time=self.time(), npi=person.npi, plain=person.plain
        )
        return f"<div class=sign>{scribble(self.rng)}<div>{escape(text, quote=False).replace('|', '<br>')}</div></div>"


def scribble(rng: Random) -> str:
    """A signature that nobody can read."""
    x, path = 4.0, "M4 26"
    for _ in range(rng.randint(6, 11)):
        x += rng.uniform(7, 16)
        path += f" Q{x - rng.uniform(2, 9):.0f} {rng.uniform(2, 36):.0f} {x:.0f} {rng.uniform(12, 30):.0f}"
    return f'<svg class=ink width="180" height="38"><path d="{path}" fill="none" stroke="#1a237e" stroke-width="1.6"/></svg>'
