"""A page's lines as the cells that a reader sees: words with little blank between, and where they stand on the upright page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model.geometry import Box
from pipeline.model.types import PageText, Word

CELL, APART = 1.5, 8.0  # line heights of blank between two cells of a line, and between those that have nothing to do with each other


class Cells:
    """Found once a page; `height`: of its usual word, in pixels of the upright page."""

    def __init__(self, page: PageText) -> None:
        self._boxes = {id(word): page.upright.box(word.box) for word in page.words}
        heights = sorted(box.height for box in self._boxes.values())
        self.height = heights[len(heights) // 2] if heights else 1
        self._cells = [cell for line in page.lines for cell in self._split(line)]
        self._alone = {id(line[at]) for line in page.lines for at in range(len(line)) if not at or self.gap(line, at) > APART}

    def __iter__(self) -> Iterator[Sequence[Word]]:
        """The cells in reading order."""
        return iter(self._cells)

    def box(self, word: Word) -> Box:
        """Where one of the page's words stands."""
        return self._boxes[id(word)]

    def gap(self, line: Sequence[Word], at: int) -> float:
        """Line heights of blank before a word of a line."""
        return (self.box(line[at]).x0 - self.box(line[at - 1]).x1) / self.height

    def stands_alone(self, cell: Sequence[Word]) -> bool:
        """Whether nothing stands left of it in its line that may be its label."""
        return id(cell[0]) in self._alone

    def _split(self, line: Sequence[Word]) -> Iterator[Sequence[Word]]:
        start = 0
        for at in range(1, len(line) + 1):
            if at == len(line) or self.gap(line, at) >= CELL:
                yield line[start:at]
                start = at
