"""A blank between a figure and a letter that the network did not see is put where the paper between them shows it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.ocr.lines import Strip, TextLine
from pipeline.ocr.lstm.blanks import with_blanks
from pipeline.ocr.lstm.decode import Character

STEP, HIGH, X_ROWS, BASE, WIDE = 3, 36, 13, 25, 8


def parted(text: str, gaps: list[int], confidence: float = 0.99, spaced: bool = False) -> str:
    """A line of letters eight columns wide, so many columns of paper between one and the next."""
    starts = np.cumsum([6, *(WIDE + gap for gap in gaps)])
    grey = np.ones((HIGH, int(starts[-1]) + WIDE + 6), np.float32)
    for start in starts:
        grey[BASE - X_ROWS : BASE, start : start + WIDE] = -1
    grey[1, :] = -1  # a rule above the line
    strip = Strip(TextLine(0, grey.shape[1], BASE, 0.0, X_ROWS, 9, spaced), np.zeros(grey.shape, np.uint8), 0, 0, 1, 1)
    steps = ((starts + WIDE // 2) // STEP).tolist()
    seen = [Character(letter, confidence, step, step) for letter, step in zip(text, steps, strict=True)]
    return "".join(character.text for character in with_blanks(strip, grey, seen, STEP))


@pytest.mark.parametrize(
    ("text", "gaps", "read"),
    [
        ("25mm", [3, 10, 3], "25 mm"),
        ("25mm", [3, 6, 3], "25mm"),  # a letter of a typewriter's stands as far
        ("Pg1of", [2, 11, 12, 2], "Pg 1 of"),
        ("A12", [3, 12], "A12"),  # figures of a number printed wide, such as a patient's
        ("gIV", [11, 2], "gIV"),  # letters don't tell words apart by their distance
        ("7h", [11], "7 h"),
    ],
)
def test_a_figure_and_a_letter_that_stand_apart_are_two_words(text: str, gaps: list[int], read: str) -> None:
    assert parted(text, gaps) == read


def test_ink_that_is_no_print_and_letters_in_boxes_are_left() -> None:
    assert parted("7h", [11], confidence=0.4) == "7h"
    assert parted("7h", [11], spaced=True) == "7h"


def test_the_blank_parts_words_where_it_stands() -> None:
    strip = Strip(TextLine(0, 60, BASE, 0.0, X_ROWS, 9), np.zeros((HIGH, 60), np.uint8), 0, 0, 1, 1)
    line = [Character("7", 0.9, 2, 3), Character("h", 0.9, 9, 10)]
    blank = with_blanks(strip, np.ones((HIGH, 60), np.float32), line, STEP)[1]
    assert blank == replace(line[0], text=" ", first=3, last=3)
