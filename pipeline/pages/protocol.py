"""What every reader offers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from pipeline.model.types import DigitalPage, PageImage


class ScanFile(ABC):
    """An open file. Pages are decoded one at a time, when asked for; going forward is cheap."""

    format: str  # "pdf", "tiff", "jpeg", "png"

    @property
    @abstractmethod
    def page_count(self) -> int:
        """How many pages the file has."""

    @abstractmethod
    def page(self, number: int) -> PageImage | DigitalPage:
        """Page `number`, from 1. Unreadable when it is damaged, TooLarge when it is over a limit."""

    @abstractmethod
    def close(self) -> None:
        """Give the file back."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()
