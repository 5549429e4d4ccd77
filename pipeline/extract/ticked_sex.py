"""A form's two boxes, "M [X]  F [ ]" beside or under "SEX", as OCR leaves them: a mark, and the letter that it stands close to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.labels import Label
from pipeline.extract.layout import Token
from pipeline.extract.reading import Candidate, Reading, View, meaning_of, value_of
from pipeline.extract.sex import ONE_OF_TWO, read_sex

# Line heights: how far from the label the boxes stand to either side and below; from a letter to its own mark at most, and at most where
# the other letter was not read; rows above in which a label may say whose box it is.
ASIDE, UNDER, CLOSE, CLOSE_ALONE, ABOVE = 8.0, 3.0, 2.5, 1.5, 2.5
FARTHER = 1.8  # how many times as far as from its own letter the mark stands from the other
_MARK = re.compile(r"[\[(|{]?[xX✓✔☒☑¥*][\])|}]?")
_LETTERS = {"M": "M", "mM": "M", "Mm": "M", "Male": "M", "MALE": "M", "F": "F", "Female": "F", "FEMALE": "F"}  # mM: beside a box's edge


class _Piece(NamedTuple):
    """A letter ("M", "F") or the mark ("")."""

    says: str
    token: Token


def ticked_sex(view: View) -> Iterator[Candidate]:
    """The marked one of two boxes at a label of the patient's; nothing where it can't be told which."""
    for label in view.sheet.labels_of("sex"):
        meaning = meaning_of(label, "sex")
        if meaning is None or not view.context.worth(label, "sex") or _is_relatives(view, label):
            continue
        if value_of(view, label, read_sex) is None:
            chosen = _chosen(tuple(_pieces(view, label)), _middle(view, label), view.sheet.layout.height)
            if chosen is not None:
                reading = Reading(chosen[0].says, tuple(piece.token for piece in chosen), ONE_OF_TWO)
                yield Candidate("sex", reading, meaning.group.reliability * label.match * reading.trust, "ticked")


def _is_relatives(view: View, label: Label) -> bool:
    """Whether the label left of it, in its row or just above, speaks of somebody else: "INSURED'S DATE OF BIRTH     SEX"."""
    rows, height = view.sheet.rows, view.sheet.layout.height
    first = rows[label.row][label.start]
    for number in range(label.row, max(-1, label.row - 3), -1):
        if first.y0 - rows[number][0].y1 > ABOVE * height:
            break
        before = [other for other in view.sheet.labels[number] if other != label and rows[number][other.start].x0 < first.x0]
        if before:
            return before[-1].about == "relative"
    return False


def _middle(view: View, label: Label) -> float:
    row = view.sheet.rows[label.row]
    return (row[label.start].x0 + row[label.end - 1].x1) / 2


def _pieces(view: View, label: Label) -> Iterator[_Piece]:
    """The letters and marks beside the label and under it."""
    sheet, height = view.sheet, view.sheet.layout.height
    words = sheet.rows[label.row][label.start : label.end]
    left, right, top, bottom = words[0].x0 - ASIDE * height, words[-1].x1 + ASIDE * height, words[0].y0, words[0].y1 + UNDER * height
    for number in range(max(0, label.row - 1), min(len(sheet.rows), label.row + 4)):
        for index, token in enumerate(sheet.rows[number]):
            if token.x1 < left or token.x0 > right or token.y1 < top or token.y0 > bottom or sheet.label_at(number, index) is not None:
                continue
            letter = _LETTERS.get(token.text.strip("[]()|{}.:"))
            if letter is not None:
                yield _Piece(letter, token)
            elif _MARK.fullmatch(token.text):
                yield _Piece("", token)


def _chosen(pieces: Sequence[_Piece], middle: float, height: float) -> tuple[_Piece, _Piece] | None:
    """The letter with its mark. Where the other letter was not read, both must stand on the letter's side of the label: M left, F right."""
    marks = [piece for piece in pieces if not piece.says]
    letters = {piece.says: piece for piece in pieces if piece.says}
    if len(marks) != 1 or len(letters) != len(pieces) - 1 or not letters:
        return None
    mark = marks[0]
    near, *other = sorted(letters.values(), key=lambda piece: _apart(piece.token, mark.token, height))
    distance = _apart(near.token, mark.token, height)
    if other:
        told = distance <= CLOSE * height and _apart(other[0].token, mark.token, height) >= FARTHER * max(distance, height / 2)
        return (near, mark) if told else None
    sides = [near.token.x1 <= middle, mark.token.x1 <= middle] if near.says == "M" else [near.token.x0 >= middle, mark.token.x0 >= middle]
    return (near, mark) if distance <= CLOSE_ALONE * height and all(sides) else None


def _apart(one: Token, other: Token, height: float) -> float:
    """The blank between two tokens of a line in pixels; very much where they are not level."""
    if min(one.y1, other.y1) - max(one.y0, other.y0) < 0.3 * height:
        return 1e9
    return max(one.x0, other.x0) - min(one.x1, other.x1)
