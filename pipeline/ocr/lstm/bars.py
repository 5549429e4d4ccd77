"""A capital I that the network read as a bar: it knows their shapes but not where the line's capitals end; the ink does."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lines import Strip
from pipeline.ocr.lstm.decode import Character

_ABOVE, _BELOW = 1.75, 0.2  # heights of an x; a bar reaches further than a capital, up or down


def told_apart(strip: Strip, grey: npt.NDArray[np.float32], line: list[Character], step: int) -> list[Character]:
    """The line with a capital I, and a blank behind it, where a bar alone or before a small letter is no taller than a capital."""
    if not any(character.text == "|" for character in line):
        return line
    told: list[Character] = []
    for place, character in enumerate(line):
        behind = line[place + 1].text if place + 1 < len(line) else " "
        alone = (not told or told[-1].text == " ") and (behind == " " or behind.islower())
        if character.text != "|" or not alone or not _is_capital(strip, grey, character, step):
            told.append(character)
            continue
        told.append(replace(character, text="I"))
        if behind != " ":
            told.append(Character(" ", character.confidence, character.last, character.last))
    return told


def _is_capital(strip: Strip, grey: npt.NDArray[np.float32], character: Character, step: int) -> bool:
    x_rows = strip.line.x_height * strip.down
    base = (strip.line.base - strip.top) * strip.down
    rows = np.flatnonzero((grey[:, character.first * step : character.last * step + step] < 0).any(axis=1))
    return bool(len(rows)) and rows[0] >= base - _ABOVE * x_rows and rows[-1] <= base + _BELOW * x_rows
