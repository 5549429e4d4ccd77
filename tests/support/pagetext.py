"""Page texts laid out on a grid, for rooms that work on words and boxes and need no pixels."""

from __future__ import annotations

import re

from pipeline.model.geometry import Box
from pipeline.model.types import PageText, Word

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
