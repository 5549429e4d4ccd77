"""What the process does that makes a document's PDF or draws its pages: it opens a stranger's file, so it is confined."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from pipeline.assembly import cleaner
from pipeline.cleanup import Cleaner
from pipeline.model.types import DigitalPage, PageImage, PageText
from pipeline.output import SourcePage, contact_sheet, scan_sheet, write_pdf
from pipeline.pages import ScanFile, open_scan
from pipeline.settings import Settings

_DIGITAL = "(born digital: its own text, not read from a picture)"


class _Deliverer:
    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._clean: Cleaner | None = None
        self._made = b""

    def pdf(self, source: Path, texts: Sequence[PageText], title: str, created: str) -> int:
        """Make it, and keep it until it is fetched; how many bytes."""
        with open_scan(source, self._settings.pages) as scan:
            pages = [_source_page(scan, text) for text in texts]
        made = io.BytesIO()
        write_pdf(made, source, pages, title, created)
        self._made = made.getvalue()
        return len(self._made)

    def piece(self, start: int, size: int) -> bytes:
        """So many bytes of what was made."""
        return self._made[start : start + size]

    def sheet(self, source: Path, text: PageText, note: str) -> bytes:
        """A PNG of a page as scanned, after cleanup, and with its words."""
        self._clean = self._clean or cleaner(self._settings)
        page, digital = self._picture(source, text.number)
        cleaned = self._clean.clean(page, text.rotation).pixels
        return _png(contact_sheet(page.pixels, cleaned, text, _DIGITAL if digital else note))

    def scan(self, source: Path, number: int, note: str) -> bytes:
        """A PNG of a page as scanned, for one on which nothing was read."""
        return _png(scan_sheet(self._picture(source, number)[0].pixels, number, note))

    def note(self, number: int, note: str) -> bytes:
        """A PNG that says what is to be said of a page that can't be shown."""
        return _png(scan_sheet(None, number, note))

    def _picture(self, source: Path, number: int) -> tuple[PageImage, bool]:
        """White, and True, for a born-digital page."""
        with open_scan(source, self._settings.pages) as scan:
            page = scan.page(number)
        if isinstance(page, DigitalPage):
            return PageImage(page.number, np.full((page.height, page.width), 255, np.uint8), None, None), True
        return page, False


def _png(sheet: Image.Image) -> bytes:
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


_deliverer: _Deliverer | None = None


def start(settings: Settings) -> None:
    """Once per process."""
    global _deliverer  # noqa: PLW0603  # a process has nowhere else to leave what it built
    _deliverer = _Deliverer(settings)


def serve(what: str, *request: object) -> bytes | int:
    """What is named, `pdf` or another; raises what reading the file does."""
    if _deliverer is None:
        raise RuntimeError("the process was not started")
    able: dict[str, Callable[..., bytes | int]] = {
        "pdf": _deliverer.pdf,
        "piece": _deliverer.piece,
        "sheet": _deliverer.sheet,
        "scan": _deliverer.scan,
        "note": _deliverer.note,
    }
    return able[what](*request)


def _source_page(scan: ScanFile, text: PageText) -> SourcePage:
    images = scan.encoded(text.number)
    if not images:
        return SourcePage(text.number, text, (), (None, None))
    page = scan.page(text.number)
    if text.engine == "failed":
        text = PageText(text.number, (), 0.0, 0, 0.0, False, page.width, page.height, "failed")
    dpi = (page.dpi_x, page.dpi_y) if isinstance(page, PageImage) else (None, None)
    return SourcePage(text.number, text, images, dpi)
