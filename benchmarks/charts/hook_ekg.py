"""An electrocardiogram: measurements, statements, the trace."""

from __future__ import annotations

from benchmarks.charts.blocks import Block, Fields, Row, Space, Text, Trace
from benchmarks.charts.case import Case
from benchmarks.charts.forms import forms
from benchmarks.charts.slots import fill

ENDINGS = (
    "Confirmed by {other_doctor} on {after:1}",
    "Unconfirmed",
    "Referred by: {referring}   Confirmed By: {other_doctor}",
    "Technician: {initials}   Test ind: {complaint}",
)


def ekg(case: Case, _title: str) -> list[Block]:
    """Measurements, statements below or beside, the trace, the machine's line at the foot."""
    rng = case.rng
    rate = rng.randint(46, 132)
    said = [fill(case, line) for line in rng.sample(forms()["ekg"]["statements"], rng.randint(1, 5))]
    statements = [line.upper() if case.capitals else line for line in [*said, rng.choice(forms()["ekg"]["verdicts"])]]
    words: list[Block] = [Text(line) for line in statements]
    if rng.random() < 0.5:
        words = [Text(rng.choice(("INTERPRETATION:", "Impression:", "Diagnosis:")), bold=True), *words]
    end = Text(fill(case, rng.choice(ENDINGS)))
    picture = _picture(case, rate, "fibrillation" in " ".join(said)) if rng.random() < 0.85 else []
    measured = _measured(case, rate)
    return [*measured, *words, *picture, end] if rng.random() < 0.6 else [*measured, *words, end, *picture]


def _measured(case: Case, rate: int) -> list[Block]:
    rng = case.rng
    pairs = (
        (rng.choice(("Vent. rate", "Ventricular rate", "HR")), f"{rate} BPM"),
        ("PR interval", f"{rng.randint(120, 230)} ms"),
        ("QRS duration", f"{rng.randint(74, 150)} ms"),
        ("QT/QTc", f"{rng.randint(330, 460)}/{rng.randint(380, 500)} ms"),
        ("P-R-T axes", f"{rng.randint(10, 80)} {rng.randint(-40, 95)} {rng.randint(5, 120)}"),
    )
    return [Fields(pairs, rng.choice((1, 2, 3)), rng.choice(("tab", "colon")), place="body"), Space(0.3)]


def _picture(case: Case, rate: int, irregular: bool) -> list[Block]:
    rng = case.rng
    speed, filters = rng.choice(("25 mm/s   10 mm/mV", "Speed: 25 mm/sec")), rng.choice(("40 Hz", "0.05-150 Hz", "F 60~ 0.15-100 Hz"))
    trace = Trace(rng.randrange(10**6), rate, irregular=irregular, height=rng.uniform(250, 330))
    return [Space(0.4), trace, Row((speed, filters, "12SL"), (0.0, 0.4, 0.7), size=0.8)]
