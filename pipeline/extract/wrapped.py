"""Headings of a table's narrow columns that go on in the next line: "UNIT" over "NUMBER", "Date of" over "Operation"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.labels import Label, LabelFinder
from pipeline.extract.layout import Layout, cells

MOST_LINES = 3  # of a heading
FEWEST = 3  # cells of a row that is one of headings
CLOSE = 1.0  # line heights between two lines of a heading at most
ALIGNED = 0.6  # line heights between their left edges or their middles at most
MOST_WORDS = 4  # of a line of a heading

Cell = tuple[int, int]  # the first token and one past the last


def with_wrapped(
    layout: Layout, labels: Sequence[tuple[Label, ...]], finder: LabelFinder, cell_gap: float
) -> tuple[tuple[Label, ...], ...]:
    """The labels of each row; a heading of several lines is a label of its first, and no line of it is one by itself."""
    found, number = list(labels), 0
    while number < len(layout.rows):
        lines = 1
        while lines < MOST_LINES and _goes_on(layout, number, number + lines, cell_gap):
            lines += 1
        if lines > 1 and found[number]:
            for row, cell, label in _joined(layout, number, lines, finder, cell_gap):
                kept = [other for other in found[row] if other.end <= cell[0] or other.start >= cell[1]]
                found[row] = tuple(sorted([*kept, *([label] if label else [])], key=lambda one: one.start))
        number += lines
    return tuple(found)


def _joined(layout: Layout, number: int, lines: int, finder: LabelFinder, cell_gap: float) -> Iterator[tuple[int, Cell, Label | None]]:
    """Every cell of a wrapped heading that is a label once its lines are joined: the first with the label, the others with None."""
    for first in cells(layout.rows[number], cell_gap):
        parts = [(number, first)]
        for row in range(number + 1, number + lines):
            under = next((cell for cell in cells(layout.rows[row], cell_gap) if _is_under(layout, parts[0], (row, cell))), None)
            if under is None:
                break
            parts.append((row, under))
        if len(parts) == 1:
            continue
        meant = finder.meanings_of(" ".join(token.text for row, cell in parts for token in layout.rows[row][slice(*cell)]))
        if meant is not None:
            yield number, first, Label(number, *first, meant[0], meant[1], False)
            yield from ((row, cell, None) for row, cell in parts[1:])


def _goes_on(layout: Layout, headings: int, number: int, cell_gap: float) -> bool:
    """Whether the row may be another line of the headings: right under the last, words only, and a cell of theirs over each of its own."""
    if number >= len(layout.rows):
        return False
    rows, row = layout.rows, layout.rows[number]
    if row[0].y0 - rows[number - 1][0].y1 >= CLOSE * layout.height:
        return False
    if not all(_is_title(token.text) for line in (row, rows[number - 1]) for token in line):
        return False
    heads, under = (list(cells(rows[line], cell_gap)) for line in (headings, number))
    if len(heads) < FEWEST:
        return False
    over = [any(_is_under(layout, (headings, above), (number, cell)) for above in heads) for cell in under]
    return all(over) and len(under) <= len(heads)


def _is_under(layout: Layout, above: tuple[int, Cell], below: tuple[int, Cell]) -> bool:
    title, rest = layout.rows[above[0]][slice(*above[1])], layout.rows[below[0]][slice(*below[1])]
    if len(rest) > MOST_WORDS:
        return False
    middles = (title[0].x0 + title[-1].x1) / 2 - (rest[0].x0 + rest[-1].x1) / 2
    return min(abs(title[0].x0 - rest[0].x0), abs(middles)) < ALIGNED * layout.height


def _is_title(text: str) -> bool:
    """Whether a word may stand in a heading; a name's comma and every figure show a value."""
    return "," not in text and not text.endswith(":") and not any(map(str.isdigit, text))
