"""Error rates as a picture: for each row a dot where the rate is, and a line as far as it may be off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_LEFT, _PLOT, _RIGHT, _ROW, _TOP, _BOTTOM = 250, 520, 340, 26, 92, 50  # pixels: labels, plot, figures; a row; above and below
_SIZE, _TITLE = 15, 20  # of letters
_DOT = 5
_INK, _PALE, _GRID, _BLUE, _RED = (20, 20, 20), (110, 110, 110), (226, 226, 226), (25, 90, 160), (190, 60, 50)
_STEPS = (1, 2, 5)  # of the axis, times a power of ten
_TICKS = 5
_Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


@dataclass(frozen=True, slots=True)
class Rate:
    """A row: `wrong` of `judged` documents, and the interval's ends as shares from 0 to 1. Rows of one `section` stand together."""

    section: str
    label: str
    judged: int
    wrong: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """The rate, from 0 to 1."""
        return self.wrong / self.judged if self.judged else 0.0


def draw_rates(rows: Sequence[Rate], title: str, out: Path, limit: float | None = None) -> None:
    """PNG, as high as the rows need; `limit` (a share) is marked by a broken line. An interval that leaves the plot ends in an arrow."""
    lines = _lines(rows)
    height = _TOP + _ROW * max(1, len(lines)) + _BOTTOM
    picture = Image.new("RGB", (_LEFT + _PLOT + _RIGHT, height), "white")
    draw, font = ImageDraw.Draw(picture), ImageFont.load_default(_SIZE)
    draw.text((16, 14), title, fill=_INK, font=ImageFont.load_default(_TITLE))
    draw.text((16, 42), "share of documents that are wrong, with the exact 95 % interval", fill=_PALE, font=font)
    end, step = _axis(rows, limit)
    _grid(draw, font, height, end, step)
    if limit is not None:
        _limit(draw, font, height, _x(limit, end))
    for at, line in enumerate(lines):
        middle = _TOP + _ROW * at + _ROW // 2
        if isinstance(line, str):
            draw.text((16, middle), line, fill=_INK, font=font, anchor="lm", stroke_width=0.4, stroke_fill=_INK)
        else:
            _row(draw, font, line, middle, end)
    picture.save(out, "PNG")


def _lines(rows: Sequence[Rate]) -> list[Rate | str]:
    """The rows, each section under its heading."""
    lines: list[Rate | str] = []
    section = ""
    for row in rows:
        if row.section != section:
            section = row.section
            lines.append(section)
        lines.append(row)
    return lines


def _axis(rows: Sequence[Rate], limit: float | None) -> tuple[float, float]:
    """Its end and the step of its ticks. Every rate is on it; the widest intervals, of the smallest groups, need not be."""
    highs = sorted(row.high for row in rows) or [1.0]
    most = max([highs[len(highs) * 3 // 4], (limit or 0.0) * 1.25, 0.001, *(row.share * 1.1 for row in rows)])
    most = min(1.0, most)
    power = 10.0 ** math.floor(math.log10(most / _TICKS))
    step = next(step for step in (*(factor * power for factor in _STEPS), 10 * power) if step * _TICKS >= most * (1 - 1e-9))
    return min(1.0, math.ceil(most / step - 1e-9) * step), step


def _x(share: float, end: float) -> int:
    return _LEFT + round(_PLOT * min(share, end) / end)


def _grid(draw: ImageDraw.ImageDraw, font: _Font, height: int, end: float, step: float) -> None:
    foot = height - _BOTTOM + 4
    digits = max(0, -math.floor(math.log10(step * 100) + 1e-9))
    for tick in range(round(end / step) + 1):
        x = _x(tick * step, end)
        draw.line((x, _TOP, x, foot), fill=_GRID)
        draw.text((x, foot + 6), f"{tick * step * 100:.{digits}f} %", fill=_PALE, font=font, anchor="mt")


def _limit(draw: ImageDraw.ImageDraw, font: _Font, height: int, x: int) -> None:
    for y in range(_TOP, height - _BOTTOM, 10):
        draw.line((x, y, x, y + 5), fill=_RED, width=2)
    draw.text((x, _TOP - 4), "AQL", fill=_RED, font=font, anchor="mb")


def _row(draw: ImageDraw.ImageDraw, font: _Font, row: Rate, middle: int, end: float) -> None:
    draw.text((_LEFT - 14, middle), _fitting(font, row.label, _LEFT - 40), fill=_INK, font=font, anchor="rm")
    low, high, dot = _x(row.low, end), _x(row.high, end), _x(row.share, end)
    draw.line((low, middle, high, middle), fill=_BLUE, width=3)
    draw.line((low, middle - 5, low, middle + 5), fill=_BLUE, width=2)
    if row.high > end:
        draw.polygon(((high + 8, middle), (high - 2, middle - 6), (high - 2, middle + 6)), fill=_BLUE)
    else:
        draw.line((high, middle - 5, high, middle + 5), fill=_BLUE, width=2)
    draw.ellipse((dot - _DOT, middle - _DOT, dot + _DOT, middle + _DOT), fill=_BLUE)
    at = _LEFT + _PLOT + 24
    draw.text((at, middle), f"{row.wrong} of {row.judged}", fill=_INK, font=font, anchor="lm")
    figures = f"{percent(row.share)} ({percent(row.low)} to {percent(row.high)})"
    draw.text((at + 118, middle), figures, fill=_INK, font=font, anchor="lm")


def percent(share: float) -> str:
    """A share with two significant figures, at most four places: 0 %, 0.042 %, 3.8 %, 42 %, 100 %."""
    value = share * 100
    digits = 0 if value == 0 else min(4, max(0, 1 - math.floor(math.log10(value) + 1e-9)))
    return f"{value:.{digits}f} %"


def _fitting(font: _Font, text: str, width: int) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "...") > width:
        text = text[:-1]
    return text.rstrip() + "..."
