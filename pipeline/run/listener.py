"""What a run tells whoever watches it: counts and states, never what stands on a page."""

from __future__ import annotations

from typing import Protocol

from pipeline.model.types import Arrival


class Listener(Protocol):
    """A progress bar, plain lines, or nothing."""

    def arrived(self, arrival: Arrival) -> None:
        """A file was taken in: its bytes are stored and the ledger knows it."""

    def opened(self, arrival: Arrival, pages: int) -> None:
        """A file was opened; `pages` of it are still to be read."""

    def page(self, arrival: Arrival, seconds: float, failed: bool) -> None:
        """A page was read, or failed, in so many seconds of a worker."""

    def finished(self, arrival: Arrival, state: str, why: str = "") -> None:
        """A file reached a state: filed, held, quarantined; or waiting, to be tried later. `why` is said of the last two."""

    def refused(self, path: str, reason: str) -> None:
        """Something could not be taken in."""

    def left_to(self, who: str) -> None:
        """Another process reads on this home; what was taken in is read by it. Said again and again while this one waits."""


class Silent:
    """Nobody watches."""

    def arrived(self, arrival: Arrival) -> None:
        """Say nothing."""

    def opened(self, arrival: Arrival, pages: int) -> None:
        """Say nothing."""

    def page(self, arrival: Arrival, seconds: float, failed: bool) -> None:
        """Say nothing."""

    def finished(self, arrival: Arrival, state: str, why: str = "") -> None:
        """Say nothing."""

    def refused(self, path: str, reason: str) -> None:
        """Say nothing."""

    def left_to(self, who: str) -> None:
        """Say nothing."""
