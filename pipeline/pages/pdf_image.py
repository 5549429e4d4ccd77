"""The page that is nothing but one image: its own pixels. And images that a renderer would leave out or fill up, saying nothing."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pypdfium2 as pdfium
from PIL import Image

from pipeline.pages.cutoff import ends_flat, fax_cut_off, group_4_pixels, jpeg_cut_off
from pipeline.pages.pdf_display import Display
from pipeline.pages.pdf_objects import PageContent, PlacedImage, covered
from pipeline.pages.pdf_plain import Plain
from pipeline.pages.pixels import grey_if_possible
from pipeline.raster.shrink import halved

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_SLACK = 0.02  # share of the page by which its one image may miss the page's edges
_COMPARED = (100, 64, 160)  # pixels of the longer side at which a taken image is compared with the page as displayed, until one agrees
# Grey levels between an area-averaged scan and pdfium's rendering: 0.1 to 3.6 in the mean and at most 34 in all but a hundredth (55 real
# images, each at the size that agrees best). A hidden or inverted part is 20 and more in the mean, or 100 and more where it stands.
_MEAN_DIFFERENCE, _LOCAL_DIFFERENCE = 4.0, 50.0
_SEEN = 0.002  # share of the page from which an image is looked after
_OWN_SIZE = {"DCTDecode": "JPEG", "JPXDecode": "JPEG2000"}  # codes whose data carries its size, and what Pillow calls them
_UNCHECKED = {"JBIG2Decode", "JPXDecode"}  # no cheap way to tell where their data ends; pdfium refuses most of the broken ones


def lone_image(page: pdfium.PdfPage, content: PageContent) -> PlacedImage | None:
    """The page's only visible object, if that is an upright image that fills the page. An old OCR layer does not count."""
    if len(content.images) != 1 or content.has_more:
        return None
    image = content.images[0]
    return image if image.upright and _misses(page, image) <= _SLACK else None


def _misses(page: pdfium.PdfPage, image: PlacedImage) -> float:
    left, bottom, right, top = page.get_bbox()
    x0, y0, x1, y1 = image.bounds
    width, height = max(right - left, 1e-6), max(top - bottom, 1e-6)
    return float(max(abs(x0 - left) / width, abs(x1 - right) / width, abs(y0 - bottom) / height, abs(y1 - top) / height))


def coded_size(placed: PlacedImage) -> tuple[int, int]:
    """The size in pixels that the image's own data claims, whatever the PDF says of it: a decoder goes by the data."""
    code = (placed.image.get_filters() or [""])[-1]
    if code not in _OWN_SIZE:
        return placed.size
    try:
        with Image.open(io.BytesIO(bytes(placed.image.get_data(decode_simple=True))), formats=(_OWN_SIZE[code],)) as picture:
            return picture.size
    except (OSError, ValueError, SyntaxError):
        return placed.size


def scanned_pixels(page: pdfium.PdfPage, image: PlacedImage, plain: Plain | None) -> Pixels | None:
    """The image's own pixels, as the page shows them before /Rotate; None where they differ (masks, inks) and it must be rendered.

    `plain` says that nothing can change them; without it they are compared with the page as displayed, which decodes them again.
    """
    pixels = _decoded(image, plain)
    if pixels is None or plain is not None:
        return pixels
    for side in _COMPARED:
        shown = _small_rendering(page, side)
        small = _small_grey(pixels, shown)
        if _alike(small, shown):
            return pixels
        if _alike(255 - small, shown):
            return 255 - pixels  # a stencil's bits say where ink goes
    return None


def _decoded(image: PlacedImage, plain: Plain | None) -> Pixels | None:
    if plain is not None and plain.group_4:
        found = group_4_pixels(bytes(image.image.get_data(decode_simple=True)), *image.size, plain.inverted)
        if found is not None:
            return found
    try:
        bitmap = image.image.get_bitmap(render=False)
    except pdfium.PdfiumError:
        return None
    return _as_pixels(bitmap.to_numpy()) if (bitmap.width, bitmap.height) == image.size else None


def _as_pixels(found: Pixels) -> Pixels:
    if found.ndim == 3 and found.shape[2] >= 3:
        return grey_if_possible(np.ascontiguousarray(found[..., 2::-1]))
    return np.array(found if found.ndim == 2 else found[..., 0])


def _small_rendering(page: pdfium.PdfPage, side: int) -> Pixels:
    scale = side / max(page.get_size())
    shown = page.render(scale=scale, rotation=-page.get_rotation() % 360, may_draw_forms=False, rev_byteorder=True).to_numpy()
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(shown[..., :3]), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _small_grey(pixels: Pixels, shown: Pixels) -> Pixels:
    while pixels.shape[1] >= 4 * shown.shape[1]:
        pixels = halved(pixels)
    small = cv2.resize(pixels, (shown.shape[1], shown.shape[0]), interpolation=cv2.INTER_AREA)
    return np.asarray(small if small.ndim == 2 else cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def _alike(small: Pixels, shown: Pixels) -> bool:
    difference = np.abs(small.astype(np.int16) - shown)
    return float(difference.mean()) < _MEAN_DIFFERENCE and float(np.percentile(difference, 99)) < _LOCAL_DIFFERENCE


def any_damaged(page: pdfium.PdfPage, images: Iterable[PlacedImage], shown: Pixels, dpi: float) -> bool:
    """Whether an image that can be seen on the rendered page was left out or filled up by the renderer."""
    display = Display(page, dpi)
    return any(covered(page, image) > _SEEN and _looks_filled(image, display, shown) and is_damaged(image) for image in images)


def _looks_filled(image: PlacedImage, display: Display, shown: Pixels) -> bool:
    """Whether an edge of its place on the page is of one colour: on a turned page any of the four may be its last row."""
    x0, y0, x1, y1 = image.bounds
    box = display.box([(x0, y0), (x1, y1)]).clipped(shown.shape[1], shown.shape[0])
    place = shown[box.y0 : box.y1, box.x0 : box.x1]
    # two pixels inside, where the renderer no longer mixes in what lies beneath
    return place.shape[0] < 8 or place.shape[1] < 8 or any(ends_flat(np.rot90(place, turn)[:-2]) for turn in range(4))


def is_damaged(placed: PlacedImage) -> bool:
    """Whether the image can't be decoded, or its data ends before its picture does."""
    try:
        placed.image.get_bitmap(render=False).close()
    except pdfium.PdfiumError:
        return True
    return is_cut_off(placed)


def is_cut_off(placed: PlacedImage, pixels: Pixels | None = None) -> bool:
    """Whether the data of an image that can be decoded, as `pixels` if it was, ends before its picture does."""
    image = placed.image
    code = (image.get_filters() or [""])[-1]
    if code in _UNCHECKED:
        return False
    data, (width, height) = bytes(image.get_data(decode_simple=True)), placed.size
    if code == "DCTDecode":
        return jpeg_cut_off(data, pixels)
    if code == "CCITTFaxDecode":
        return fax_cut_off(data, width, height)
    row = (width * int(image.get_metadata().bits_per_pixel) + 7) // 8
    return len(data) < height * row
