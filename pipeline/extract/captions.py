"""Values over their labels, as on a form's lines to be filled in: "DOE, JANE     00123456" over "Patient Name     MRN"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.extract.labels import Label
from pipeline.extract.layout import Row
from pipeline.extract.ownership import cell_above
from pipeline.extract.reading import Candidate, Reader, View, value_of
from pipeline.model.types import IdentifierKind

OVER = 0.92  # trust: a value over its label, against one to its right
FEWEST = 2  # kinds that must be read so in one row; one alone may be a title over a table's heading


class Captions:
    """Built from the readers of the kinds; then finds rows of labels whose values all stand in the row above."""

    def __init__(self, readers: Mapping[IdentifierKind, Reader]) -> None:
        self._readers = readers

    def __call__(self, view: View) -> Iterator[Candidate]:
        """The values over the labels of such rows."""
        for labels in view.sheet.labels:
            found = [candidate for label in labels for candidate in self._over(view, label)]
            if len({candidate.kind for candidate in found}) >= FEWEST:
                yield from found

    def _over(self, view: View, label: Label) -> Iterator[Candidate]:
        cell: Row | None = None
        meanings = {meaning.kind: meaning for meaning in label.meanings if not meaning.group.part}
        for kind, read in self._readers.items():
            meaning = meanings.get(kind)
            if meaning is None:
                continue
            cell = cell_above(view.sheet, label) if cell is None else cell
            reading = read(cell, view) if cell else None
            if kind == "provider" and reading is not None and not reading.professional:
                continue  # a sticker's name over the next block's heading
            worth = view.context.worth(label, kind) if reading is not None else 0.0
            under = value_of(view, label, read) if reading is not None and worth else None
            if reading is not None and worth and (under is None or (under.professional and not reading.professional)):
                yield Candidate(kind, reading, OVER * meaning.group.reliability * label.match * worth * reading.trust, "caption")
