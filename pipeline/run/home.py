"""The home folder: where the ledger, the store, the patient index and the embedded index stand."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline import assembly
from pipeline.classify.settings import ClassifySettings
from pipeline.filing import SqlitePatientIndex
from pipeline.index import SearchIndex
from pipeline.ledger import Ledger
from pipeline.model.durable import make_folders
from pipeline.model.errors import StoreDown
from pipeline.quality import Samples
from pipeline.run.owner import this_process
from pipeline.settings import Settings
from pipeline.store import Store

MODEL, TYPES = "types.npz", "document_types"  # a site's own, in its home folder


def _own_types(settings: ClassifySettings, folder: Path) -> ClassifySettings:
    """With the site's own model and types from the home folder, where the settings name none and they are there."""
    model, types = folder / MODEL, folder / TYPES
    return replace(
        settings,
        model=settings.model or (str(model) if model.exists() else ""),
        types=settings.types or (str(types) if types.is_dir() and any(types.glob("*.toml")) else ""),
    )


class Home:
    """Opens each part when it is first used, and closes what was opened."""

    def __init__(self, folder: Path, settings: Settings) -> None:
        self.folder = folder
        self.settings = replace(settings, classify=_own_types(settings.classify, folder))
        self.owner = this_process()
        try:
            make_folders(folder, "home folder")
            folder.chmod(0o700)  # whatever stands in it, others can't reach it
        except OSError as error:
            raise StoreDown(f"home folder {folder}: {error.strerror}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        for part in ("ledger", "patients", "index", "quality"):
            if part in self.__dict__:
                self.__dict__[part].close()

    @cached_property
    def ledger(self) -> Ledger:
        """What has arrived and how far it is."""
        return Ledger(self.folder / "ledger.sqlite")

    @cached_property
    def store(self) -> Store:
        """Originals and page results by content hash."""
        return Store(self.folder / "store")

    @cached_property
    def patients(self) -> SqlitePatientIndex:
        """The patient index."""
        return SqlitePatientIndex(self.folder / "patients.sqlite")

    @cached_property
    def quality(self) -> Samples:
        """The quality samples and their judgements."""
        return Samples(self.folder / "quality.sqlite")

    @cached_property
    def index(self) -> SearchIndex:
        """The search index that the settings name."""
        return assembly.search_index(self.settings, self.folder)
