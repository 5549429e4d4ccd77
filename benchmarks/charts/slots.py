"""The slots that templates may name: persons, numbers, dates. Word lists stand in data/phrases.toml."""

from __future__ import annotations

import re
from collections.abc import Callable

from benchmarks.charts.case import Case, phrases
from benchmarks.charts.people import CITIES, address, family_name, given_name, phone
from benchmarks.charts.shapes import name_as

SLOT = re.compile(r"\{([a-z_]+)(?::([^{}]*))?\}")


def fill(case: Case, template: str) -> str:
    """The template with its slots filled, also those inside what fills a slot. KeyError for a slot that nobody knows."""
    text = template
    for _ in range(4):
        if "{" not in text:
            break
        text = SLOT.sub(lambda found: _slot(case, found[1], found[2] or ""), text)
    return text


def _slot(case: Case, name: str, argument: str) -> str:
    listed = phrases().get(name)
    if listed is not None:
        return str(case.rng.choice(listed))
    persons = person_slots(case)
    return persons[name]() if name in persons else value_slots(case, argument)[name]()


def person_slots(case: Case) -> dict[str, Callable[[], str]]:
    """The patient, marked, and everybody else, unmarked."""
    return {**_patient_slots(case), **_other_slots(case)}


def _patient_slots(case: Case) -> dict[str, Callable[[], str]]:
    rng, patient = case.rng, case.patient
    female = patient.sex == "F"
    return {
        "pt": lambda: case.name("natural"),
        "pt_last": lambda: case.name("last_first_caps"),
        "pt_any": case.name,
        "pt_caps": lambda: case.name("natural_caps"),
        "mrn": case.mrn,
        "dob": case.dob,
        "sex": case.sex,
        "dos": case.service_date,
        "enc": case.encounter_number,
        "acct": case.account_number,
        "age": lambda: str(case.age),
        "he": lambda: "she" if female else "he",
        "cap_he": lambda: "She" if female else "He",
        "his": lambda: "her" if female else "his",
        "cap_his": lambda: "Her" if female else "His",
        "him": lambda: "her" if female else "him",
        "man": lambda: _noun(case),
        "male": lambda: "female" if female else "male",
        "pt_form": lambda: case.name("last_first"),
        "dob_form": lambda: case.dob(rng.choice(("us", "us_short", "us"))),
        "insured": lambda: (
            name_as(patient.name, "last_first") if case.insured else f"{patient.name.family}, {given_name(rng, rng.choice('FM'))}"
        ),
        "insured_is": lambda: "Self [X] Spouse [ ] Child [ ]" if case.insured else "Self [ ] Spouse [X] Child [ ]",
        "insured_born": lambda: "" if case.insured else f"{case.adult_birth_date()}   M",
        "cardholder": lambda: rng.choice(
            (case.name("natural_caps"), case.name("natural_caps"), f"{given_name(rng, 'M')} {patient.name.family}".upper())
        ),
        "pt_intro": lambda: _introduction(case),
        "a_age": lambda: f"{'an' if str(case.age).startswith('8') or case.age in (11, 18) else 'a'} {case.age}",
        "mr": lambda: f"{'Ms.' if female else 'Mr.'} {patient.name.family}",
        "pt_given": lambda: patient.name.given,
        "pt_family": lambda: patient.name.family,
        "pt_address": lambda: patient.address or address(rng),
        "pt_phone": lambda: patient.phone or phone(rng),
        "pt_natural_plain": lambda: name_as(patient.name, "natural"),
    }


def _other_slots(case: Case) -> dict[str, Callable[[], str]]:
    rng, patient = case.rng, case.patient
    return {
        "attending": lambda: case.attending.full,
        "ordering": lambda: case.ordering.full,
        "referring": lambda: case.referring.full,
        "surgeon": lambda: case.surgeon.full,
        "other_doctor": lambda: case.other_doctor.full,
        "attending_last": lambda: case.attending.family,
        "referring_last": lambda: case.referring.family,
        "surgeon_caps": lambda: case.surgeon.last_first,
        "attending_caps": lambda: case.attending.last_first,
        "doctor": lambda: family_name(rng),
        "npi": lambda: case.attending.npi,
        "nurse": lambda: f"{given_name(rng, 'F')[:1]}. {family_name(rng)}, RN",
        "relative": lambda: f"{given_name(rng, rng.choice('FM'))} {patient.name.family}",
        "relative_last": lambda: f"{patient.name.family}, {given_name(rng, rng.choice('FM'))}",
        "person": lambda: f"{given_name(rng, rng.choice('FM'))} {family_name(rng)}",
        "initials": lambda: "".join(rng.choices("ABCDEFGHJKLMNPRSTW", k=2)),
    }


def _introduction(case: Case) -> str:
    """How a dictation begins; half the time it says the name."""
    article = "an" if str(case.age).startswith("8") or case.age in (11, 18) else "a"
    who = case.rng.choice((case.name("natural"), case.name("natural"), "The patient"))
    old = case.rng.choice(("year-old", "year-old", "year old", "y.o."))
    return f"{who} is {article} {case.age}{'-' if old == 'year-old' else ' '}{old} {_noun(case)}"


def _noun(case: Case) -> str:
    young = case.age < 18
    if case.patient.sex == "F":
        return "girl" if young else case.rng.choice(("woman", "female", "lady"))
    return "boy" if young else case.rng.choice(("man", "male", "gentleman"))


def value_slots(case: Case, argument: str) -> dict[str, Callable[[], str]]:
    """Numbers and dates; `argument` is what stands behind the colon: {int:60:100}, {dec:1:9}, {pick:left|right}, {after:2}."""
    rng = case.rng
    return {
        "int": lambda: str(rng.randint(*(int(end) for end in argument.split(":")))),
        "dec": lambda: _decimal(case, argument),
        "pick": lambda: rng.choice(argument.split("|")),
        "maybe": lambda: argument if rng.random() < 0.5 else "",
        "after": lambda: case.after(int(argument or 1)),
        "other_date": case.other_date,
        "future": lambda: case.other_date(ahead=60),
        "their_dob": case.adult_birth_date,
        "discharged": lambda: case.after(case.days_in),
        "time": lambda: f"{rng.randint(0, 23):02}{rng.choice((':', ':', ''))}{rng.randint(0, 59):02}",
        "bp": lambda: f"{rng.randint(92, 178)}/{rng.randint(48, 98)}",
        "temp": lambda: f"{rng.uniform(97, 102.4):.1f}",
        "phone": lambda: phone(rng),
        "address": lambda: address(rng),
        "city": lambda: rng.choice(CITIES),
        "facility": lambda: case.facility.name,
        "facility_address": lambda: case.facility.address,
        "facility_phone": lambda: case.facility.phone,
        "facility_fax": lambda: case.facility.fax,
        "department": lambda: case.facility.department,
        "accession": lambda: f"{rng.choice(('S', 'SP', 'L', 'A', 'RAD', 'C'))}{case.day.year % 100:02}-{rng.randint(100, 99_999)}",
        "order": lambda: f"{rng.randint(1_000_000, 999_999_999)}",
        "job": lambda: f"{rng.randint(10_000, 9_999_999)}",
        "policy": lambda: f"{rng.choice(('', 'XQP', 'W', 'ZGP'))}{rng.randint(10_000_000, 999_999_999)}",
        "group": lambda: f"{rng.randint(1_000, 999_999):06}",
        "ssn": lambda: f"{rng.choice(('XXX', '***', '900'))}-{rng.randint(10, 99)}-{rng.randint(1000, 9999)}",
        "room": lambda: f"{rng.randint(1, 9)}{rng.randint(10, 59)}{rng.choice(('', '-A', '-B', '-1', '-2'))}",
        "icd": lambda: f"{rng.choice('EIJKMNRSZ')}{rng.randint(10, 99)}.{rng.randint(0, 9)}",
        "cpt": lambda: f"{rng.choice(('99213', '99214', '99203', '93000', '71046', '80053', '85025', '36415', '97110', '20610'))}",
        "money": lambda: f"${rng.randint(8, 4200):,}.{rng.choice(('00', '50', '75', '20'))}",
        "box": lambda: rng.choice(("[ ]", "[X]", "[ ]", "[x]")),
        "blank": lambda: "_" * rng.randint(10, 28),
    }


def _decimal(case: Case, argument: str) -> str:
    low, high, *places = argument.split(":")
    return f"{case.rng.uniform(float(low), float(high)):.{int(places[0]) if places else 1}f}"
