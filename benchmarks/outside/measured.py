"""Bodies of what machines print: laboratory results and tracings."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.outside.notes import vitals
from benchmarks.outside.pen import Pen

TESTS = (
    ("Sodium", 131, 147, 0, "mmol/L", "136-145"),
    ("Potassium", 3.1, 5.6, 1, "mmol/L", "3.5-5.1"),
    ("Chloride", 96, 110, 0, "mmol/L", "98-107"),
    ("Carbon dioxide", 19, 31, 0, "mmol/L", "22-29"),
    ("Glucose", 68, 260, 0, "mg/dL", "70-99"),
    ("Urea nitrogen (BUN)", 6, 44, 0, "mg/dL", "7-20"),
    ("Creatinine", 0.5, 2.4, 2, "mg/dL", "0.60-1.20"),
    ("Calcium", 8.1, 10.6, 1, "mg/dL", "8.6-10.2"),
    ("Albumin", 2.6, 4.9, 1, "g/dL", "3.5-5.0"),
    ("AST (SGOT)", 11, 96, 0, "U/L", "10-40"),
    ("ALT (SGPT)", 9, 120, 0, "U/L", "7-56"),
    ("Bilirubin, total", 0.2, 2.2, 1, "mg/dL", "0.1-1.2"),
)
COUNTS = (
    ("WBC", 3.2, 16.5, 1, "x10E3/uL", "4.0-11.0"),
    ("RBC", 3.4, 5.6, 2, "x10E6/uL", "4.10-5.40"),
    ("Hemoglobin", 8.4, 16.8, 1, "g/dL", "12.0-16.0"),
    ("Hematocrit", 27, 49, 1, "%", "36.0-46.0"),
    ("MCV", 76, 101, 0, "fL", "80-100"),
    ("Platelets", 98, 440, 0, "x10E3/uL", "150-400"),
    ("Neutrophils", 38, 86, 0, "%", "40-70"),
    ("Lymphocytes", 9, 48, 0, "%", "20-45"),
)
MORE = (
    ("Hemoglobin A1c", 5.1, 10.9, 1, "%", "4.0-5.6"),
    ("TSH", 0.2, 8.9, 2, "uIU/mL", "0.40-4.50"),
    ("Cholesterol, total", 120, 284, 0, "mg/dL", "<200"),
    ("Triglycerides", 60, 330, 0, "mg/dL", "<150"),
    ("HDL cholesterol", 29, 80, 0, "mg/dL", ">40"),
    ("Ferritin", 9, 420, 0, "ng/mL", "15-200"),
    ("Vitamin D, 25-hydroxy", 11, 61, 0, "ng/mL", "30-100"),
    ("Prothrombin time", 10.8, 29.0, 1, "sec", "11.0-13.5"),
)


def box(ticked: bool) -> str:
    return '<span class="box on">&#10005;</span>' if ticked else "<span class=box></span>"


def rows_of(rows: Sequence[tuple[str, ...]], head: tuple[str, ...] = (), css: str = "grid") -> str:
    top = "<thead><tr>" + "".join(f"<th>{cell}</th>" for cell in head) + "</tr></thead>" if head else ""
    return (
        f"<table class={css}>{top}<tbody>"
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        + "</tbody></table>"
    )


def laboratory(pen: Pen) -> list[str]:
    rng = pen.rng
    panels = [("COMPREHENSIVE METABOLIC PANEL", TESTS), ("CBC WITH DIFFERENTIAL", COUNTS), ("OTHER CHEMISTRY", MORE)]
    blocks = []
    for title, tests in panels[: 3 if pen.full else rng.choice((1, 2, 2, 3))]:
        rows = []
        for name, low, high, digits, unit, reference in tests:
            value = rng.uniform(low, high)
            flag = rng.choice(("", "", "", "H", "L"))
            rows.append((name, f"{value:.{digits}f}", flag, unit, reference))
        blocks += [
            f"<h3>{title}</h3>",
            rows_of(
                rows,
                rng.choice((("Test", "Result", "Flag", "Units", "Reference range"), ("Component", "Value", "", "Units", "Ref. interval"))),
            ),
        ]
    if rng.random() < 0.4:
        blocks.append("<p>URINE CULTURE: No growth at 48 hours. Specimen: clean catch.</p>")
    blocks.append(
        f"<p class=small>Performed at the main laboratory, director {pen.provider(pen.visit.other)}. H = high, L = low. FINAL REPORT.</p>"
    )
    return blocks


def curve(pen: Pen, rate: int, y: int) -> str:
    """One lead, beat after beat."""
    x, path = 0.0, f"M0 {y}"
    while x < 700:
        step = 6000 / rate
        path += (
            f" l{step * 0.35:.1f} 0 q4 -7 8 0 l6 0 l3 5 l4 -{pen.rng.randint(34, 46)} l4 {pen.rng.randint(48, 56)} l3 -12 l12 0 q8 -12 16 0"
            f" L{x + step:.1f} {y}"
        )
        x += step
    return f'<path d="{path}" fill="none" stroke="#111" stroke-width="1.2"/>'


def tracing(pen: Pen) -> list[str]:
    rng = pen.rng
    rate = rng.randint(52, 118)
    paths = [curve(pen, rate, 45 + lead * 92) for lead in range(4)]
    names = "".join(
        f'<text x="{col * 175 + 6}" y="{20 + row * 92}" font-size="11">{lead}</text>'
        for row, leads in enumerate((("I", "aVR", "V1", "V4"), ("II", "aVL", "V2", "V5"), ("III", "aVF", "V3", "V6")))
        for col, lead in enumerate(leads)
    )
    grid = (
        '<defs><pattern id="g" width="14" height="14" patternUnits="userSpaceOnUse"><path d="M14 0H0V14" fill="none" stroke="#f2b8b8"'
        ' stroke-width="0.8"/></pattern></defs><rect width="700" height="380" fill="url(#g)"/>'
    )
    rows = [
        ("Vent. rate", f"{rate} BPM"),
        ("PR interval", f"{rng.randint(120, 210)} ms"),
        ("QRS duration", f"{rng.randint(78, 140)} ms"),
        ("QT/QTc", f"{rng.randint(340, 420)}/{rng.randint(400, 470)} ms"),
        ("P-R-T axes", f"{rng.randint(20, 70)} {rng.randint(-30, 80)} {rng.randint(10, 70)}"),
    ]
    verdict = rng.choice(
        (
            "Normal sinus rhythm. Normal ECG.",
            "Sinus rhythm with left ventricular hypertrophy. Nonspecific ST abnormality.",
            "Atrial fibrillation with controlled ventricular response.",
            "Sinus bradycardia. Otherwise normal ECG.",
        )
    )
    sizes = (
        f'<svg class=trace width="700" height="380" viewBox="0 0 700 380">{grid}{"".join(paths)}{names}</svg><p class=small>25 mm/s &nbsp;'
        " 10 mm/mV &nbsp; 40 Hz</p>"
    )
    return [
        rows_of(rows, css="plainrows"),
        f"<p><b>{verdict}</b></p>",
        sizes,
        (
            f"<p>Referred by: {pen.provider(pen.visit.referring)}</p><p>Confirmed by: {pen.provider()} on {pen.day(pen.visit.service)}"
            f" {pen.time()}</p><p class=small>{vitals(pen)}</p>"
        ),
    ]
