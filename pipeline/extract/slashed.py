"""Several labels with strokes between them before as many values: "Name / MRN / DOB / Sex: DOE, JANE / 0123456 / 03/14/1957 / F"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.extract.labels import LabelFinder
from pipeline.extract.layout import Row
from pipeline.extract.reading import Candidate, Reader, View, text_of
from pipeline.model.types import IdentifierKind

TRUST = 0.9
FEWEST, MOST_LABELLED, MOST_VALUES = 2, 10, 20  # labels of such a line; words before its colon, and behind it
STROKE = "/"


class Slashed:
    """Built from the labels and the readers of the kinds."""

    def __init__(self, finder: LabelFinder, readers: Mapping[IdentifierKind, Reader]) -> None:
        self._finder = finder
        self._readers = readers

    def __call__(self, view: View) -> Iterator[Candidate]:
        """The values of such lines, each with what its place among the labels says."""
        for number, row in enumerate(view.sheet.rows):
            colon = next((at for at, token in enumerate(row[:MOST_LABELLED]) if token.text.endswith(":")), None)
            if colon is None or view.context.in_other_section(number, row[0].x0):
                continue
            names = text_of(row[: colon + 1]).rstrip(":").split(STROKE)
            if len(names) < FEWEST:
                continue
            yield from self._read(view, names, _parts(row[colon + 1 : colon + 1 + MOST_VALUES]))

    def _read(self, view: View, names: list[str], values: list[Row]) -> Iterator[Candidate]:
        meant = [self._finder.meanings_of(name) for name in names]
        if len(values) != len(names) or any(one is None or one[1] < 1 for one in meant):
            return
        for one, value in zip(meant, values, strict=True):
            for meaning in one[0] if one is not None else ():
                read = self._readers.get(meaning.kind)  # type: ignore[call-overload]  # "other" is no key of it
                reading = read(value, view) if read is not None and value and not meaning.group.about else None
                if reading is not None:
                    yield Candidate(meaning.kind, reading, TRUST * meaning.group.reliability * reading.trust, "slashed")  # type: ignore[arg-type]


def _parts(tokens: Row) -> list[Row]:
    """The tokens between strokes that stand by themselves, or end a word."""
    parts: list[Row] = [()]
    for token in tokens:
        if token.text == STROKE:
            parts.append(())
        elif token.text.endswith(STROKE):
            parts[-1] = (*parts[-1], token._replace(text=token.text.rstrip(STROKE)))
            parts.append(())
        else:
            parts[-1] = (*parts[-1], token)
    return parts
