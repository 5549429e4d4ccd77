"""Dates in a form's columns MM, DD and YY: the birth date in its box, the dates of service in the lines of a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, Token
from pipeline.extract.reading import Candidate, Reader, Reading, View, meaning_of
from pipeline.extract.service_date import read_service_date

# Line heights: from the label down to the row of columns; from there to a birth date, and to the last of a claim's six lines; how far a
# label and its columns stand apart sideways.
TO_COLUMNS, TO_DATE, TO_LAST, ASIDE = 4.0, 3.0, 36.0, 8.0
BOXED = 0.93  # strength
_COLUMNS = (re.compile(r"M{2,3}"), re.compile(r"D{2}"), re.compile(r"Y{2,4}"))
_FIGURES = re.compile(r"\d+")


def boxed_birth_date(view: View) -> Iterator[Candidate]:
    """The patient's birth date in its three boxes."""
    for label in view.sheet.labels_of("birth_date"):
        meaning = meaning_of(label, "birth_date")
        worth = 0.0 if meaning is None else view.context.worth(label, "birth_date")
        reading = next(_dates(view, label, read_birth_date, TO_DATE), None) if worth else None
        if reading is not None:
            yield Candidate("birth_date", reading, BOXED * worth * reading.trust * label.match, "boxes")


def service_lines(view: View) -> Iterator[Candidate]:
    """The dates on which the services of a claim began, line by line."""
    for label in view.sheet.all_labels():
        if meaning_of(label, "service_date") is not None:
            for reading in _dates(view, label, read_service_date, TO_LAST):
                yield Candidate("service_date", reading, BOXED * reading.trust * label.match, "boxes")


def _dates(view: View, label: Label, read: Reader, reach: float) -> Iterator[Reading]:
    """The dates in the columns under the label, so many line heights down."""
    columns = _columns(view, label)
    if columns is None:
        return
    bottom, height = columns[0].y1, view.sheet.layout.height
    for row in view.sheet.rows:
        # a figure may touch its column's title
        if -0.5 * height < row[0].y0 - bottom < reach * height and row[0].y0 > columns[0].y0 + height / 2:
            reading = _date(row, columns, view, read)
            if reading is not None:
                yield reading


def _columns(view: View, label: Label) -> tuple[Token, ...] | None:
    """The first MM, DD, YY under the label: of "from" and "to" that on which it began."""
    rows, height = view.sheet.rows, view.sheet.layout.height
    words = rows[label.row][label.start : label.end]
    left, right = words[0].x0 - ASIDE * height, words[-1].x1 + ASIDE * height
    for row in rows[label.row + 1 : label.row + 8]:
        if row[0].y0 - words[0].y1 > TO_COLUMNS * height:
            return None
        for at in range(len(row) - 2):
            three = row[at : at + 3]
            if all(pattern.fullmatch(token.text) for pattern, token in zip(_COLUMNS, three, strict=True)):
                return three if three[0].x0 < right and three[-1].x1 > left else None
    return None


def _date(row: Row, columns: Sequence[Token], view: View, read: Reader) -> Reading | None:
    """The date of which the three figures stand in the columns; two may have been read as one word, a rule with one of them."""
    tokens = tuple(token for token in row if any(map(str.isdigit, token.text)) and any(_over(token, column) for column in columns))
    figures = [figure for token in tokens for figure in _FIGURES.findall(token.text)]
    covered = all(any(_over(token, column) for token in tokens) for column in columns)
    if len(figures) != len(columns) or not covered or any(len(figure) > 2 for figure in figures[:2]) or len(figures[2]) not in (2, 4):
        return None
    month, day, year = figures
    text = f"{day}/{month}/{year}" if view.sheet.settings.day_first else f"{month}/{day}/{year}"
    reading = read((tokens[0]._replace(text=text),), view)
    return None if reading is None else replace(reading, tokens=tokens)


def _over(token: Token, column: Token) -> bool:
    return token.x0 < column.x1 and token.x1 > column.x0
