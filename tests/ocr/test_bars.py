"""A capital I that was read as a bar is told by where its ink ends, though the network saw it a little beside."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.ocr.lines import Strip, TextLine
from pipeline.ocr.lstm.bars import told_apart
from pipeline.ocr.lstm.decode import Character

STEP, HIGH, X_ROWS, BASE = 3, 36, 13, 25
CAPITAL, TALL = (BASE - 18, BASE), (BASE - 19, BASE + 5)


def told(text: str, ink: dict[int, tuple[int, int]]) -> str:
    """A line of characters five steps apart, the first at step 4; `ink`: two columns wide, from row to row at a column of the strip."""
    grey = np.ones((HIGH, 15 * len(text) + 30), np.float32)
    for column, (top, bottom) in ink.items():
        grey[top:bottom, column : column + 2] = -1
    strip = Strip(TextLine(0, grey.shape[1], BASE, 0.0, X_ROWS, 9), np.zeros(grey.shape, np.uint8), 0, 0, 1, 1)
    line = [Character(letter, 0.9, 4 + 5 * place, 4 + 5 * place) for place, letter in enumerate(text)]
    return "".join(character.text for character in told_apart(strip, grey, line, STEP))


@pytest.mark.parametrize(
    ("text", "ink", "read"),
    [
        ("| am", {13: CAPITAL}, "I am"),
        ("| am", {13: TALL}, "| am"),
        ("| am", {8: CAPITAL}, "I am"),  # a step and a half before
        ("| am", {16: CAPITAL, 8: TALL}, "I am"),  # of two the nearer
        ("| am", {8: TALL}, "| am"),
        ("| am", {17: (BASE - X_ROWS, BASE)}, "| am"),  # no capital, but the side of a letter
        ("| am", {}, "| am"),
        ("|", {8: CAPITAL}, "|"),  # alone, the side of a box
        ("a|m", {28: CAPITAL}, "a|m"),  # within a word
        ("|am", {13: CAPITAL}, "I am"),
    ],
)
def test_a_bar_is_a_capital_where_it_ends_like_one(text: str, ink: dict[int, tuple[int, int]], read: str) -> None:
    assert told(text, ink) == read
