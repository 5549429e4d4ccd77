"""Reading order: rows from top to bottom, so that a label and its value stand together; columns of prose one after the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import Literal, NamedTuple

from pipeline.ocr.lines import TextLine

Row = list[TextLine]

_LEVEL = 0.55  # of an x's height; baselines nearer than this are of one row
_FEWEST_ROWS = 4  # that make columns
_LONG = 20.0  # heights of an x, about as many characters: what prose in a column measures, and labels and cells don't
_BOTH = 0.5  # of the rows on the fuller side of a gutter there must be so many on the other
_NARROWEST, _WIDEST = 1.2, 9.0  # heights of an x; the widest is asked only of what no letters' case tells from a table
_LEVEL_ROWS = 0.3  # of the rows on the emptier side; a table's cells stand level, so columns of which fewer do are none
_TOLD = 0.34  # share of level lines beside each other that both begin with a letter of either case, in mixed case
_MOSTLY, _SOME = 0.5, 0.08  # share of those on one side that begin with a small letter
_UNLIKE = 0.2  # share of those of which one begins with a small letter and the other doesn't
_FULL = 0.85  # of its column's width
_APART = 1.8  # usual distances of lines
_NEXT = 1.9  # heights of an x within which below a line the one beside it stands, where columns are not level with each other

_Begin = Literal["start", "midst", "anything"]  # of a sentence, entry or name; of what the line above began; not to be told
_Begins = Mapping[int, _Begin]


class _Gutter(NamedTuple):
    left: float
    right: float


def reading_order(lines: list[TextLine], texts: Sequence[str] = ()) -> list[Row]:
    """The rows in the order in which a person reads them, each from left to right; `texts`: what was read in each line, if known."""
    return _ordered(_rows(lines), {id(line): _begin_of(text) for line, text in zip(lines, texts, strict=False)})


def _begin_of(text: str) -> _Begin:
    letters = [character for character in text if character.isalpha()]
    if not letters or not any(character.islower() for character in letters):
        return "anything"  # figures, or capitals throughout
    first = next(character for character in text if character.isalnum())
    return "midst" if first.islower() else "start" if first.isupper() else "anything"


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


def _ordered(rows: list[Row], begins: _Begins) -> list[Row]:
    done: list[Row] = []
    place = 0
    while place < len(rows):
        end, gutter = _columns_from(rows, place, begins)
        if gutter is None:
            done.append(rows[place])
            place += 1
            continue
        middle = (gutter.left + gutter.right) / 2
        band = rows[place:end]
        for side in ([[x for x in row if x.middle < middle] for row in band], [[x for x in row if x.middle >= middle] for row in band]):
            done += _ordered([row for row in side if row], begins)
        place = end
    return done


def _columns_from(rows: list[Row], start: int, begins: _Begins) -> tuple[int, _Gutter | None]:
    """Where the columns of prose that begin in this row end, and the gutter between them; None where none begin."""
    best_end, best = start, None
    for gutter in _gaps(rows, start):
        end = start
        kept = gutter
        while end < len(rows):
            narrowed = _narrowed(kept, rows[end])
            if narrowed is None:
                break
            kept, end = narrowed, end + 1
        first, last = _without_ends(rows[start:end], kept, begins)
        if first == 0 and start + last > best_end and _is_prose(rows[start : start + last], kept, begins):
            best_end, best = start + last, kept
    return best_end, best


def _gaps(rows: list[Row], start: int) -> Iterator[_Gutter]:
    """Between the lines of the row; where columns are not level with each other, between it and the lines of the next ones."""
    row = rows[start]
    reach = median(line.base + _NEXT * line.x_height for line in row)
    near = [line for below in rows[start + 1 : start + 3] for line in below if line.base < reach]
    for lines in (row, sorted([*row, *near], key=lambda line: line.x0)) if near else (row,):
        for left, right in pairwise(lines):
            if left.x1 < right.x0 and (left in row or right in row):
                yield _Gutter(left.x1, right.x0)


def _without_ends(band: list[Row], gutter: _Gutter, begins: _Begins) -> tuple[int, int]:
    """Which rows are left without those that stand apart above and below and don't run on: a page's head and foot."""
    if len(band) < _FEWEST_ROWS:
        return 0, len(band)
    middle = (gutter.left + gutter.right) / 2
    sides = (
        [line.base for row in band for line in row if line.middle < middle],
        [line.base for row in band for line in row if line.middle >= middle],
    )
    steps = [below - above for bases in sides for above, below in pairwise(bases) if below > above]
    if not steps:
        return 0, len(band)
    apart, bases = _APART * median(steps), [median(line.base for line in row) for row in band]
    cuts = [0, *(place for place in range(1, len(band)) if bases[place] - bases[place - 1] > apart), len(band)]
    blocks = list(pairwise(cuts))
    while len(blocks) > 1 and _stands_alone(band[slice(*blocks[0])], begins):
        del blocks[0]
    while len(blocks) > 1 and _stands_alone(band[slice(*blocks[-1])], begins):
        del blocks[-1]
    return blocks[0][0], blocks[-1][1]


def _stands_alone(rows: list[Row], begins: _Begins) -> bool:
    return len(rows) < _FEWEST_ROWS and not any(begins.get(id(line)) == "midst" for row in rows for line in row)


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


def _is_prose(rows: list[Row], gutter: _Gutter, begins: _Begins) -> bool:
    if len(rows) < _FEWEST_ROWS:
        return False
    sides = (
        [[line for line in row if line.x1 <= gutter.left + 1] for row in rows],
        [[line for line in row if line.x0 >= gutter.right - 1] for row in rows],
    )
    few, many = sorted(sum(bool(row) for row in side) for side in sides)  # columns need not be level with each other
    if few < max(_FEWEST_ROWS - 1, _BOTH * many) or not all(_long(side) for side in sides):
        return False
    level = [(left, right) for left, right in zip(*sides, strict=True) if left and right]
    return len(level) < _LEVEL_ROWS * few or _run_on(level, begins)


def _run_on(level: list[tuple[Row, Row]], begins: _Begins) -> bool:
    """Whether lines beside each other go on with what the lines above began, each in its own way, as prose does.

    A table's cells begin together: beside a cell's first line stands another's. Where letters' case doesn't tell, prose fills its column.
    """
    seen = [(begins.get(id(left[0]), "anything"), begins.get(id(right[0]), "anything")) for left, right in level]
    told = [pair for pair in seen if "anything" not in pair]
    if len(told) < _TOLD * len(seen):
        return _fill(level)
    few, many = sorted(sum(pair[side] == "midst" for pair in told) / len(told) for side in (0, 1))
    if few >= _MOSTLY:
        return many < 1 or _fill(level)
    return few >= _SOME and sum(left != right for left, right in told) >= _UNLIKE * len(told)


def _fill(level: list[tuple[Row, Row]]) -> bool:
    """Whether most lines on both sides fill their column, and the gutter is no wider than prose has it."""
    gutter = min(right[0].x0 for _, right in level) - max(left[-1].x1 for left, _ in level)
    widths = [[side[-1].x1 - side[0].x0 for side in sides] for sides in zip(*level, strict=True)]
    full = [sum(width >= _FULL * max(side) for width in side) / len(side) for side in widths]
    return min(full) >= _MOSTLY and gutter <= _WIDEST * median(left[0].x_height for left, _ in level)


def _long(side: list[Row]) -> bool:
    lengths = [(row[-1].x1 - row[0].x0) / median(line.x_height for line in row) for row in side if row]
    filled = [sum(line.x1 - line.x0 for line in row) / max(1, row[-1].x1 - row[0].x0) for row in side if row]
    return median(lengths) >= _LONG and median(filled) > 0.8
