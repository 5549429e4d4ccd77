"""What the desk is made of: one of each for the process, and a home for each thread, since SQLite's connections belong to one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from pipeline.accounts import Accounts
from pipeline.assembly import Desk, document_types, mrn_checker, mrn_normaliser
from pipeline.audit import AuditLog
from pipeline.index.abbreviations import Abbreviations, load_abbreviations
from pipeline.review.begun import Begun
from pipeline.review.drawing import Pictures
from pipeline.run.deciding import Deciding
from pipeline.run.home import Home
from pipeline.settings import Settings, config_folder


class Parts:
    """Opened once; `close` ends what was opened. `home` and `deciding` are the calling thread's own."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = settings
        self._homes: list[Home] = []
        self._local = threading.local()
        self._lock = threading.Lock()
        self.begun = Begun()

    @property
    def home(self) -> Home:
        """The home folder, opened for this thread."""
        found: Home | None = getattr(self._local, "home", None)
        if found is None:
            found = self._local.home = Home(self.folder, self.settings)
            with self._lock:
                self._homes.append(found)
        return found

    @property
    def deciding(self) -> Deciding:
        """What decisions go through, opened for this thread."""
        found: Deciding | None = getattr(self._local, "deciding", None)
        if found is None:
            found = self._local.deciding = Deciding(self.home, Desk(self.home.settings, self.home.patients))
        return found

    @cached_property
    def normalise(self) -> Callable[[str], str | None]:
        """The site's format for MRNs."""
        return mrn_normaliser(self.settings)

    @cached_property
    def checked(self) -> Callable[[str], bool]:
        """Whether an MRN's check digit is right, where the site's format has one."""
        return mrn_checker(self.settings)

    @cached_property
    def type_names(self) -> dict[str, str]:
        """Every document type of the site: its name by its code."""
        return document_types(self.home.settings)

    @cached_property
    def abbreviations(self) -> Abbreviations:
        """What a query's short words mean."""
        return load_abbreviations(config_folder() / "abbreviations.toml")

    @cached_property
    def accounts(self) -> Accounts:
        """Who may do what."""
        return Accounts(self.folder / "accounts.sqlite", self.settings.accounts)

    @cached_property
    def audit(self) -> AuditLog:
        """Who did what."""
        return AuditLog(self.folder / "audit", self.settings.audit)

    @cached_property
    def pictures(self) -> Pictures:
        """Drawn pages."""
        return Pictures(self.folder / "pictures", self.settings, self.folder / "store")

    def close(self) -> None:
        """When no request is answered any more."""
        for name in ("accounts", "audit", "pictures"):
            if name in self.__dict__:
                self.__dict__[name].close()
