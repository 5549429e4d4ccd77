"""The text a born-digital page carries: words with boxes."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.model.geometry import Box
from pipeline.model.types import Word
from pipeline.pages.believable import UNMAPPED
from pipeline.pages.pdf_display import Display

TEXT_DPI = 300  # boxes of a page that was never rendered are told in pixels at this resolution
_HYPHEN_AT_LINE_END = "\x02"  # pdfium's mark for a hyphen after which a word goes on in the next line
_FILLERS = re.compile(r"[._]{3,}")  # dot leaders, and lines to write on: they part words
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class _Char:
    text: str  # exactly one character
    x0: float
    y0: float
    x1: float
    y1: float


def page_words(page: pdfium.PdfPage) -> tuple[Word, ...]:
    """The page's words in reading order, boxes in pixels at 300 dpi of the page as displayed; what lies off the page is left out."""
    display = Display(page, TEXT_DPI)
    found = []
    for group in _groups(page):
        corners = [point for char in group for point in ((char.x0, char.y0), (char.x1, char.y1))]
        box = display.box(corners).clipped(display.width, display.height)
        if box.width > 0 and box.height > 0:
            found.append((_readable("".join(char.text for char in group)), box))
    return _numbered(found)


def _groups(page: pdfium.PdfPage) -> Iterator[list[_Char]]:
    """The characters, word by word."""
    textpage = page.get_textpage()
    try:
        chars = _chars(textpage)
    finally:
        textpage.close()
    text = "".join(" " if char is None else char.text for char in chars)
    parted = _FILLERS.sub(lambda match: " " * len(match.group()), text)
    for match in re.finditer(r"\S+", parted):
        yield [char for char in chars[match.start() : match.end()] if char is not None]


def _chars(textpage: pdfium.PdfTextPage) -> list[_Char | None]:
    """Every character and its place in page units; None for what parts words."""
    found: list[_Char | None] = []
    high = 0  # the first half of a character that UTF-16 writes in two
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage.raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code, high = (0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else ord(UNMAPPED)), 0
        text = chr(code)
        if text in {"\ufffe", _SOFT_HYPHEN} or unicodedata.category(text) == "Cf":
            continue  # shows nothing
        found.append(None if text.isspace() else _placed(textpage, index, text))
    return found


def _placed(textpage: pdfium.PdfTextPage, index: int, text: str) -> _Char:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(textpage.raw, index, left, right, bottom, top)
    if text == _HYPHEN_AT_LINE_END:
        text = "-"
    elif text == "\0" or raw.FPDFText_HasUnicodeMapError(textpage.raw, index) == 1:
        text = UNMAPPED
    return _Char(text, left.value, bottom.value, right.value, top.value)


def _readable(text: str) -> str:
    return _LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match.group()), unicodedata.normalize("NFC", text))


def _numbered(found: Sequence[tuple[str, Box]]) -> tuple[Word, ...]:
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
