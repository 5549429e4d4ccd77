"""Papers of the sixth set's houses: template charts with circled words, flowsheets by the hour, spooled results, transfer sheets."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.outside.measured import COUNTS, MORE, TESTS, box, rows_of
from benchmarks.outside.model import Body
from benchmarks.outside.outline import fill, outline, tale
from benchmarks.outside.pen import Pen, scribble
from benchmarks.outside.prose import ALLERGIES
from benchmarks.outside.third_forms import flag

NURSES = ("J. Kowalczyk", "T. Abara", "M. Delgado", "C. Sorensen")
ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("started", ("just prior", "today", "yesterday", "3 days ago", "1 week")),
    ("timing", ("still present", "better", "gone now", "worse", "comes and goes")),
    ("severity", ("mild", "moderate", "severe", "1 2 3 4 5 6 7 8 9 10")),
    ("worsened by", ("nothing", "movement", "food", "deep breath", "exertion")),
    ("relieved by", ("nothing", "rest", "antacids", "NTG", "position")),
    ("with", ("nausea", "vomiting", "fever", "chills", "sweating", "trouble breathing")),
)
PAST = ("high blood pressure", "heart disease", "diabetes", "stroke", "asthma", "cancer", "kidney stones", "surgeries")
LOOKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("GENERAL", ("no acute distress", "anxious", "lethargic")),
    ("HEENT", ("nml inspection", "scleral icterus", "pharyngeal erythema", "dry mucosa")),
    ("NECK", ("supple", "tender", "JVD")),
    ("RESP", ("no distress", "breath sounds nml", "wheezes", "rales")),
    ("CVS", ("regular rate", "no murmur", "tachycardia", "irregular")),
    ("ABDOMEN", ("soft", "non-tender", "guarding", "rebound", "mass")),
    ("SKIN", ("warm, dry", "rash", "pallor", "diaphoresis")),
    ("NEURO", ("oriented x3", "CN nml", "weakness", "sensory loss")),
)
HOURLY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Temp (C)", ("36.6", "36.9", "37.2", "37.8", "38.1")),
    ("Pulse", ("68", "74", "81", "92", "104")),
    ("Resp", ("14", "16", "18", "20")),
    ("BP", ("118/64", "126/70", "134/76", "148/82", "156/88")),
    ("SpO2 %", ("93", "95", "96", "98")),
    ("O2 device", ("RA", "RA", "NC 2L")),
    ("Pain 0-10", ("0", "2", "3", "5")),
    ("Position", ("L side", "R side", "Back", "Chair")),
    ("PO intake mL", ("", "120", "240")),
    ("IV intake mL", ("75", "75", "100")),
    ("Urine mL", ("", "150", "225", "300")),
    ("Bed alarm", ("on", "on", "off")),
)
FURTHER: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("LOC", ("alert", "alert", "drowsy")),
    ("Orientation", ("x4", "x3")),
    ("Pupils", ("3 brisk", "4 brisk")),
    ("Heart rhythm", ("NSR", "ST", "A fib")),
    ("Edema", ("none", "1+", "2+")),
    ("Lung sounds", ("clear", "dim bases", "crackles")),
    ("Bowel sounds", ("active", "hypoactive")),
    ("Braden", ("16", "18", "20")),
    ("Morse", ("35", "45", "60")),
    ("IV site", ("no redness", "no redness", "changed")),
    ("Dressing", ("dry, intact", "changed")),
    ("Mouth care", ("done", "", "done")),
)
CHARTED = (
    "Resting quietly, rouses to voice. No complaints.",
    "Medicated for pain per order; states relief after 40 minutes.",
    "{relname} ({rel}) visiting; questions answered.",
    "{oth} in to see patient. New orders received and noted.",
    "Assisted to bathroom, steady with walker.",
    "Ate 75 percent of tray. Snack offered.",
    "Turned with pillow support, heels off bed. Skin intact.",
    "Blood drawn by lab, left arm.",
    "Bed next to window, Mrs. Tillery, moved to 4 East; room quiet.",
    "Incentive spirometer ten times, 1000 mL.",
    "IV pump alarm, line flushed, running well.",
    "Handoff to oncoming nurse at bedside.",
)


def circled(pen: Pen, label: str, options: Sequence[str]) -> str:
    """A line of a template: what is so is circled, what is not is struck through or left alone."""
    right = pen.rng.randrange(len(options))
    words = []
    for place, option in enumerate(options):
        away = f"<s>{option}</s>" if pen.rng.random() < 0.3 else option
        words.append(f"<span class=ci>{option}</span>" if place == right else away)
    return f"<p><b>{label}</b> &nbsp; {' &nbsp; '.join(words)}</p>"


def template_chart(pen: Pen) -> list[str]:
    """An emergency physician's template: circled words, a few lines written out, boxes, a signature."""
    rng, what = pen.rng, tale(pen)
    ticks = " &nbsp; ".join(f"{box(rng.random() < 0.25)} {one}" for one in PAST)
    courses = what.course if pen.full else what.course[:1]
    signs = f"BP {rng.randint(100, 168)}/{rng.randint(56, 94)} &nbsp; HR {rng.randint(60, 118)} &nbsp; RR {rng.randint(12, 24)}"
    left = [
        f"<p><b>CHIEF COMPLAINT:</b> <i>{what.complaint}</i></p><p>historian: {box(True)} patient {box(False)} family</p>",
        *[circled(pen, label, options) for label, options in ASKED],
        f"<p><b>HPI:</b> <i>{pen.he(' '.join(what.present))}</i></p>",
        f"<p><b>PAST HX</b> &nbsp; {ticks}</p>",
        f"<p><b>ALLERGIES:</b> <i>{rng.choice(ALLERGIES)}</i></p><p><b>MEDS:</b> <i>{'; '.join(what.drugs[:3])}</i></p>",
    ]
    right = [
        f"<p><b>PHYSICAL EXAM</b> &nbsp; {box(True)} nursing notes reviewed</p><p>{signs}</p>",
        *[circled(pen, label, options) for label, options in LOOKED],
        f"<p><b>LABS / XRAYS:</b> <i>{what.imaging[0]}: {what.imaging[2]}</i></p>",
    ]
    return [
        f"<p>DATE: {pen.service()} &nbsp; TIME SEEN: {pen.time()} &nbsp; ROOM: {rng.randint(1, 18)} &nbsp; {box(True)} EMS {box(False)}"
        " walk-in</p>",
        f"<table class=ts><tr><td>{''.join(left)}</td><td>{''.join(right)}</td></tr></table>",
        *[f"<p><b>PROGRESS</b> {pen.time()} &nbsp; <i>{pen.he(one)}</i></p>" for one in courses],
        f"<p><b>CLINICAL IMPRESSION:</b> <i>{what.diagnosis}</i></p>",
        f"<p><b>DISPOSITION:</b> {box(True)} home {box(False)} admitted {box(False)} transferred &nbsp; {'; '.join(what.plan)}</p>",
        pen.sign(),
    ]


def flowsheet(day: str, hours: Sequence[str], *, notes: str, brief: bool = False) -> Body:
    """Rows of what is watched by columns of hours, then remarks; `day` labels the day of service, `notes` heads the remarks.

    A `brief` one watches no more than the signs, as during a procedure.
    """

    def body(pen: Pen) -> list[str]:
        rng = pen.rng
        watched = HOURLY[:7] if brief else (*HOURLY, *FURTHER) if pen.full else HOURLY
        rows = [(label, *[rng.choice((*values, "")) for _ in hours]) for label, values in watched]
        minute, entries = rng.randint(400, 460), []
        for _ in range(22 if pen.full else rng.randint(3, 6)):
            minute += rng.randint(12, 41)
            text = pen.he(" ".join(rng.sample(CHARTED, 3 if pen.full else rng.randint(1, 2))))
            entries.append((f"{minute // 60 % 24:02d}:{minute % 60:02d}", text, f"{rng.choice(NURSES)} RN"))
        return [
            f"<p>{day} {pen.service()} &nbsp; Allergies: {rng.choice(ALLERGIES)} &nbsp; Wt {rng.randint(52, 104)} kg</p>",
            rows_of(rows, ("", *hours), "grid flow"),
            f"<h3>{notes}</h3>",
            rows_of(entries, ("Time", "Remark", "Charted by")),
        ]

    return body


def spooled(pen: Pen) -> list[str]:
    """Results as a line printer set them: dots up to the value, then flag, range and unit."""
    rng = pen.rng
    panels = [("METABOLIC PANEL, COMPREHENSIVE", TESTS), ("COMPLETE BLOOD COUNT", COUNTS), ("MISCELLANEOUS", MORE)]
    blocks = [f"<pre>{'TEST':<31}{'RESULT':>9}   {'':<4}{'NORMAL RANGE':<16}UNITS</pre>"]
    for title, tests in panels[: 3 if pen.full else rng.choice((1, 2, 2))]:
        blocks.append(f"<pre> \n** {title} **</pre>")
        for name, low, high, digits, unit, reference in tests:
            value = f"{rng.uniform(low, high):.{digits}f}"
            shown = reference.replace("<", "&lt;").replace(">", "&gt;") + " " * (16 - len(reference))
            blocks.append(f"<pre>{name.upper() + ' ':.<31}{value:>9}   {flag(float(value), reference):<4}{shown}{unit.upper()}</pre>")
        if pen.full:
            blocks.append(
                "<pre> \n   SPECIMEN: SERUM    CONDITION: ACCEPTABLE    METHOD: AUTOMATED\n   REPEATED AND VERIFIED WHERE FLAGGED\n</pre>"
            )
    return [
        *blocks,
        f"<pre> \nORDERED BY {pen.provider(form='caps')}    TECH: {rng.choice(NURSES).upper()}, MLT\n*** END OF REPORT ***</pre>",
    ]


def stills(pen: Pen) -> str:
    """A row of pictures from the endoscope, numbered."""
    circles = ""
    for place in range(4):
        tone, at = pen.rng.choice(("#8a5a4a", "#7a4c42", "#94665a")), place * 125
        circles += (
            f'<rect x="{at}" width="112" height="92" fill="#222"/><circle cx="{at + 56}" cy="46" r="41" fill="{tone}"/>'
            f'<circle cx="{at + pen.rng.randint(44, 66)}" cy="{pen.rng.randint(38, 54)}" r="{pen.rng.randint(9, 17)}" fill="#3a221e"/>'
            f'<text x="{at + 2}" y="106" font-size="11">{place + 1}</text>'
        )
    return f'<svg width="500" height="112">{circles}</svg>'


def scoped(*parts: str) -> Body:
    """An outline with the endoscope's pictures before the signature."""
    within = outline(*parts)

    def body(pen: Pen) -> list[str]:
        *blocks, last = within(pen)
        return [*blocks, stills(pen), last]

    return body


def order_summary(pen: Pen) -> list[str]:
    """A nursing home's list of standing orders: text, status, when ordered and begun."""
    rng, what = pen.rng, tale(pen)
    care = (
        "Regular diet, mechanical soft texture, thin liquids", "Weekly weights on Monday", "May participate in activities as tolerated",
        "Fall mat at bedside while in bed", "PT evaluation and treatment as indicated", "Check skin weekly on shower day",
        "House supplement 120 mL twice a day", "May crush medications unless contraindicated", "Flu vaccine yearly unless refused",
        "Turn and reposition every two hours", "Code status: see advance directive", "CBC and BMP every three months",
    )  # fmt: skip
    rows = []
    for text in (*what.drugs, *rng.sample(care, len(care) if pen.full else 6)):
        begun = pen.other_day(rng.randint(3, 420))
        rows.append((text, rng.choice(("Active", "Active", "Active", "On hold")), begun, begun, rng.choice(("Indefinite", ""))))
    return [
        f"<p>Diagnoses: {what.diagnosis.upper()} &nbsp; Allergies: {rng.choice(ALLERGIES)}</p>",
        rows_of(rows, ("Order Summary", "Status", "Order Date", "Start Date", "End Date")),
        f"<p>Orders reviewed by {pen.provider()}</p>",
        f"<table class=sig><tr><td>{scribble(rng)}<hr>Physician signature</td><td>{pen.service()}<hr>Date</td></tr></table>",
    ]


def transfer_sheet(*groups: tuple[str, tuple[str, ...]], reason: str, report: str) -> Body:
    """Groups of ticked words under headings, with why the resident goes and to whom report was given; phrases as in `fill`."""

    def body(pen: Pen) -> list[str]:
        rng, what = pen.rng, tale(pen)
        blocks = [f"<p><b>Sent on</b> {pen.service()} {pen.time()} &nbsp; {fill(pen, reason, what)}</p>"]
        for heading, words in groups:
            ticks = " &nbsp; ".join(f"{box(rng.random() < 0.4)} {word}" for word in words)
            blocks.append(f"<p><b>{heading}</b> &nbsp; {ticks}</p>")
        signs = (f"{rng.uniform(97, 102.5):.1f}", str(rng.randint(64, 118)), str(rng.randint(14, 26)), f"{rng.randint(88, 160)}/60")
        blocks += [rows_of([signs], ("Temp", "Pulse", "Resp", "BP"))]
        blocks += [f"<p><b>What happened</b> &nbsp; {pen.he(' '.join(what.present))}</p>", rows_of([(drug, "last given "
            f"{pen.time()}") for drug in what.drugs], ("Current medicines", ""))]  # fmt: skip
        return [*blocks, f"<p>{fill(pen, report, what)} Nurse: {rng.choice(NURSES)}, RN</p>", pen.sign()]

    return body
