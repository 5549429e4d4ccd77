"""How the log looks: plain lines, or JSON, one object a line. Neither ever carries what an exception says: it may quote a page."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from types import TracebackType

from pipeline.model.errors import ConfigError
from pipeline.model.types import Arrival
from pipeline.run.place import where

log = logging.getLogger("pipeline.watch")
FORMATS = ("plain", "json")
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_FIELDS = ("arrival_id", "state", "pages", "seconds")


class _Plain(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(self, ei: object) -> str:  # noqa: N802  # logging's name
        return _place(ei)

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have left the whole of it
        return super().format(record)


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        # the time stands first, so that lines sort
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        told = {"at": at, "level": record.levelname, "logger": record.name, "message": record.getMessage(), "pid": record.process}
        told |= {name: getattr(record, name) for name in _FIELDS if hasattr(record, name)}
        if record.exc_info:
            told["failed_in"] = _place(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def _place(found: object) -> str:
    error = found[1] if isinstance(found, tuple) else None
    return where(error) if isinstance(error, BaseException) else "?"


def configure(style: str, level: str) -> None:
    """ConfigError for a style or level that is none. Libraries' own logs stay at WARNING: some quote what they send."""
    if style not in FORMATS:
        raise ConfigError(f"log format {style!r} is none of {', '.join(FORMATS)}")
    if level.upper() not in LEVELS:
        raise ConfigError(f"log level {level!r} is none of {', '.join(LEVELS)}")
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if style == "json" else _Plain())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("pipeline").setLevel(level.upper())
    sys.excepthook = _unexpected


def _unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("pipeline").critical(
        "stopped by a defect: %s. Nothing is lost; tell support this line.", where(error.with_traceback(trace))
    )


class Logged:
    """A listener that tells each file to the log, by its arrival and cause; a file may be named after a patient, so never by its name."""

    def arrived(self, arrival: Arrival) -> None:
        """At INFO."""
        log.info("taken in", extra={"arrival_id": arrival.arrival_id})

    def opened(self, arrival: Arrival, pages: int) -> None:
        """At DEBUG."""
        log.debug("opened", extra={"arrival_id": arrival.arrival_id, "pages": pages})

    def page(self, arrival: Arrival, seconds: float, failed: bool) -> None:
        """At DEBUG, a page that failed at INFO."""
        level = logging.INFO if failed else logging.DEBUG
        log.log(level, "page failed" if failed else "page read", extra={"arrival_id": arrival.arrival_id, "seconds": round(seconds, 3)})

    def finished(self, arrival: Arrival, state: str, why: str = "") -> None:  # noqa: ARG002  # the reason may name the file
        """At INFO, what needs a person at WARNING."""
        level = logging.WARNING if state == "quarantined" else logging.INFO
        log.log(level, state, extra={"arrival_id": arrival.arrival_id, "state": state})

    def refused(self, path: str, reason: str) -> None:  # noqa: ARG002
        """At WARNING; `chartscan quarantine list` names it."""
        log.warning("a file was refused; `chartscan quarantine list` tells which and why")

    def left_to(self, who: str) -> None:
        """At DEBUG."""
        log.debug("%s reads", who)
