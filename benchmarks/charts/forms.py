"""The rows and boxes of tables and forms (data/forms.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from benchmarks.charts.blocks import Cell
from benchmarks.charts.case import Case
from benchmarks.charts.people import DATA
from benchmarks.charts.slots import fill


@cache
def forms() -> dict[str, Any]:
    """The whole file."""
    return tomllib.loads((DATA / "forms.toml").read_text(encoding="utf-8"))


def cells(case: Case, rows: list[list[tuple[str, str, float]]]) -> tuple[tuple[Cell, ...], ...]:
    """Boxes with their values filled."""
    return tuple(tuple(Cell(label, fill(case, value), width) for label, value, width in row) for row in rows)


def pairs(case: Case, rows: list[tuple[str, str]], share: float = 0.85) -> tuple[tuple[str, str], ...]:
    """Some of the label and value pairs, filled."""
    return tuple((label, fill(case, value)) for label, value in rows if case.rng.random() < share)
