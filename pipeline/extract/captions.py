"""Rows of labels whose values stand over them, as on a form's lines to be filled in: "DOE, JANE     00123456" over "Patient     MRN"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.extract.labels import Label, Meaning
from pipeline.extract.layout import Row, cells
from pipeline.extract.name import read_part
from pipeline.extract.ownership import cell_above
from pipeline.extract.reading import Reader, View, value_of
from pipeline.extract.sheet import Sheet
from pipeline.model.types import IdentifierKind

FEWEST = 2  # kinds that must be read so in one row; one alone may be a title over a table's heading
WHOLE = ("family", "given")  # parts that are a name
STEP = 2  # rows from one of captions to the next of the same block
FLUSH = 0.6  # line heights between the left edges of a caption and of its value
CLOSE = 2.0  # line heights between the rows of such a block at most


class Captions:
    """Built from the readers of the kinds; then tells which rows of labels have their values in the row above."""

    def __init__(self, readers: Mapping[IdentifierKind, Reader]) -> None:
        self._readers = readers

    def __call__(self, view: View) -> View:
        """The view that knows them: rows where more kinds can be read over the labels than under them; and those further down that go on
        in the same columns.
        """
        for number, labels in enumerate(view.sheet.labels):
            if labels and number and (_goes_on(view.sheet, number) or self._is_under(view, labels)):
                view = replace(view, sheet=replace(view.sheet, captions=view.sheet.captions | {number}))
        return view

    def _is_under(self, view: View, labels: tuple[Label, ...]) -> bool:
        over = set(self._kinds_over(view, labels))
        return len(over) >= FEWEST and len(over) > len(self._kinds_under(view, labels))

    def _kinds_over(self, view: View, labels: tuple[Label, ...]) -> Iterator[str]:
        parts: set[str] = set()
        for label in labels:
            cell = cell_above(view.sheet, label)
            for meaning in label.meanings if cell else ():
                reading = self._reader(meaning)(cell, view)
                if reading is None or not view.context.worth(label, meaning.kind):
                    continue
                parts.add(meaning.group.part)
                if not meaning.group.part and (meaning.kind != "provider" or reading.professional):
                    yield meaning.kind  # a name alone over "Provider" is a sticker's over the next block's heading
        if parts.issuperset(WHOLE):
            yield "name"

    def _kinds_under(self, view: View, labels: tuple[Label, ...]) -> set[str]:
        found: set[str] = set()
        parts: set[str] = set()
        for label in labels:
            for meaning in label.meanings:
                reading = value_of(view, label, self._reader(meaning))
                if reading is not None and not reading.professional:
                    (parts if meaning.group.part else found).add(meaning.group.part or meaning.kind)
        return found | ({"name"} if parts.issuperset(WHOLE) else set())

    def _reader(self, meaning: Meaning) -> Reader:
        return read_part if meaning.group.part else self._readers.get(meaning.kind, _nothing)  # type: ignore[call-overload]


def _nothing(_: Row, __: View) -> None:
    """What reads the value of a label that is no identifier's."""


def _goes_on(sheet: Sheet, number: int) -> bool:
    """Whether the row goes on with a block of captions: right over it values without labels, under the row of captions before them; and
    every cell of it begins where one of those does.
    """
    if number - STEP not in sheet.captions or sheet.labels[number - 1]:
        return False
    rows, height, gap = sheet.rows, sheet.layout.height, sheet.settings.cell_gap
    if any(rows[below][0].y0 - rows[below - 1][0].y1 > CLOSE * height for below in (number - 1, number)):
        return False
    if any(char.isdigit() for token in rows[number] for char in token.text):
        return False
    edges = [rows[number - 1][start].x0 for start, _ in cells(rows[number - 1], gap)]
    return all(any(abs(rows[number][start].x0 - edge) < FLUSH * height for edge in edges) for start, _ in cells(rows[number], gap))
