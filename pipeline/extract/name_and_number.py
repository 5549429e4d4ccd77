"""Numbers that stand with the patient's name: behind it under one label, "Pt Name/ID: DOE, JANE / 0123456"; under it behind a bare MR."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.context import words_of
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, Token, cells
from pipeline.extract.name import read_name
from pipeline.extract.reading import Candidate, Reader, Reading, View, meaning_of, own_values

JOINT, BARE, BRACKETED = 0.9, 0.88, 0.66  # strength; the last never sure: it may be a telephone or an account
_BRACKETED = re.compile(r"[(\[][A-Z]{0,3}\d{5,10}[)\]],?")
# Rows, and line heights between left edges and between tops, to what shows that the block is the patient's.
NEAR_ROWS, ALIGNED, NEAR = 4, 2.0, 7.0
MOST_WORDS, BOTH = 9, 2  # words of name, stroke and number; of MR and its number
_BEHIND = ("ID", "ID#", "MRN", "MRN#", "MR#", "MR")
BARE_BIRTHS = frozenset({"B", "BD", "BORN"})
_BARE = frozenset({"MR", "M.R", "MEDREC", "MRUN", "UNIT", "HRN"})


class NameAndNumber:
    """Built with the site's form of numbers."""

    def __init__(self, read_mrn: Reader) -> None:
        self._read_mrn = read_mrn

    def __call__(self, view: View) -> Iterator[Candidate]:
        """Both sorts of numbers."""
        for label in view.sheet.labels_of("name"):
            reading = self._behind_name(view, label) if _is_joint(view, label) else None
            if reading is not None:
                yield Candidate("mrn", reading, JOINT * label.match * reading.trust, "label")
        yield from self._bracketed(view)
        for number, row in enumerate(view.sheet.rows):
            for start, end in cells(row, view.sheet.settings.cell_gap):
                cell = row[start:end]
                if len(cell) < BOTH or view.sheet.label_at(number, start) is not None:
                    continue
                reading = self._bare(view, number, cell)
                if reading is not None:
                    yield Candidate("mrn", reading, BARE * reading.trust, "label")
                born = _born(view, number, cell)
                if born is not None:
                    yield Candidate("birth_date", born, BARE * born.trust, "label")

    def _behind_name(self, view: View, label: Label) -> Reading | None:
        """The number right behind the stroke that ends the name."""
        tokens = view.sheet.segment(label.row, label.end)[:MOST_WORDS]
        stroke = next((at for at, token in enumerate(tokens) if token.text.endswith("/") or token.text.startswith("/")), None)
        if stroke is None or not stroke:
            return None
        glued = tokens[stroke].text.lstrip("/")
        first = (tokens[stroke]._replace(text=glued),) if glued and not glued.endswith("/") else ()
        return self._read_mrn((*first, *tokens[stroke + 1 :]), view)

    def _bracketed(self, view: View) -> Iterator[Candidate]:
        """The number in brackets right behind the patient's name, "Doe, Jane [0123456]", on a page that gives it no label."""
        if not any(_BRACKETED.fullmatch(token.text) for row in view.sheet.rows for token in row if token.text[0] in "(["):
            return
        if any(own_values(view, "mrn", self._read_mrn)):
            return
        for label, name in own_values(view, "name", read_name):
            row = view.sheet.rows[label.row] if name.tokens[-1] in view.sheet.rows[label.row] else ()
            behind = next((at for at, token in enumerate(row) if token is name.tokens[-1]), len(row)) + 1
            if behind < len(row) and _BRACKETED.fullmatch(row[behind].text) and row[behind].gap < view.sheet.settings.cell_gap:
                reading = self._read_mrn(row[behind : behind + 1], view)
                if reading is not None and reading.trust == 1.0:
                    yield Candidate("mrn", reading, BRACKETED, "label")

    def _bare(self, view: View, number: int, cell: Row) -> Reading | None:
        """The number behind MR that fills its cell, in one block with the patient's birth date."""
        if len(cell) != BOTH or cell[0].text.upper().strip(".:") not in _BARE:
            return None
        reading = self._read_mrn(cell[1:], view)
        return reading if reading is not None and reading.trust == 1.0 and _is_in_block(view, number, cell) else None


def _is_joint(view: View, label: Label) -> bool:
    """Whether the label names the patient and, behind a stroke, a number."""
    meaning = meaning_of(label, "name")
    words = words_of(view.sheet, label)
    return meaning is not None and view.context.worth(label, "name") == 1.0 and words.endswith(_BEHIND) and "NAME" in words


def _born(view: View, number: int, cell: Row) -> Reading | None:
    """The date behind B that begins its cell, in one block with the patient's name: "B 05-01-1980 AGE 41"."""
    if len(cell) < BOTH or cell[0].text.upper().strip(".:") not in BARE_BIRTHS:
        return None
    reading = read_birth_date(cell[1:], view)
    return reading if reading is not None and reading.tokens[0] is cell[1] and _is_in_block(view, number, cell) else None


def _is_in_block(view: View, number: int, cell: Row) -> bool:
    """Whether a birth date of the patient's has its label, or "DOE, JANE" has a cell, right above or below, at the same left edge."""
    sheet = view.sheet
    for row in range(max(0, number - NEAR_ROWS), min(len(sheet.rows), number + NEAR_ROWS + 1)):
        for label in sheet.labels[row]:
            own = meaning_of(label, "birth_date") is not None and view.context.worth(label, "birth_date") == 1.0
            first, height = sheet.rows[row][label.start], sheet.layout.height
            if own and abs(first.x0 - cell[0].x0) < ALIGNED * height and abs(first.y0 - cell[0].y0) < NEAR * height:
                return True
        if row < number and _has_name(view, row, cell[0]):
            return True
    return False


def _has_name(view: View, number: int, under: Token) -> bool:
    row, height = view.sheet.rows[number], view.sheet.layout.height
    for start, end in cells(row, view.sheet.settings.cell_gap):
        token = row[start]
        if (
            abs(token.x0 - under.x0) < ALIGNED * height
            and abs(token.y0 - under.y0) < NEAR * height
            and view.sheet.label_at(number, start) is None
        ):
            name = read_name(row[start:end], view)
            return name is not None and name.comma and not name.professional and len(name.tokens) == end - start
    return False
