"""Telephone numbers and addresses of the patient."""

from __future__ import annotations

import re

from pipeline.extract.folding import fold
from pipeline.extract.layout import Row, Token
from pipeline.extract.name import read_name
from pipeline.extract.reading import Reading, View, meaning_of, spanned, text_of, value_of

OWN = frozenset({"name", "mrn", "birth_date", "account", "encounter", "address"})
MOST_TOKENS = 14
BLOCK_ROWS, BLOCK_LINE, BLOCK_EDGE = 6, 2.6, 2.0  # rows of a block of labels; line heights from one to the next, and off its edge
_ASK = re.compile(r"\b(?:questions|contact us|call us|customer service|billing office)\b", re.IGNORECASE)
_PHONE = re.compile(r"\W{0,3}(?:\+?1[ .-])?\(? ?([2-9]\d{2}) ?\)?[ .,-]{0,2}(\d{3})[ .,-]{0,2}(\d{4})\b")
_STREET = re.compile(r"(?:\d{1,6}[A-Z]?(?![.)])|P\.? ?O\.? ?BOX \d{1,6})\b.{4,}", re.IGNORECASE)
_ZIP = re.compile(r"\b[A-Z]{2},? +(\d{5})(?:-\d{4})?\b")


def read_phone(tokens: Row, view: View) -> Reading | None:
    """The ten figures of a telephone number of the United States; None on a letterhead."""
    text = text_of(tokens[:5])
    found = _PHONE.match(text)
    if found is None or not _beside_the_patient(tokens[0], view):
        return None
    return Reading("".join(found.groups()), spanned(tokens, found.start(), found.end()))


def read_address(tokens: Row, view: View) -> Reading | None:
    """Number, street, town, state and zip code in capitals, from one line or from two that stand one below the other."""
    if not tokens or not _beside_the_patient(tokens[0], view):
        return None
    own = _cell(tokens[:MOST_TOKENS], view.sheet.settings.cell_gap)
    if not _STREET.match(text_of(own)):
        return None
    if not _ZIP.search(text_of(own).upper()):
        own = (*own, *_line_below(own, view))
    value = " ".join(text_of(own).upper().partition("__")[0].replace(" ,", ",").split()).strip(" ,.;")
    zip_code = _ZIP.search(value)
    return Reading(value[: zip_code.end()] if zip_code else value, own, 1.0 if zip_code else 0.85)


def _cell(tokens: Row, gap: float) -> Row:
    end = next((at for at, token in enumerate(tokens) if at and token.gap >= 2 * gap), len(tokens))
    return tokens[:end]


def _line_below(own: Row, view: View) -> Row:
    """The town under the street: what begins in the same column one line further down, and holds a zip code."""
    height = view.sheet.layout.height
    for number, row in enumerate(view.sheet.rows):
        if not 0 < row[0].y0 - own[0].y0 < 2.5 * height or any(token.word == own[0].word for token in row):
            continue
        start = next((at for at, token in enumerate(row) if abs(token.x0 - own[0].x0) < 2 * height), None)
        if start is not None and view.sheet.label_at(number, start) is None:
            below = _cell(row[start:], view.sheet.settings.cell_gap)
            if _ZIP.search(text_of(below).upper()):
                return below
    return ()


def _beside_the_patient(token: Token, view: View) -> bool:
    """Whether the place is the patient's: not above the first of the patient's labels, where letterheads stand, not beside a fax or a name
    of the staff or of a relative, not in a block of labels that begins with a doctor's name or asks to be called."""  # fmt: skip
    sheet, height = view.sheet, view.sheet.layout.height
    for number, row in enumerate(sheet.rows):
        if abs(row[0].y0 - token.y0) < height:
            fax = any(fold(one.text).startswith(("FAX", "FACSIMILE")) for one in row)
            if fax or any(label.about and row[label.start].x0 < token.x0 for label in sheet.labels[number]):
                return False
            if any(one is token for one in row) and _in_others_block(number, token, view):
                return False
    own = (label for label in sheet.all_labels() if any(meaning.kind in OWN for meaning in label.meanings))
    first = min((sheet.rows[label.row][label.start].y0 for label in own), default=None)
    return first is not None and token.y0 >= first - height


def _in_others_block(number: int, token: Token, view: View) -> bool:
    """Whether the lines just above in the same column ask for calls, or have a doctor's name under "Name"."""
    sheet, height = view.sheet, view.sheet.layout.height
    before = (sheet.rows[number][label.start].x0 for label in sheet.labels[number])
    left = max((x for x in before if x < token.x0), default=token.x0)
    for at in range(number, max(-1, number - BLOCK_ROWS), -1):
        if at < number and sheet.rows[at + 1][0].y0 - sheet.rows[at][0].y1 > BLOCK_LINE * height:
            return False
        if _ASK.search(text_of(sheet.rows[at])):
            return True
        for label in sheet.labels[at]:
            if meaning_of(label, "name") is not None and abs(sheet.rows[at][label.start].x0 - left) < BLOCK_EDGE * height:
                name = value_of(view, label, read_name)
                return name is not None and name.professional
    return False
