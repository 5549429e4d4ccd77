"""What stands on a PDF page: its images with their places, and whether there is more to see."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

_DEPTH = 8  # forms within forms that are looked into
_UNSEEN_TEXT = {raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP}

Matrix = tuple[float, float, float, float, float, float]  # a, b, c, d, e, f as PDF writes them: x' = a*x + c*y + e
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image, and what carries the unit square to its place in page units."""

    image: pdfium.PdfImage
    matrix: Matrix
    size: tuple[int, int]  # pixels

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top in page units."""
        a, b, c, d, e, f = self.matrix
        xs, ys = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
        return min(xs), min(ys), max(xs), max(ys)

    @property
    def upright(self) -> bool:
        """Neither turned, mirrored nor slanted on the page."""
        a, b, c, d, _, _ = self.matrix
        return a > 0 and d > 0 and abs(b) + abs(c) < 1e-3 * (a + d)


@dataclass(frozen=True, slots=True)
class PageContent:
    """A page's objects, forms opened."""

    images: tuple[PlacedImage, ...]
    has_more: bool  # text, lines or shades that can be seen
    hidden_text: bool  # text that can't be seen: an old OCR layer

    def pictured(self, page: pdfium.PdfPage) -> float:
        """The share of the page that images take, each counted by itself."""
        return sum(covered(page, image) for image in self.images)


def content_of(page: pdfium.PdfPage) -> PageContent:
    """Look at every object once; nothing is decoded."""
    images: list[PlacedImage] = []
    more = hidden = False
    for item, matrix in _objects(page):
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            images.append(_placed(page, item, matrix))
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            unseen = raw.FPDFTextObj_GetTextRenderMode(item) in _UNSEEN_TEXT
            hidden, more = hidden or unseen, more or not unseen
        elif kind != raw.FPDF_PAGEOBJ_PATH or _paints(item):
            more = True
    return PageContent(tuple(images), more, hidden)


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[object, Matrix]]:
    """Every object that is no form, with what carries its own units to the page's."""
    listed = (raw.FPDFPage_GetObject(page.raw, index) for index in range(raw.FPDFPage_CountObjects(page.raw)))
    yield from _opened(listed, _IDENTITY, 0)


def _opened(items: Iterator[object], outer: Matrix, depth: int) -> Iterator[tuple[object, Matrix]]:
    for item in items:
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_FORM:
            yield item, outer
        elif depth < _DEPTH:
            inner = (raw.FPDFFormObj_GetObject(item, index) for index in range(max(0, raw.FPDFFormObj_CountObjects(item))))
            yield from _opened(inner, _then(_matrix(item), outer), depth + 1)


def _matrix(item: object) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, found):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _then(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _placed(page: pdfium.PdfPage, item: object, outer: Matrix) -> PlacedImage:
    image = pdfium.PdfImage(item, page=page)
    return PlacedImage(image, _then(_matrix(item), outer), image.get_px_size())


def _paints(path: object) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    known = raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return not known or bool(fill.value or stroke.value)


def covered(page: pdfium.PdfPage, image: PlacedImage) -> float:
    """The share of the page that the image covers."""
    left, bottom, right, top = page.get_bbox()
    x0, y0, x1, y1 = image.bounds
    across, up = max(0.0, min(x1, right) - max(x0, left)), max(0.0, min(y1, top) - max(y0, bottom))
    return float(across * up / max((right - left) * (top - bottom), 1e-6))
