"""Tesseract's table of a page (TSV) as words in pixels of the page as scanned."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.model.geometry import Affine, Box
from pipeline.model.types import CleanPage, PageText, Rotation, Word
from pipeline.ocr.accents import LEGIBLY, RESTORED, restored

_WORD = 5  # the table's level of a word; 4 is a line
_FIELDS = 12


@dataclass(frozen=True, slots=True)
class Row:
    """A word of the table: its line, its box on the cleaned page, its confidence (0 to 100), its text, and its turn (as `Word`)."""

    line: tuple[int, int, int]  # block, paragraph, line
    box: Box
    confidence: float
    text: str
    turn: Rotation = 0


def rows_of(table: str) -> Iterator[Row]:
    """The words of `level page block par line word left top width height conf text`."""
    for line in table.splitlines():
        fields = line.split("\t", _FIELDS - 1)
        if len(fields) == _FIELDS and fields[0] == str(_WORD):
            block, paragraph, number = (int(field) for field in fields[2:5])
            left, top, width, height = (int(field) for field in fields[6:10])
            yield Row((block, paragraph, number), Box(left, top, left + width, top + height), float(fields[10]), fields[11])


def page_text(page: CleanPage, rows: Iterable[Row], engine: str, confidence: float | None = None) -> PageText:
    """The page's words in reading order; words of nothing but blanks are dropped. `confidence` is the words' mean where it is not given."""
    back = page.transform.inverse()
    words: list[Word] = []
    number, last = -1, None
    for row in rows:
        text = unicodedata.normalize("NFC", row.text).strip()
        if not text:
            continue
        number, last = number + (row.line != last), row.line
        box = back.box(row.box).clipped(page.width, page.height)
        named = restored(text)
        least = RESTORED if named is not None and row.confidence >= 100 * LEGIBLY else 0.0
        words.append(Word(named or text, box, round(min(max(row.confidence / 100, least), 1.0), 4), number, row.turn))
    return PageText(
        page.number,
        tuple(words),
        _confidence(words) if confidence is None else round(confidence, 4),
        page.rotation,
        page.skew,
        page.blank,
        page.width,
        page.height,
        engine,
        _upright(page),
    )


def _confidence(words: list[Word]) -> float:
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 1.0


def _upright(page: CleanPage) -> Affine:
    """Turned and straightened as cleanup did, at the size of the scan."""
    across = (page.transform.a**2 + page.transform.d**2) ** 0.5
    return page.transform.then(Affine(a=1 / across, e=1 / across)) if across else page.transform
