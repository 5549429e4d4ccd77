"""Names, birth dates and numbers without a label: page headers and footers, stickers, the first sentence of a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.layout import Row, cell_end
from pipeline.extract.mrn import MrnReader
from pipeline.extract.name import read_name
from pipeline.extract.names import analyse_name
from pipeline.extract.reading import Candidate, Reading, View, meaning_of, text_of, value_of
from pipeline.extract.sex import STICKER_PATTERN
from pipeline.extract.vocabulary import NO_PERSON

# Strength: "DOE, JANE" beside a labelled MRN or birth date; "Jane Doe" beside one; in a sticker; in a sentence.
HEADER, HEADER_WESTERN, STICKER, STICKER_DATE, STICKER_NUMBER, INLINE = 0.88, 0.72, 0.8, 0.78, 0.6, 0.5
SECOND_NAME = 0.6  # of two such names close together the upper one is the patient's
NEAR_ROWS = 4
NEAR_HEIGHTS = 9.0  # how far apart, in line heights, a sticker's first and last line stand at most
_DATED_AGE = re.compile(r"\d{2}\W{1,3}\d{1,3} ?(?:years?|yrs?|yo|y/o|y)(?![a-z])", re.IGNORECASE)  # "14-MAR-1957 (61 yr)"
_INLINE = re.compile(
    r"^\W*([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}) (?:is|was) (?:an?|the) \d{1,3}[ -]{0,2}(?:year|yr|y\.?/?o|month|day|week)"
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A name that fills the beginning of a cell, and where it stands."""

    row: int
    x0: float
    y0: float
    reading: Reading
    comma: bool


class Unlabelled:
    """Finds what stands by itself near other identifiers."""

    def __init__(self, read_mrn: MrnReader) -> None:
        self._read_mrn = read_mrn

    def __call__(self, view: View) -> Iterator[Candidate]:
        """Names in headers, stickers and first sentences; dates and numbers on stickers."""
        spots = list(_spots(view))
        yield from self._names(view, spots)
        near = _sticker_rows(view, spots)
        yield from self._birth_dates(view, near)
        yield from self._mrns(view, near)
        yield from _inline(view)

    def _names(self, view: View, spots: Sequence[_Spot]) -> Iterator[Candidate]:
        anchors = self._anchors(view)
        taken: list[_Spot] = []
        for spot in spots:
            strength, rule = _strength(view, spot, anchors)
            if not strength:
                continue
            if any(abs(other.y0 - spot.y0) < NEAR_HEIGHTS * view.sheet.layout.height for other in taken):
                strength *= SECOND_NAME
            taken.append(spot)
            yield Candidate("name", spot.reading, strength * spot.reading.trust, rule)

    def _anchors(self, view: View) -> dict[int, int]:
        """Where a labelled MRN or birth date of the patient stands: the label's first token, by row."""
        found: dict[int, int] = {}
        for label in view.sheet.all_labels():
            for kind, read in (("mrn", self._read_mrn), ("birth_date", read_birth_date)):
                if meaning_of(label, kind) and view.context.worth(label, kind) == 1.0 and value_of(view, label, read):
                    found.setdefault(label.row, label.start)
        return found

    def _birth_dates(self, view: View, near: Sequence[tuple[int, Row]]) -> Iterator[Candidate]:
        """Dates on stickers: beside an age and a sex, below a name."""
        for number, row in near:
            for start, end in _cells(row, view.sheet.settings.cell_gap):
                reading = read_birth_date(row[start:end], view)
                aged = STICKER_PATTERN.search(text_of(row)) or _DATED_AGE.search(text_of(row[start:end]))
                if reading is not None and aged and view.sheet.label_at(number, start) is None:
                    yield Candidate("birth_date", reading, STICKER_DATE * reading.trust, "sticker")

    def _mrns(self, view: View, near: Sequence[tuple[int, Row]]) -> Iterator[Candidate]:
        """A number alone in its cell on a sticker. Never sure: it may as well be an account."""
        for number, row in near:
            for start, end in _cells(row, view.sheet.settings.cell_gap):
                if end - start == 1 and not _behind_label(view, number, start):
                    reading = self._read_mrn(row[start:end], view)
                    if reading is not None and reading.trust == 1.0:
                        yield Candidate("mrn", reading, STICKER_NUMBER, "sticker")


def _spots(view: View) -> Iterator[_Spot]:
    sheet = view.sheet
    for number, row in enumerate(sheet.rows):
        for start, end in _cells(row, sheet.settings.cell_gap):
            if (
                end - start > 7
                or row[start].text[:1].islower()
                or _behind_label(view, number, start)
                or view.context.in_other_section(number, row[start].x0)
            ):
                continue
            cell = sheet.segment(number, start)[: end - start]
            reading = read_name(cell, view)
            if (
                reading is None
                or cell[0].text.startswith("(")
                or not _fills(reading, cell)
                or any(token.text.strip(",.").upper() in NO_PERSON for token in reading.tokens)
            ):
                continue
            parsed = analyse_name(text_of(reading.tokens))
            if parsed is None or not parsed.professional:
                yield _Spot(number, row[start].x0, row[start].y0, reading, "," in text_of(reading.tokens))


def _fills(reading: Reading, cell: Row) -> bool:
    """Whether nothing but signs, a number or a sex follows the name in its cell."""
    rest = cell[len(reading.tokens) :]
    return not rest or not any(char.isalpha() for char in rest[0].text.strip("MF()"))


def _strength(view: View, spot: _Spot, anchors: dict[int, int]) -> tuple[float, str]:
    """How much the neighbourhood says that this is the patient."""
    sheet = view.sheet
    if spot.row in anchors:
        return (HEADER, "header") if spot.comma else (HEADER_WESTERN, "header")
    if not spot.comma:
        return 0.0, ""
    for number in range(max(0, spot.row - NEAR_ROWS), min(len(sheet.rows), spot.row + NEAR_ROWS + 1)):
        row = sheet.rows[number]
        for index, token in enumerate(row):
            near = abs(token.y0 - spot.y0) < NEAR_HEIGHTS * sheet.layout.height and abs(token.x0 - spot.x0) < 12 * sheet.layout.height
            if near and (anchors.get(number) == index or (number != spot.row and STICKER_PATTERN.search(text_of(row)))):
                return STICKER, "sticker"
    return 0.0, ""


def _sticker_rows(view: View, spots: Sequence[_Spot]) -> list[tuple[int, Row]]:
    """The rows within a few lines of a name with a comma that stands by itself."""
    names = [spot.row for spot in spots if spot.comma]
    return [(number, row) for number, row in enumerate(view.sheet.rows) if any(abs(number - name) <= NEAR_ROWS for name in names)]


def _cells(row: Row, cell_gap: float) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(row):
        end = cell_end(row, start, cell_gap)
        yield start, end
        start = end


def _behind_label(view: View, row: int, index: int) -> bool:
    """Whether a label begins here, or stands just left with nothing between."""
    sheet = view.sheet
    return sheet.label_at(row, index) is not None or (index > 0 and sheet.label_at(row, index - 1) is not None)


def _inline(view: View) -> Iterator[Candidate]:
    for row in _first(view.sheet.rows, 60):
        match = _INLINE.match(text_of(row)[:160])
        parsed = analyse_name(match[1]) if match else None
        reading = read_name(row[:5], view) if parsed is not None and not parsed.professional else None
        if reading is not None:
            yield Candidate("name", reading, INLINE * reading.trust, "inline")


def _first(rows: Sequence[Row], count: int) -> Sequence[Row]:
    return rows[:count]
