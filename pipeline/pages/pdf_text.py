"""The text a born-digital page carries: words with boxes."""

from __future__ import annotations

import ctypes
import re
import unicodedata
from collections import deque
from collections.abc import Iterable, Sequence
from itertools import compress, repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.model.geometry import Box
from pipeline.model.types import Word
from pipeline.pages.believable import UNMAPPED
from pipeline.pages.pdf_display import Display

TEXT_DPI = 300  # boxes of a page that was never rendered are told in pixels at this resolution
_HYPHEN_AT_LINE_END = 2  # pdfium's mark for a hyphen after which a word goes on in the next line
_MEANT = {chr(_HYPHEN_AT_LINE_END): "-", "\0": UNMAPPED}
_FILLERS = re.compile(r"[._]{3,}")  # dot leaders, and lines to write on: they part words
_WORD = re.compile(r"\S+")
_LIGATURES = re.compile("[\ufb00-\ufb06]")
_SHOWS_NOTHING = {"\ufffe", "\u00ad"}  # pdfium's filler, and the soft hyphen
_SURROGATES = 0xD800  # from here on two units may be one character
_SIDES = 4  # numbers that a character's box is


def _plain(function: Any, result: type, *given: type) -> Any:  # ctypes has no type for a function of any signature
    """The same function of pdfium with addresses as plain numbers: asked of every character, what pypdfium2 checks is most of the time."""
    return ctypes.CFUNCTYPE(result, *given)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_PAGE, _INDEX, _TO = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_code_at = _plain(raw.FPDFText_GetUnicode, ctypes.c_uint, _PAGE, _INDEX)
_unmapped_at = _plain(raw.FPDFText_HasUnicodeMapError, ctypes.c_int, _PAGE, _INDEX)
_box_at = _plain(raw.FPDFText_GetCharBox, ctypes.c_int, _PAGE, _INDEX, _TO, _TO, _TO, _TO)


def page_words(page: pdfium.PdfPage) -> tuple[Word, ...]:
    """The page's words in reading order, boxes in pixels at 300 dpi of the page as displayed; what lies off the page is left out."""
    display = Display(page, TEXT_DPI)
    textpage = page.get_textpage()
    try:
        text, boxes = _chars(textpage)
    finally:
        textpage.close()
    parted = _FILLERS.sub(lambda match: " " * len(match.group()), text)
    spans = [match.span() for match in _WORD.finditer(parted)]
    found = []
    for (start, end), whole in zip(spans, display.boxes(boxes, spans), strict=True):
        box = whole.clipped(display.width, display.height)
        if box.width > 0 and box.height > 0:
            found.append((_readable(text[start:end]), box))
    return _numbered(found)


def _chars(textpage: pdfium.PdfTextPage) -> tuple[str, np.ndarray[Any, np.dtype[np.float64]]]:
    """Every character that shows something, a blank for what parts words; and for each its left, right, bottom, top in page units."""
    count, handle = max(textpage.count_chars(), 0), ctypes.cast(textpage.raw, ctypes.c_void_p).value
    codes = _codes(textpage, handle, count)
    chars = _shown(codes)
    places = [index for index, char in enumerate(chars) if char]
    for index in compress(places, map(_unmapped_at, repeat(handle), places)):
        if chars[index] != " " and codes[index] != _HYPHEN_AT_LINE_END:
            chars[index] = UNMAPPED
    boxes = np.zeros((len(places), _SIDES))
    first, step = boxes.ctypes.data, boxes.itemsize
    ends = first + boxes.nbytes
    sides = (range(first + side * step, ends + side * step, _SIDES * step) for side in range(_SIDES))
    deque(map(_box_at, repeat(handle), places, *sides), maxlen=0)
    return "".join(chars), boxes


def _codes(textpage: pdfium.PdfTextPage, handle: int | None, count: int) -> list[int]:
    """Every character's code: in one piece where the text has one for each, else one by one."""
    units = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(textpage, 0, count, units)
    whole = units[:count]
    if written != count + 1 or (whole and max(whole) >= _SURROGATES):
        return list(map(_code_at, repeat(handle, count), range(count)))
    return whole


def _shown(codes: list[int]) -> list[str]:
    """One character for each, a blank for any kind of space, nothing for what shows nothing."""
    if any(0xD800 <= code < 0xE000 for code in set(codes)):
        codes = _joined(codes)
    shown = {code: _as_shown(chr(code)) for code in set(codes)}
    return list(map(shown.__getitem__, codes))


def _as_shown(char: str) -> str:
    if char in _SHOWS_NOTHING or unicodedata.category(char) == "Cf":
        return ""
    return " " if char.isspace() else _MEANT.get(char, char)


def _joined(codes: Iterable[int]) -> list[int]:
    """Characters that UTF-16 writes in two stand where their second half stood; the first half becomes what shows nothing."""
    found, high = [], 0
    for code in codes:
        if 0xD800 <= code < 0xDC00:
            high = code
            found.append(ord("\ufffe"))
        elif 0xDC00 <= code < 0xE000:
            found.append(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else ord(UNMAPPED))
            high = 0
        else:
            found.append(code)
    return found


def _readable(text: str) -> str:
    if text.isascii():
        return text
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
