"""What every reader offers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from pipeline.model.types import DigitalPage, EncodedImage, PageImage


class ScanFile(ABC):
    """An open file. Pages are decoded one at a time, when asked for; any order is cheap."""

    format: str  # "pdf", "tiff", "jpeg", "png"

    @property
    @abstractmethod
    def page_count(self) -> int:
        """How many pages the file has."""

    def page(self, number: int) -> PageImage | DigitalPage:
        """Page `number`, from 1. Unreadable when it is damaged, TooLarge over a limit, OutOfMemory; ValueError for a number it hasn't."""
        if not 1 <= number <= self.page_count:
            raise ValueError(f"page {number} of {self.page_count}")
        return self._page(number)

    @abstractmethod
    def _page(self, number: int) -> PageImage | DigitalPage:
        """A page that the file has."""

    def picture(self, number: int) -> PageImage:
        """The page as a person sees it, also where it carries its own text and needs no pixels to be read. Raises what `page` does."""
        page = self.page(number)
        if isinstance(page, DigitalPage):
            raise ValueError(f"page {number} of a {self.format} has no picture")  # only PDF has such pages, and draws them
        return page

    def encoded(self, number: int) -> list[EncodedImage]:  # noqa: ARG002  # the formats that hold pictures have an answer
        """The page's picture as the file holds it, in strips from the top; empty where a page is more than a picture (PDF)."""
        return []

    @abstractmethod
    def close(self) -> None:
        """Give the file back."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
