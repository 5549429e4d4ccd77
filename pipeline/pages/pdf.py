"""PDF: a page that is one image is taken from the file as it is; a born-digital page keeps its text; others are rendered."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from pipeline.model.errors import Encrypted, TooLarge, Unreadable
from pipeline.model.types import DigitalPage, PageImage
from pipeline.pages.limits import check_pixels, decoding
from pipeline.pages.pdf_image import PlacedImage, lone_image, placed_images, scanned_pixels
from pipeline.pages.pdf_marks import has_marks
from pipeline.pages.pdf_text import TEXT_DPI, believable, page_words
from pipeline.pages.pixels import believable_dpi, grey_if_possible
from pipeline.pages.protocol import ScanFile
from pipeline.pages.settings import PagesSettings

# It tells on every XFA form that its build has no XFA; the AcroForm fields beside it, which all those files carry, are read.
logging.getLogger("pypdfium2").setLevel(logging.ERROR)
_POINTS = 72.0  # PDF units an inch
# Over this share of the page, pictures may hold text of their own: the page is read as a picture, and an old OCR layer is not trusted.
_PICTURES_RULE = 0.3


class PdfFile(ScanFile):
    """An open document; a password other than the empty one is asked of a person, never guessed."""

    format = "pdf"

    def __init__(self, path: Path, settings: PagesSettings) -> None:
        self._settings = settings
        try:
            self._document = pdfium.PdfDocument(path)
            self._document.init_forms()
        except pdfium.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise Encrypted("the PDF asks for a password") from None
            raise Unreadable("the PDF is damaged") from None
        with decoding("the file"):
            self._count = len(self._document)

    @property
    def page_count(self) -> int:
        """As the document says."""
        return self._count

    def _page(self, number: int) -> PageImage | DigitalPage:
        """One page, as it is displayed: /Rotate and the crop box are obeyed."""
        what = f"page {number}"
        with decoding(what):
            try:
                page = self._document[number - 1]
            except pdfium.PdfiumError:
                raise Unreadable(f"{what}: damaged") from None
            try:
                return self._read(page, number, what)
            finally:
                page.close()

    def _read(self, page: pdfium.PdfPage, number: int, what: str) -> PageImage | DigitalPage:
        images = placed_images(page)
        marked = has_marks(page)
        if not marked:
            lone = lone_image(page, images)
            taken = None if lone is None else self._as_it_is(page, lone, number, what)
            if taken is not None:
                return taken
            if sum(image.share for image in images) < _PICTURES_RULE:
                words = page_words(page)
                if believable(words):
                    width, height = (round(side * TEXT_DPI / _POINTS) for side in page.get_size())
                    return DigitalPage(number, width, height, words)
        return self._rendered(page, number, what)

    def _as_it_is(self, page: pdfium.PdfPage, image: PlacedImage, number: int, what: str) -> PageImage | None:
        check_pixels(what, *image.size, self._settings)
        pixels = scanned_pixels(page, image)
        if pixels is None:
            return None
        turns = page.get_rotation() // 90
        pixels = np.ascontiguousarray(np.rot90(pixels, -turns))
        width, height = page.get_size()
        across, down = pixels.shape[1], pixels.shape[0]
        return PageImage(number, pixels, *believable_dpi(across * _POINTS / width, down * _POINTS / height, across, down))

    def _rendered(self, page: pdfium.PdfPage, number: int, what: str) -> PageImage:
        width, height = page.get_size()
        dpi = float(self._settings.render_dpi)
        most = (self._settings.max_pixels * _POINTS**2 / max(width * height, 1e-6)) ** 0.5
        if most < dpi:
            dpi = most * 0.999
            if dpi < self._settings.min_render_dpi:
                raise TooLarge(f"{what}: {width / _POINTS:.0f} x {height / _POINTS:.0f} inches")
        bitmap = page.render(scale=dpi / _POINTS, may_draw_forms=True, rev_byteorder=True)
        pixels = bitmap.to_numpy()
        pixels = pixels.copy() if pixels.ndim == 2 else grey_if_possible(np.ascontiguousarray(pixels[..., :3]))
        return PageImage(number, pixels, dpi, dpi)

    def close(self) -> None:
        """Close the document."""
        self._document.close()
