"""Several labels with strokes between them before as many values: "Name / MRN / DOB / Sex: DOE, JANE / 0123456 / 03/14/1957 / F"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.extract.context import DOUBTFUL
from pipeline.extract.labels import Label, LabelFinder
from pipeline.extract.layout import Row
from pipeline.extract.reading import Candidate, Reader, View, reader_for, text_of
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
            yield from self._read(view, _Line(view, number, colon + 1), names, _parts(row[colon + 1 : colon + 1 + MOST_VALUES]))

    def _read(self, view: View, line: _Line, names: list[str], values: list[Row]) -> Iterator[Candidate]:
        meant = [self._finder.meanings_of(name) for name in names]
        if len(values) != len(names) or any(one is None or one[1] < 1 for one in meant):
            return
        for one, value in zip(meant, values, strict=True):
            for meaning in one[0] if one is not None else ():
                group, read = meaning.group, self._readers.get(meaning.kind)  # type: ignore[call-overload]  # "other" is no key of it
                if read is None or not value or group.about or group.part:
                    continue
                worth = line.worth(meaning.kind) if not group.credential or line.worth("name") else 0.0
                reading = reader_for(group, read)(value, view) if worth else None
                if reading is not None:
                    strength = TRUST * worth * group.reliability * reading.trust
                    yield Candidate(meaning.kind, reading, strength, "slashed", line.anybodys)  # type: ignore[arg-type]


class _Line:
    """Such a line: whose its labels are, those of its row up to the colon and all of them together."""

    def __init__(self, view: View, row: int, end: int) -> None:
        labels = view.sheet.labels[row]
        self._context = view.context
        self._labels = (Label(row, 0, end, (), 1.0, True), *(label for label in labels if label.start < end))
        self._doubt = DOUBTFUL if any(label.about == "relative" for label in labels) else 1.0
        self.anybodys = not any(map(view.context.says_patient, self._labels))

    def worth(self, kind: str) -> float:
        """What a value of the kind is worth there: the least that one of the labels is; never sure beside a relative's label."""
        return min(self._doubt, *(self._context.worth(label, kind) for label in self._labels))


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
