"""A drop folder with a real ledger and store, looked after on a clock that a test turns."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.intake import FolderSettings, IntakeSettings
from pipeline.ledger import Ledger
from pipeline.model.errors import Unavailable
from pipeline.model.types import Arrival
from pipeline.run.home import Home
from pipeline.run.listener import Listener, Silent
from pipeline.run.watching.drop_folder import DropFolder
from pipeline.settings import Settings

PNG = b"\x89PNG\r\n\x1a\n picture %d IEND\xaeB`\x82"
INTAKE = IntakeSettings(quiet_seconds=5, empty_seconds=60, incomplete_seconds=300, poll_seconds=10, least_free_mb=1)


class Dropping(Silent):
    """One drop folder below `folder`, its home beside it, and the seconds that passed."""

    def __init__(self, folder: Path, settings: FolderSettings | None = None, others: frozenset[Path] = frozenset()) -> None:
        self.root = folder / "drop"
        self.root.mkdir(exist_ok=True)
        self.home = Home(folder / "home", replace(Settings(), intake=INTAKE))
        self.settings, self.others = settings or FolderSettings(str(self.root)), others
        self.now = 1000.0
        self.stopped = False
        self.came: list[Arrival] = []
        self.told: list[str] = []
        self.begin()

    def begin(self) -> None:
        """As when the watcher is started (again)."""
        tell: Callable[[Callable[[Listener], None]], None] = lambda what: what(self)  # noqa: E731  # a name for one line
        self.folder = DropFolder(self.home, self.root, self.settings, self.others, tell, lambda: self.stopped, lambda: self.now)

    def arrived(self, arrival: Arrival) -> None:
        self.came.append(arrival)

    def refused(self, path: str, reason: str) -> None:
        self.told.append(path)

    def drop(self, name: str | Path, content: bytes | int = 0) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(PNG % content if isinstance(content, int) else content)
        return path

    def rounds(self, seconds: float = 6.0, step: float = 1.0) -> None:
        """Rounds for so long; one in which nothing can be taken is followed by the next."""
        end = self.now + seconds
        while self.now <= end:
            with suppress(Unavailable):
                self.folder.round()
            self.now += step

    @property
    def ledger(self) -> Ledger:
        return self.home.ledger

    def names(self) -> list[str]:
        """Of what came, in order."""
        return [arrival.path for arrival in self.came]

    def standing(self, below: str = "") -> list[str]:
        """The files that stand below the drop folder, or one of its folders."""
        base = self.root / below
        return sorted(str(path.relative_to(base)) for path in base.rglob("*") if not path.is_dir() or path.is_symlink())

    def quarantined(self) -> list[dict[str, Any]]:
        return self.ledger.quarantine.listed()


@contextmanager
def dropping(folder: Path, **more: Any) -> Iterator[Dropping]:
    """One, closed afterwards."""
    made = Dropping(folder, **more)
    with made.home:
        yield made
