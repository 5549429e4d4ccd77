"""Where the next block goes: from the top margin down, on to a new sheet when the page is full."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from benchmarks.charts.faces import Style
from benchmarks.charts.sheet import Sheet

PAPER = (8.5, 11.0)  # inches, US letter


@dataclass
class Flow:
    """The place reached. Lengths are pixels."""

    style: Style
    rng: Random
    margin: float
    top_rows: int
    bottom_rows: int
    sheets: list[Sheet] = field(default_factory=list)
    y: float = 0.0
    kept_free: float = 0.0  # at the foot of the first sheet, for a label pasted there

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a sheet."""
        return round(PAPER[0] * self.style.dpi), round(PAPER[1] * self.style.dpi)

    @property
    def left(self) -> float:
        """Where lines begin."""
        return self.margin

    @property
    def width(self) -> float:
        """How long lines may be."""
        return self.size[0] - 2 * self.margin

    @property
    def bottom(self) -> float:
        """Where text ends."""
        free = self.kept_free if len(self.sheets) == 1 else 0.0
        return self.size[1] - self.margin - self.bottom_rows * self.style.line() - free

    @property
    def sheet(self) -> Sheet:
        """The sheet in hand; the first is laid when it is asked for."""
        if not self.sheets:
            self.turn()
        return self.sheets[-1]

    def turn(self) -> None:
        """Lay a new sheet."""
        self.sheets.append(Sheet.blank(len(self.sheets) + 1, *self.size))
        self.y = self.margin + self.top_rows * self.style.line()

    def need(self, height: float) -> None:
        """Turn the page unless so much fits; what never fits stays here."""
        if not self.sheets or (self.y + height > self.bottom and self.y > self.size[1] * 0.25):
            self.turn()
