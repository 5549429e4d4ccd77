"""The text a born-digital page carries: words with boxes, and whether they are to be believed."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.model.geometry import Box
from pipeline.model.types import Word

TEXT_DPI = 300  # boxes of a page that was never rendered are told in pixels at this resolution
_POINTS = 72.0
_LEAST_WORDS = 5  # fewer are a stamp or a page number on a page that is something else
_LEAST_PLAUSIBLE = 0.7  # share of words that look like words or numbers
_PLAUSIBLE = re.compile(r"^\W*(?:[^\W\d_]+(?:['’./-][^\W\d_]+)*|[\d.,:/%()+-]+[^\W\d_]{0,3}|[^\W\d_]{1,3}\d+)\W*$")
_VOWEL = re.compile(r"[aeiouyàáâäèéêëìíîïòóôöùúûü]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Char:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def page_words(page: pdfium.PdfPage) -> tuple[Word, ...]:
    """The page's words in reading order, boxes in pixels at 300 dpi of the page as displayed."""
    textpage = page.get_textpage()
    try:
        chars = [_char(textpage, index) for index in range(textpage.count_chars())]
    finally:
        textpage.close()
    groups: list[list[_Char]] = [[]]
    for char in chars:
        if char is None:
            groups.append([])
        else:
            groups[-1].append(char)
    to_page = _Display(page)
    found = [("".join(char.text for char in group), to_page.box(group)) for group in groups if group]
    return _numbered([(unicodedata.normalize("NFC", text), box) for text, box in found if box.width > 0 and box.height > 0])


def _char(textpage: pdfium.PdfTextPage, index: int) -> _Char | None:
    """A character and its place in page units; None for anything that parts words."""
    text = chr(raw.FPDFText_GetUnicode(textpage.raw, index))
    if text.isspace() or text in {"\0", "\ufffe"}:
        return None
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(textpage.raw, index, left, right, bottom, top)
    return _Char(text, left.value, bottom.value, right.value, top.value)


class _Display:
    """Page units (y upwards, before /Rotate) to pixels of the page as displayed."""

    def __init__(self, page: pdfium.PdfPage) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._turns = page.get_rotation() // 90

    def box(self, chars: Sequence[_Char]) -> Box:
        points = [(char.x0, char.y0) for char in chars] + [(char.x1, char.y1) for char in chars]
        shown = [self._point(x, y) for x, y in points]
        xs, ys = [x for x, _ in shown], [y for _, y in shown]
        return Box(int(min(xs)), int(min(ys)), int(max(xs)) + 1, int(max(ys)) + 1)

    def _point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self._left, self._top - y
        width, height = self._right - self._left, self._top - self._bottom
        for _ in range(self._turns):  # a quarter clockwise each
            x, y, width, height = height - y, x, height, width
        return x * TEXT_DPI / _POINTS, y * TEXT_DPI / _POINTS


def _numbered(found: list[tuple[str, Box]]) -> tuple[Word, ...]:
    words: list[Word] = []
    line, previous = -1, None
    for text, box in found:
        if previous is None or not _same_line(previous, box):
            line += 1
        words.append(Word(text, box, 1.0, line))
        previous = box
    return tuple(words)


def _same_line(left: Box, right: Box) -> bool:
    overlap = min(left.y1, right.y1) - max(left.y0, right.y0)
    return overlap > 0.4 * min(left.height, right.height) and right.x0 > left.x0


def believable(words: Sequence[Word]) -> bool:
    """Whether the text can be what the page shows: not empty, not from a font without a proper character map."""
    if len(words) < _LEAST_WORDS or _sideways(words):
        return False
    return sum(_plausible(word.text) for word in words) >= _LEAST_PLAUSIBLE * len(words)


def _sideways(words: Sequence[Word]) -> bool:
    # a page whose lines run up or down as displayed is turned upright by cleanup, which works on pixels
    long = [word for word in words if len(word.text) >= 4]
    return 2 * sum(word.box.height > word.box.width for word in long) > len(long)


def _plausible(text: str) -> bool:
    if any(unicodedata.category(char) in {"Co", "Cn", "Cc", "Cs"} or char == "\N{REPLACEMENT CHARACTER}" for char in text):
        return False
    letters = [char for char in text if char.isalpha()]
    if len(letters) > 4 and text.isascii() and not _VOWEL.search(text) and not text.isupper():
        return False
    return bool(_PLAUSIBLE.match(text)) or (not any(char.isalnum() for char in text) and len(text) < 3)
