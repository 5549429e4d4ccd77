"""How a document identifies its patient and its hospital: one function a layout, giving the first blocks and the page furniture.

Three layouts (HELD_OUT) are never used for tuning or training.
"""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.charts.blocks import Block, Cell, Fields, Form, Furniture, Heading, Row, Rule, Space, Sticker, Table, Text, in_rows
from benchmarks.charts.case import Case
from benchmarks.charts.headers import all_pairs, fax_line, footer, identifier_pairs, letterhead, other_pairs, pair_line, staff_pairs
from benchmarks.charts.slots import fill

Built = tuple[list[Block], Furniture]
Layout = Callable[[Case, str], Built]


def title_block(case: Case, title: str) -> Text:
    """The document's title."""
    size = case.rng.choice((1.15, 1.3, 1.45, 1.0))
    return Text(
        title.upper() if case.rng.random() < 0.5 else title, align=case.rng.choice(("center", "center", "left")), bold=True, size=size
    )


def _furniture(case: Case, always: bool = False, top: tuple[Row, ...] = ()) -> Furniture:
    fax = fax_line(case) if case.rng.random() < 0.15 else ""
    return Furniture(top=top, bottom=footer(case, always), fax=fax)


def boxed_grid(case: Case, title: str) -> Built:
    """Ruled boxes, values below small labels."""
    cells = [Cell(label, value, case.rng.choice((1.0, 1.4)) if at else 1.8) for at, (label, value) in enumerate(all_pairs(case))]
    rows = tuple(in_rows(cells, case.rng.choice((3, 4, 4))))
    return [letterhead(case), title_block(case, title), Space(0.3), Form(rows, place="header"), Space()], _furniture(case)


def two_columns(case: Case, title: str) -> Built:
    """Label: value in two columns under the letterhead."""
    fields = Fields(tuple(all_pairs(case)), 2, case.rng.choice(("bold", "colon", "bold", "tab")))
    return [letterhead(case), Rule(), title_block(case, title), Space(0.3), fields, Rule(), Space(0.4)], _furniture(case)


def electronic(case: Case, title: str) -> Built:
    """A printout of an electronic record: the patient in a strip at the top of every page."""
    who = f"{case.name('last_first')} ({case.rng.choice(('MRN', 'MRN:', 'MR#'))} {case.mrn()})"
    born = f"{case.rng.choice(('DOB:', 'DOB', 'Birth Date:'))} {case.dob()}"
    more = case.rng.choice(("", f"CSN: {case.encounter_number()}", f"Enc. {case.label('service_date')}: {case.service_date()}"))
    strip = (Row((who, born, more), (0.0, 0.48, 0.72), bold=True, size=0.9, place="header"),)
    facts = Fields((*staff_pairs(case), *other_pairs(case, 1, 3)), 2, "colon", size=0.95)
    dated = Text(f"{case.label('service_date')}: {case.service_date()}   {case.label('sex')}: {case.sex()}", place="header")
    return [title_block(case, title), Text(case.facility.name, size=0.95), facts, dated, Rule(), Space(0.3)], _furniture(case, top=strip)


def _sticker_lines(case: Case) -> tuple[str, ...]:
    pairs = identifier_pairs(case)
    name, rest = pairs[0][1], pairs[1:]
    lines = [name if case.rng.random() < 0.7 else f"{pairs[0][0]}: {name}"]
    for row in in_rows(rest, case.rng.choice((1, 2, 2))):
        lines.append(pair_line(list(row), "  ", case.rng.choice((": ", ":", " "))))
    lines.append(case.rng.choice((f"Dr. {case.attending.family}", case.attending.last_first, f"ATT: {case.attending.last_first}")))
    return tuple(lines)


def sticker(case: Case, title: str) -> Built:
    """A form whose patient stands only on the label pasted in the corner."""
    angle = case.rng.choice((0.0, 0.0, case.rng.uniform(-4, 4)))
    label = Sticker(
        _sticker_lines(case),
        case.rng.uniform(0.56, 0.62),
        case.rng.uniform(0.035, 0.06),
        angle,
        case.rng.uniform(190, 225),
        case.rng.random() < 0.6,
        case.rng.choice((7.0, 7.5, 8.0, 9.0)),
    )
    head: list[Block] = [
        label,
        Text(case.facility.name, bold=True, size=1.1),
        Text(case.facility.address.split(",")[0], size=0.85),
        Space(1.2),
    ]
    after: list[Block] = [Space(1.8), Rule()]
    if case.rng.random() < 0.5:
        after.append(Fields(((case.label("service_date"), case.service_date()), *other_pairs(case, 1, 2)), 2, "colon"))
    return [*head, Text(title.upper(), bold=True, size=1.25), *after, Space(0.4)], _furniture(case)


def typed(case: Case, title: str) -> Built:
    """A dictation as the transcription service typed it: labels in capitals, everything in one column or two."""
    pairs = [(label.upper(), value) for label, value in all_pairs(case)]
    head: list[Block] = [
        Text(case.facility.name.upper(), align="center"),
        Text(case.facility.address.upper(), align="center", size=0.95),
        Space(),
    ]
    style = case.rng.choice(("tab", "colon", "colon"))
    return [
        *head,
        Text(title.upper(), align="center", bold=case.rng.random() < 0.5),
        Space(),
        Fields(tuple(pairs), case.rng.choice((1, 2, 2)), style),
        Space(),
    ], _furniture(case)


def header_table(case: Case, title: str) -> Built:
    """A ruled table: labels in its first row, values in the second."""
    pairs = all_pairs(case)[:6]
    widths = tuple(1.7 if index == 0 else 1.0 for index in range(len(pairs)))
    total = sum(widths)
    table = Table(
        tuple(label for label, _ in pairs), (tuple(value for _, value in pairs),), tuple(w / total for w in widths), "grid", 0.85, "header"
    )
    return [letterhead(case), title_block(case, title), Space(0.3), table, Space(0.6)], _furniture(case)


def letter(case: Case, title: str) -> Built:
    """A letter: date, addressee, a RE: line or block."""
    rng = case.rng
    written = case.after(rng.randint(1, 6)) if rng.random() < 0.5 else ""
    when: list[Block] = [Text(written)] if written else [Text(f"{case.label('service_date')}: {case.service_date()}", place="header")]
    to = [Text(case.referring.full), Text(fill(case, "{specialty} Associates")), Text(fill(case, "{address}"))]
    who = case.name("natural" if rng.random() < 0.6 else case.name_shape)
    facts = [(case.label("birth_date"), case.dob()), (rng.choice(("MRN", "MR #", "Our chart #", "Hosp No", "Patient ID")), case.mrn())]
    if rng.random() < 0.4:
        facts.append((case.label("service_date"), case.service_date()))
    tag = rng.choice(("RE:", "Re:", "RE: ", "Regarding:", "Re: Patient"))
    if rng.random() < 0.6:
        subject: list[Block] = [Text(f"{who}   {pair_line(facts)}", lead=tag, place="letter")]
    else:
        subject = [Text(who, lead=tag, place="letter"), *(Text(f"{k}: {v}", indent=28, place="letter") for k, v in facts)]
    named = [Text(title, bold=True)] if rng.random() < 0.5 else []
    return [letterhead(case), Space(1.2), *when, Space(0.8), *to, Space(0.8), *subject, Space(0.8), *named], _furniture(case)


def vertical(case: Case, title: str) -> Built:
    """One label a line, down the left side."""
    style = case.rng.choice(("dots", "tab", "bold", "colon"))
    fields = Fields(tuple(all_pairs(case)), 1, style)
    head: list[Block] = [letterhead(case), Space(0.4)]
    return [*head, fields, Space(0.4), title_block(case, title), Rule(), Space(0.3)], _furniture(case)


def numbered_form(case: Case, title: str) -> Built:
    """A government-style form: numbered boxes, the name in parts."""
    name, rng = case.patient.name, case.rng
    texts = [
        ("PATIENT'S NAME (Last, First, Middle)", case.name("last_first")),
        (case.label("birth_date").upper(), case.dob()),
        ("SEX", case.sex()),
        (case.label("mrn").upper(), case.mrn()),
        ("ADDRESS (No., Street)", case.patient.address.split(",")[0]),
        ("TELEPHONE", case.patient.phone),
        (case.label("service_date").upper(), case.service_date()),
        ("NAME OF PHYSICIAN", case.attending.full),
        ("SPONSOR / NEXT OF KIN", f"{rng.choice(('Ann', 'John', 'Rosa'))} {name.family}"),
    ]
    kept = [texts[0], texts[1], *(pair for pair in texts[2:] if rng.random() < 0.8)]
    cells = [Cell(f"{at}. {label}", value, 1.6 if at == 1 else 1.0) for at, (label, value) in enumerate(kept, 1)]
    rows = tuple(in_rows(cells, 3))
    return [Text(case.facility.name, size=0.9), title_block(case, title), Form(rows, place="header"), Space()], _furniture(case)


def footer_only(case: Case, title: str) -> Built:
    """Nothing but the hospital and the title at the top; the patient stands in the line at the foot."""
    rng = case.rng
    pairs = identifier_pairs(case)
    who = [pairs[0][1], *(f"{label} {value}" for label, value in pairs[1:5])]
    line = Row(("  ".join(who),), (0.0,), size=0.85, place="footer")
    number = Row((rng.choice(("Page {page} of {pages}", "{page} of {pages}")),), (0.8,), size=0.8, place="footer")
    return [letterhead(case), title_block(case, title), Space(0.4)], Furniture(bottom=(line, number), fax="")


def sectioned(case: Case, title: str) -> Built:
    """Boxes with headings: patient left, visit and doctor right, each its own small table."""
    pairs = identifier_pairs(case)
    visit = [*staff_pairs(case), *other_pairs(case, 1, 3)]
    rows = []
    for at in range(max(len(pairs), len(visit))):
        left = pairs[at] if at < len(pairs) else ("", "")
        right = visit[at] if at < len(visit) else ("", "")
        rows.append(tuple(f"{label}: {value}" if label else "" for label, value in (left, right)))
    table = Table(("PATIENT", "VISIT / PROVIDER"), tuple(rows), (0.52, 0.48), "rows", 0.92, "header")
    return [letterhead(case), Heading(title, "bar"), Space(0.3), table, Space()], _furniture(case)


def right_block(case: Case, title: str) -> Built:
    """Held out: title at the left, the patient in a block of lines at the right."""
    pairs = identifier_pairs(case)
    rows: list[Block] = [
        Row(
            (title.upper() if at == 0 else case.facility.name if at == 1 else "", f"{label}: {value}"),
            (0.0, 0.6),
            bold=at == 0,
            place="header",
        )
        for at, (label, value) in enumerate(pairs)
    ]
    return [Space(0.5), *rows, Rule(), Text(pair_line(staff_pairs(case)), size=0.9), Space(0.4)], _furniture(case)


def bottom_box(case: Case, title: str) -> Built:
    """Held out: the patient's box at the foot of the page, as on order sheets."""
    label = Sticker(("PATIENT IDENTIFICATION", *_sticker_lines(case)), 0.52, 0.84, 0.0, 240.0, False, 8.5)
    return [letterhead(case, "left"), title_block(case, title), Rule(), label, Space(0.4)], Furniture(
        bottom=(Row(("Page {page} of {pages}",), (0.0,), size=0.8),)
    )


def piped(case: Case, title: str) -> Built:
    """Held out: everything in one line between bars, and again at the top of every page."""
    pairs = identifier_pairs(case)
    line = " | ".join([pairs[0][1], *(f"{label}: {value}" for label, value in pairs[1:])])
    top = (Row((line,), (0.0,), size=0.8, place="header"),)
    return [Heading(title, "rule"), Text(pair_line(staff_pairs(case), " | "), size=0.9), Space(0.4)], _furniture(case, top=top)


TUNED: dict[str, Layout] = {
    "boxed_grid": boxed_grid,
    "two_columns": two_columns,
    "electronic": electronic,
    "sticker": sticker,
    "typed": typed,
    "header_table": header_table,
    "letter": letter,
    "vertical": vertical,
    "numbered_form": numbered_form,
    "footer_only": footer_only,
    "sectioned": sectioned,
}
HELD_OUT: dict[str, Layout] = {"right_block": right_block, "bottom_box": bottom_box, "piped": piped}
