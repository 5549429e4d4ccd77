"""Which drop folders there are, and what each one needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.intake import FolderSettings
from pipeline.model.errors import ConfigError
from pipeline.run.home import Home


@dataclass(frozen=True, slots=True)
class Folder:
    """A drop folder: where it really is, and its settings."""

    path: Path
    settings: FolderSettings


def folders_of(home: Home, named: Sequence[Path]) -> list[Folder]:
    """The folders a person named, or else those of the settings, each once; ConfigError for one that can't be looked after."""
    own = {Path(settings.path).resolve(): settings for settings in home.settings.intake.folders}
    paths = [path.resolve() for path in named or [*map(Path, home.settings.run.drop_folders), *own]]
    folders = [Folder(path, own.get(path) or FolderSettings(str(path))) for path in dict.fromkeys(paths)]
    if not folders:
        raise ConfigError(
            "no drop folder is named", "Name one: chartscan watch DIR, or run.drop_folders or [[intake.folders]] in the settings."
        )
    inside = home.folder.resolve()
    for folder in folders:
        if folder.settings.events and not folder.path.is_dir():  # a share may be away
            raise ConfigError(f"{folder.path}: no such folder", "Create the drop folder, or correct its path.")
        if folder.path.is_relative_to(inside) or inside.is_relative_to(folder.path):
            raise ConfigError(f"{folder.path}: the home folder and a drop folder can't lie in each other", "Choose another drop folder.")
    return folders
