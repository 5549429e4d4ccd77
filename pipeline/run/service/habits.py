"""The habits of a service: it says that it is ready, that it goes on and how it is, to systemd, to Prometheus and to `status`."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from pipeline.model.types import Arrival
from pipeline.run import status
from pipeline.run.home import Home
from pipeline.run.listener import Listener
from pipeline.run.service.health import Health, forget, write
from pipeline.run.service.metrics import Metrics
from pipeline.run.service.notify import Notifier

_TELL_EVERY_S, _COUNT_EVERY_S = 5.0, 15.0
_PATIENCE_S = 60.0  # beyond the longest that a page may take


class Service:
    """A listener that counts progress, and the habits that hang on it. While files are read and nothing comes of it for longer than
    a page may take, systemd's watchdog is no longer answered.
    """

    def __init__(self, home: Home, listener: Listener, notifier: Notifier | None = None) -> None:
        self._home = home
        self._listener = listener
        self._notifier = notifier or Notifier()
        self.metrics = Metrics(home.settings.run)
        now = time.time()
        self._health = Health(home.owner, now, now, 0.0, 0, "")
        self._progress = time.monotonic()
        self._told = self._counted = float("-inf")
        self._ready = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._ready:
            self._notifier.stopping()
            self.metrics.close()
            forget(self._home.folder)

    def ready(self) -> None:
        """Everything is built; from now on files are taken."""
        self._ready = True
        self.metrics.open()
        self._notifier.ready()
        self.look()

    def look(self) -> None:
        """Called by the main loop each time around; cheap."""
        now = time.monotonic()
        if now < self._told + self._every():
            return
        self._told = now
        if now < self._progress + self._home.settings.run.page_timeout_s + _PATIENCE_S:
            self._notifier.alive()
        self._health.at = time.time()
        write(self._home.folder, self._health)
        if now >= self._counted + _COUNT_EVERY_S:
            self._counted = now
            self.metrics.show(status.snapshot(self._home))

    def round(self, waiting_for: str = "") -> None:
        """A round of the drop folders ended, well or waiting for something that is away."""
        self._progress = time.monotonic()
        self._health.last_round, self._health.waiting_for = time.time(), waiting_for
        self.metrics.round.set_to_current_time()
        self._notifier.status(f"waiting: {waiting_for}" if waiting_for else f"{self._health.pages} pages read")
        self.look()

    def _every(self) -> float:
        return min(_TELL_EVERY_S, self._notifier.watchdog_s / 3 or _TELL_EVERY_S)

    def arrived(self, arrival: Arrival) -> None:
        """Progress."""
        self._progress = time.monotonic()
        self._listener.arrived(arrival)

    def opened(self, arrival: Arrival, pages: int) -> None:
        """Progress."""
        self._progress = time.monotonic()
        self._listener.opened(arrival, pages)

    def page(self, arrival: Arrival, seconds: float, failed: bool) -> None:
        """Progress, counted."""
        self._progress = time.monotonic()
        self._health.pages += 1
        self.metrics.page(seconds, failed)
        self._listener.page(arrival, seconds, failed)

    def finished(self, arrival: Arrival, state: str, why: str = "") -> None:
        """Progress."""
        self._progress = time.monotonic()
        self._listener.finished(arrival, state, why)

    def refused(self, path: str, reason: str) -> None:
        """Progress."""
        self._progress = time.monotonic()
        self._listener.refused(path, reason)

    def left_to(self, who: str) -> None:
        """Another process reads."""
        self._listener.left_to(who)
