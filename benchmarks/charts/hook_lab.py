"""Laboratory panels: results in their ranges or out of them, flagged as laboratories do."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.charts.blocks import Block, Space, Table, Text
from benchmarks.charts.case import Case
from benchmarks.charts.forms import forms

WIDTHS = (0.32, 0.16, 0.14, 0.22, 0.16)


def lab_panels(case: Case, _title: str) -> list[Block]:
    """One to four panels as tables; sometimes a urinalysis or a culture."""
    rng, lab = case.rng, forms()["lab"]
    columns = tuple(rng.choice(lab["columns"]))
    rules = rng.choice(("none", "rows", "grid", "none"))
    blocks: list[Block] = []
    for name in rng.sample(sorted(lab["panels"]), rng.randint(1, 4)):
        rows = tuple(_row(case, test, columns[2] == "OUT OF RANGE") for test in lab["panels"][name])
        blocks += [Text(name, bold=True), Table(columns, rows, WIDTHS, rules), Space(0.7)]
    if rng.random() < 0.25:
        rows = tuple((test, value, "" if value == usual or "-" in usual else "A", usual, "") for test, value, usual in lab["urine"])
        blocks += [Text("URINALYSIS", bold=True), Table(columns, rows, WIDTHS, rules), Space(0.7)]
    if rng.random() < 0.15:
        source = rng.choice(("Urine", "Blood", "Wound", "Sputum"))
        lines = lab["culture"][: rng.randint(3, 6)]
        blocks += [Text("MICROBIOLOGY - CULTURE", bold=True), *(Text(line.replace("{s}", source)) for line in lines)]
    return blocks


def _row(case: Case, test: Sequence[str | float], two_columns: bool) -> tuple[str, ...]:
    name, unit = str(test[0]), str(test[4])
    low, high, places = float(test[1]), float(test[2]), int(test[3])
    spread = high - low
    value = max(0.0, case.rng.uniform(low - 0.25 * spread, high + 0.35 * spread))
    shown = f"{value:.{places}f}"
    flag = "H" if value > high else "L" if value < low else ""
    interval = f"{low:.{places}f}-{high:.{places}f}" if low else f"<{high:.{places}f}"
    if two_columns:
        return (name, "" if flag else shown, f"{shown} {flag}" if flag else "", interval, unit)
    return (name, shown, flag, interval, unit)
