"""What sections can't say: tables, order sheets, signatures, the trace of an electrocardiogram."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.charts.blocks import Block, Sign, Space, Table, Text
from benchmarks.charts.case import Case
from benchmarks.charts.forms import forms
from benchmarks.charts.hook_ekg import ekg
from benchmarks.charts.hook_insurance import insurance
from benchmarks.charts.hook_lab import lab_panels
from benchmarks.charts.hook_registration import demographics
from benchmarks.charts.slots import fill

LIST_COLUMNS = (
    ("Medication", "Dose", "Route", "Frequency", "Last taken"),
    ("Drug", "Strength", "Route", "Directions", "Prescriber"),
)
Hook = Callable[[Case, str], list[Block]]


def dictated(case: Case, _title: str) -> list[Block]:
    """The end of a dictation: signature, then initials, dates of dictation and transcription, job number."""
    rng = case.rng
    lines = [Text(case.attending.full), Text(fill(case, "D: {after:1} {time}")), Text(fill(case, "T: {after:2} {time}"))]
    job = Text(fill(case, rng.choice(("Job #: {job}", "Doc ID: {job}   {initials}/{initials}", "DD: {after:1}  DT: {after:2}  {job}"))))
    choice = rng.random()
    if choice < 0.4:
        return [Space(), Text("_" * 30), *lines, job]
    if choice < 0.75:
        return [Space(), Text(fill(case, "Electronically signed by {attending} on {after:3} at {time}")), job]
    return [Space(0.8), Sign((case.attending.full, "Date"), True)]


def closing(case: Case, _title: str) -> list[Block]:
    """The end of a letter."""
    word = case.rng.choice(("Sincerely,", "With kind regards,", "Yours truly,", "Best regards,"))
    ends: list[Block] = [Text(word), Sign((case.attending.full,), True)]
    if case.rng.random() < 0.5:
        ends.append(Text(fill(case, "cc: Dr. {doctor}; {referring}")))
    if case.rng.random() < 0.3:
        ends.append(Text(fill(case, "Enc.: {pick:laboratory results|imaging report|records}")))
    return ends


def medications(case: Case, _title: str) -> list[Block]:
    """A medication list, or an administration record with hours and initials."""
    rng = case.rng
    many = rng.randint(5, 14)
    if rng.random() < 0.5:
        columns = rng.choice(LIST_COLUMNS)
        last = "{other_date}" if columns[-1] == "Last taken" else "Dr. {doctor}"
        rows = tuple(tuple(fill(case, cell) for cell in ("{drug}", "{dose}", "{route}", "{freq}", last)) for _ in range(many))
        return [Table(columns, rows, (0.32, 0.13, 0.13, 0.2, 0.22), rng.choice(("grid", "rows", "none"))), Space()]
    hours = rng.choice((("0600", "1200", "1800", "2400"), ("0900", "1300", "1700", "2100"), ("0800", "1400", "2000")))
    found = []
    for _ in range(many):
        given = [fill(case, rng.choice(("{initials}", "", "{initials} {time}", "H"))) for _ in hours]
        found.append((fill(case, "{drug} {dose} {route} {freq}"), fill(case, "{other_date}"), *given))
    share = 0.44 / len(hours)
    return [
        Table(("Medication / Dose / Route / Frequency", "Start", *hours), tuple(found), (0.4, 0.16, *(share for _ in hours)), "grid"),
        Space(),
    ]


def orders(case: Case, _title: str) -> list[Block]:
    """Orders with check boxes, numbered, or in the date, order and nurse columns of an order sheet."""
    rng = case.rng
    lines = [fill(case, line) for line in rng.sample(forms()["orders"], rng.randint(8, 18))]
    style = rng.choice(("checks", "numbered", "sheet"))
    if style == "sheet":
        rows = tuple(_order_row(case, at, line) for at, line in enumerate(lines))
        height = rng.choice((1.4, 1.7))
        return [Table(("DATE", "TIME", "ORDERS", "NOTED"), rows, (0.15, 0.1, 0.63, 0.12), "grid", row_height=height), Space()]
    signs = [rng.choice(("[X]", "[X]", "[ ]")) if style == "checks" else f"{at}." for at, _ in enumerate(lines, 1)]
    return [*(Text(f"{sign} {line}", indent=6) for sign, line in zip(signs, lines, strict=True)), Space()]


def _order_row(case: Case, at: int, line: str) -> tuple[str, ...]:
    when = fill(case, "{after:0}") if at % 4 == 0 else "", fill(case, "{time}") if at % 2 == 0 else ""
    return (*when, line, fill(case, "{initials}") if case.rng.random() < 0.6 else "")


def flow_sheet(case: Case, _title: str) -> list[Block]:
    """Vital signs by the hour."""
    rng = case.rng
    start, step = rng.choice((0, 7, 8, 19)), rng.choice((1, 2, 4))
    rows = []
    for at in range(rng.randint(4, 10)):
        clock = f"{(start + at * step) % 24:02}00"
        cells = ("{temp}", "{int:56:118}", "{int:12:26}", "{bp}", "{int:90:100}%", "{int:0:9}", "{initials}")
        rows.append((clock, *(fill(case, cell) for cell in cells)))
    columns = ("TIME", "TEMP", "PULSE", "RESP", "BP", "SpO2", "PAIN", "INIT")
    return [Text("VITAL SIGNS", bold=True), Table(columns, tuple(rows), (0.125,) * 8, rng.choice(("grid", "grid", "rows"))), Space()]


HOOKS: dict[str, Hook] = {
    "dictated": dictated,
    "closing": closing,
    "medications": medications,
    "orders": orders,
    "flow_sheet": flow_sheet,
    "lab_panels": lab_panels,
    "ekg": ekg,
    "demographics": demographics,
    "insurance": insurance,
}
