"""What every engine offers."""

from __future__ import annotations

from typing import Protocol

from pipeline.model.types import CleanPage, PageText


class Engine(Protocol):
    """Reads a page in one recognition: text, boxes and confidences are of the same pass, and no page depends on another."""

    @property
    def name(self) -> str:
        """Engine, version and languages, as the record states them."""
        ...

    def recognise(self, page: CleanPage) -> PageText:
        """The page's words; boxes in pixels of the page as scanned. EngineCrashed or EngineTimeout when it can't answer."""
        ...

    def glimpse(self, page: CleanPage) -> PageText | None:
        """The words of the page's longest lines; None where that would cost as much as all of it."""
        ...

    def close(self) -> None:
        """Give the engine's memory back."""
        ...
