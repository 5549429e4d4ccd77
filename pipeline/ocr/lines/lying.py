"""Print that runs up or down an upright page: the marks that no line holds, where they stand one below the other as close as letters do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.ocr.lines.find import Ink, lines_of
from pipeline.ocr.lines.line import Marks, TextLine

Turn = Literal[90, 270]
TURNS: tuple[Turn, ...] = (90, 270)
FEWEST = 3  # marks that make a line; there may be several letters in one
_PART = 2  # pixels, across and down, for one of the picture in which the lines that are held are drawn
_ABOVE, _BELOW = 1.9, 0.8  # heights of an x above and below the baseline that a line holds
_SMALLEST, _LARGEST, _LONGEST = 0.34, 2.4, 14.0  # of the page's letter height: a mark's width, and its height where letters touch
_DENSE = 0.1  # share of its box that a letter fills
_CLOSE = 0.4  # of a letter's height between letters of a word; figures of a column of numbers stand farther apart
_COLUMN = 1.5  # of a letter's height: how wide the columns are in which marks are compared
_TALL = 2.0  # of a letter's height that marks one below the other must reach
_AROUND = 1.2  # of a letter's height, to each side: other marks of the same column
_MOST = 1500  # marks that are looked at; a page of noise has ten thousand
_SHORTEST = 3.5  # heights of an x: a line of four letters
_MOST_LINES = 30  # for each way


class Lying(NamedTuple):
    """Lines that stand upright once the page is turned clockwise by `turn` degrees; in pixels of the page so turned."""

    turn: Turn
    lines: list[TextLine]


def lying_lines(ink: Ink, held: Sequence[TextLine], short: Sequence[TextLine]) -> list[Lying]:
    """What may be lines on a page that is turned either way, those with most marks first; most of it, read one way, is no print.

    `held` are the lines that stand upright for sure; `short` are those of two or three letters, which may be letters of two or three
    lines that lie beside each other: they hold what is not close above and below others. Nothing where most of what is printed is not
    held: then it is the page that lies.
    """
    loose = ink.marks[~_inside(ink.marks, ink, held)]
    if not len(loose) >= FEWEST:
        return []
    like = _like_letters(loose, ink.size)
    if not FEWEST <= like.sum() <= min(_MOST, sum(line.marks for line in held)):
        return []
    stacked, columns = _stacked(loose, np.flatnonzero(like), ink.size)
    if not columns:
        return []
    middle = loose[:, 0] + loose[:, 2] / 2
    near = np.zeros(len(loose), np.bool_)
    for left, right in columns:
        near |= (middle > left) & (middle < right)
    near &= stacked | ~_inside(loose, ink, short)
    return [Lying(turn, lines) for turn in TURNS if (lines := list(_turned_lines(ink, loose[near], turn)))]


def _inside(marks: Marks, ink: Ink, lines: Iterable[TextLine]) -> npt.NDArray[np.bool_]:
    """Which marks have their middle in one of the lines."""
    picture = np.zeros((ink.shape[0] // _PART + 1, ink.shape[1] // _PART + 1), np.uint8)
    for line in lines:
        x_height, half = line.x_height / ink.down, (line.x1 - line.x0) / 2
        level, fall = line.base / ink.down - (_ABOVE - _BELOW) / 2 * x_height, line.slope * half / ink.down
        start, end = (line.x0 / ink.across, level - fall), (line.x1 / ink.across, level + fall)
        thick = max(1, round((_ABOVE + _BELOW) * x_height / _PART))
        cv2.line(picture, _part_of(*start), _part_of(*end), 1, thick)
    x, y, width, height = marks[:, :4].T
    inside: npt.NDArray[np.bool_] = picture[(y + height // 2) // _PART, (x + width // 2) // _PART] > 0
    return inside


def _part_of(x: float, y: float) -> tuple[int, int]:
    return int(x / _PART), int(y / _PART)


def _like_letters(marks: Marks, size: float) -> npt.NDArray[np.bool_]:
    """Which marks may be letters that lie on their side."""
    width, height, area = marks[:, 2], marks[:, 3], marks[:, 4]
    of_size = (width >= _SMALLEST * size) & (width <= _LARGEST * size) & (height >= 2) & (height <= _LONGEST * size)
    return np.asarray(of_size & (area >= _DENSE * width * height), np.bool_)


def _stacked(marks: Marks, letters: npt.NDArray[np.intp], size: float) -> tuple[npt.NDArray[np.bool_], list[tuple[float, float]]]:
    """Which of the marks stand in a pile of letters, one close below the other; and left and right of the columns around these piles."""
    stacked = np.zeros(len(marks), np.bool_)
    columns = []
    middle, top, bottom = marks[:, 0] + marks[:, 2] / 2, marks[:, 1], marks[:, 1] + marks[:, 3]
    for shift in (0.0, 0.5):  # what stands on the border of two columns is in the middle of one the other time
        column = np.floor(middle[letters] / (_COLUMN * size) + shift)
        order = np.lexsort((top[letters], column))
        sorted_, column = letters[order], column[order]
        breaks = (column[1:] != column[:-1]) | (top[sorted_[1:]] - bottom[sorted_[:-1]] > _CLOSE * size)
        edges = np.flatnonzero(np.concatenate(([True], breaks, [True])))
        for first, end in pairwise(edges.tolist()):
            pile = sorted_[first:end]
            if len(pile) >= FEWEST and bottom[pile].max() - top[pile].min() >= _TALL * size:
                stacked[pile] = True
                columns.append((marks[pile, 0].min() - _AROUND * size, (marks[pile, 0] + marks[pile, 2]).max() + _AROUND * size))
    return stacked, columns


def _turned_lines(ink: Ink, marks: Marks, turn: Turn) -> Iterator[TextLine]:
    x, y, width, height, area = marks.T
    left, top = (ink.shape[0] - y - height, x) if turn == 90 else (y, ink.shape[1] - x - width)
    first, highest = int(left.min()), int(top.min())
    turned = np.stack((left - first, top - highest, height, width, area), axis=1)
    lines = lines_of(turned, (int((top + width).max()) - highest, int((left + height).max()) - first), ink.size)
    likely = [line for line in lines if line.marks >= FEWEST and not line.spaced and line.x1 - line.x0 >= _SHORTEST * line.x_height]
    for line in sorted(likely, key=lambda line: line.marks, reverse=True)[:_MOST_LINES]:
        placed = replace(line, x0=line.x0 + first, x1=line.x1 + first, base=line.base + highest)
        yield placed.scaled(ink.down, ink.across)
