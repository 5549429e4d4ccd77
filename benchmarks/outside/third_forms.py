"""Forms and tables of the third set's houses: sheets, flow tables, laboratory columns, dictation marks, card copies."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.outside.measured import COUNTS, MORE, TESTS, box, rows_of
from benchmarks.outside.model import Body
from benchmarks.outside.outline import fill, outline, tale
from benchmarks.outside.pen import Pen, scribble
from benchmarks.outside.prose import ALLERGIES
from benchmarks.outside.second_forms import cell, drugs_of

STAFF = ("R. Castellano", "P. Nakamura", "G. Adeyemi", "V. Lindgren")
NOTES = (
    "Port accessed with a 20 gauge needle, brisk blood return, flushed.",
    "Premedication given; waited thirty minutes.",
    "Rate raised by 50 mL/h, no chills, no itch.",
    "Walked to restroom with pole. Warm blanket.",
    "{relname} ({rel}) came back from cafeteria, chair reclined.",
    "Complains of flushing; rate halved, {oth} told, settled within ten minutes.",
    "Line flushed, next bag hung, checked by two nurses.",
    "Snack taken. Denies nausea.",
    "Neighbor in chair 9, Mr. Halvorsen, asked for quiet; curtain drawn.",
    "Needle out, tip whole, gauze applied. Leaves on foot.",
)


def clock(pen: Pen) -> str:
    """Hours and minutes without a colon."""
    return pen.time().replace(":", "")


def dictated(*parts: str, closing: str = "") -> Body:
    """An outline with a transcriptionist's marks below it: days of dictation and typing, job number, copies."""
    within = outline(*parts, closing=closing)

    def body(pen: Pen) -> list[str]:
        blocks, who = within(pen), pen.visit.attending
        typist = pen.rng.choice(("TH.VMR", "TH.KLO", "MODL"))
        marks = (
            f"{who.given[:1]}{who.family[:1]}/{typist}\nD: {pen.service()} {clock(pen)}\nT: {pen.after(1)} {clock(pen)}\n"
            f"JOB#: {pen.rng.randint(10**5, 10**6 - 1)}\nCC: {pen.provider(pen.visit.referring)}"
        )
        return [*blocks, f"<pre class=marks>{marks}</pre>"]

    return body


def flag(value: float, reference: str) -> str:
    """H above, L below a reference range written '3.5-5.1', '<200' or '>40'; nothing within it."""
    if reference[0] in "<>":
        over = value >= float(reference[1:])
        return ("H" if over else "") if reference[0] == "<" else ("" if over else "L")
    low, high = map(float, reference.split("-"))
    return "L" if value < low else "H" if value > high else ""


def ranged(pen: Pen) -> list[str]:
    """A commercial laboratory's list: values in range and out of range in columns of their own."""
    rng, blocks = pen.rng, []
    panels = [("COMPREHENSIVE METABOLIC PANEL", TESTS), ("CBC (INCLUDES DIFF/PLT)", COUNTS), ("ADDITIONAL TESTS", MORE)]
    heads = ("Test Name", "In Range", "Out Of Range", "Reference Range", "Lab")
    for title, tests in panels[: 3 if pen.full else rng.choice((1, 2, 2))]:
        rows = [(f"<b>{title}</b>", "", "", "", "PFX")]
        for name, low, high, digits, unit, reference in tests:
            value = f"{rng.uniform(low, high):.{digits}f}"
            mark = flag(float(value), reference)
            rows.append((name.upper(), "" if mark else value, f"{value} {mark}" if mark else "", f"{reference} {unit}", "PFX"))
        blocks.append(rows_of(rows, heads, "lines"))
    if pen.full:
        flora = [(drug, rng.choice(("S", "S", "R", "I")), f"&lt;={rng.choice((1, 2, 4, 8, 16))}") for drug in ANTIBIOTICS]
        blocks += ["<p><b>CULTURE, URINE, ROUTINE</b> ISOLATE 1: Klebsiella pneumoniae, 50,000-99,000 CFU/mL</p>"]
        blocks.append(rows_of(flora, ("Susceptibility", "INT", "MIC"), "lines"))
    return [
        *blocks,
        "<p class=small>PERFORMING SITE: PFX PATHFINDER DIAGNOSTICS, 900 TECHNOLOGY DR, LENEXA, KS 66219. "
        f"Laboratory Director: {pen.provider(pen.visit.other)}</p>",
    ]


ANTIBIOTICS = (
    "AMPICILLIN", "AMOX/CLAVULANATE", "CEFAZOLIN", "CEFEPIME", "CEFTRIAXONE", "CIPROFLOXACIN", "ERTAPENEM", "GENTAMICIN", "IMIPENEM",
    "LEVOFLOXACIN", "NITROFURANTOIN", "PIP/TAZOBACTAM", "TOBRAMYCIN", "TRIMETH/SULFA", "AZTREONAM", "MEROPENEM", "TIGECYCLINE",
)  # fmt: skip


def drawn_list(heads: tuple[str, str, str, str]) -> Body:
    """What was drawn from the port before treatment; what lies outside its range is marked high or low."""

    def body(pen: Pen) -> list[str]:
        rng, rows = pen.rng, []
        for name, low, high, digits, unit, reference in (*COUNTS, *TESTS, *(MORE if pen.full else ())):
            value = f"{rng.uniform(low, high):.{digits}f}"
            rows.append((name, f"{value} {unit}", reference, {"H": "high", "L": "low"}.get(flag(float(value), reference), "")))
        return [
            f"<p>Port draw {pen.service()} {pen.time()} by {rng.choice(STAFF)}, RN</p>",
            rows_of(rows, heads),
            f"<p>Ordered by {pen.provider()}. Printed {pen.after(1)}.</p>",
        ]

    return body


def chair_record(pen: Pen) -> list[str]:
    """A nurse's table of an infusion, a line every few minutes."""
    rng, minute, rows = pen.rng, pen.rng.randint(480, 780), []
    count = 26 if pen.full else rng.randint(5, 8)
    middle = [rng.sample(NOTES[2:-1], 3) for _ in range(count - 3)] if pen.full else [[note] for note in rng.sample(NOTES[2:-1], count - 3)]
    for text in ([NOTES[0]], [NOTES[1]], *middle, [NOTES[-1]]):
        minute += rng.randint(8, 27)
        signs = (f"{rng.uniform(97, 99.4):.1f}", str(rng.randint(58, 104)), f"{rng.randint(98, 150)}/{rng.randint(54, 90)}")
        rows.append((f"{minute // 60 % 24:02d}{minute % 60:02d}", *signs, pen.he(" ".join(text)), rng.choice(STAFF)))
    return [
        f"<p>Chair {rng.randint(1, 18)} &nbsp; Allergies: {rng.choice(ALLERGIES)} &nbsp; Consent on file: yes &nbsp; Two identifiers "
        f"{box(True)}</p>",
        rows_of(rows, ("Time", "Temp", "Pulse", "BP", "Nursing entry", "RN")),
        f"<p>Ordering oncologist {pen.provider()}. Next appointment {pen.after(21)}.</p>",
        pen.sign(),
    ]


def cycle_orders(pen: Pen) -> list[str]:
    """Orders of one cycle of chemotherapy."""
    rng, area = pen.rng, pen.rng.uniform(1.55, 2.2)
    doses = (("riTUXimab", 375), ("cyclophosphamide", 750), ("DOXOrubicin", 50), ("vinCRIStine", 0.7))
    rows = [(drug, f"{dose} mg/m2", f"{dose * area:.1f} mg", "IV", f"Day 1 ({pen.service()})") for drug, dose in doses]
    extra = ["acetaminophen 650 mg PO before rituximab", "diphenhydrAMINE 25 mg IV before rituximab", "ondansetron 16 mg IV",
        "dexamethasone 12 mg IV", "CBC with diff and CMP before treatment; hold if ANC below 1.0",
        "Hypersensitivity kit at the chair"]  # fmt: skip
    return [
        f"<p>Cycle {rng.randint(2, 6)} of 6 &nbsp; Ht {rng.randint(152, 188)} cm &nbsp; BSA {area:.2f} m2 &nbsp; Dx: "
        f"{tale(pen).diagnosis} &nbsp; Allergies: {rng.choice(ALLERGIES)}</p>",
        rows_of(rows, ("Agent", "Dose", "Calculated", "Route", "Give on")),
        "<h3>Supportive orders</h3>",
        "<ul>" + "".join(f"<li>{line}</li>" for line in extra) + "</ul>",
        f"<p>Pharmacist check: {STAFF[0]}, PharmD &nbsp; second check: {rng.choice(STAFF[1:])}, RN</p>",
        pen.sign(),
    ]


def visits_table(pen: Pen) -> list[str]:
    """The prenatal visits so far; the last is today's."""
    rng, weight = pen.rng, pen.rng.randint(120, 180)
    rows = [
        (pen.other_day(back), f"{32 - back // 7} wk", f"{weight + 22 - back // 8} lb", f"{rng.randint(98, 128)}/{rng.randint(56, 82)}",
            str(rng.randint(132, 158)), rng.choice(STAFF))
        for back in range(168, 0, -28)
    ]  # fmt: skip
    rows.append((pen.service(), "32 wk", f"{weight + 22} lb", f"{rng.randint(98, 132)}/{rng.randint(56, 86)}", "144", "today"))
    return [rows_of(rows, ("Visit", "Gest. age", "Weight", "BP", "FHT", "By"))]


def prenatal(*parts: str) -> Body:
    """The table of visits, then an outline."""
    within = outline(*parts)

    def body(pen: Pen) -> list[str]:
        return [*visits_table(pen), *within(pen)]

    return body


def filled_sheet(*groups: tuple[str, tuple[str, ...]], closing: str = "", signer: str = "") -> Body:
    """Groups of 'Label=key' lines as `cell` makes them, one under the other in ruled lines; `signer` labels a signature and its day."""

    def body(pen: Pen) -> list[str]:
        blocks: list[str] = []
        for heading, cells in groups:
            made = [(label, cell(pen, key)) for label, _, key in (one.rpartition("=") for one in cells)]
            lines = "".join(f"<span class=f>{label}<b>{value or '&nbsp;' * 14}</b></span>" for label, value in made)
            blocks += [f"<h3>{heading}</h3>", f"<div class=fl>{lines}</div>"]
        blocks += [f"<p class=small>{fill(pen, closing, tale(pen))}</p>"] if closing else []
        if signer:
            blocks.append(f"<table class=sig><tr><td>{scribble(pen.rng)}<hr>{signer}</td><td>{pen.service()}<hr>Date</td></tr></table>")
        return blocks

    return body


def agreed(*paragraphs: str, marks: tuple[str, str], when: str) -> Body:
    """Numbered paragraphs as in `fill`, each initialed; the patient's signature with the day of service, then a witness's."""

    def body(pen: Pen) -> list[str]:
        what, rng = tale(pen), pen.rng
        first = (pen.patient.given[:1] + pen.patient.family[:1]).upper()
        blocks = [
            f"<p class=ag><u>&nbsp;{first}&nbsp;</u> {place}. {fill(pen, text, what)}</p>" for place, text in enumerate(paragraphs, 1)
        ]
        rows = (
            f"<tr><td>{scribble(rng)}<hr>{marks[0]}</td><td>{pen.service()} {pen.time()}<hr>{when}</td></tr>"
            f"<tr><td>{scribble(rng)}<hr>{marks[1]}</td><td>{rng.choice(STAFF)}<hr>Printed name</td></tr>"
        )
        return [*blocks, f"<table class=sig>{rows}</table>"]

    return body


def released(opening: str, *, kinds: tuple[str, ...], parties: tuple[str, str], closing: str, signer: tuple[str, str]) -> Body:
    """An authorization with its two parties side by side, boxes below, and the day of signature."""

    def body(pen: Pen) -> list[str]:
        what, rng = tale(pen), pen.rng
        fax = f"(785) 555-01{rng.randint(10, 99)}"
        to = f"{pen.provider(pen.visit.other)}<br>{rng.randint(10, 990)} Commerce Row, Salina, KS 67401<br>Fax {fax}"
        boxes = " &nbsp; ".join(f"{box(rng.random() < 0.4)} {kind}" for kind in kinds)
        return [
            f"<p>{fill(pen, opening, what)}</p>",
            rows_of([(f"{pen.house.name}<br>{pen.house.address}", to)], parties),
            f"<p>{boxes}</p>",
            f"<p>{fill(pen, closing, what)}</p>",
            f"<table class=sig><tr><td>{scribble(rng)}<hr>{signer[0]}</td><td>{pen.service()}<hr>{signer[1]}</td></tr></table>",
        ]

    return body


def taken_list(heads: tuple[str, str, str], closing: str) -> Body:
    """What the patient takes: the drug, how, and who prescribed it."""

    def body(pen: Pen) -> list[str]:
        rows = []
        for drug in drugs_of(pen, 2, 5, 8):
            who = pen.rng.choice((pen.visit.attending, pen.visit.referring))
            name, _, rest = drug.partition(" PO ")
            rows.append((name, rest or "as directed", f"{pen.provider(who, 'last')} {pen.other_day(pen.rng.randint(20, 800))}"))
        return [rows_of(rows, heads, "lines"), f"<p>{fill(pen, closing, tale(pen))}</p>", pen.sign()]

    return body


def card_copy(plan: str, lines: Callable[[Pen], str]) -> Body:
    """Front and back of a card held by a relative about as often as by the patient; the patient stands among the covered."""

    def body(pen: Pen) -> list[str]:
        rng, kin = pen.rng, pen.visit.relative
        own = rng.random() < 0.5
        holder = pen.name() if own else f"{kin.name}"
        covered = f"01 {holder}" if own else f"01 {kin.name}<br>02 {pen.name()}"
        line = "<div class=two><div><small>{}</small><br>{}</div><div><small>{}</small><br>{}</div></div>"
        front = (
            f"<div class=plan>{plan}</div>"
            + line.format("Enrollee", holder, "Enrollee ID", f"{rng.choice(('XEA', 'RTP'))} {rng.randint(10**8, 10**9 - 1)}")
            + line.format("Covered persons", covered, "RxBIN / PCN", f"{rng.randint(100000, 699999)} / ADV")
            + f"<small>{lines(pen)}</small>"
        )
        back = (
            "<p>Precertification is required for hospital stays. Call 1-877-555-0148.</p>"
            "<p>Submit claims: PO Box 7, Amarillo, TX 79105.</p>"
        )
        return [f"<div class=card>{front}</div>", f"<div class='card back'>{back}</div>"]

    return body
