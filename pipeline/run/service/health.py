"""What the watcher last said of itself, in a file of the home: for `status`, and for whoever asks whether it lives."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.run.owner import is_dead

_NAME = "health.json"


@dataclass
class Health:
    """Times are seconds since the epoch, 0 for never; `waiting_for` is the cause of an outage, "" for none."""

    owner: str
    started: float
    at: float
    last_round: float
    pages: int
    waiting_for: str

    @property
    def pid(self) -> int:
        """The process."""
        return int(self.owner.rsplit(":", 2)[1])


def write(home: Path, health: Health) -> None:
    """Whole or not at all; not synced, the next one comes in seconds, and a full disk is told elsewhere."""
    part = home / f".{_NAME}.part"
    with suppress(OSError):
        part.write_text(json.dumps(asdict(health)), encoding="utf-8")
        part.chmod(0o600)
        part.replace(home / _NAME)


def forget(home: Path) -> None:
    """The watcher ended."""
    with suppress(OSError):
        (home / _NAME).unlink(missing_ok=True)


def read(home: Path) -> Health | None:
    """None when no watcher runs."""
    try:
        found = Health(**json.loads((home / _NAME).read_text(encoding="utf-8")))
        return None if is_dead(found.owner) else found
    except (OSError, ValueError, TypeError):
        return None
