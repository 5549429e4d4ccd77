"""Where Tesseract's models stand."""

from __future__ import annotations

from pathlib import Path

from pipeline.model.errors import ToolMissing
from pipeline.ocr.settings import OcrSettings

# Debian 12, Debian 11, a build from source, Homebrew
_PLACES = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/local/share/tessdata",
    "/usr/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


def tessdata(settings: OcrSettings) -> Path:
    """The folder that holds a model for each language; ToolMissing names what to install or to put there."""
    own = settings.tessdata
    places = [Path(own)] if own else [Path(place) for place in _PLACES]
    folder = next((place for place in places if place.is_dir()), None)
    if own and folder is None:
        raise ToolMissing(f"ocr.tessdata: there is no folder {own}", "Name the folder that holds the models, or leave ocr.tessdata empty.")
    missing = [language for language in settings.languages if folder is None or not (folder / f"{language}.traineddata").is_file()]
    if folder is None or missing:
        packages = " ".join(f"tesseract-ocr-{language.replace('_', '-')}" for language in missing)
        told, command = f"Tesseract has no model for {', '.join(missing)}", f"apt-get install tesseract-ocr {packages}"
        if own:
            files = ", ".join(f"{language}.traineddata" for language in missing)
            raise ToolMissing(f"{told} in ocr.tessdata, {own}", f"Put {files} there; or leave ocr.tessdata empty, and {command}")
        raise ToolMissing(told, command)
    return folder
