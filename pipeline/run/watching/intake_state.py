"""How the drop folders are, told by the watcher to whoever asks for the status: a small file in the home folder, written anew."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pipeline.run.home import Home
from pipeline.run.owner import is_dead
from pipeline.run.watching.drop_folder import FolderState

_FILE = "intake.json"
_EVERY_S = 2.0


class IntakeState:
    """Writes it for a watcher."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._next = 0.0

    def write(self, folders: Sequence[FolderState]) -> None:
        """Write it, unless that was done a moment ago. A disk that is full is told elsewhere."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY_S
        told = {"owner": self._home.owner, "at": self._home.ledger.now(), "folders": [asdict(folder) for folder in folders]}
        part = self._home.folder / f".{_FILE}.part"
        with suppress(OSError):
            part.write_text(json.dumps(told), encoding="utf-8")
            part.replace(self._home.folder / _FILE)

    def forget(self) -> None:
        """The watcher ends."""
        with suppress(OSError):
            (self._home.folder / _FILE).unlink(missing_ok=True)


def read(folder: Path) -> dict[str, Any] | None:
    """What the watcher of that home folder told last: at, folders; None while none runs."""
    try:
        told: dict[str, Any] = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return None if is_dead(told.pop("owner")) else told
