"""What doctor says of the languages' models: it looks where the engines look."""

from __future__ import annotations

from pathlib import Path

from pipeline.ocr import OcrSettings
from pipeline.run.doctor import Check, examine
from pipeline.settings import Settings


def languages(home: Path, settings: OcrSettings) -> Check:
    return next(check for check in examine(home, Settings(ocr=settings)) if check.name == "languages")


def test_models_in_a_folder_of_ones_own_count(tmp_path: Path) -> None:
    (tmp_path / "xyz.traineddata").touch()
    found = languages(tmp_path, OcrSettings(languages=("xyz",), tessdata=str(tmp_path)))
    assert found.ok
    assert found.detail == f"xyz in ocr.tessdata, {tmp_path}"
    missing = languages(tmp_path, OcrSettings(languages=("xyz", "eng"), tessdata=str(tmp_path)))
    assert not missing.ok
    assert "eng in ocr.tessdata" in missing.detail
    assert "Put eng.traineddata there" in missing.mend


def test_a_folder_that_is_not_there_is_told_and_nothing_to_install(tmp_path: Path) -> None:
    absent = languages(tmp_path, OcrSettings(tessdata=str(tmp_path / "absent")))
    assert not absent.ok
    assert "there is no folder" in absent.detail
    assert "apt-get" not in absent.mend


def test_installed_models_are_found_and_missing_ones_named(tmp_path: Path) -> None:
    assert languages(tmp_path, OcrSettings()).ok
    missing = languages(tmp_path, OcrSettings(languages=("eng", "tlh")))
    assert missing.mend == "apt-get install tesseract-ocr tesseract-ocr-tlh"
