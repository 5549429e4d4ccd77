"""Forms and tables of the fourth set's houses: order sheets, medication grids, ward logs, strips that look like barcodes."""

from __future__ import annotations

from benchmarks.outside.measured import box, rows_of
from benchmarks.outside.model import Body
from benchmarks.outside.outline import fill, tale
from benchmarks.outside.pen import Pen, scribble
from benchmarks.outside.prose import ALLERGIES
from benchmarks.outside.second_forms import drugs_of
from benchmarks.outside.third_forms import drawn_list

NURSES = ("D. Whitlock", "A. Okonjo", "S. Brandt", "L. Yazzie")
ENTRIES = (
    "Sitting up for breakfast, ate half. Denies shortness of breath.",
    "Room mate Mrs. Pruitt has visitors, moved to the day room for quiet.",
    "{relname} ({rel}) called for an update, password given.",
    "Seen on rounds by {oth}. Orders noted.",
    "Linen changed. Skin warm and dry, heels without redness.",
    "Pain rated 4, repositioned with pillows, 2 after half an hour.",
    "Up to chair x 40 minutes with gait belt. Tolerated well.",
    "Saline lock flushed, site clean.",
    "Asked about going home; case manager paged.",
    "Slept in naps. Respirations even.",
    "Voided 300 mL amber urine.",
    "Bed alarm on, non-skid socks on, bed low.",
    "Finger stick 148, covered per scale.",
    "Chaplain visited at the wish of {relname}.",
)
STANDING = (
    "Regular diet as tolerated",
    "Out of bed three times a day",
    "Weigh every morning",
    "Call house officer for temp above 101.5",
    "Sequential compression devices while in bed",
    "Basic metabolic panel tomorrow",
    "Physical therapy to evaluate and treat",
    "Oxygen by nasal cannula, keep saturation above 92 %",
    "Discontinue urinary catheter",
    "Bedside commode",
)


def strip(pen: Pen, under: str) -> str:
    """Bars that no reader can read, with `under` below them."""
    x, bars = 0, ""
    while x < 168:
        wide = pen.rng.choice((1, 1, 2, 3))
        bars += f'<rect x="{x}" width="{wide}" height="24"/>'
        x += wide + pen.rng.choice((1, 2, 2, 3))
    return f'<div class=strip><svg width="172" height="24">{bars}</svg><div>{under}</div></div>'


def ward_log(heads: tuple[str, str, str], day: str) -> Body:
    """A shift in entries, the day of service above them."""

    def body(pen: Pen) -> list[str]:
        rng, minute, rows = pen.rng, pen.rng.randint(410, 470), []
        for _ in range(24 if pen.full else rng.randint(5, 10)):
            minute += rng.randint(11, 45)
            words = pen.he(" ".join(rng.sample(ENTRIES, 3 if pen.full else rng.randint(1, 2))))
            rows.append((f"{minute // 60 % 24:02d}:{minute % 60:02d}", words, f"{rng.choice(NURSES)}, RN"))
        signs = [(f"{rng.uniform(97, 100):.1f}", str(rng.randint(60, 108)), str(rng.randint(12, 22)), f"{rng.randint(104, 156)}/74")]
        return [
            f"<p>{day}: {pen.service()} &nbsp; Allergy band: {rng.choice(ALLERGIES)}</p>",
            rows_of(signs, ("T", "P", "R", "BP")),
            rows_of(rows, heads),
            f"<p>Shift total in {rng.randint(800, 2200)} mL, out {rng.randint(700, 2000)} mL. Oncoming: {rng.choice(NURSES)}, RN</p>",
        ]

    return body


def given_grid(heads: tuple[str, ...], note: str) -> Body:
    """Drugs by hours: initials where a dose was given."""

    def body(pen: Pen) -> list[str]:
        rng, rows = pen.rng, []
        for place, drug in enumerate(drugs_of(pen, 5, 8, 14), 1):
            marks = [rng.choice(("DW", "AO", "SB", "--", "")) for _ in heads[2:]]
            rows.append((str(place), drug, *marks))
        return [
            f"<p>{pen.service()} &nbsp; {note} &nbsp; Allergies: {rng.choice(ALLERGIES)}</p>",
            rows_of(rows, heads),
            f"<p>DW = {NURSES[0]} &nbsp; AO = {NURSES[1]} &nbsp; SB = {NURSES[2]} &nbsp; Prescriber {pen.provider()}</p>",
        ]

    return body


def order_sheet(lead: str, noted: str) -> Body:
    """Ticked and struck lines of a preprinted sheet, then the drugs."""

    def body(pen: Pen) -> list[str]:
        rng, what = pen.rng, tale(pen)
        lines = [f"<p>{box(rng.random() < 0.6)} {line}</p>" for line in rng.sample(STANDING, len(STANDING) if pen.full else 6)]
        drugs = [f"<p>{box(True)} {drug}</p>" for drug in what.drugs]
        return [
            f"<p>{lead} {what.diagnosis} &nbsp; Written {pen.service()} at {pen.time()}</p>",
            *lines,
            "<h3>Medications</h3>",
            *drugs,
            f"<p>{noted} {rng.choice(NURSES)}, RN {pen.time()}</p>",
            pen.sign(),
        ]

    return body


def analytes(heads: tuple[str, str, str, str]) -> Body:
    """A laboratory's list from a vein, not from a port."""
    within = drawn_list(heads)

    def body(pen: Pen) -> list[str]:
        return [block.replace("Port draw", "Venipuncture") for block in within(pen)]

    return body


def captioned(*rows: tuple[tuple[str, str], ...]) -> str:
    """Ruled cells with each caption under its value."""
    made = ""
    for row in rows:
        cells = "".join(f"<td><div class=v>{value}</div><div class=c>{caption}</div></td>" for caption, value in row)
        made += f"<table class=capt><tr>{cells}</tr></table>"
    return made


def permission(*paragraphs: str, lines: tuple[tuple[str, str], ...]) -> Body:
    """A consent in lettered paragraphs; of `lines` the first is the patient's (or guardian's), each with what stands beside it."""

    def body(pen: Pen) -> list[str]:
        what = tale(pen)
        blocks = [f"<p>({'abcdefgh'[place]}) {fill(pen, text, what)}</p>" for place, text in enumerate(paragraphs)]
        rows = "".join(f"<tr><td>{scribble(pen.rng)}<hr>{left}</td><td>{fill(pen, right, what)}</td></tr>" for left, right in lines)
        return [*blocks, f"<table class=sig>{rows}</table>"]

    return body
