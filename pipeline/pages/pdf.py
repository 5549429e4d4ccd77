"""PDF: a page that is one image is taken from the file as it is; a born-digital page keeps its text; others are rendered."""

from __future__ import annotations

import logging
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.model.errors import Encrypted, TooLarge, Unreadable
from pipeline.model.types import DigitalPage, PageImage
from pipeline.pages.believable import believable
from pipeline.pages.cutoff import ends_flat
from pipeline.pages.limits import check_pixels, decoding
from pipeline.pages.pdf_image import any_damaged, coded_size, is_cut_off, lone_image, scanned_pixels
from pipeline.pages.pdf_marks import has_marks
from pipeline.pages.pdf_objects import PageContent, PlacedImage, content_of
from pipeline.pages.pdf_plain import Dictionaries
from pipeline.pages.pdf_text import TEXT_DPI, page_words
from pipeline.pages.pixels import believable_dpi, grey_if_possible
from pipeline.pages.protocol import ScanFile
from pipeline.pages.settings import PagesSettings

# It tells on every XFA form that its build has no XFA; the AcroForm fields beside it are read.
logging.getLogger("pypdfium2").setLevel(logging.ERROR)
_POINTS = 72.0  # PDF units an inch
_SHOWN_DPI = 150.0  # at which a born-digital page is drawn for a screen
_LOCKED = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
_END, _END_WITHIN = b"startxref", 64 * 1024  # what a whole PDF ends with, and bytes that mail and disks may have put after it
_SEARCHED = 50  # pages at the end, of which at least one must be there
_PRINT_IT = "Open it in Adobe Reader, print it to a new PDF and drop that one."


class PdfFile(ScanFile):
    """An open document; a password other than the empty one is asked of a person, never guessed."""

    format = "pdf"

    def __init__(self, path: Path, settings: PagesSettings) -> None:
        self._settings = settings
        self._dictionaries = Dictionaries(path)
        _check_end(path)
        with decoding("the file"):
            self._document = _opened(path)
        try:
            with decoding("the file"):
                self._document.init_forms()
                if self._document.get_formtype() == raw.FORMTYPE_XFA_FULL:
                    raise Unreadable("the PDF is an XFA form: its pages hold nothing but a request to open it elsewhere", _PRINT_IT)
                self._count = len(self._document)
                self._check_count()
        except BaseException:
            self._document.close()
            raise

    def _check_count(self) -> None:
        """Unreadable where the file claims far more pages than it has: a small file could keep the station busy for hours."""
        last = range(max(self._count - _SEARCHED, 0), self._count)
        if self._count > 2 * _SEARCHED and not any(map(self._has, reversed(last))):
            raise Unreadable("the PDF is damaged: most of the pages that it claims are not there")

    def _has(self, index: int) -> bool:
        try:
            self._document[index].close()
        except pdfium.PdfiumError:
            return False
        return True

    @property
    def page_count(self) -> int:
        """As the document says."""
        return self._count

    def _page(self, number: int) -> PageImage | DigitalPage:
        what = f"page {number}"
        with decoding(what):
            page = self._document[number - 1]
            try:
                return self._read(page, number, what)
            finally:
                page.close()

    def picture(self, number: int) -> PageImage:
        """The page as it is displayed; a born-digital one is drawn."""
        found = self.page(number)
        if isinstance(found, PageImage):
            return found
        what = f"page {number}"
        with decoding(what):
            page = self._document[number - 1]
            try:
                dpi = min(_SHOWN_DPI, self._rendering_dpi(page, what))
                bitmap = page.render(scale=dpi / _POINTS, may_draw_forms=True, rev_byteorder=True)
                pixels = bitmap.to_numpy()
                return PageImage(number, np.ascontiguousarray(pixels if pixels.ndim == 2 else pixels[..., :3]), dpi, dpi)
            finally:
                page.close()

    def _read(self, page: pdfium.PdfPage, number: int, what: str) -> PageImage | DigitalPage:
        """The page as it is displayed: /Rotate and the crop box are obeyed."""
        content = content_of(page)
        for image in content.images:
            check_pixels(what, *image.size, self._settings)
            check_pixels(what, *coded_size(image), self._settings)
        if not has_marks(page):
            lone = lone_image(page, content)
            found = self._written(page, content, number) if lone is None else self._as_it_is(page, lone, number, what)
            if found is not None:
                return found
        return self._rendered(page, content, number, what)

    def _written(self, page: pdfium.PdfPage, content: PageContent, number: int) -> DigitalPage | None:
        """The page's own text, unless pictures may hold more, or it is an old OCR layer, or not to be believed."""
        if content.hidden_text or content.pictured(page) >= self._settings.picture_share:
            return None
        words = page_words(page)
        width, height = (round(side * TEXT_DPI / _POINTS) for side in page.get_size())
        return DigitalPage(number, width, height, words) if believable(words) else None

    def _as_it_is(self, page: pdfium.PdfPage, image: PlacedImage, number: int, what: str) -> PageImage | None:
        pixels = scanned_pixels(page, image, self._dictionaries.plain(number, image))
        if pixels is None:
            return None
        if ends_flat(pixels) and is_cut_off(image, pixels):
            raise Unreadable(f"{what}: its image is cut off")
        pixels = np.ascontiguousarray(np.rot90(pixels, -(page.get_rotation() // 90)))
        width, height = page.get_size()
        across, down = pixels.shape[1], pixels.shape[0]
        return PageImage(number, pixels, *believable_dpi(across * _POINTS / width, down * _POINTS / height, across, down))

    def _rendered(self, page: pdfium.PdfPage, content: PageContent, number: int, what: str) -> PageImage:
        dpi = self._rendering_dpi(page, what)
        bitmap = page.render(scale=dpi / _POINTS, may_draw_forms=True, rev_byteorder=True)
        pixels = bitmap.to_numpy()
        pixels = pixels.copy() if pixels.ndim == 2 else grey_if_possible(np.ascontiguousarray(pixels[..., :3]))
        if any_damaged(page, content.images, pixels, dpi):
            raise Unreadable(f"{what}: an image on it is damaged or cut off")
        return PageImage(number, pixels, dpi, dpi)

    def _rendering_dpi(self, page: pdfium.PdfPage, what: str) -> float:
        width, height = page.get_size()
        most = (self._settings.max_pixels * _POINTS**2 / max(width * height, 1e-6)) ** 0.5 * 0.999
        if most < self._settings.min_render_dpi:
            raise TooLarge(f"{what}: {width / _POINTS:.0f} x {height / _POINTS:.0f} inches")
        return float(min(self._settings.render_dpi, most))

    def close(self) -> None:
        """Close the document."""
        self._document.close()
        self._dictionaries.close()


def _opened(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code in _LOCKED:
            raise Encrypted("the PDF asks for a password") from None
        raise Unreadable("the PDF is damaged") from None


def _check_end(path: Path) -> None:
    # pdfium mends a file that was cut off as far as it goes, and shows the pages that are missing as blank or not at all
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_WITHIN))
        if _END not in file.read():
            raise Unreadable("the PDF is cut off")
