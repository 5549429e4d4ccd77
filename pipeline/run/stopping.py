"""SIGTERM and Ctrl-C ask a run to stop; it finishes the page at hand first."""

from __future__ import annotations

import signal
import threading
from types import FrameType


class StopRequest:
    """False until one of the signals comes. A second signal ends the program at once, as without us."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def listen(self) -> None:
        """Answer SIGTERM and SIGINT from now on; only the main thread can."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._asked)

    def __call__(self) -> bool:
        """Whether it was asked for."""
        return self._event.is_set()

    def set(self) -> None:
        """Ask for it without a signal."""
        self._event.set()

    def _asked(self, number: int, _frame: FrameType | None) -> None:
        self._event.set()
        signal.signal(number, signal.SIG_DFL)
