"""What patient headers are built of: which identifiers are printed, which distractors stand among them, and the line at the foot."""

from __future__ import annotations

from benchmarks.charts.blocks import Letterhead, Row
from benchmarks.charts.case import Case
from benchmarks.charts.labels import ORDERING, PHYSICIANS, REFERRING
from benchmarks.charts.markup import plain
from benchmarks.charts.slots import fill

Pair = tuple[str, str]
# How often each identifier is printed in a header.
CHANCE = {"name": 1.0, "mrn": 0.96, "birth_date": 0.9, "sex": 0.62, "service_date": 0.85, "account": 0.35, "encounter": 0.3}
LETTERHEADS = ("center", "left", "logo", "split", "band", "center")
OTHER_FACTS = (
    ("Room", "{room}"),
    ("Location", "{unit}"),
    ("Service", "{specialty}"),
    ("Phone", "{pt_phone}"),
    ("Age", "{age}"),
    ("Age", "{age} yrs"),
    ("Pt Type", "{pick:Inpatient|Outpatient|ER|Obs}"),
    ("Ins", "{insurer}"),
    ("Allergies", "{allergy}"),
    ("Order #", "{order}"),
    ("Printed", "{after:30} {time}"),
    ("SSN", "{ssn}"),
    ("Job #", "{job}"),
    ("Status", "{pick:Final|Signed|Preliminary|Complete}"),
    ("NPI", "{npi}"),
    ("Rm/Bed", "{room}"),
    ("Address", "{pt_address}"),
    ("Fin Class", "{pick:MCR|COMM|SELF|MCD}"),
    ("Policy #", "{policy}"),
)


def printed_kinds(case: Case) -> list[str]:
    """The identifiers this header prints, the name first."""
    kinds = [kind for kind, chance in CHANCE.items() if case.rng.random() < chance]
    return kinds if case.rng.random() < 0.6 else [kinds[0], *case.rng.sample(kinds[1:], len(kinds) - 1)]


def identifier_pairs(case: Case) -> list[Pair]:
    """(label, value) of each identifier printed; the birth date may come with the age, as in 03/14/1957 (61 Y)."""
    pairs = []
    for kind in printed_kinds(case):
        value = case.value(kind)
        if kind == "birth_date" and case.rng.random() < 0.2:
            value += case.rng.choice((f" ({case.age} Y)", f"  Age: {case.age}", f" ({case.age} yrs)"))
        pairs.append((case.label(kind), value))
    if case.rng.random() < 0.06 and len(pairs) > 3:
        pairs[2:4] = [("DOB/Sex", f"{case.dob()} / {case.sex()}")]
    return pairs


def staff_pairs(case: Case) -> list[Pair]:
    """Doctors, who are never the patient."""
    rng = case.rng
    listed = [(rng.choice(PHYSICIANS), case.attending), (rng.choice(ORDERING), case.ordering), (rng.choice(REFERRING), case.referring)]
    shown = rng.sample(listed, rng.randint(1, 2))
    return [(label, rng.choice((one.full, one.last_first, f"{one.family}, {one.given}"))) for label, one in shown]


def other_pairs(case: Case, least: int = 0, most: int = 4) -> list[Pair]:
    """Facts that look like identifiers and are none."""
    return [(label, fill(case, value)) for label, value in case.rng.sample(OTHER_FACTS, case.rng.randint(least, most))]


def all_pairs(case: Case) -> list[Pair]:
    """Identifiers, doctors and other facts, the way they stand mixed in a header."""
    pairs = identifier_pairs(case)
    rest = [*staff_pairs(case), *other_pairs(case)]
    if case.rng.random() < 0.5:
        return [*pairs, *rest]
    for pair in rest:
        pairs.insert(case.rng.randint(1, len(pairs)), pair)
    return pairs


def pair_line(pairs: list[Pair], between: str = "   ", colon: str = ": ") -> str:
    """All of them in one line."""
    return between.join(f"{label}{colon}{value}" if label else value for label, value in pairs)


def letterhead(case: Case, style: str | None = None) -> Letterhead:
    """Name, address, phones."""
    place, rng = case.facility, case.rng
    lines = [place.address, f"{rng.choice(('Tel', 'Phone', 'Ph:', 'T'))} {place.phone}  {rng.choice(('Fax', 'FAX:', 'F'))} {place.fax}"]
    if rng.random() < 0.5:
        lines.insert(0, place.department)
    return Letterhead(place.name.upper() if rng.random() < 0.4 else place.name, tuple(lines), style or rng.choice(LETTERHEADS))


def footer(case: Case, always: bool = False) -> tuple[Row, ...]:
    """The line at the foot of every page: page numbers, often with the patient, sometimes a form number and the print date."""
    rng = case.rng
    if not always and rng.random() < 0.2:
        return ()
    who = f"{case.name('last_first_caps')}  {rng.choice(('MRN', 'MR#', 'MRN:', 'Unit #'))} {case.mrn()}"
    named = always or rng.random() < 0.5
    number = rng.choice(("Page {page} of {pages}", "Page {page} of {pages}", "Page: {page}", "{page}/{pages}", "- {page} -"))
    form = rng.choice(
        (
            "",
            f"Form {rng.randint(100, 9999)}-{rng.randint(10, 99)} (Rev. {rng.randint(1, 12)}/{rng.randint(98, 99)})",
            f"Printed {case.after(rng.randint(3, 700))} {rng.randint(10, 18)}:{rng.randint(10, 59)}",
            "CONFIDENTIAL",
        )
    )
    if named and rng.random() < 0.35:
        return (Row((f"{who}  {number}",), (rng.choice((0.0, 0.25)),), size=0.85, place="footer"),)
    cells = (who if named else form, form if named else "", number)
    return (Row(cells, (0.0, 0.55, 0.82), size=0.8, place="footer"),)


def fax_line(case: Case) -> str:
    """What the sending fax machine prints at the top."""
    rng = case.rng
    day, month = rng.randint(1, 28), rng.randint(1, 12)
    when = f"{month:02}/{day:02}/{case.day.year} {rng.randint(7, 19):02}:{rng.randint(0, 59):02}"
    sender = plain(case.facility.name).upper()[:24]
    return rng.choice(
        (
            f"FROM: {sender} {case.facility.fax}   {when}   P. {{page:02}}/{{pages:02}}",
            f"{when}   {case.facility.fax}   {sender}        PAGE  {{page:02}}/{{pages:02}}",
            f"Rcvd: {when}   To: {rng.randint(2000000000, 9899999999)}   From: {sender}   Pg {{page}} of {{pages}}",
        )
    )
