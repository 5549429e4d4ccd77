"""A birth date among the patient's values whose label could not be read: small grey print, a speck, a form's bare number.

A date by itself may be anything, so much must come together: it stands in a row under headings that name the patient, or in a list of
labels and values that does; the cell holds a date and at most its age; nothing that could be read stands where its label should, but
"Patient"; no birth date has a label on the page; and the date lies at the age that is stated, or years before the visit on the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.extract.birth_date import YEARS_LATER, read_birth_date
from pipeline.extract.encounter import read_number
from pipeline.extract.folding import fold
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, Token, cells
from pipeline.extract.name import read_name
from pipeline.extract.reading import Candidate, Reader, Reading, View, meaning_of, value_of
from pipeline.extract.service_date import read_service_date
from pipeline.extract.sheet import is_second_line

STRENGTH = 0.76
READ = 0.6  # a word read more surely than this is a heading that says something, if none that is known
FEWEST = 2  # headings of such a row
YEARS_BEFORE = 5  # from a birth to the visit: an operation, an onset or an earlier visit lies nearer
SURELY = 0.9  # reliability of the label that dates the visit
# Line heights between the labels of a list that begin at one place; from there to a value at least and at most; rows of it to look at.
FLUSH, NEAREST, FARTHEST, NEAR_ROWS = 0.6, 2.0, 20.0, 3
OWN = frozenset({"mrn", "name", "encounter", "account"})  # kinds of which a list with a birth date has one
PATIENT = frozenset({"PATIENT", "PATIENTS", "PT"})
AGE_WORDS = frozenset({"AGE", "AGE:", "Y", "YR", "YRS", "YEARS", "YO", "Y/O"})


def headless_birth_date(view: View) -> Iterator[Candidate]:
    """The one date of a value row that can be nothing else; nothing where the page labels a birth date or two dates might be meant."""
    if any(_has(view, label, "birth_date", read_birth_date) for label in view.sheet.labels_of("birth_date")):
        return
    numbers = range(len(view.sheet.rows))
    found = {reading.tokens: reading for look in (_in_row, _in_list) for number in numbers for reading in look(view, number)}
    for reading in found.values() if len(found) == 1 else ():
        if _is_a_birth(view, int(reading.value[:4])):
            yield Candidate("birth_date", reading, STRENGTH * reading.trust, "row")


def _in_row(view: View, number: int) -> Iterator[Reading]:
    headings = _headings(view, number)
    if not headings:
        return
    for start, reading in _dates_alone(view, number):
        over = [token for row in headings for token in view.sheet.rows[row]]
        if _says_nothing(view, over, reading.tokens[0].x0, reading.tokens[-1].x1) and view.sheet.label_at(number, start) is None:
            yield reading


def _dates_alone(view: View, number: int) -> Iterator[tuple[int, Reading]]:
    """The row's cells that hold a date and at most its age, each with its first token."""
    row = view.sheet.rows[number]
    for start, end in cells(row, view.sheet.settings.cell_gap):
        reading = read_birth_date(row[start:end], view)
        if reading is not None and all(_of_age(token.text) for token in row[start:end] if token not in reading.tokens):
            yield start, reading


def _headings(view: View, number: int) -> tuple[int, ...]:
    """The row or two rows of headings over this one, if the patient's name or number stands under its own among them."""
    sheet = view.sheet
    for first in (number - 1, number - 2):
        if first < 0 or (first < number - 1 and not is_second_line(sheet, first, number - 1)):
            break
        labels, row = sheet.labels[first], sheet.rows[number]
        near = row[0].y0 - sheet.rows[number - 1][0].y1 < sheet.settings.max_below * sheet.layout.height
        if near and len(labels) >= FEWEST and not any(label.colon for label in labels) and _names(view, labels, row):
            return tuple(range(first, number))
    return ()


def _names(view: View, labels: Sequence[Label], row: Row) -> bool:
    """Whether the patient's name or number stands in the row, under its label."""
    for label in labels:
        for kind in OWN:
            own = meaning_of(label, kind) and view.context.worth(label, "name") == 1.0
            reading = value_of(view, label, read_name if kind == "name" else read_number) if own else None
            if reading is not None and reading.tokens[0] in row:
                return True
    return False


def _says_nothing(view: View, tokens: Iterable[Token], left: float, right: float) -> bool:
    """Whether none of the tokens over the place, or in it, could be read and says more than whose it is."""
    slack = view.sheet.layout.height
    there = (token for token in tokens if token.x1 > left - slack and token.x0 < right + slack)
    return all(token.confidence < READ or not any(map(str.isalpha, token.text)) or fold(token.text) in PATIENT for token in there)


def _in_list(view: View, number: int) -> Iterator[Reading]:
    """The dates right of a place where the labels of the rows near by begin, and none could be read here."""
    sheet, height = view.sheet, view.sheet.layout.height
    rows = (near for near in range(max(0, number - NEAR_ROWS), min(len(sheet.rows), number + NEAR_ROWS + 1)) if near != number)
    labels = [label for near in rows for label in sheet.labels[near]]
    if len(labels) < FEWEST or not any(
        meaning_of(label, kind) and view.context.worth(label, "name") == 1.0 for label in labels for kind in OWN
    ):
        return
    for start, reading in _dates_alone(view, number):
        x = sheet.rows[number][start].x0
        begins = (sheet.rows[label.row][label.start].x0 for label in labels)
        places = [place for place in begins if NEAREST * height < x - place < FARTHEST * height]
        left = max(places, default=x)
        listed = sum(abs(place - left) < FLUSH * height for place in places) >= FEWEST
        if listed and sheet.label_at(number, start) is None and _says_nothing(view, sheet.rows[number][:start], left, x):
            yield reading


def _is_a_birth(view: View, year: int) -> bool:
    if view.ages:
        return any(-1 <= view.latest_year - year - age <= YEARS_LATER for age in view.ages)
    visits = [value_of(view, label, read_service_date) for label in view.sheet.labels_of("service_date") if _dates_visit(label)]
    return any(visits) and all(int(visit.value[:4]) - year >= YEARS_BEFORE for visit in visits if visit is not None)


def _dates_visit(label: Label) -> bool:
    meaning = meaning_of(label, "service_date")
    return meaning is not None and not meaning.group.strict and meaning.group.reliability >= SURELY


def _has(view: View, label: Label, kind: str, read: Reader) -> bool:
    return meaning_of(label, kind) is not None and value_of(view, label, read) is not None


def _of_age(text: str) -> bool:
    bare = text.strip("().,").upper()
    return bare.rstrip("Y").isdigit() or bare in AGE_WORDS
