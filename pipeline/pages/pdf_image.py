"""Images on a PDF page, and the page that is nothing but one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2 as pdfium
from pypdfium2 import raw

from pipeline.pages.pixels import grey_if_possible

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_SLACK = 0.02  # share of the page by which its one image may miss the page's edges
_DEPTH = 4  # nested forms that are looked into
_SMALL = 64  # pixels of the longer side at which a taken image is compared with the page as displayed
_MOST_DIFFERENCE = 30.0  # mean grey levels between the two that scaling explains; an inverted page differs by 150 and more


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """An image object, its size in pixels, and the share of the page it covers."""

    image: pdfium.PdfImage
    size: tuple[int, int]
    share: float
    upright: bool  # neither turned, mirrored nor slanted on the page
    edges: float  # largest distance between its edges and the page's, as a share of the page


def placed_images(page: pdfium.PdfPage) -> list[PlacedImage]:
    """Every image on the page, also inside forms."""
    return [_placed(page, image) for image in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH)]


def _placed(page: pdfium.PdfPage, image: pdfium.PdfImage) -> PlacedImage:
    left, bottom, right, top = page.get_bbox()
    x0, y0, x1, y1 = image.get_bounds()
    width, height = max(right - left, 1e-6), max(top - bottom, 1e-6)
    inside_x, inside_y = max(0.0, min(x1, right) - max(x0, left)), max(0.0, min(y1, top) - max(y0, bottom))
    edges = max(abs(x0 - left) / width, abs(x1 - right) / width, abs(y0 - bottom) / height, abs(y1 - top) / height)
    matrix = image.get_matrix()
    upright = matrix.a > 0 and matrix.d > 0 and abs(matrix.b) + abs(matrix.c) < 1e-3 * (matrix.a + matrix.d)
    return PlacedImage(image, image.get_px_size(), inside_x * inside_y / (width * height), upright, edges)


def lone_image(page: pdfium.PdfPage, images: list[PlacedImage]) -> PlacedImage | None:
    """The page's only visible object, if that is an upright image that fills the page. Invisible text (an old OCR layer) does not count."""
    if len(images) != 1 or not images[0].upright or images[0].edges > _SLACK:
        return None
    others = [item for item in page.get_objects(max_depth=_DEPTH) if item.type not in {raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM}]
    return None if any(_visible(item) for item in others) else images[0]


def _visible(item: pdfium.PdfObject) -> bool:
    if item.type != raw.FPDF_PAGEOBJ_TEXT:
        return True
    return bool(raw.FPDFTextObj_GetTextRenderMode(item.raw) != raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def scanned_pixels(page: pdfium.PdfPage, image: PlacedImage) -> Pixels | None:
    """The image's own pixels, as the page shows them before /Rotate; None where they differ (masks, inversions) and it must be rendered."""
    try:
        bitmap = image.image.get_bitmap(render=False)
    except pdfium.PdfiumError:
        return None
    found = bitmap.to_numpy()
    if (bitmap.width, bitmap.height) != image.size:
        return None
    grey = found if found.ndim == 2 else found[..., 0] if found.shape[2] == 1 else None
    pixels = np.array(grey) if grey is not None else grey_if_possible(np.ascontiguousarray(found[..., 2::-1]))
    return pixels if _looks_alike(page, pixels) else None


def _looks_alike(page: pdfium.PdfPage, pixels: Pixels) -> bool:
    scale = _SMALL / max(page.get_size())
    shown = page.render(scale=scale, rotation=-page.get_rotation() % 360, grayscale=True, may_draw_forms=False).to_numpy()
    shown = shown if shown.ndim == 2 else shown[..., 0]
    grey = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (shown.shape[1], shown.shape[0]), interpolation=cv2.INTER_AREA)
    return float(np.abs(small.astype(np.int16) - shown).mean()) < _MOST_DIFFERENCE
