"""Names, birth dates and numbers without a label: page headers and footers, stickers, the first sentence of a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pipeline.extract.birth_date import read_birth_date, signs_for_another
from pipeline.extract.encounter import read_number
from pipeline.extract.folding import fold
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, cell_end, cells
from pipeline.extract.name import is_child, is_edge, read_name, small_capital
from pipeline.extract.name_words import capital_i
from pipeline.extract.names import analyse_name, parse_name
from pipeline.extract.ownership import heads_sticker, is_owned
from pipeline.extract.reading import Candidate, Reader, Reading, View, meaning_of, own_values, text_of, value_of
from pipeline.extract.sex_header import DATED_AGE, STICKER_PATTERN
from pipeline.extract.vocabulary import ALSO_FAMILIES, NO_PERSON, PARTICLES, STATES, given_names
from pipeline.model.types import PersonName

# Strength: "DOE, JANE" beside a labelled MRN, birth date, visit or account, or "Jane Doe" right before one where no name has a label;
# "Jane Doe" somewhere beside one; in a sticker; in a sentence.
HEADER, HEADER_WESTERN, STICKER, STICKER_DATE, STICKER_NUMBER, INLINE = 0.93, 0.69, 0.8, 0.78, 0.6, 0.5
SENTENCE = 0.8  # a name by itself over the sentence that begins with it
STICKER_WHOLE = 0.92  # a name right over two of the patient's labelled identifiers
WESTERN_STICKER, BELOW_ANCHOR = 0.66, 0.62  # never sure: "Jane Doe" over one of them; "DOE, JANE" under them
BORN = 0.78  # "I, Jane Doe, born 3/14/1957, give permission"
FOOT, FOOT_ROWS = 0.76, 2  # "DOE, JANE" beside the page number or a sex in one of the last rows, though no number beside it could be read
STICKER_ID, STICKER_HASH = 0.86, 0.66  # behind "ID:"; behind "#", never sure: an account has such a sign too
UNCALLED = 0.66  # never sure: "Specific Gravity" stands in a name's place, and no given name is in it
OWN = 0.8  # reliability of labels that only the patient's name has
SECOND_NAME = 0.6  # of two such names close together the upper one is the patient's
MAX_CELL, LONGEST_CELL = 7, 9  # words of a cell that holds a name alone; with signs before it
NEAR_ROWS = 4
RIGHT_OVER, FEWEST = 2, 2  # rows from a name in capitals, or of more words than this, to the MRN or birth date that makes it the patient's
ALIGNED, BESIDE = 2.0, 12.0  # line heights from a sticker's left edge: of its lines; of "DOE, JANE" and the labels near it
NEAR_HEIGHTS = 9.0  # how far apart, in line heights, a sticker's first and last line stand at most
_PAGE = re.compile(r"\bpage\b|\b\d{1,2} ?(?:of|/) ?\d{1,2}\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\([A-Z]{2,3}[#:]*[A-Z]{0,2}\d{5,}\)?")  # "(MR#01234567)"
_JOINED = re.compile(r"[^\W\d_][,.^]")  # "DOE,JANE", "J.DOE": one word that may be a whole name
_AGED = re.compile(
    r"\W*(?:[a-z]{1,2}\W?)?\d{1,3}-?(?:y|yo|yrs?|years?|y/o|y\.o\.)\W?[mf]?\W*", re.IGNORECASE
)  # "(74yo", "M/53Y", even "ms53y"
_INITIAL = re.compile(r"[A-Z]\.")
_SEX = re.compile(r"\b(?:sex|gender)\W{1,2}(?:[MF]|male|female)\b", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_ID = frozenset({"ID", "1D", "LD", "D", "ID#"})  # the last but one as it is misread
_ZIP = re.compile(r"\d{5}(?:-\d{4})?")
_INLINE = re.compile(
    r"^\W*([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){1,3}) (?:is|was) (?:an?|the) \d{1,3}[ -]{0,2}(?:year|yr|y\.?/?o|month|day|week)"
)
_SIGNER = re.compile(
    r"^I, ([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*?){1,3})\.? ?[,.] ?"
    r"(?:(born|date of birth|dob)|hereby|do|the undersigned|authorize|consent|request|give|understand|acknowledge)\b"
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A name that fills the beginning of a cell, and where it stands."""

    row: int
    x0: float
    y0: float
    reading: Reading
    comma: bool
    called: bool  # whether the given name is a common one, or an initial with its full stop stands in it


class _Anchor(NamedTuple):
    """A labelled identifier of the patient's and where its label stands."""

    kind: str
    row: int
    x0: float
    y0: float


class Unlabelled:
    """Finds what stands by itself near other identifiers."""

    def __init__(self, read_mrn: Reader) -> None:
        self._read_mrn = read_mrn

    def __call__(self, view: View) -> Iterator[Candidate]:
        """Names in headers, stickers and first sentences; dates and numbers on stickers."""
        spots = list(_spots(view))
        yield from self._names(view, spots)
        near = _sticker_rows(view, spots)
        yield from self._birth_dates(view, near)
        yield from self._mrns(view, near)
        yield from _inline(view, spots)

    def _names(self, view: View, spots: Sequence[_Spot]) -> Iterator[Candidate]:
        anchors = self._anchors(view)
        taken: list[_Spot] = []
        for spot in spots:
            strength, rule = _strength(view, spot, anchors)
            if not (spot.comma or spot.called or _initialled(spot, anchors)):
                strength = min(strength, UNCALLED)
            if not strength or (rule == "footer" and any(_is_listed(view, spot, other) for other in spots)):
                continue
            if any(abs(other.y0 - spot.y0) < NEAR_HEIGHTS * view.sheet.layout.height for other in taken):
                strength *= SECOND_NAME
            taken.append(spot)
            yield Candidate("name", spot.reading, strength * spot.reading.trust, rule)

    def _anchors(self, view: View) -> list[_Anchor]:
        """Where a labelled MRN, birth date, visit or account of the patient stands, row by row."""
        readers = (("mrn", self._read_mrn), ("birth_date", read_birth_date), ("encounter", read_number), ("account", read_number))
        found = []
        for kind, read in readers:
            for label, _ in own_values(view, kind, read):
                first = view.sheet.rows[label.row][label.start]
                found.append(_Anchor(kind, label.row, first.x0, first.y0))
        for number, row in enumerate(view.sheet.rows):
            if DATED_AGE.search(text_of(row[:5])) and read_birth_date(row, view):
                found.append(_Anchor("birth_date", number, row[0].x0, row[0].y0))
            if self._under_name(view, number):
                found.append(_Anchor("mrn", number, row[0].x0, row[0].y0))
        return found

    def _under_name(self, view: View, number: int) -> Reading | None:
        """The number behind "ID:" right under "DOE, JANE", as electrocardiographs and monitors print it; elsewhere ID may be anybody's.

        Or the one behind "#" that fills the line, as transcriptions head their later pages.
        """
        row = view.sheet.rows[number]
        is_id = fold(row[0].text) in _ID and row[0].text.endswith(":")
        if not number or not (is_id or (row[0].text == "#" and len(row) == len(("#", "number")))):
            return None
        above = view.sheet.rows[number - 1]
        cell = above[: cell_end(above, 0, view.sheet.settings.cell_gap)]
        name = _name_alone(cell, view)
        aligned = abs(above[0].x0 - row[0].x0) < ALIGNED * view.sheet.layout.height
        return self._read_mrn(row[1:], view) if aligned and name is not None and name.comma else None

    def _birth_dates(self, view: View, near: Sequence[tuple[int, Row]]) -> Iterator[Candidate]:
        """Dates on stickers: beside an age and a sex, below a name."""
        for number, row in near:
            for start, end in cells(row, view.sheet.settings.cell_gap):
                reading = read_birth_date(row[start:end], view)
                aged = STICKER_PATTERN.search(text_of(row)) or DATED_AGE.search(text_of(row[start:end]))
                if reading is not None and aged and view.sheet.label_at(number, start) is None:
                    yield Candidate("birth_date", reading, STICKER_DATE * reading.trust, "sticker")

    def _mrns(self, view: View, near: Sequence[tuple[int, Row]]) -> Iterator[Candidate]:
        """A number alone in its cell on a sticker, never sure: it may as well be an account; one behind ID under the name is."""
        for number in range(len(view.sheet.rows)):
            named = self._under_name(view, number)
            if named is not None:
                least = STICKER_HASH if view.sheet.rows[number][0].text == "#" else STICKER_ID
                yield Candidate("mrn", named, least * named.trust, "sticker")
        for number, row in near:
            for start, end in cells(row, view.sheet.settings.cell_gap):
                if end - start == 1 and not is_owned(view.sheet, number, start) and not _is_zip(view, number, start):
                    reading = self._read_mrn(row[start:end], view)
                    if reading is not None and reading.trust == 1.0:
                        yield Candidate("mrn", reading, STICKER_NUMBER, "sticker")


def _is_listed(view: View, spot: _Spot, other: _Spot) -> bool:
    """Whether the other stands right over it, as in a list of people."""
    return other.comma and other.row == spot.row - 1 and abs(other.x0 - spot.x0) < ALIGNED * view.sheet.layout.height


def _initialled(spot: _Spot, anchors: Sequence[_Anchor]) -> bool:
    """Whether it has an initial in its middle and two of the patient's identifiers beside it: "SUMMER L DOE", of no common given name."""
    middle = [len(token.text) for token in spot.reading.tokens[1:-1]]
    return middle == [1] and len({anchor.kind for anchor in anchors if anchor.row == spot.row}) >= FEWEST


def _spots(view: View) -> Iterator[_Spot]:
    sheet = view.sheet
    for number, row in enumerate(sheet.rows):
        for start, end in cells(row, sheet.settings.cell_gap):
            if end - start > LONGEST_CELL and not sheet.labels[number]:
                continue  # prose
            cell = () if sheet.label_at(number, start) else _without_signs(sheet.segment(number, start)[: end - start])
            reading = _name_alone(cell, view) if cell else None
            if reading is None or (is_owned(sheet, number, start) and not _heads_line(view, number, start)):
                continue
            if view.context.in_other_section(number, row[start].x0):
                continue
            name = parse_name(reading.value)
            if name is not None:
                called = name.given.split("-")[0] in given_names() or any(map(_INITIAL.fullmatch, text_of(reading.tokens).split()))
                yield _Spot(number, cell[0].x0, cell[0].y0, reading, reading.comma, called)


def _heads_line(view: View, number: int, start: int) -> bool:
    """Whether a line of labels and values begins here, so that no heading above has the cell for its value."""
    right = next((label for label in view.sheet.labels[number] if label.start > start), None)
    return start == 0 and right is not None and bool({meaning.kind for meaning in right.meanings} & {"mrn", "birth_date"})


def _without_signs(cell: Row) -> Row:
    """The cell without signs at its beginning, and without a sticker's edge that was read as a letter: "I DOE, JANE"."""
    first = next((index for index, token in enumerate(cell) if any(map(str.isalnum, token.text))), len(cell))
    return cell[first + 1 :] if first < len(cell) and is_edge(cell[first:]) else cell[first:]


def _name_alone(cell: Row, view: View) -> Reading | None:
    """The name that fills the cell; nobody's at work, no street's, no institution's."""
    if (
        len(cell) > MAX_CELL
        or (capital_i(cell[0].text)[0].islower() and not _is_in_names(cell[0].text.upper()) and not small_capital(cell))
        or (cell[0].text.startswith("(") and not _bordered(cell))
    ):
        return None
    if len(cell) == 1 and not _JOINED.search(cell[0].text):
        return None
    reading = read_name(cell, view)
    if reading is None or not _fills(reading, cell):
        return None
    name = parse_name(reading.value)
    if name is None or reading.professional or (reading.comma and name.given in STATES):
        return None
    words = [token.text.strip(",.").upper() for token in reading.tokens]
    family = name.family.split() if name.family in ALSO_FAMILIES and name.given in given_names() else _saints(name)
    return None if any(word in NO_PERSON and word not in family for word in words) else reading


def _is_in_names(word: str) -> bool:
    return word in given_names() or word in PARTICLES


def _bordered(cell: Row) -> bool:
    """Whether the bracket before a name with a comma is closed by none: a sticker's edge, "(DOE, JANE"."""
    return cell[0].text.endswith(",") and len(cell[0].text) > 2 and not any(")" in token.text for token in cell)


def _saints(name: PersonName) -> list[str]:
    """The first word of a family name such as "ST JOHN"."""
    first, *more = name.family.split()
    return [first] if more and first == "ST" else []


def _fills(reading: Reading, cell: Row) -> bool:
    """Whether nothing but signs, a number or a sex follows the name in its cell."""
    rest = cell[len(reading.tokens) :]
    if not rest or is_child(rest) or not any(char.isalpha() for char in rest[0].text.strip("MF()")):
        return True
    return any(pattern.fullmatch(rest[0].text) is not None for pattern in (_NUMBERED, _AGED))


def _strength(view: View, spot: _Spot, anchors: Sequence[_Anchor]) -> tuple[float, str]:
    """How much the neighbourhood says that this is the patient."""
    beside = [anchor for anchor in anchors if anchor.row == spot.row]
    if beside:
        right = next((label for label in view.sheet.labels[spot.row] if view.sheet.rows[spot.row][label.start].x0 > spot.x0), None)
        next_to = right is not None and not right.is_other
        sure = spot.comma or (next_to and not any(_has_name(view, label) for label in view.sheet.labels_of("name")))
        return (HEADER if sure else HEADER_WESTERN), "header"
    line = text_of(view.sheet.rows[spot.row])
    foot = spot.comma and spot.row >= len(view.sheet.rows) - FOOT_ROWS and (_PAGE.search(line) or _SEX.search(line))
    if foot and not _behind_date(view.sheet.rows[spot.row], spot):
        return FOOT, "footer"
    height = view.sheet.layout.height
    near = [anchor for anchor in anchors if abs(anchor.y0 - spot.y0) < NEAR_HEIGHTS * height and abs(anchor.row - spot.row) <= NEAR_ROWS]
    if not spot.comma:
        return _western(view, spot, near)
    under = [anchor for anchor in near if anchor.row > spot.row and _over(view, spot, anchor.row)]
    close = [anchor for anchor in near if abs(anchor.x0 - spot.x0) < BESIDE * height]
    if len({anchor.kind for anchor in under}) > 1:
        return STICKER_WHOLE, "sticker"
    if under or any(anchor.row > spot.row for anchor in close) or _ages_near(view, spot):
        return STICKER, "sticker"
    return (BELOW_ANCHOR, "sticker") if close else (0.0, "")


def _behind_date(row: Row, spot: _Spot) -> bool:
    """Whether a date and nothing else stands before the name, as the doctor's behind the admission's on a label."""
    before = [token.text for token in row if token.x0 < spot.x0 and len(token.text.strip(".,:;|")) > 1]
    return len(before) == 1 and _DATE.fullmatch(before[0]) is not None


def _western(view: View, spot: _Spot, near: Sequence[_Anchor]) -> tuple[float, str]:
    """ "Jane Doe" over her number and birth date, or right under a sticker's heading; where a name has a label such words are a title."""
    rows = {anchor.row for anchor in near if _over(view, spot, anchor.row)}
    if any(_has_name(view, label) for label in view.sheet.labels_of("name")):
        return 0.0, ""
    over = any(row > spot.row for row in rows)
    if over and len({anchor.kind for anchor in near if anchor.row in rows}) > 1:
        return STICKER_WHOLE, "sticker"
    if spot.called and _is_headed(view, spot):
        return STICKER, "sticker"
    if not over:
        return 0.0, ""
    full = spot.called and (len(spot.reading.tokens) > FEWEST or text_of(spot.reading.tokens).isupper())
    numbered = full and any(
        anchor.kind in ("mrn", "birth_date") and anchor.row in rows and 0 < anchor.row - spot.row <= RIGHT_OVER for anchor in near
    )
    return (STICKER if numbered or _ages_near(view, spot) else WESTERN_STICKER), "sticker"


def _is_headed(view: View, spot: _Spot) -> bool:
    """Whether the heading of a patient's sticker stands right over the name: "Patient Identification", "Patient Label"."""
    sheet = view.sheet
    if not spot.row:
        return False
    above, gap = sheet.rows[spot.row - 1], sheet.settings.cell_gap
    start = next((start for start, _ in cells(above, gap) if abs(above[start].x0 - spot.x0) < ALIGNED * sheet.layout.height), None)
    label = None if start is None else sheet.label_at(spot.row - 1, start)
    return label is not None and label.end == cell_end(above, label.start, gap) and heads_sticker(sheet, label)


def _over(view: View, spot: _Spot, number: int) -> bool:
    """Whether the row belongs to one block with the name: it begins where the name does, or both stand in the middle of the page."""
    row, tokens = view.sheet.rows[number], spot.reading.tokens
    reach = ALIGNED * view.sheet.layout.height
    starts = any(abs(token.x0 - spot.x0) < reach for token in row if token.gap >= view.sheet.settings.cell_gap)
    middles = (row[0].x0 + row[-1].x1) / 2 - (tokens[0].x0 + tokens[-1].x1) / 2
    return starts or (abs(middles) < reach and len(view.sheet.rows[spot.row]) == len(tokens))


def _has_name(view: View, label: Label) -> bool:
    """Whether a label that is the patient's has a name for its value: not an insurance card's, not one in doubt."""
    meaning = meaning_of(label, "name")
    own = meaning is not None and meaning.group.reliability >= OWN and view.context.worth(label, "name") == 1.0
    return own and value_of(view, label, read_name) is not None


def _ages_near(view: View, spot: _Spot) -> bool:
    """Whether an age with a sex stands within a few lines of the name."""
    height = view.sheet.layout.height
    for number in range(max(0, spot.row - NEAR_ROWS), min(len(view.sheet.rows), spot.row + NEAR_ROWS + 1)):
        row = view.sheet.rows[number]
        close = any(abs(t.y0 - spot.y0) < NEAR_HEIGHTS * height and abs(t.x0 - spot.x0) < BESIDE * height for t in row)
        if number != spot.row and close and STICKER_PATTERN.search(text_of(row)):
            return True
    return False


def _sticker_rows(view: View, spots: Sequence[_Spot]) -> list[tuple[int, Row]]:
    """The rows within a few lines of a name with a comma that stands by itself."""
    names = [spot.row for spot in spots if spot.comma]
    return [(number, row) for number, row in enumerate(view.sheet.rows) if any(abs(number - name) <= NEAR_ROWS for name in names)]


def _is_zip(view: View, row: int, index: int) -> bool:
    """Whether the number is the end of an address whose last line broke before it: "Fairview, GA" over "95339"."""
    above = view.sheet.rows[row - 1][-1].text if row else ""
    return index == 0 and _ZIP.fullmatch(view.sheet.rows[row][0].text) is not None and len(above) == 2 and above.isupper()


def _inline(view: View, spots: Sequence[_Spot]) -> Iterator[Candidate]:
    """Whom the first sentence is about, or who signs; surely, where the same name stands by itself above: parents sign for children."""
    for number, row in enumerate(_first(view.sheet.rows, 60)):
        line = view.sheet.texts[number][:160]
        match = _INLINE.match(line)
        signer = None if match else _SIGNER.match(line)
        found = match or signer
        parsed = analyse_name(found[1]) if found else None
        words = len(found[1].split()) if found else 0
        reading = read_name(row[1 if signer else 0 :][:words], view) if parsed is not None and not parsed.professional else None
        if reading is not None:
            born = signer is not None and signer[2] is not None and not signs_for_another(view, number)
            yield Candidate("name", reading, (BORN if born else INLINE) * reading.trust, "sentence" if born else "inline")
            for spot in (spot for spot in spots if spot.row < number and spot.reading.value == reading.value):
                yield Candidate("name", spot.reading, SENTENCE * spot.reading.trust, "sentence")


def _first(rows: Sequence[Row], count: int) -> Sequence[Row]:
    return rows[:count]
