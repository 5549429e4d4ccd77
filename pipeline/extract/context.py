"""Whose identifiers they are: sections and labels that speak of relatives, guarantors and subscribers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.folding import fold, shape
from pipeline.extract.kin import BEFORE_NAME
from pipeline.extract.labels import Label
from pipeline.extract.layout import Row, cell_end, cell_start, cells
from pipeline.extract.rules import FURTHER, IdentifierRule
from pipeline.extract.sheet import Sheet

# What a label is worth: under somebody else's heading or behind their label; and in the rows just below their label.
SOMEBODY_ELSE, DOUBTFUL = 0.0, 0.55
ROWS_IN_DOUBT, LINE = 3, 2.5  # and line heights from one of them to the next at most
FEWEST_BESIDE = 2  # headings of a row, with which a doctor's is one of them and no title
ROWS_OF_HEADER = 7  # rows from a page's title to the last of the patient's identifiers
COLUMN = 18.0  # line heights from the top of a form's column, "INSURED'S NAME", to its telephone
FAR = 6.0  # line heights from a title to what is not its value, from a page's last line to its foot
FOOT_ROWS = 3  # of a page, at most
PERSONAL = frozenset({"name", "birth_date", "sex"})  # the kinds that other people have too
CONTACT = frozenset({"address", "phone"})  # so have they
PAYER = frozenset({"BILLTO", "BILLEDTO", "INVOICETO"})  # the patient or somebody who pays for them: told only by who else is named
PATIENT_DATA = frozenset({"mrn", "birth_date", "encounter", "account"})  # what a page about a patient has besides a name
CARD = frozenset({"MEMBERID", "SUBSCRIBERID", "PAYERID", "RXBIN", "RXPCN", "RXGRP", "RXID", "MEMBER#", "SUBSCRIBER#"})
BESIDE_OTHERS = frozenset(
    {
        "RELATIONSHIP",
        "RELATION",
        "RELATIONTOPATIENT",
        "RELATIONSHIPTOPATIENT",
        "RELTOPT",
        "WITNESS",
        "SIGNATURE",
        "INTERPRETER",
        "TITLE",
        "STATEOFBIRTH",
    }
)
RELATIVES = frozenset(
    f"{who}{ending}"
    for who in ("MOTHER", "FATHER", "PARENT", "SPOUSE", "HUSBAND", "WIFE", "GUARDIAN", "INSURED", "SUBSCRIBER", "GUARANTOR", "POLICYHOLDER",
                "HOLDER", "CARDHOLDER", "SPONSOR", "DONOR", "INFANT", "BABY", "BENEFICIARY", "THEIR", "CONTACT")
    for ending in ("", "S")
)  # fmt: skip
WITH_RECORDS = ("MOTHER", "MOM", "DONOR", "NEWBORN", "INFANT", "BABY", "TWIN", "SIBLING")  # relatives who have a chart of their own
_KEPT_ELSEWHERE = frozenset({"MOM", "SIBLING", "BROTHER", "SISTER", "SURROGATE"})
_UNBORN = frozenset({"TWIN", "TRIPLET", "FETUS", "BABY", "INFANT", "NEWBORN"})
_DASH = re.compile(r"[-—–/]")
_OF_PATIENT = frozenset({"NAMEOFPATIENT", "NAMEOFTHEPATIENT"})
_PATIENT = ("PATIENT", "PT", "CHILD", "NEWBORN")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's title: what stands below it between x0 and x1 (pixels of the upright page) belongs to it."""

    row: int
    x0: float
    x1: float
    other: bool
    payer: bool = False


class Context:
    """Built once from the rules; `on` then tells, for one sheet, what each label is worth."""

    def __init__(self, rules: Iterable[IdentifierRule]) -> None:
        known = tuple(rules)
        self._other = frozenset(shape(fold(text)) for rule in known for text in rule.other_sections)
        self._patient = frozenset(shape(fold(text)) for rule in known for text in rule.patient_sections)

    def on(self, sheet: Sheet) -> PageContext:
        """The context of one page."""
        return PageContext(sheet, tuple(self._headings(sheet)))

    def _headings(self, sheet: Sheet) -> Iterator[Heading]:
        found: list[Heading] = []
        for number, row in enumerate(sheet.rows):
            titles = list(self._in_row(sheet, number, row))
            for place, (start, other) in enumerate(titles):
                left = 0.0 if start == 0 and place == 0 else row[start].x0 - sheet.layout.height
                right = row[titles[place + 1][0]].x0 - 1 if place + 1 < len(titles) else float("inf")
                found.append(Heading(number, left, right, other, other and _says_payer(sheet, row, start)))
            found = _patient_again(sheet, number, found)
        yield from found

    def _in_row(self, sheet: Sheet, number: int, row: Row) -> Iterator[tuple[int, bool]]:
        for start, end in cells(row, sheet.settings.cell_gap):
            text = shape("".join(fold(token.text) for token in row[start:end])) if end - start <= 8 else ""
            if text in self._other and _nothing_beside(sheet, number, end) and not _is_staff_column(sheet, number, start):
                yield start, True
            elif text in self._patient:
                yield start, False


def _says_payer(sheet: Sheet, row: Row, start: int) -> bool:
    return fold("".join(token.text for token in row[start : cell_end(row, start, sheet.settings.cell_gap)])) in PAYER


def _nothing_beside(sheet: Sheet, number: int, end: int) -> bool:
    """Whether the cell is a title and not a label with its value to the right."""
    row = sheet.rows[number]
    if end >= len(row):
        return True
    beside = sheet.label_at(number, end)
    if beside is not None:
        return not _heads_column(sheet, beside)
    return row[end].gap > FAR and not _in_list(sheet, number, end)


def _is_staff_column(sheet: Sheet, number: int, start: int) -> bool:
    """Whether the cell heads a column beside one of the patient's own, or several of nobody's: "Name   Referring Provider   Location"."""
    label = sheet.label_at(number, start)
    if label is None or label.about != "staff":
        return False
    own = [other for other in sheet.labels[number] if other is not label and is_alone(sheet, other)]
    if sum(not other.about for other in own) >= FEWEST_BESIDE:
        return True
    return any(meaning.kind not in FURTHER and not meaning.group.strict for other in own for meaning in other.meanings)


def _heads_column(sheet: Sheet, label: Label) -> bool:
    """Whether the label is one of a table's headings, with its value below: then its neighbour is another and no title."""
    return is_alone(sheet, label) and any(meaning.kind not in FURTHER for meaning in label.meanings)


def is_alone(sheet: Sheet, label: Label) -> bool:
    """Whether the label has its cell to itself and no colon, as a table's heading does."""
    row = sheet.rows[label.row]
    return not label.colon and (label.end >= len(row) or row[label.end].gap >= sheet.settings.cell_gap)


def words_of(sheet: Sheet, label: Label) -> str:
    """The label as read, folded."""
    place = label.row, label.start, label.end
    if place not in sheet.said:
        sheet.said[place] = fold("".join([token.text for token in sheet.rows[label.row][label.start : label.end]]))
    return sheet.said[place]


def _in_list(sheet: Sheet, number: int, end: int) -> bool:
    """Whether the next or the last row has a label with its value in the same column: a list of labels, values far to the right."""
    x, height = sheet.rows[number][end].x0, sheet.layout.height
    beside = (near for near in (number - 1, number + 1) if 0 <= near < len(sheet.rows))
    return any(
        label.end < len(sheet.rows[label.row]) and abs(sheet.rows[label.row][label.end].x0 - x) < height
        for near in beside
        for label in sheet.labels[near]
    )


def _patient_again(sheet: Sheet, row: int, headings: list[Heading]) -> list[Heading]:
    """A label that is the patient's alone (MRN, Visit #, Patient Name) ends somebody else's section in its own column, and so does a line
    that dates the visit, at the page's foot."""
    visit, foot = _is_visits_line(sheet, row), _is_foot(sheet, row)
    for label in sheet.labels[row]:
        if visit or foot or _names_the_patient(sheet, label):
            x = sheet.rows[row][label.start].x0
            last = next((heading for heading in reversed(headings) if heading.x0 <= x < heading.x1), None)
            if last is not None and last.other:
                if _is_page_title(sheet, row, headings):
                    return [Heading(last.row, last.x0, last.x1, False)]
                return [*headings, Heading(row, last.x0, last.x1, False)]
    return headings


def _is_visits_line(sheet: Sheet, row: int) -> bool:
    """Whether the row has the date of a visit beside a birth date or an account: "DOE, JANE Account # 453203358 Admitted 10/27/07"."""
    meanings = [meaning for label in sheet.labels[row] for meaning in label.meanings]
    dated = any(meaning.kind == "service_date" and not meaning.group.strict for meaning in meanings)
    return dated and any(meaning.kind in ("birth_date", "account") and not meaning.group.about for meaning in meanings)


def _is_foot(sheet: Sheet, row: int) -> bool:
    """Whether the row stands by itself at the page's foot and has several of a patient's labels: "Jane Doe B/D 3/14/1957 Sex F"."""
    rows = sheet.rows
    if not row or row < len(rows) - FOOT_ROWS or rows[row][0].y0 - rows[row - 1][0].y1 < FAR * sheet.layout.height:
        return False
    kinds = {meaning.kind for label in sheet.labels[row] if not label.about for meaning in label.meanings}
    return "birth_date" in kinds and len(kinds - FURTHER) >= FEWEST_BESIDE


def _is_page_title(sheet: Sheet, row: int, headings: Sequence[Heading]) -> bool:
    """Whether the only heading above was the page's title ("Insurance Information") over the patient's own identifiers."""
    if len(headings) > 1 or row - headings[0].row > ROWS_OF_HEADER or 2 * headings[0].row > len(sheet.rows):
        return False
    return not any(label.about == "relative" for number in range(headings[0].row, row) for label in sheet.labels[number])


def _names_the_patient(sheet: Sheet, label: Label) -> bool:
    kinds = {meaning.kind for meaning in label.meanings}
    words = words_of(sheet, label)
    return bool(kinds & {"mrn", "encounter"}) or ("name" in kinds and words.startswith(_PATIENT))


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the labels of one page are worth."""

    sheet: Sheet
    headings: tuple[Heading, ...]

    def worth(self, label: Label, kind: str) -> float:
        """1 where the label speaks of the patient, 0 where of somebody else, between where it can't be told."""
        if kind == "mrn" and self._behind_mother(label):
            return DOUBTFUL
        if kind not in PERSONAL | CONTACT or self.says_patient(label):
            return 1.0
        section = self._section(label)
        if kind in CONTACT:
            return SOMEBODY_ELSE if self._in_insureds_column(label) else section
        if section == SOMEBODY_ELSE:
            return section
        if self._behind_relative(label):
            return SOMEBODY_ELSE
        doubted = self._below_relative(label) or self._among_others(label) or self._heads_list(label, kind) or self._in_kins_sentence(label)
        return DOUBTFUL if section < 1 or doubted else 1.0

    def _in_insureds_column(self, label: Label) -> bool:
        """Whether a row above has a label of the patient's and, right of it and no further right than this one, one of the insured's."""
        rows, height = self.sheet.rows, self.sheet.layout.height
        here = rows[label.row][label.start]
        for number in range(label.row - 1, -1, -1):
            if here.y0 - rows[number][0].y0 > COLUMN * height:
                return False
            insured = [other for other in self.sheet.labels[number] if words_of(self.sheet, other).startswith("INSURED")]
            patient = (
                any(other.end <= insured[-1].start and self.says_patient(other) for other in self.sheet.labels[number])
                if insured
                else False
            )
            if patient and rows[number][insured[-1].start].x0 < here.x0 + 2 * height:
                return True
        return False

    def _section(self, label: Label) -> float:
        """What the heading above the label is worth; who pays may be the patient where the page names none."""
        x = self.sheet.rows[label.row][label.start].x0
        if not self.in_other_section(label.row, x):
            return 1.0
        above = [heading for heading in self.headings if heading.row <= label.row and heading.x0 <= x < heading.x1]
        named = any(_names_the_patient(self.sheet, other) for other in self.sheet.all_labels())
        return DOUBTFUL if above[-1].payer and not named else SOMEBODY_ELSE

    def _heads_list(self, label: Label, kind: str) -> bool:
        """Whether the label heads a column on a page with nothing of a patient's but names: a list of staff."""
        kinds = {meaning.kind for other in self.sheet.all_labels() for meaning in other.meanings}
        parts = any(meaning.group.part for meaning in label.meanings)
        return kind == "name" and not parts and is_alone(self.sheet, label) and not kinds & PATIENT_DATA

    def _among_others(self, label: Label) -> bool:
        """Whether it stands among an insurer's numbers (a card may be a parent's), or beside a relationship, a witness, an interpreter."""
        y, far = self.sheet.rows[label.row][label.start].y0, ROWS_IN_DOUBT * LINE * self.sheet.layout.height
        rows = range(max(0, label.row - ROWS_IN_DOUBT), min(len(self.sheet.rows), label.row + ROWS_IN_DOUBT + 1))
        near = (number for number in rows if abs(self.sheet.rows[number][0].y0 - y) < far)
        if any(words_of(self.sheet, other) in CARD for number in near for other in self.sheet.labels[number]):
            return True
        return any(words_of(self.sheet, other) in BESIDE_OTHERS for other in self.sheet.labels[label.row])

    def _in_kins_sentence(self, label: Label) -> bool:
        """Whether words in small letters before it in its cell are about somebody else: "with his fiancee Jane Doe (DOB 3/14/1957)"."""
        row = self.sheet.rows[label.row]
        before = row[cell_start(row, label.start, self.sheet.settings.cell_gap) : label.start]
        return BEFORE_NAME.search(" ".join(token.text for token in before if token.text.islower())) is not None

    def in_other_section(self, row: int, x: float) -> bool:
        """Whether the place stands below a heading that speaks of somebody else."""
        above = [heading for heading in self.headings if heading.row <= row and heading.x0 <= x < heading.x1]
        return bool(above) and above[-1].other

    def says_patient(self, label: Label) -> bool:
        """Whether the label itself names the patient: "Patient Name"."""
        words = words_of(self.sheet, label)
        return words.startswith(_PATIENT) or words in _OF_PATIENT

    def _behind_relative(self, label: Label) -> bool:
        parts = any(meaning.group.part for meaning in label.meanings)
        if self._is_relatives(label) or (parts and self._in_relatives_row(label)):
            return True
        before = [other for other in self.sheet.labels[label.row] if other.end <= label.start]
        for other in reversed(before):
            if other.about == "relative":
                return True
            if any(meaning.kind in ("name", "mrn") and not meaning.group.part for meaning in other.meanings):
                return False  # a part of a name ("First") goes with the label before it: "FATHER-NAME  FIRST  LAST"
        return False

    def _behind_mother(self, label: Label) -> bool:
        """Whether the label left of it is the mother's or a donor's, who have records too: "Mother: Mary Doe   MRN: 00123456"; or words
        that are no label say so: "Sibling: DOE, ANN   MRN: ...", "Twin A of DOE, JANE   MRN: ...".
        """
        if label.start:
            left = {fold(token.text) for token in self.sheet.rows[label.row][: label.start]}
            if left & _KEPT_ELSEWHERE or ("OF" in left and left & _UNBORN):
                return True
        elif label.row and (above := self.sheet.labels[label.row - 1]) and not above[0].start and above[0].about == "relative":
            return words_of(self.sheet, above[0]).startswith(WITH_RECORDS)
        for other in reversed([other for other in self.sheet.labels[label.row] if other.end <= label.start]):
            if other.about == "relative":
                return words_of(self.sheet, other).startswith(WITH_RECORDS)
            if any(meaning.kind in ("name", "mrn") for meaning in other.meanings):
                return False
        return False

    def _in_relatives_row(self, label: Label) -> bool:
        """Whether the words left of a name's part speak of a relative, though no label was understood: "JS MOTHER-MAIDEN NAME  FIRST"."""
        words = (fold(word) for token in self.sheet.rows[label.row][: label.start] for word in _DASH.split(token.text))
        return any(word in RELATIVES or word == "MAIDEN" for word in words)

    def _is_relatives(self, label: Label) -> bool:
        """Whether the word right before it says whose it is, as in a label that no file knows: "Insured's | Birth Date"."""
        row = self.sheet.rows[label.row]
        beside = label.start > 0 and row[label.start].gap < self.sheet.settings.cell_gap
        return beside and fold(row[label.start - 1].text) in RELATIVES

    def _below_relative(self, label: Label) -> bool:
        """Whether one of the rows just above, in the same column, begins with a relative's label."""
        x, height = self.sheet.rows[label.row][label.start].x0, self.sheet.layout.height
        for number in range(label.row - 1, max(-1, label.row - 1 - ROWS_IN_DOUBT), -1):
            for other in self.sheet.labels[number]:
                if abs(self.sheet.rows[number][other.start].x0 - x) > 4 * height:
                    continue
                if other.about == "relative":
                    return True
                if any(meaning.kind in ("name", "mrn") for meaning in other.meanings):
                    return False
        return False
