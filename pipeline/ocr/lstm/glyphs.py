"""The pictures of a line's single characters: the network tells their order and about where they stand, the ink where they part."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise
from statistics import median

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.ocr.lstm.decode import Character
from pipeline.ocr.lstm.stretches import Places, longest, middle

Grey = npt.NDArray[np.float32]  # -1 ink, 1 paper

SIDE, HIGH = 20, 16  # pixels of a picture, and of its character's height in it
_INK = 0.0  # of a strip: nearer to ink than to paper
_EDGE = 14  # columns of a strip from a line's first or last middle to where its character is looked for at most
_STRAYING = 0.05  # of a column's full ink for each column away from half way
_LEAST = 6  # rows of a strip that a character has at least
_LOW, _HANGING, _TALL = "012", "34579", "68"  # figures of the old style: of an x's height, hanging below the line, as tall as capitals
_MEANT = {"I": "1", "l": "1", "O": "0", "S": "8", "g": "9"}  # what the network reads such figures as
_UNEVEN = 0.15  # of a figure's height: how much lower the first end above, or the second below, before figures are of that style


def pictures(grey: Grey, line: Sequence[Character], step: int, wanted: Collection[int] | None = None) -> list[Grey | None]:
    """For each character its picture, (SIDE, SIDE) from 0 paper to 1 ink; None for blanks, where there is no ink, and what is not wanted.

    All have the scale and the rows of the line's figures: `grey` is its strip, `step` its columns to a step of the network.
    """
    places = [place for place, character in enumerate(line) if character.text.strip()]
    found: list[Grey | None] = [None] * len(line)
    ink: Grey = np.clip((1 - grey) / 2, 0, 1).astype(np.float32)
    edges = _edges(ink.sum(axis=0).tolist(), [middle(line[place], step) for place in places])
    if len(edges) < 2 or edges[-1] > grey.shape[1]:
        return found
    dark = grey[:, : edges[-1]] < _INK
    columns, rows = np.asarray(dark.any(axis=0)), np.logical_or.reduceat(dark, edges[:-1], axis=1)
    spans = [_span(np.flatnonzero(rows[:, at])) if line[place].text.isalnum() else None for at, place in enumerate(places)]
    tall = [span for span in spans if span is not None]
    if _is_of_old_style([(line[place].text, span) for place, span in zip(places, spans, strict=True) if span is not None]):
        return found  # they have neither a scale nor rows in common
    top, bottom = (round(median(ends)) for ends in zip(*tall, strict=True)) if tall else (0, 0)
    if bottom - top < _LEAST:
        return found
    for at, place in enumerate(places):
        inside = np.flatnonzero(columns[edges[at] : edges[at + 1]])
        if len(inside) and (wanted is None or place in wanted):
            found[place] = _picture(ink, edges[at] + int(inside[0]), edges[at] + int(inside[-1]) + 1, top, bottom)
    return found


def _is_of_old_style(figures: list[tuple[str, tuple[int, int]]]) -> bool:
    """Whether figures end as unevenly as in old books: 1 and 0 no higher than an x, 3 and 9 hanging below the line."""
    low, hanging, tall = ([span for figure, span in figures if _MEANT.get(figure, figure) in alike] for alike in (_LOW, _HANGING, _TALL))
    level = low + tall
    least = _UNEVEN * max((bottom - top for top, bottom in [*level, *hanging]), default=0)
    above = bool(low and tall) and median(top for top, _ in low) - median(top for top, _ in tall) > least
    return above or (bool(hanging and level) and median(bottom for _, bottom in hanging) - median(bottom for _, bottom in level) > least)


def _span(rows: Places) -> tuple[int, int] | None:
    """The first and one past the last of the rows in the longest stretch without a gap."""
    if not len(rows):
        return None
    stretch = longest(rows)
    return int(stretch[0]), int(stretch[-1]) + 1


def _edges(profile: list[float], middles: list[float]) -> list[int]:
    """Columns between which the characters stand: where least ink is between two middles, rather half way."""
    if not middles:
        return []
    edges = [max(0, int(middles[0]) - _EDGE)]
    for before, behind in pairwise(middles):
        reach, half = (behind - before) / 4, (before + behind) / 2
        columns = range(int(before + reach), min(int(behind - reach) + 1, len(profile)))
        best = min(columns, key=lambda column: profile[column] + _STRAYING * abs(column - half), default=int(behind))
        edges.append(max(edges[-1] + 1, best))
    return [*edges, max(edges[-1] + 1, min(len(profile), int(middles[-1]) + _EDGE))]


def _picture(ink: Grey, left: int, right: int, top: int, bottom: int) -> Grey:
    scale = HIGH / (bottom - top)
    first = max(0, left - 1)
    across, down = (left + right) / 2 - first, (top + bottom) / 2
    alone = ink[:, first : right + 1]
    matrix = np.array([[scale, 0, SIDE / 2 - scale * (across - 0.5) - 0.5], [0, scale, SIDE / 2 - scale * (down - 0.5) - 0.5]])
    return np.asarray(cv2.warpAffine(alone, matrix, (SIDE, SIDE), flags=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR), np.float32)
