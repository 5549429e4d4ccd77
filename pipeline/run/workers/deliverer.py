"""What the process does that makes a document's PDF or draws its pages: it opens a stranger's file, so it is confined."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipeline.assembly import cleaner
from pipeline.cleanup import Cleaner
from pipeline.model.types import DigitalPage, PageImage, PageText
from pipeline.output import SourcePage, contact_sheet, write_pdf
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
        with open_scan(source, self._settings.pages) as scan:
            page = scan.page(text.number)
        if isinstance(page, DigitalPage):
            note = _DIGITAL
            page = PageImage(page.number, np.full((page.height, page.width), 255, np.uint8), None, None)
        cleaned = self._clean.clean(page, text.rotation).pixels
        out = io.BytesIO()
        contact_sheet(page.pixels, cleaned, text, note).save(out, "PNG")
        return out.getvalue()


_deliverer: _Deliverer | None = None


def start(settings: Settings) -> None:
    """Once per process."""
    global _deliverer  # noqa: PLW0603  # a process has nowhere else to leave what it built
    _deliverer = _Deliverer(settings)


def serve(what: str, *request: object) -> bytes | int:
    """`pdf`, `piece` or `sheet`; raises what reading the file does."""
    if _deliverer is None:
        raise RuntimeError("the process was not started")
    answer: bytes | int = {"pdf": _deliverer.pdf, "piece": _deliverer.piece, "sheet": _deliverer.sheet}[what](*request)  # type: ignore[operator]
    return answer


def _source_page(scan: ScanFile, text: PageText) -> SourcePage:
    images = scan.encoded(text.number)
    if not images:
        return SourcePage(text.number, text, (), (None, None))
    page = scan.page(text.number)
    if text.engine == "failed":
        text = PageText(text.number, (), 0.0, 0, 0.0, False, page.width, page.height, "failed")
    dpi = (page.dpi_x, page.dpi_y) if isinstance(page, PageImage) else (None, None)
    return SourcePage(text.number, text, images, dpi)
