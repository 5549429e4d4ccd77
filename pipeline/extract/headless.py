"""A birth date in a row of the patient's values, under a heading that could not be read: small grey print, a speck, a form's bare number.

A date by itself may be anything, so much must come together: the row's headings name the patient or give a number, and the values under
them are there; the cell holds a date and at most its age; nothing that could be read stands over it; no birth date has a label on the
page; and the date lies at the age that the page states, or years before the visit that the page dates by a label.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.birth_date import YEARS_LATER, read_birth_date
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, cell_end
from pipeline.extract.name import read_name
from pipeline.extract.reading import Candidate, Reader, Reading, View, meaning_of, value_of
from pipeline.extract.service_date import read_service_date

STRENGTH = 0.76
READ = 0.6  # a word read more surely than this is a heading that says something, if none that is known
FEWEST = 2  # headings of such a row
YEARS_BEFORE = 5  # from a birth to the visit: an operation, an onset or an earlier visit lies nearer
SURELY = 0.9  # reliability of the label that dates the visit
AGE_WORDS = frozenset({"AGE", "AGE:", "Y", "YR", "YRS", "YEARS", "YO", "Y/O"})


def headless_birth_date(view: View) -> Iterator[Candidate]:
    """The one date of a value row that can be nothing else; nothing where the page labels a birth date or two dates might be meant."""
    if any(_has(view, label, "birth_date", read_birth_date) for label in view.sheet.all_labels()):
        return
    found = [reading for number in range(1, len(view.sheet.rows)) for reading in _in_row(view, number)]
    if len(found) == 1 and _is_a_birth(view, int(found[0].value[:4])):
        yield Candidate("birth_date", found[0], STRENGTH * found[0].trust, "row")


def _in_row(view: View, number: int) -> Iterator[Reading]:
    row, start, gap = view.sheet.rows[number], 0, view.sheet.settings.cell_gap
    if not _is_patients(view, number):
        return
    while start < len(row):
        end = cell_end(row, start, gap)
        reading = read_birth_date(row[start:end], view)
        alone = reading is not None and all(_of_age(token.text) for token in row[start:end] if token not in reading.tokens)
        if reading is not None and alone and view.sheet.label_at(number, start) is None and _nothing_over(view, number, row[start:end]):
            yield reading
        start = end


def _is_patients(view: View, number: int) -> bool:
    """Whether the row above is one of headings, and the patient's name stands under its own among them in this row."""
    sheet = view.sheet
    above, row = sheet.rows[number - 1], sheet.rows[number]
    near = row[0].y0 - above[0].y1 < sheet.settings.max_below * sheet.layout.height
    if not near or len(sheet.labels[number - 1]) < FEWEST or any(label.colon for label in sheet.labels[number - 1]):
        return False
    for label in sheet.labels[number - 1]:
        named = meaning_of(label, "name") and view.context.worth(label, "name") == 1.0
        reading = value_of(view, label, read_name) if named else None
        if reading is not None and reading.tokens[0] in row:
            return True
    return False


def _nothing_over(view: View, number: int, cell: Row) -> bool:
    """Whether nothing that could be read stands over the cell."""
    slack = view.sheet.layout.height
    over = [token for token in view.sheet.rows[number - 1] if token.x1 > cell[0].x0 - slack and token.x0 < cell[-1].x1 + slack]
    return all(token.confidence < READ or not any(map(str.isalpha, token.text)) for token in over)


def _is_a_birth(view: View, year: int) -> bool:
    if view.ages:
        return any(-1 <= view.latest_year - year - age <= YEARS_LATER for age in view.ages)
    visits = [value_of(view, label, read_service_date) for label in view.sheet.all_labels() if _dates_visit(label)]
    return any(visits) and all(int(visit.value[:4]) - year >= YEARS_BEFORE for visit in visits if visit is not None)


def _dates_visit(label: Label) -> bool:
    meaning = meaning_of(label, "service_date")
    return meaning is not None and not meaning.group.strict and meaning.group.reliability >= SURELY


def _has(view: View, label: Label, kind: str, read: Reader) -> bool:
    return meaning_of(label, kind) is not None and value_of(view, label, read) is not None


def _of_age(text: str) -> bool:
    bare = text.strip("().,").upper()
    return bare.rstrip("Y").isdigit() or bare in AGE_WORDS
