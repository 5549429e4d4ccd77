"""The page as rows and cells: words cut into tokens, put in rows by where they stand on the upright page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.model.geometry import IDENTITY, Box, quarter_turn
from pipeline.model.types import PageText, Rotation, Word

MAX_WORDS = 5000  # words of a page that are looked at; a full page of print has about 700
MAX_WORD = 80  # characters of a word that are looked at
INFINITE = 1e9
PARTED, FEWEST_BARS = 1.5, 2  # line heights: a bar between words parts cells as a blank of this width does; bars of a line of cells
# Blanks between words, in line heights: at most this wide in ordinary print; wider ones are not between words; fewest that tell.
USUAL_BLANK, WIDEST_BLANK, FEWEST_BLANKS = 0.6, 2.5, 30

_RULING = "|_—–=~¦"  # table rules and blanks to fill in, as OCR renders them
_BAR = re.compile(r"[|¦]+")
_LIKE_BAR, _BAR_BEGINS = re.compile(r"[|¦]+|[Il!]"), "|¦Il!"
_NOISE = re.compile(r"[|_—–=~¦.\-'`‘’“”\"*,]*")
_LABELLED = re.compile(r"(\(?(?:[^\W\d_]|1(?=D:))[\w.#/&'’-]{0,30}[:#])(?!//)([^\s:#].*)")  # "MRN:00123456", "Acct#:123", "1D:123"
_GLUED = re.compile(r"([A-Za-z][A-Za-z.]{1,12}#?)(\d[\d/.\-OoIl]{4,}.*)")  # "DOB03/14/1957", "MRN00123456"
_RAN, _INTO = re.compile(r"([A-Z][a-z]{2,}|[A-Z]{4,})((?:MRN|DOB|SSN)[:#]?)"), ("MRN", "DOB", "SSN")  # "SmithMRN", "JANEDOB:"
_LEADER = re.compile(r"[.…]{3,}|_+")  # "MRN......00123456", "0539777_DOB:" where a rule to write on was read
_ITEM = re.compile(r"(\d{1,2}[a-z]?[.,)])([A-Z].*|0\.0\.8\.?)")  # "4.MRN", "4.MR", "2,DOB" in a numbered form
_SHORT = re.compile(r"[A-Z]{2,}|(?:[A-Z08]\.){2,}:?")  # "MR", "D.0.B."
_AHEAD = re.compile(r"([A-Za-z]?\d{5,})([A-Z]{2,5}[:#]{1,2})")  # "46117370DOB:"
_HASH = re.compile(r"(#[:;]?)(\w.*)")  # "#00123456", "#:00123456"


class Token(NamedTuple):
    """A word or a piece of one. Positions are pixels of the upright page."""

    text: str
    word: int  # index in the page's words
    x0: float
    y0: float
    x1: float
    y1: float
    gap: float  # blank to the left neighbour in line heights, less where all blanks are wide; INFINITE for the first of a row
    confidence: float = 1.0  # of its word, 0 to 1


Row = tuple[Token, ...]


class _Placed(NamedTuple):
    word: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The rows from top to bottom, each from left to right. `height` is a usual word's height in pixels of the upright page."""

    rows: tuple[Row, ...]
    height: float


def layout_of(page: PageText, is_label: Callable[[str], bool], turn: Rotation = 0) -> Layout:
    """The page's rows; words that hold a label and its value ("MRN:00123456") are cut where `is_label` says so.

    Only of the words that stand upright once the upright page is turned clockwise by `turn` degrees; positions are on that page: what runs
    up a margin is neither beside nor under what stands on the page.
    """
    placed = _placed(page, turn)
    if not placed:
        return Layout((), 1.0)
    height = max(1.0, median(item.y1 - item.y0 for item in placed))
    lines = _rows(page.words, placed)
    blank = height * _stretch(lines, height)
    rows = [_tokens(page.words, row, blank, is_label) for row in lines]
    return Layout(tuple(row for row in rows if row), height)


def _placed(page: PageText, turn: Rotation) -> list[_Placed]:
    up = page.upright.then(quarter_turn(turn)) if turn else page.upright
    same = up == IDENTITY
    found = []
    for index, word in enumerate(page.words[:MAX_WORDS]):
        if word.turn != turn:
            continue
        box = word.box
        corners = (box.x0, box.y0, box.x1, box.y1) if same else up.bounds(box)
        found.append(_Placed(index, *corners))
    return found


def _rows(words: Sequence[Word], placed: Sequence[_Placed]) -> list[list[_Placed]]:
    """The OCR lines, joined where they stand side by side (columns, cells of a form)."""
    lines: dict[int, list[_Placed]] = {}
    for item in placed:
        lines.setdefault(words[item.word].line, []).append(item)
    boxes = sorted((_line_box(line) for line in lines.values()), key=lambda box: (box.y0 + box.y1) / 2)
    rows: list[list[_LineBox]] = []
    for box in boxes:
        beside = next((row for row in reversed(rows[-3:]) if _beside(row, box)), None)
        if beside is None:
            rows.append([box])
        else:
            beside.append(box)
    return [sorted((item for box in row for item in box.items), key=lambda item: item.x0) for row in rows]


class _LineBox(NamedTuple):
    x0: float
    y0: float
    x1: float
    y1: float
    items: list[_Placed]


def _line_box(items: list[_Placed]) -> _LineBox:
    # medians, so that one tall word (a stamp, a rule read as "|") does not swallow the neighbouring lines
    return _LineBox(
        min(item.x0 for item in items),
        _middle([item.y0 for item in items]),
        max(item.x1 for item in items),
        _middle([item.y1 for item in items]),
        items,
    )


def _middle(values: list[float]) -> float:
    """Their median: a page has as many lines as `statistics.median` takes time for."""
    values.sort()
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _beside(row: Sequence[_LineBox], box: _LineBox) -> bool:
    """Whether the line stands level with the row and overlaps none of it."""
    first = row[0]
    overlap = min(first.y1, box.y1) - max(first.y0, box.y0)
    if overlap < 0.5 * min(first.y1 - first.y0, box.y1 - box.y0):
        return False
    return all(box.x0 >= other.x1 - 2 or box.x1 <= other.x0 + 2 for other in row)


def _stretch(lines: Sequence[Sequence[_Placed]], height: float) -> float:
    """How much wider than usual the blanks between words are: typewriters, faxes that squeeze the height."""
    gaps = [(right.x0 - left.x1) / height for line in lines for left, right in pairwise(line)]
    near = [gap for gap in gaps if gap < WIDEST_BLANK]
    return max(1.0, median(near) / USUAL_BLANK) if len(near) >= FEWEST_BLANKS else 1.0


def _tokens(words: Sequence[Word], row: Sequence[_Placed], height: float, is_label: Callable[[str], bool]) -> Row:
    tokens: list[Token] = []
    right, least, bars = -INFINITE, 0.0, _bars(words, row)
    for item in row:
        text = words[item.word].text[:MAX_WORD].strip(_RULING)
        if not text or item.word in bars or (not text[0].isalnum() and _NOISE.fullmatch(text)):
            least = PARTED if item.word in bars else least
            continue
        gap = max(least, min(INFINITE, (item.x0 - right) / height)) if tokens else INFINITE
        least = 0.0
        if _is_whole(text):
            tokens.append(Token(text, *item, gap, words[item.word].confidence))
        else:
            tokens.extend(_pieces(text, item, gap, words[item.word].confidence, is_label))
        right = max(right, item.x1)
    return tuple(tokens)


def _bars(words: Sequence[Word], row: Sequence[_Placed]) -> frozenset[int]:
    """The words of a row that are bars between cells; where there are several, a capital I that stands alone is one that was misread."""
    alike = [item.word for item in row if words[item.word].text[:1] in _BAR_BEGINS and _LIKE_BAR.fullmatch(words[item.word].text)]
    if not alike:
        return frozenset()
    if len(alike) >= FEWEST_BARS:
        return frozenset(alike)
    return frozenset(word for word in alike if _BAR.fullmatch(words[word].text))


def _pieces(text: str, item: _Placed, gap: float, confidence: float, is_label: Callable[[str], bool]) -> list[Token]:
    pieces = _cut(text, is_label)
    if len(pieces) == 1:
        return [Token(text, *item, gap, confidence)]
    per_char = (item.x1 - item.x0) / max(1, len(text))
    found, at = [], item.x0
    for index, piece in enumerate(pieces):
        end = item.x1 if index == len(pieces) - 1 else at + per_char * len(piece)
        found.append(Token(piece, item.word, at, item.y0, end, item.y1, 0.0 if index else gap, confidence))
        at = end
    return found


def _is_whole(text: str) -> bool:
    """Whether a word is surely cut nowhere: every cut is at a digit or a sign; where all but the last are letters, only at a colon or #."""
    return (text.isalpha() and not text.endswith(_INTO)) or (text[-1] in ",.;)" and text[:-1].isalpha())


def _cut(text: str, is_label: Callable[[str], bool]) -> list[str]:
    if _is_whole(text):
        return [text]
    dotted = _LEADER.split(text) if "_" in text or "…" in text or "..." in text else ()
    if len(dotted) > 1:
        return [piece for part in dotted if part for piece in _cut(part, is_label)] or [text]
    labelled = _LABELLED.fullmatch(text) if ":" in text or "#" in text else None
    if labelled and not _RAN.fullmatch(text):
        return [labelled[1], *_cut(labelled[2], is_label)]
    glued_too = ((_GLUED.fullmatch(text), 1), (_AHEAD.fullmatch(text), 2), (_RAN.fullmatch(text), 2)) if not text.isdigit() else ()
    for glued, label in glued_too:
        if glued and is_label(glued[label]):
            return [glued[1], glued[2]]
    item = _ITEM.fullmatch(text) if text[0].isdigit() else None
    if item and (is_label(item[2]) or _SHORT.fullmatch(item[2])):
        return [item[1], item[2]]
    hashed = _HASH.fullmatch(text) if text[0] == "#" else None
    return [hashed[1], hashed[2]] if hashed else [text]


def cell_start(row: Row, index: int, cell_gap: float) -> int:
    """Index of the first token of the cell that holds the token at `index`."""
    while index > 0 and row[index].gap < cell_gap:
        index -= 1
    return index


def cell_end(row: Row, index: int, cell_gap: float) -> int:
    """One past the last token of the cell that holds the token at `index`."""
    index += 1
    while index < len(row) and row[index].gap < cell_gap:
        index += 1
    return index


def cells(row: Row, cell_gap: float) -> Iterator[tuple[int, int]]:
    """The row's cells from left to right: the first token of each, and one past its last."""
    start = 0
    for at, token in enumerate(row):
        if at and token.gap >= cell_gap:
            yield start, at
            start = at
    if row:
        yield start, len(row)


def box_of(tokens: Sequence[Token], page: PageText) -> Box:
    """The box around the tokens' words, in pixels of the page as scanned."""
    boxes = [page.words[token.word].box for token in tokens]
    return Box.around(boxes).clipped(page.width, page.height)
