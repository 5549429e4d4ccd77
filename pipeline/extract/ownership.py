"""Which label a cell belongs to: what stands under or behind a label of another kind is nobody's unlabelled name or number."""

from __future__ import annotations

from pipeline.extract.folding import fold
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, cell_end, cells
from pipeline.extract.names import key
from pipeline.extract.sheet import CLOSING, OPENING, Sheet
from pipeline.extract.vocabulary import NO_PERSON

ROWS_UP = 3  # a table's heading may take two lines, a wrapped value another
LINE = 1.8  # from one line to the next, in line heights
TITLE = 4  # words of a heading
ALIGNED = 1.5  # how far, in line heights, a value begins (or has its middle) from where its heading does
# Ends of labels that the rules don't know: "Clerk ID", "Ticket No."
_NUMBERED = frozenset({"#", "NO", "NO#", "NUM", "NUMBER", "NBR", "ID", "ID#", "CODE"})
_STICKER = frozenset({"IDENTIFICATION", "LABEL", "STICKER", "STAMP", "IMPRINT", "PLATE", "INFORMATION", "DATA", "DETAILS", "DEMOGRAPHICS"})
_PATIENT = ("PATIENT", "PT")


def is_owned(sheet: Sheet, row: int, start: int) -> bool:
    """Whether the cell that begins at `start` is the value of a label left of it or above it, known or not."""
    left = sheet.label_at(row, start - 1) if start else None
    if (left is not None and not _ends_letterhead(sheet, left)) or (start and _introduces(sheet.rows[row][start - 1].text)):
        return True
    return _under_title(sheet, row, start)


def cell_above(sheet: Sheet, label: Label) -> Row:
    """The cell over a label that has its own cell to itself; empty where that cell belongs to another label or is one."""
    row = sheet.rows[label.row]
    cell = row[label.start : cell_end(row, label.start, sheet.settings.cell_gap)]
    bracketed = cell[-1].text.endswith(CLOSING) and any(token.text.startswith(OPENING) for token in cell[1:])  # "birth date (age 73)"
    alone = label.end - label.start >= len(cell) or bracketed
    if label.colon or not alone or row[label.start].gap < sheet.settings.cell_gap or not label.row:
        return ()
    over, title = sheet.rows[label.row - 1], row[label.start : label.end]
    if title[0].y0 - over[0].y1 > sheet.settings.max_below * sheet.layout.height:
        return ()
    place = _aligned_cell(sheet, label.row - 1, title)
    if place is None or sheet.label_at(label.row - 1, place[0]) is not None or is_owned(sheet, label.row - 1, place[0]):
        return ()
    return over[slice(*place)]


def _ends_letterhead(sheet: Sheet, label: Label) -> bool:
    """Whether the label is the last word of an institution's name: "Newbury Medical Group" beside a sticker."""
    row, gap = sheet.rows[label.row], sheet.settings.cell_gap
    last = label.end == label.start + 1 and not label.colon and (label.end == len(row) or row[label.end].gap >= gap)
    return last and label.is_other and row[label.start].gap < gap and key(row[label.start].text) in NO_PERSON


def _introduces(text: str) -> bool:
    return text.endswith((":", "#"))


def _under_title(sheet: Sheet, row: int, start: int) -> bool:
    """Whether a column's heading stands above the cell, with nothing but its values between."""
    cell = _cell(sheet, row, start)
    height, top = sheet.layout.height, cell[0].y0
    for lines, number in enumerate(range(row - 1, max(-1, row - 1 - ROWS_UP), -1)):
        above = sheet.rows[number]
        if number in sheet.captions or top - above[0].y1 > (sheet.settings.max_below + LINE * lines) * height:
            return False
        over = _aligned_cell(sheet, number, cell)
        if over is None:
            continue
        if _is_title(sheet, number, *over):
            return not _is_cut_heading(sheet, number, *over) or any(char.isdigit() for token in cell for char in token.text)
        if any(sheet.label_at(number, index) is not None for index in range(*over)):
            return False
    return False


def _aligned_cell(sheet: Sheet, number: int, cell: Row) -> tuple[int, int] | None:
    """Start and end of the row's cell that stands over the other."""
    row = sheet.rows[number]
    over = cells(row, sheet.settings.cell_gap)
    return next(((start, end) for start, end in over if _aligned(row[start:end], cell, sheet.layout.height)), None)


def _cell(sheet: Sheet, row: int, start: int) -> Row:
    return sheet.rows[row][start : cell_end(sheet.rows[row], start, sheet.settings.cell_gap)]


def _aligned(title: Row, cell: Row, height: float) -> bool:
    middles = (title[0].x0 + title[-1].x1) / 2 - (cell[0].x0 + cell[-1].x1) / 2
    return min(abs(title[0].x0 - cell[0].x0), abs(middles)) < ALIGNED * height


def heads_sticker(sheet: Sheet, label: Label) -> bool:
    """Whether it is a heading under which nobody but the patient stands: "Patient Identification"."""
    words = [fold(token.text) for token in sheet.rows[label.row][label.start : label.end]]
    return heads_patient(sheet, label) and _STICKER.issuperset(words[1:])


def heads_patient(sheet: Sheet, label: Label) -> bool:
    """Whether it is the heading of a sticker: "Patient Label"."""
    return label.is_other and fold(sheet.rows[label.row][label.start].text).startswith(_PATIENT)


def _is_cut_heading(sheet: Sheet, row: int, start: int, end: int) -> bool:
    """Whether it may be such a heading, "PATIENT IDENT!", though it reads as a number's label."""
    label = sheet.label_at(row, start)
    cut = label is not None and not label.colon and {meaning.kind for meaning in label.meanings} == {"mrn"}
    return cut and end - start > 1 and fold(sheet.rows[row][start].text).startswith(_PATIENT)


def _is_title(sheet: Sheet, row: int, start: int, end: int) -> bool:
    label, cell = sheet.label_at(row, start), sheet.rows[row][start:end]
    if label is not None:
        title = label.end >= end or (
            not label.colon and len(cell) <= TITLE and not any(char.isdigit() for token in cell for char in token.text)
        )
        return title and not heads_patient(sheet, label)
    return len(cell) <= TITLE and fold(cell[-1].text) in _NUMBERED
