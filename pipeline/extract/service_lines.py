"""Dates of service in a claim's lines: "10 | 11 | 21" in the columns MM, DD and YY under "DATE(S) OF SERVICE"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.extract.dates import SHORT_YEAR, iso
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, Token
from pipeline.extract.reading import Candidate, Reading, View, meaning_of

# Line heights: from the label down to the row of columns; from there down to the last line of six; how far a figure stands from its column.
TO_COLUMNS, TO_LAST, ALIGNED = 4.0, 36.0, 1.2
BOXED = 0.93  # strength
_COLUMNS = (re.compile(r"M{2,3}"), re.compile(r"D{2}"), re.compile(r"Y{2,4}"))
_FIGURES = re.compile(r"\D?(\d{1,2}|\d{4})\D?")


def service_lines(view: View) -> Iterator[Candidate]:
    """The dates on which the services of a claim began, line by line."""
    for label in view.sheet.all_labels():
        if meaning_of(label, "service_date") is None:
            continue
        columns = _columns(view, label)
        if columns is not None:
            for row in _lines(view, columns):
                reading = _date(row, columns, view)
                if reading is not None:
                    yield Candidate("service_date", reading, BOXED * reading.trust * label.match, "boxes")


def _columns(view: View, label: Label) -> tuple[Token, ...] | None:
    """The first MM, DD, YY under the label: of "from" and "to" that on which it began."""
    rows, height = view.sheet.rows, view.sheet.layout.height
    words = rows[label.row][label.start : label.end]
    for row in rows[label.row + 1 : label.row + 8]:
        if row[0].y0 - words[0].y1 > TO_COLUMNS * height:
            return None
        for at in range(len(row) - 2):
            three = row[at : at + 3]
            if all(pattern.fullmatch(token.text) for pattern, token in zip(_COLUMNS, three, strict=True)):
                over = three[0].x0 - 8 * height < words[-1].x1 and three[-1].x1 + 8 * height > words[0].x0
                return three if over else None
    return None


def _lines(view: View, columns: Sequence[Token]) -> Iterator[Row]:
    bottom, height = columns[0].y1, view.sheet.layout.height
    return (row for row in view.sheet.rows if 0 < row[0].y0 - bottom < TO_LAST * height)


def _date(row: Row, columns: Sequence[Token], view: View) -> Reading | None:
    """The date whose three figures stand in the columns."""
    height, latest = view.sheet.layout.height, view.sheet.settings.reference_year + 1
    tokens: list[Token] = []
    for column in columns:
        here = [token for token in row if any(char.isdigit() for char in token.text) and _off(token, column) < ALIGNED * height]
        if len(here) != 1:
            return None
        tokens.extend(here)
    read = [match[1] for token in tokens if (match := _FIGURES.fullmatch(token.text))]
    if len(read) != len(columns) or len(read[0]) > 2 or len(read[1]) > 2 or len(read[2]) == 1:
        return None
    year = int(read[2]) if len(read[2]) == 4 else latest - latest % 100 + int(read[2])
    year = year if year <= latest else year - 100
    value = iso(year, int(read[0]), int(read[1]))
    return None if value is None else Reading(value, tuple(tokens), 1.0 if len(read[2]) == 4 else SHORT_YEAR)


def _off(token: Token, column: Token) -> float:
    """How far the token stands from its column, by its middle or either edge: a broken rule may have been read with the figure."""
    left, right = token.x0 - column.x0, token.x1 - column.x1
    return min(abs(left), abs(right), abs(left + right) / 2)
