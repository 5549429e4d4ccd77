"""Where a line stands on the upright page, as a share of its height; head and foot are told by it, whatever the resolution.

Print that runs up or down a margin is neither.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.geometry import Box
from pipeline.model.types import PageText


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read. `place` is the middle's share of the page's height: 0 at the top edge, 1 at the bottom.

    `tall` is the usual height of its words as a share of the page's width.
    """

    text: str
    place: float
    from_end: int  # 0 for the page's last line
    tall: float = 0.0


def height_of(box: Box, page: PageText) -> float:
    """Where the middle of a box of the scanned page lies on the upright one, as a share of its height."""
    sheet, upright = page.upright.box(Box(0, 0, page.width, page.height)), page.upright.box(box)
    return ((upright.y0 + upright.y1) / 2 - sheet.y0) / max(1, sheet.height)


def lines_of(page: PageText) -> tuple[Line, ...]:
    """The page's lines that stand upright, in reading order."""
    sheet = page.upright.box(Box(0, 0, page.width, page.height))
    lines = [line for line in page.lines if not line[0].turn]
    height, width, last = max(1, sheet.height), max(1, sheet.width), len(lines) - 1
    found = []
    for index, words in enumerate(lines):
        rows = page.upright.rows([word.box for word in words])
        middle = (min(rows)[0] + max(bottom for _, bottom in rows)) / 2 - sheet.y0
        tall = _median([bottom - top for top, bottom in rows]) / width
        found.append(Line(" ".join([word.text for word in words]), middle / height, last - index, tall))
    return tuple(found)


def _median(heights: list[int]) -> float:
    """As `statistics.median`, which takes longer than all else that is asked of a line."""
    heights.sort()
    half = len(heights) // 2
    return heights[half] if len(heights) % 2 else (heights[half - 1] + heights[half]) / 2
