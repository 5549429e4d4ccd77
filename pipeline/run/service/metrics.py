"""What Prometheus is told: counts, seconds and causes; never text of a page, a file's name or a patient."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server, write_to_textfile

from pipeline.model.errors import ConfigError
from pipeline.settings import RunSettings

_SECONDS = (0.1, 0.25, 0.5, 1, 2, 3, 5, 8, 13, 30, 60, 120, 300)


class Metrics:
    """Counts pages as they are read; the rest is set from a snapshot of `status`."""

    def __init__(self, settings: RunSettings) -> None:
        self._settings = settings
        self.registry = CollectorRegistry()
        made: dict[str, Any] = {"registry": self.registry}
        self.pages = Counter("chartscan_pages", "Pages read, or failed, since this process began", ["outcome"], **made)
        self.seconds = Histogram("chartscan_page_seconds", "Seconds a worker took for a page", buckets=_SECONDS, **made)
        self.arrivals = Gauge("chartscan_arrivals", "Files by state", ["state"], **made)
        self.quarantined = Gauge("chartscan_quarantined", "Files in quarantine by cause", ["cause"], **made)
        self.held = Gauge("chartscan_held_documents", "Documents held for a person, by reason", ["reason"], **made)
        self.outbox = Gauge("chartscan_outbox_documents", "Documents that wait to be indexed", **made)
        self.oldest = Gauge("chartscan_oldest_waiting_seconds", "For how long the oldest waiting file waits; 0: none waits", **made)
        self.round = Gauge("chartscan_last_round_timestamp_seconds", "When the last round of the drop folders ended", **made)
        self.free = Gauge("chartscan_disk_free_bytes", "Free where the home folder stands", **made)
        self.silent = Gauge("chartscan_station_silent_seconds", "Since a station named in run.silent_minutes sent", ["station"], **made)
        self._server: Any = None

    def open(self) -> None:
        """Answer on the port that the settings name, if any."""
        if not self._settings.metrics_port:
            return
        try:
            self._server, _ = start_http_server(self._settings.metrics_port, self._settings.metrics_address, self.registry)
        except OSError as error:
            where = f"{self._settings.metrics_address}:{self._settings.metrics_port}"
            raise ConfigError(f"metrics can't be served on {where}: {error.strerror}", "Choose another run.metrics_port.") from None

    def close(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def page(self, seconds: float, failed: bool) -> None:
        """A page was read in so many seconds, or failed."""
        self.pages.labels("failed" if failed else "read").inc()
        if seconds > 0:
            self.seconds.observe(seconds)

    def show(self, snapshot: dict[str, Any]) -> None:
        """Set everything else from `status.snapshot`, and write the text file where the settings name one."""
        for gauge, counts in (
            (self.arrivals, {state: count for state, count in snapshot["arrivals"].items() if state != "total"}),
            (self.quarantined, snapshot["quarantined_by_cause"]),
            (self.held, snapshot["held_by_reason"]),
        ):
            gauge.clear()
            for name, count in counts.items():
                gauge.labels(name).set(count)
        self.outbox.set(snapshot["outbox"])
        oldest = snapshot["oldest_waiting"]
        self.oldest.set(oldest["seconds"] if oldest else 0)
        self.free.set(snapshot["disk"]["free_bytes"])
        for station in snapshot["stations"]:
            if station["station"] in self._settings.silent_minutes:
                self.silent.labels(station["station"]).set(station["silent_seconds"])
        if self._settings.metrics_file:
            with suppress(OSError):  # the next time, perhaps; scanning goes on
                write_to_textfile(str(Path(self._settings.metrics_file)), self.registry)
