from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.intake import FolderSettings
from pipeline.model.errors import ConfigError
from pipeline.run.home import Home
from pipeline.run.watching.folders import folders_of
from pipeline.settings import Settings, load


def home(folder: Path, *folders: FolderSettings, drop_folders: tuple[str, ...] = ()) -> Home:
    settings = Settings()
    intake, run = replace(settings.intake, folders=folders), replace(settings.run, drop_folders=drop_folders)
    return Home(folder / "home", replace(settings, intake=intake, run=run))


def test_each_folder_once_with_its_settings_and_those_named_instead_of_the_settings(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    (tmp_path / "link").symlink_to("a")
    own = FolderSettings(str(tmp_path / "b"), urgent=True)
    at = home(tmp_path, own, drop_folders=(str(tmp_path / "a"), str(tmp_path / "link")))
    assert [(folder.path.name, folder.settings.urgent) for folder in folders_of(at, [])] == [("a", False), ("b", True)]
    assert [folder.path.name for folder in folders_of(at, [tmp_path / "link"])] == ["a"]
    assert folders_of(at, [tmp_path / "b"])[0].settings == own


def test_a_share_may_be_away_and_a_folder_may_not(tmp_path: Path) -> None:
    away = FolderSettings(str(tmp_path / "share"), events=False)
    assert [folder.path.name for folder in folders_of(home(tmp_path, away), [])] == ["share"]
    with pytest.raises(ConfigError, match="share: no such folder"):
        folders_of(home(tmp_path, replace(away, events=True)), [])
    with pytest.raises(ConfigError, match="no drop folder is named"):
        folders_of(home(tmp_path), [])


@pytest.mark.parametrize("name", ["", "home", "home/store"])
def test_home_and_drop_folder_do_not_lie_in_each_other(tmp_path: Path, name: str) -> None:
    at = home(tmp_path)
    (tmp_path / name).mkdir(parents=True, exist_ok=True)
    with pytest.raises(ConfigError, match="lie in each other"):
        folders_of(at, [tmp_path / name])


def test_folders_are_set_in_toml_and_mistakes_named(tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text('[[intake.folders]]\npath = "/srv/stat"\nurgent = true\nevents = false\npoll_seconds = 30\nready = "companion"\n')
    assert load(site).intake.folders == (FolderSettings("/srv/stat", "", True, False, 30.0, 0.0, "companion"),)
    for mistake in ('ready = "maybe"', "urgnet = true", 'poll_seconds = "often"'):
        site.write_text(f'[[intake.folders]]\npath = "/srv/stat"\n{mistake}\n')
        with pytest.raises(ConfigError, match=mistake.split()[0]):
            load(site)
