"""Patch codes: four bars, wide or narrow, along an edge of a sheet, which tell document scanners where something new begins.

Narrow bars and the spaces are 0.08 inches, wide bars 0.2; two of the four are wide. Read from the page's edge inwards, because seen from
the other side 1 is 6 and 3 is T.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import numpy.typing as npt

from pipeline.model.geometry import Box
from pipeline.model.types import Barcode
from pipeline.pages.sketch import Sketch
from pipeline.raster.level import level

if TYPE_CHECKING:
    from pipeline.model.types import PageImage, Pixels

NARROW, WIDE = 0.08, 0.2  # inches; spaces are narrow
PATTERNS = {"1": "WWNN", "2": "WNNW", "3": "WNWN", "4": "NWWN", "6": "NNWW", "T": "NWNW"}

_NAMES = {pattern: name for name, pattern in PATTERNS.items()}
_INK = 0.6  # of the paper's brightness about it: darker is ink
_NARROWEST, _WIDEST = 0.045, 0.27  # inches of a bar that may be one; copies and faxes thicken and thin
_SPACE = (0.04, 0.13)  # inches of a space
_HOLLOW = 0.07  # inches: white within a wide bar, where a scanner made black and white of it piece by piece; less than a space
_QUIET = 0.15  # inches of paper before and behind: a black edge is no fifth bar, nor four of five bars a patch
_SAME = 1.45  # times the narrowest the widest of narrow bars may be, and of wide ones
_APART = 1.6  # times the widest narrow bar the narrowest wide one must be
_SYMBOL = (0.68, 0.96)  # inches across all four bars
_LONG = 1.2  # inches that bars must be long at least; table rules and headings on black seldom are four abreast
_CLOSE = 0.06  # inches that neighbouring lines through the same bars may differ
_SEEN = 0.7  # share of the lines along the bars that must show the same pattern
_NEAR = 0.35  # of the page, from an edge: in the middle nobody knows which way to read
_STEP = 0.04  # inches between the lines looked along

_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Hit:
    """One line across four bars: which line, where it enters the first and leaves the last (pixels of the sketch), the pattern."""

    line: int
    begin: int
    end: int
    pattern: str


def read_patches(sketch: Sketch, image: PageImage) -> tuple[Barcode, ...]:
    """The page's patch codes, at any quarter turn and leaning some degrees; boxes in pixels of the page as scanned."""
    ink = cv2.compare(sketch.small, cv2.convertScaleAbs(_paper(sketch), alpha=_INK), cv2.CMP_LT)
    for filled in (False, True) if _bitonal(sketch.page) else (False,):
        found = [_placed(box, name, sketch, image) for box, name in _along(ink, sketch.dpi_y, sketch.dpi_x, filled)]
        turned = _along(ink.T, sketch.dpi_x, sketch.dpi_y, filled)
        found += [_placed(Box(box.y0, box.x0, box.y1, box.x1), name, sketch, image) for box, name in turned]
        if found:
            return tuple(found)
    return ()


def _bitonal(page: Pixels) -> bool:
    some = page[::16, ::16]
    return bool(((some == 0) | (some == 255)).all())


def _paper(sketch: Sketch) -> Pixels:
    """The paper's brightness; where a wide bar hides it, the page's own."""
    return np.maximum(sketch.paper, np.uint8(level(np.ascontiguousarray(sketch.small[::8, ::8]), 0.75) * 0.75))


def _placed(box: Box, name: str, sketch: Sketch, image: PageImage) -> Barcode:
    across, down = sketch.across, sketch.down
    on_page = Box(box.x0 * across, box.y0 * down, box.x1 * across, box.y1 * down).clipped(image.width, image.height)
    return Barcode(f"patch_{name.lower()}", name, on_page)


def _along(ink: npt.NDArray[Any], dpi: float, dpi_across: float, filled: bool) -> list[tuple[Box, str]]:
    """Patch codes whose bars lie flat: looked for down every few columns. `dpi` is down, `dpi_across` along the bars."""
    step = max(round(_STEP * dpi_across), 1)
    lines = np.ascontiguousarray(ink.T[::step])
    if filled:
        lines = np.asarray(cv2.morphologyEx(lines, cv2.MORPH_CLOSE, np.ones((1, math.ceil(_HOLLOW * dpi)), np.uint8)), np.uint8)
    hits = _hits(lines, dpi)
    found = []
    for group in _grouped(hits, max(round(_CLOSE * dpi), 1)):
        columns = [hit.line for hit in group]
        wide = (max(columns) - min(columns) + 1) * step
        agree = len(set(columns)) * step / wide
        if wide < _LONG * dpi_across or agree < _SEEN:
            continue
        box = Box(
            min(columns) * step, min(hit.begin for hit in group), min((max(columns) + 1) * step, ink.shape[1]), max(h.end for h in group)
        )
        name = _name(group[0].pattern, (box.y0 + box.y1) / 2 / ink.shape[0])
        if name:
            found.append((box, name))
    return found


def _name(pattern: str, at: float) -> str:
    """Which patch it is; `at` is its middle's place on the page, 0 to 1, from where the pattern begins."""
    if at <= _NEAR:
        return _NAMES.get(pattern, "")
    if at >= 1 - _NEAR:
        return _NAMES.get(pattern[::-1], "")
    return ""


def _hits(lines: npt.NDArray[Any], dpi: float) -> list[_Hit]:
    """Every place where a line across the bars, a row of `lines`, crosses seven runs that fit."""
    count, height = lines.shape
    padded = np.zeros((count, height + 2), np.bool_)
    padded[:, 1:-1] = lines
    flat = padded.ravel()
    edges: _Ints = np.flatnonzero(flat[1:] != flat[:-1]) + 1  # black begins, white begins, in turn: every column begins and ends white
    if edges.size < 8:
        return []
    runs = np.diff(edges) / dpi  # inches: black, white, black, ...
    starts = np.arange(0, runs.size - 6, 2)
    bars = np.stack([runs[starts + at] for at in (0, 2, 4, 6)], axis=1)
    spaces = np.stack([runs[starts + at] for at in (1, 3, 5)], axis=1)
    before = np.concatenate(([_QUIET], runs[1::2]))[: starts.size]
    behind = np.concatenate((runs[7::2], [_QUIET]))[: starts.size]
    total = bars.sum(axis=1) + spaces.sum(axis=1)
    fits = ((bars >= _NARROWEST) & (bars <= _WIDEST)).all(axis=1) & ((spaces >= _SPACE[0]) & (spaces <= _SPACE[1])).all(axis=1)
    fits &= (total >= _SYMBOL[0]) & (total <= _SYMBOL[1])
    fits &= (before >= _QUIET) & (behind >= _QUIET)
    ordered = np.sort(bars, axis=1)
    fits &= (ordered[:, 2] >= _APART * ordered[:, 1]) & (ordered[:, 1] <= _SAME * ordered[:, 0]) & (ordered[:, 3] <= _SAME * ordered[:, 2])
    hits = []
    for index in np.flatnonzero(fits).tolist():
        middle = (ordered[index, 1] + ordered[index, 2]) / 2
        pattern = "".join("W" if bar > middle else "N" for bar in bars[index])
        line, begin = divmod(int(edges[2 * index]), height + 2)
        last = int(edges[2 * index + 7])
        hits.append(_Hit(line, begin - 1, last - line * (height + 2) - 1, pattern))
    return hits


def _grouped(hits: list[_Hit], close: int) -> list[list[_Hit]]:
    """Hits of neighbouring columns that go on in one another: the same four bars. A few columns may be missing."""
    groups: list[list[_Hit]] = []
    for hit in sorted(hits, key=lambda one: (one.line, one.begin)):
        for group in groups:
            last = group[-1]
            gap = hit.line - last.line
            near = abs(hit.begin - last.begin) <= close * max(gap, 1) and abs(hit.end - last.end) <= close * max(gap, 1)
            if 0 < gap <= 4 and near and hit.pattern == last.pattern:
                group.append(hit)
                break
        else:
            groups.append([hit])
    return groups
