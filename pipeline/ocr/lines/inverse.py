"""White print on dark bars made dark on white, so that it is found and read like any other; black print on shaded bars is let through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

import cv2
import numpy as np

from pipeline.raster.marks import Marks as ConnectedMarks

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_SOLID = 0.45  # share of its box that a bar fills, its letters cut out
_GROUND = 0.6  # share of a bar that its lighter part exceeds where that is the ground and not the print
_EDGE, _ALONG = 0.15, 0.9  # of a bar's height, at its top; share of its width that its fullest row is dark there
_HEAD = 0.6  # as _SOLID, of one that hangs together with a frame
_HALF = 0.5  # share of the page that a bar can't exceed
_SAMPLES = 4  # rows and columns of a letter's height that are looked at first
_LEAST = (1.3, 2.5)  # of a letter's height: a bar's height and width


class Bar(NamedTuple):
    """Where it lies (rows, columns), and which of these pixels are the bar with what is printed on it: 255."""

    place: tuple[slice, slice]
    whole: Pixels


def dark_bars(seen: ConnectedMarks, size: float, pixels: int) -> list[Bar]:
    """The bars that may carry white print; words that touch the rule under them are none. A bar may be the head of a frame."""
    width, height, area = seen.boxes[:, 2], seen.boxes[:, 3], seen.boxes[:, 4]
    large = (area > 8 * size * size) & (height >= _LEAST[0] * size) & (width >= _LEAST[1] * size)
    solid = (area >= _SOLID * width * height) & (width * height <= _HALF * pixels)
    bars: list[Bar] = []
    for mark in np.flatnonzero(large).tolist():
        x, y, across, down = seen.boxes[mark, :4].tolist()
        place = (slice(y, y + down), slice(x, x + across))
        if not solid[mark] and not _may_have_head(seen, mark, place, size):
            continue
        mine = np.asarray(seen.labels[place] == mark + 1, np.uint8) * np.uint8(255)
        if not solid[mark]:
            bars += _heads(place, mine, size)
        elif _has_edge(mine):
            bars.append(Bar(place, _closed(mine, size)))
    return bars


def _may_have_head(seen: ConnectedMarks, mark: int, place: tuple[slice, slice], size: float) -> bool:
    """Whether the mark is anywhere as dark as a bar, over as much as the least bar: some of its rows and columns are looked at."""
    rows, columns = place
    step = max(1, int(size / _SAMPLES))
    sampled = seen.labels[rows.start : rows.stop : step, columns.start : columns.stop : step] == mark + 1
    window = tuple(max(1, int(side * size / step)) for side in _LEAST[::-1])
    return bool((cv2.boxFilter(sampled.astype(np.uint8), cv2.CV_32F, window) > _HEAD).any())


def _closed(mine: Pixels, size: float) -> Pixels:
    side = int(1.5 * size) | 1
    return np.asarray(cv2.morphologyEx(mine, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8)), np.uint8)


def _has_edge(mine: Pixels) -> bool:
    """Whether it is as solid along its top as a bar is, that is higher than what is printed on it."""
    rows = max(2, round(_EDGE * mine.shape[0]))
    return bool(mine[:rows].mean(axis=1).max() >= 255 * _ALONG)


def _heads(place: tuple[slice, slice], mine: Pixels, size: float) -> Iterator[Bar]:
    """The bars that hang together with a frame."""
    least = np.ones(tuple(int(side * size) for side in _LEAST), np.uint8)
    opened = cv2.morphologyEx(_closed(mine, size), cv2.MORPH_OPEN, least)
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(opened, connectivity=4)
    for part in range(1, count):
        x, y, width, height = boxes[part, :4].tolist()
        inside = (slice(y, y + height), slice(x, x + width))
        whole = np.asarray(labels[inside] == part, np.uint8) * np.uint8(255)
        if cv2.countNonZero(cv2.bitwise_and(mine[inside], whole)) >= _HEAD * width * height and _has_edge(mine[inside]):
            rows, columns = place[0].start + y, place[1].start + x
            yield Bar((slice(rows, rows + height), slice(columns, columns + width)), whole)


def exchanged(page: Pixels, ink: Pixels, bars: Sequence[Bar]) -> tuple[Pixels, Pixels]:
    """Where bars with white print are, 255 each with what is printed on it, and the ink with that print, or a bar's black one, instead of
    them.
    """
    where, ink = np.zeros_like(ink), ink.copy()
    for place, whole in bars:
        level, _ = cv2.threshold(page[place], 0, 255, cv2.THRESH_OTSU)
        _, light = cv2.threshold(page[place], level, 255, cv2.THRESH_BINARY)
        shaded = cv2.countNonZero(cv2.bitwise_and(light, whole)) > _GROUND * cv2.countNonZero(whole)
        cv2.copyTo(cv2.bitwise_not(light) if shaded else light, whole, ink[place])
        if not shaded:
            where[place] |= whole
    return where, ink
