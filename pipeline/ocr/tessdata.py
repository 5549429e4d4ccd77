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
    """The folder that holds a model for each language; ToolMissing names what to install."""
    places = [Path(settings.tessdata)] if settings.tessdata else [Path(place) for place in _PLACES]
    folder = next((place for place in places if place.is_dir()), None)
    missing = [language for language in settings.languages if folder is None or not (folder / f"{language}.traineddata").is_file()]
    if folder is None or missing:
        packages = " ".join(f"tesseract-ocr-{language.replace('_', '-')}" for language in missing)
        raise ToolMissing(f"Tesseract has no model for {', '.join(missing)}", f"apt-get install tesseract-ocr {packages}")
    return folder
