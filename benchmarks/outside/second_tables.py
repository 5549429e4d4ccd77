"""Flowsheets, nurses' papers, laboratory reports and tracings of the second set's houses."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.outside.measured import COUNTS, MORE, TESTS, box, curve, rows_of
from benchmarks.outside.model import Body
from benchmarks.outside.outline import tale
from benchmarks.outside.pen import Pen
from benchmarks.outside.prose import ALLERGIES, NURSING

REMARKS = (
    "Resting comfortably, no complaints. Fluids offered.",
    "Assisted with meal, ate about half. Tolerated well.",
    "Lungs with fine crackles at left base, cleared with cough.",
    "{relname} ({rel}) telephoned, update given.",
    "Skin warm and dry. Heels off the bed. No new open areas.",
    "Pain 4 of 10 in the evening, tablet given, 2 of 10 an hour later.",
    "{oth} here on rounds, new orders noted.",
    "Up in chair for two hours. Transfers with a gait belt and one helper.",
    "Slept most of the night. Alarm on. Bed in low position.",
    "Oxygen at 2 L by cannula, saturation 93 percent.",
    "Declined shower, bed bath given.",
    "Roommate Alma Quist asked for the window shut; both content.",
    "Tray for Quist, A. (212-B) came by mistake and was sent back.",
    "Blood sugar 148 before breakfast, coverage not needed.",
)


def entries(pen: Pen, heads: tuple[str, ...], low: int, high: int) -> str:
    """Remarks of nurses through some hours of the day of service, initials last."""
    rng = pen.rng
    rows = []
    minute = rng.randint(420, 840)
    for _ in range(24 if pen.full else rng.randint(low, high)):
        minute += rng.randint(4, 19)
        text = " ".join(rng.sample(REMARKS + NURSING, rng.randint(2, 4) if pen.full else rng.randint(1, 2)))
        rows.append((f"{minute // 60:02d}:{minute % 60:02d}", pen.he(text), rng.choice(("B. Okafor RN", "L. Tran LPN", "S. Whitlow RN"))))
    return rows_of(rows, heads)


def checked(items: Sequence[tuple[str, tuple[str, ...]]], pen: Pen) -> list[str]:
    """Questions with boxes, one of each ticked."""
    rows = []
    for question, answers in items:
        right = pen.rng.randrange(len(answers))
        rows.append((question, " &nbsp; ".join(f"{box(place == right)} {answer}" for place, answer in enumerate(answers))))
    return [rows_of(rows, css="grid ask")]


def nurse_form(*groups: tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], log: str, heads: tuple[str, str, str], visit: str) -> Body:
    """Checked groups, then remarks under `log`; `visit` labels the day."""

    def body(pen: Pen) -> list[str]:
        rng = pen.rng
        top = (
            f"<p>{visit} {pen.service()} &nbsp; BP {rng.randint(102, 164)}/{rng.randint(56, 94)} &nbsp; P {rng.randint(56, 110)} &nbsp; "
            f"R {rng.randint(12, 24)} &nbsp; T {rng.uniform(97, 100.6):.1f} &nbsp; SpO2 {rng.randint(90, 100)}%</p>"
        )
        blocks = [top]
        for heading, items in groups:
            blocks += [f"<h3>{heading}</h3>", *checked(items, pen)]
        return [*blocks, f"<h3>{log}</h3>", entries(pen, heads, 2, 7), pen.sign()]

    return body


def treatment(pen: Pen) -> list[str]:
    """A dialysis treatment, half hour by half hour."""
    rng = pen.rng
    start, weight = rng.randint(6, 16), rng.uniform(52, 104)
    rows = []
    for step in range(16 if pen.full else 9):
        clock = f"{start + step // 2:02d}:{'00' if step % 2 == 0 else '30'}"
        rows.append((
            clock, f"{rng.randint(94, 168)}/{rng.randint(50, 92)}", str(rng.randint(58, 98)), str(rng.choice((400, 420, 450))),
                str(rng.choice((600, 800))),
            str(-rng.randint(140, 220)), str(rng.randint(130, 210)), f"{step * 0.35:.2f}",
                pen.he(rng.choice(REMARKS)) if pen.full or step in {0, 4} else "",
        ))  # fmt: skip
    setup = [
        ("Pre weight", f"{weight + 2.3:.1f} kg", "Post weight", f"{weight:.1f} kg"), ("Target weight", f"{weight:.1f} kg", "Dialyzer",
            "Optiflux 180NRe"),
        ("Bath", "2.0 K / 2.5 Ca", "Access", "L forearm AVF, 15 ga x2"), ("Heparin", "3000 u bolus", "Machine / station",
            f"#{rng.randint(3, 28)}"),
    ]  # fmt: skip
    return [
        f"<p>Treatment date: {pen.service()} &nbsp; Shift {rng.randint(1, 3)} &nbsp; Nephrologist: {pen.provider()}</p>",
        rows_of(setup, css="cells"),
        "<h3>Intradialytic monitoring</h3>",
        rows_of(rows, ("Time", "BP", "Pulse", "BFR", "DFR", "AP", "VP", "UF (L)", "Remarks")),
        f"<p>Post treatment: bleeding stopped in {rng.randint(4, 12)} min, left by {rng.choice(('wheelchair', 'foot'))} in stable "
        f"condition.</p>",
        pen.sign(),
    ]


URINE = ("Color", "Appearance", "Specific Gravity", "pH", "Protein", "Glucose, UA", "Ketones", "Occult Blood", "Bilirubin, UA",
    "Nitrite, Urine",
    "Urobilinogen", "WBC Esterase", "WBC, microscopic", "RBC, microscopic", "Epithelial Cells", "Bacteria", "Casts",
        "Crystals")  # fmt: skip
DRUGS_TESTED = ("Amoxicillin/Clavulanic Acid", "Ampicillin", "Cefazolin", "Cefepime", "Ceftriaxone", "Cefuroxime", "Ciprofloxacin",
    "Ertapenem",
    "Gentamicin", "Levofloxacin", "Meropenem", "Nitrofurantoin", "Piperacillin/Tazobactam", "Tetracycline", "Tobramycin",
        "Trimethoprim/Sulfa")  # fmt: skip


def urine(pen: Pen) -> list[str]:
    """A urinalysis and a culture with what was tested against it."""
    rng = pen.rng
    seen = [(name, rng.choice(("Negative", "Negative", "Trace", "1+", "Few")), "", "", "Negative", "01") for name in URINE]
    tested = [(name, rng.choice(("S", "S", "S", "I", "R")), "", "", "", "01") for name in DRUGS_TESTED]
    heads = ("TESTS", "RESULT", "FLAG", "UNITS", "REFERENCE INTERVAL", "LAB")
    return [
        "<h3>Urinalysis, Complete</h3>",
        rows_of(seen, heads, "open"),
        "<h3>Urine Culture, Routine</h3>",
        "<p>Escherichia coli, greater than 100,000 colony forming units per mL. S = susceptible; I = intermediate; R = resistant.</p>",
        rows_of(tested, heads, "open"),
    ]


def _value(pen: Pen, low: float, high: float, digits: int) -> str:
    return f"{pen.rng.uniform(low, high):.{digits}f}"


def reference_report(pen: Pen) -> list[str]:
    """A reference laboratory's list: flags in words, the performing site in a column."""
    blocks: list[str] = []
    panels = [("Comp. Metabolic Panel (14)", TESTS), ("CBC With Differential/Platelet", COUNTS), ("Send-out and Special Tests", MORE)]
    for title, tests in panels[: 3 if pen.full else pen.rng.choice((1, 2, 3))]:
        rows = [
            (name, _value(pen, low, high, digits), pen.rng.choice(("", "", "", "High", "Low")), unit, reference, "01")
            for name, low, high, digits, unit, reference in tests
        ]
        blocks += [f"<h3>{title}</h3>", rows_of(rows, ("TESTS", "RESULT", "FLAG", "UNITS", "REFERENCE INTERVAL", "LAB"), "open")]
    blocks += urine(pen) if pen.full else []
    return [
        *blocks,
        f"<p class=small>01 &nbsp; Main site, Dir: {pen.provider(pen.visit.other)}. For inquiries, the physician may contact the "
        f"branch.</p>",
    ]


def cumulative_report(pen: Pen) -> list[str]:
    """The month's values beside those of the two months before."""
    tests: tuple[tuple[str, float, float, int, str, str], ...] = (
        *TESTS[:11],
        *COUNTS[2:6],
        ("Phosphorus", 3.1, 7.9, 1, "mg/dL", "3.5-5.5"),
        ("Intact PTH", 120, 780, 0, "pg/mL", "150-600"),
        ("spKt/V", 1.1, 1.8, 2, "", ">1.2"),
    )
    tests = (*tests, *MORE[:6], *COUNTS[6:]) if pen.full else tests
    rows = [
        (name, *[_value(pen, low, high, digits) for _ in range(3)], unit, reference) for name, low, high, digits, unit, reference in tests
    ]
    heads = ("Analyte", pen.service(), pen.other_day(28), pen.other_day(57), "Unit", "Goal")
    return [
        f"<p>Newest draw {pen.service()}, pre-dialysis.</p>",
        rows_of(rows, heads),
        f"<p>Reviewed with patient by {pen.provider()}.</p>",
    ]


def bench_report(heads: tuple[str, ...], drawn: str) -> Body:
    """A small laboratory's single list, `drawn` before the day of collection."""

    def body(pen: Pen) -> list[str]:
        rng = pen.rng
        tests = (*COUNTS, *TESTS, *MORE) if pen.full else tuple(rng.sample((*COUNTS, *TESTS, *MORE), rng.randint(6, 14)))
        rows = [
            (name, f"{_value(pen, low, high, digits)} {unit}", reference, rng.choice(("", "", "*")))
            for name, low, high, digits, unit, reference in tests
        ]
        return [
            f"<p>{drawn} {pen.service()} {pen.time()}</p>",
            rows_of(rows, heads),
            f"<p>Ordered by {pen.provider()}. Results marked * lie outside the range.</p>",
        ]

    return body


def twelve_leads(signed: str) -> Body:
    """A tracing with its measurements above; `signed` goes before the reader's name."""

    def body(pen: Pen) -> list[str]:
        rng = pen.rng
        rate = rng.randint(50, 120)
        leads = "".join(curve(pen, rate, 50 + row * 100) for row in range(3))
        names = "".join(
            f'<text x="{col * 175 + 8}" y="{16 + row * 100}" font-size="12">{lead}</text>'
            for row, three in enumerate((("I", "aVR", "V1", "V4"), ("II", "aVL", "V2", "V5"), ("III", "aVF", "V3", "V6")))
            for col, lead in enumerate(three)
        )
        numbers = (
            f"HR {rate} bpm &nbsp; PR {rng.randint(120, 210)} &nbsp; QRSd {rng.randint(76, 134)} &nbsp; QT {rng.randint(340, 420)} "
            f"&nbsp; QTc {rng.randint(396, 470)} &nbsp; Axis {rng.randint(-30, 90)}"
        )
        verdict = rng.choice(
            (
                "SINUS RHYTHM, WITHIN NORMAL LIMITS",
                "SINUS TACHYCARDIA, NONSPECIFIC T CHANGES",
                "ATRIAL FIBRILLATION, OLD INFERIOR INFARCT",
                "SINUS RHYTHM WITH FIRST DEGREE BLOCK",
            )
        )
        return [
            f"<p>{numbers}</p><p><b>{verdict}</b></p>",
            f'<svg class=trace width="700" height="310" viewBox="0 0 700 310"><rect width="700" height="310" fill="#fff6f6" '
            f'stroke="#c99"/>{leads}{names}</svg>',
            f"<p>{signed} {pen.provider()} &nbsp; Recorded {pen.service()} {pen.time()} &nbsp; Allergies {rng.choice(ALLERGIES)} &nbsp; "
            f"Indication: {tale(pen).complaint}</p>",
        ]

    return body
