"""Where a line stands on the upright page, as a share of its height; head and foot are told by it, whatever the resolution."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.geometry import Box
from pipeline.model.types import PageText


@dataclass(frozen=True, slots=True)
class Line:
    """One line as read. `place` is the middle's share of the page's height: 0 at the top edge, 1 at the bottom."""

    text: str
    place: float
    from_end: int  # 0 for the page's last line


def lines_of(page: PageText) -> tuple[Line, ...]:
    """The page's lines in reading order."""
    sheet = page.upright.box(Box(0, 0, page.width, page.height))
    height, last = max(1, sheet.height), len(page.lines) - 1
    found = []
    for index, words in enumerate(page.lines):
        box = page.upright.box(Box.around(word.box for word in words))
        middle = (box.y0 + box.y1) / 2 - sheet.y0
        found.append(Line(" ".join(word.text for word in words), middle / height, last - index))
    return tuple(found)
