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

    def recognise(self, page: CleanPage, glimpse: bool = False) -> PageText:
        """The page's words; boxes in pixels of the page as scanned. EngineCrashed or EngineTimeout when it can't answer.

        `glimpse`: its longest lines are enough, where that costs less.
        """
        ...

    def close(self) -> None:
        """Give the engine's memory back."""
        ...
