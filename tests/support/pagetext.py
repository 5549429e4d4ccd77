"""Page texts laid out on a grid, for rooms that work on words and boxes and need no pixels."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.model.geometry import Affine, Box
from pipeline.model.types import PageText, Rotation, Word

CHAR_WIDTH, LINE_HEIGHT, MARGIN = 20, 50, 100


def page_from_text(text: str, number: int = 1, confidence: float = 0.95) -> PageText:
    """Words of a monospaced page at 300 dpi: a character 20 px wide, lines 50 px apart; a run of blanks keeps its width."""
    words: list[Word] = []
    line_number = 0
    for row, line in enumerate(text.split("\n")):
        found = list(re.finditer(r"\S+", line))
        for match in found:
            x0, y0 = MARGIN + match.start() * CHAR_WIDTH, MARGIN + row * LINE_HEIGHT
            box = Box(x0, y0, x0 + len(match.group()) * CHAR_WIDTH - 4, y0 + 32)
            words.append(Word(match.group(), box, confidence, line_number))
        line_number += bool(found)
    return PageText(number, tuple(words), confidence, 0, 0.0, False, 2550, 3300, "test")


def with_margin(page: PageText, text: str, turn: Rotation = 90) -> PageText:
    """The page with this text up its left margin (90), or down its right one (270), after its other words."""
    back = Affine(0, 1, 0, -1, 0, page.height) if turn == 90 else Affine(0, -1, page.width, 1, 0, 0)
    first = page.words[-1].line + 1 if page.words else 0
    more = (
        replace(word, box=back.box(word.box), line=first + word.line, turn=turn)
        for word in page_from_text(text, confidence=page.confidence).words
    )
    return replace(page, words=(*page.words, *more))
