"""Service dates where no label dates a visit: in the strip of the patient's values, under a consent, the dictation's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.birth_date import read_birth_date
from pipeline.extract.dates import dates_in
from pipeline.extract.labels import Meaning
from pipeline.extract.layout import Row, cells
from pipeline.extract.ownership import is_owned
from pipeline.extract.reading import Candidate, Reading, View, own_values, spanned, text_of, value_of
from pipeline.extract.rules import OTHER
from pipeline.extract.service_date import read_service_date

STRIP, TOP, SIGNED, DICTATED = 0.76, 0.74, 0.76, 0.65  # strength; a dictation's is never sure: the visit was that day or before
_SIGNED_TYPES = frozenset({"59284-0", "64292-6"})  # LOINC: consents and releases are about the day on which they were signed
_REPORTS = frozenset({"18842-5", "11504-8", "11488-4", "34117-2", "11506-3", "34111-5", "18748-4", "11526-1"})  # what is dictated
_DICTATED = re.compile(r"\b(?i:dictated(?: on)?|date dictated|dictation date|date of dictation)\W{1,3}(?=\d)|\bD\.?D\.?: ?(?=\d)")
TOP_ROWS, MOST_WORDS, FEW_WORDS = 16, 9, 2
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\W*$", re.IGNORECASE)
_NO_VISIT = re.compile(
    r"print|fax|run\b|rev\b|revis|dictat|transcri|sign|verif|receiv|expir|effective|issue|scan|born|birth|dob|next|last|prior|previous|due|until|"
    r"through|since|onset|injur|admi|disch|death|update|creat|page|version|form|policy|coverage|sent|mail|copy|copied|stamp|attest|authentic",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[^\w\s]")  # between the parts of a line, "Seen Feb 19 2023 • Sent by ...", however the dot was read
_TIME = re.compile(r"[ ,.]*(?:(?:at )?\d{1,2}:?\d{2}(?: ?[AaPp]\.?[Mm]\.?)?(?: [A-Z]{2,4})?)?[ .]*")


def last_dates(view: View) -> Iterator[Candidate]:
    """At most one of each finder; nothing where the page's labels say when something was done."""
    if view.visits:
        return
    finders = ((_in_strip, STRIP, "strip"), (_on_top, TOP, "top"), (_under_text, SIGNED, "signed"), (_of_dictation, DICTATED, "dictation"))
    for finder, strength, rule in finders:
        reading = finder(view)
        if reading is not None:
            yield Candidate("service_date", reading, strength * reading.trust, rule)
            return


def _in_strip(view: View) -> Reading | None:
    """The only other date in the row of the patient's birth date, under headings of which none is known to mean another date."""
    births = [
        reading for label, reading in own_values(view, "birth_date", read_birth_date) if reading.tokens[0].y0 > _bottom(view, label.row)
    ]
    born = {reading.value for reading in births}
    taken = _taken(view)
    found = {}
    for birth in births:
        row = next((row for row in view.sheet.rows if birth.tokens[0] in row), ())
        for reading in _dates(row, view):
            recent = 0 <= view.latest_year - int(reading.value[:4]) <= 1
            if reading.value not in born and recent and not taken.intersection(token.word for token in reading.tokens):
                found[reading.value] = reading
    return found.popitem()[1] if len(found) == 1 else None


def _on_top(view: View) -> Reading | None:
    """The only other date in the page's head that ends a cell, behind words of which none is known to bring another date."""
    births = {reading.value for _, reading in own_values(view, "birth_date", read_birth_date)}
    if not births:
        return None
    taken, found = _taken(view), {}
    for number, row in enumerate(view.sheet.rows[:TOP_ROWS]):
        for start, end in _parts(row, view.sheet.settings.cell_gap):
            reading = _ending(row[start:end], view)
            if reading is None or reading.value in births or taken.intersection(token.word for token in reading.tokens):
                continue
            if not 0 <= view.latest_year - int(reading.value[:4]) <= 1 or is_owned(view.sheet, number, start):
                continue
            found[reading.value] = reading
    return found.popitem()[1] if len(found) == 1 else None


def _parts(row: Row, gap: float) -> Iterator[tuple[int, int]]:
    """The row's cells, and of a cell with signs that stand alone what is between them."""
    for start, end in cells(row, gap):
        signs = [at for at in range(start, end) if _SIGN.fullmatch(row[at].text)]
        yield from ((first, last) for first, last in zip((start, *(at + 1 for at in signs)), (*signs, end), strict=True) if first < last)


def _ending(cell: Row, view: View) -> Reading | None:
    """The date with which a cell of few words ends, but for a time of day."""
    if len(cell) > MOST_WORDS:
        return None
    text = text_of(cell)
    dates = list(dates_in(text))
    if len(dates) != 1 or not _TIME.fullmatch(text[dates[0].end :]):
        return None
    words = _WEEKDAY.sub("", text[: dates[0].start]).rstrip()
    if not words or _NO_VISIT.search(words) or not (words.endswith((":", "..")) or len(words.split()) <= FEW_WORDS):
        return None  # a sentence
    return read_service_date(spanned(cell, dates[0].start, len(text)), view)


def _bottom(view: View, row: int) -> float:
    return min(token.y1 for token in view.sheet.rows[row])


def _dates(row: Row, view: View) -> Iterator[Reading]:
    text = text_of(row)
    for found in dates_in(text):
        reading = read_service_date(spanned(row, found.start, len(text)), view)
        if reading is not None:
            yield reading


def _taken(view: View) -> set[int]:
    """The words that labels of other dates have for values."""
    readings = (value_of(view, label, read_service_date) for row in view.sheet.labels for label in row if _is_other(label.meanings))
    return {token.word for reading in readings if reading is not None for token in reading.tokens}


def _is_other(meanings: tuple[Meaning, ...]) -> bool:
    return any(meaning.kind in {OTHER, "admission_date", "discharge_date"} for meaning in meanings)


def _under_text(view: View) -> Reading | None:
    """On a consent or a release the one date that has a cell to itself in the lower half, where people sign."""
    if view.type_code not in _SIGNED_TYPES:
        return None
    births = {reading.value for _, reading in own_values(view, "birth_date", read_birth_date)}
    found = {}
    for number in range(len(view.sheet.rows) // 2, len(view.sheet.rows)):
        row = view.sheet.rows[number]
        for start, end in cells(row, view.sheet.settings.cell_gap):
            reading = _whole(row[start:end], view)
            if reading is not None and reading.value not in births and not is_owned(view.sheet, number, start):
                found[reading.value] = reading
    return found.popitem()[1] if len(found) == 1 else None


def _whole(cell: Row, view: View) -> Reading | None:
    """The date that is all of a cell, but for a time of day."""
    if len(cell) > 5:
        return None
    text = text_of(cell)
    found = next(dates_in(text), None)
    if found is None or text[: found.start].strip(" _.") or not _TIME.fullmatch(text[found.end :]):
        return None
    return read_service_date(spanned(cell, found.start, len(text)), view)


def _of_dictation(view: View) -> Reading | None:
    """When a report was dictated."""
    if view.type_code not in _REPORTS or view.days:
        return None
    for row, text in zip(view.sheet.rows, view.sheet.texts, strict=True):
        said = _DICTATED.search(text)
        if said is not None:
            return read_service_date(spanned(row, said.end(), len(text)), view)
    return None
