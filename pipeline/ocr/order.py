"""Reading order: rows from top to bottom, so that a label and its value stand together; columns of prose one after the other."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.ocr.lines import TextLine

Row = list[TextLine]

_LEVEL = 0.55  # of an x's height; baselines nearer than this are of one row
_FEWEST_ROWS = 4  # that make columns
_LONG = 20.0  # heights of an x, about as many characters: what prose in a column measures, and labels and cells don't
_BOTH = 0.5  # of the rows on the fuller side of a gutter there must be so many on the other
_NARROWEST = 1.2  # heights of an x


class _Gutter(NamedTuple):
    left: float
    right: float


def reading_order(lines: list[TextLine]) -> list[Row]:
    """The rows in the order in which a person reads them, each from left to right."""
    return _ordered(_rows(lines))


def _rows(lines: list[TextLine]) -> list[Row]:
    rows: list[Row] = []
    open_rows: list[tuple[Row, float]] = []
    for line in sorted(lines, key=lambda line: line.base):
        best = None
        for row, height in open_rows[-6:]:
            near = abs(_base_at(row, line) - line.base) < _LEVEL * min(max(height, line.x_height), 2 * min(height, line.x_height))
            if near and all(line.x0 >= other.x1 - other.x_height or line.x1 <= other.x0 + other.x_height for other in row):
                best = row
        if best is None:
            best = []
            rows.append(best)
            open_rows.append((best, line.x_height))
        best.append(line)
    for row in rows:
        row.sort(key=lambda line: line.x0)
    rows.sort(key=lambda row: median(line.base for line in row))
    return rows


def _base_at(row: Row, line: TextLine) -> float:
    """The row's baseline where the line is, from its nearest line."""
    nearest = min(row, key=lambda other: max(other.x0 - line.x1, line.x0 - other.x1))
    reach = min(max(line.middle, nearest.x0), nearest.x1)
    return nearest.base + nearest.slope * (reach - nearest.middle)


def _ordered(rows: list[Row]) -> list[Row]:
    done: list[Row] = []
    place = 0
    while place < len(rows):
        end, gutter = _columns_from(rows, place)
        if gutter is None:
            done.append(rows[place])
            place += 1
            continue
        middle = (gutter.left + gutter.right) / 2
        band = rows[place:end]
        for side in ([[x for x in row if x.middle < middle] for row in band], [[x for x in row if x.middle >= middle] for row in band]):
            done += _ordered([row for row in side if row])
        place = end
    return done


def _columns_from(rows: list[Row], start: int) -> tuple[int, _Gutter | None]:
    """Where the columns of prose that begin in this row end, and the gutter between them; None where none begin."""
    best_end, best = start, None
    for left, right in pairwise(rows[start]):
        gutter, end = _Gutter(left.x1, right.x0), start
        kept = gutter
        while end < len(rows):
            narrowed = _narrowed(kept, rows[end])
            if narrowed is None:
                break
            kept, end = narrowed, end + 1
        if end > best_end and _is_prose(rows[start:end], kept):
            best_end, best = end, kept
    return best_end, best


def _narrowed(gutter: _Gutter, row: Row) -> _Gutter | None:
    """What of the gutter the row leaves free; None where it runs across."""
    for line in row:
        if line.x1 <= gutter.left or line.x0 >= gutter.right:
            continue
        if line.x0 > gutter.left and gutter.right > line.x0 and line.x1 > gutter.right:
            gutter = _Gutter(gutter.left, line.x0)
        elif line.x1 < gutter.right and line.x0 < gutter.left:
            gutter = _Gutter(line.x1, gutter.right)
        else:
            return None
        if gutter.right - gutter.left < _NARROWEST * line.x_height:
            return None
    return gutter


def _is_prose(rows: list[Row], gutter: _Gutter) -> bool:
    if len(rows) < _FEWEST_ROWS:
        return False
    lefts = [[line for line in row if line.x1 <= gutter.left + 1] for row in rows]
    rights = [[line for line in row if line.x0 >= gutter.right - 1] for row in rows]
    few, many = sorted(sum(bool(row) for row in side) for side in (lefts, rights))  # columns need not be level with each other
    return few >= max(_FEWEST_ROWS - 1, _BOTH * many) and all(_long(side) for side in (lefts, rights))


def _long(side: list[Row]) -> bool:
    lengths = [(row[-1].x1 - row[0].x0) / median(line.x_height for line in row) for row in side if row]
    filled = [sum(line.x1 - line.x0 for line in row) / max(1, row[-1].x1 - row[0].x0) for row in side if row]
    return median(lengths) >= _LONG and median(filled) > 0.8
