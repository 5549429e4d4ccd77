"""Tesseract in this process, through tesserocr: no temporary files, no start of a command for each page."""

from __future__ import annotations

import tesserocr

from pipeline.model.errors import EngineCrashed, ToolMissing
from pipeline.model.types import CleanPage, PageText
from pipeline.ocr.settings import OcrSettings
from pipeline.ocr.table import page_text, rows_of
from pipeline.ocr.tessdata import tessdata


class TesserocrEngine:
    """Holds a loaded model."""

    def __init__(self, settings: OcrSettings) -> None:
        languages = "+".join(settings.languages)
        version = str(tesserocr.tesseract_version()).split("\n", 1)[0].removeprefix("tesseract ")
        self.name = f"tesserocr {version} {languages}"
        try:
            self._api = tesserocr.PyTessBaseAPI(path=str(tessdata(settings)), lang=languages, psm=settings.page_segmentation)
        except RuntimeError:
            raise ToolMissing(f"Tesseract can't load its model for {languages}", "apt-get install --reinstall tesseract-ocr-eng") from None
        self._api.SetVariable("debug_file", "/dev/null")  # Tesseract's chatter about odd boxes
        self._api.SetVariable("invert_threshold", f"{settings.invert_below:g}")

    def recognise(self, page: CleanPage) -> PageText:
        """One recognition."""
        if page.blank:
            return page_text(page, (), self.name)
        height, width = page.pixels.shape
        try:
            self._api.SetImageBytes(page.pixels.tobytes(), width, height, 1, width)
            self._api.SetSourceResolution(round(page.dpi))
            table = self._api.GetTSVText(0)
        except RuntimeError:
            raise EngineCrashed(f"page {page.number}: Tesseract gave no answer") from None
        finally:
            self._api.Clear()
            self._api.ClearAdaptiveClassifier()  # what it learnt on this page must not change how it reads the next
        return page_text(page, rows_of(table), self.name)

    def glimpse(self, page: CleanPage) -> None:
        """It reads all of a page or nothing."""

    def close(self) -> None:
        """Free the model."""
        self._api.End()
