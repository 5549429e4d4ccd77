"""Tesseract's installed command, through pytesseract: a crash of the engine can't touch this process."""

from __future__ import annotations

import shlex

import pytesseract
from PIL import Image

from pipeline.model.errors import EngineCrashed, EngineTimeout, ToolMissing
from pipeline.model.types import CleanPage, PageText
from pipeline.ocr.settings import OcrSettings
from pipeline.ocr.table import page_text, rows_of
from pipeline.ocr.tessdata import tessdata


class PytesseractEngine:
    """Starts the command for each page."""

    def __init__(self, settings: OcrSettings) -> None:
        self._languages = "+".join(settings.languages)
        self._timeout = settings.page_timeout_s
        folder = tessdata(settings)
        try:
            version = pytesseract.get_tesseract_version()
        except pytesseract.TesseractNotFoundError:
            raise ToolMissing("the tesseract command is not installed", "apt-get install tesseract-ocr tesseract-ocr-eng") from None
        self.name = f"tesseract {version} {self._languages}"
        self._config = (
            f"--tessdata-dir {shlex.quote(str(folder))} --psm {settings.page_segmentation} -c invert_threshold={settings.invert_below:g}"
        )

    def recognise(self, page: CleanPage) -> PageText:
        """One run of the command."""
        if page.blank:
            return page_text(page, (), self.name)
        config = f"{self._config} --dpi {round(page.dpi)}"
        try:
            table = pytesseract.image_to_data(Image.fromarray(page.pixels), lang=self._languages, config=config, timeout=self._timeout)
        except pytesseract.TesseractError:
            raise EngineCrashed(f"page {page.number}: the tesseract command failed") from None
        except RuntimeError:  # how pytesseract tells a timeout
            raise EngineTimeout(f"page {page.number}: no answer in {self._timeout:.0f} s") from None
        return page_text(page, rows_of(table), self.name)

    def glimpse(self, page: CleanPage) -> None:
        """It reads all of a page or nothing."""

    def close(self) -> None:
        """Nothing is held."""
