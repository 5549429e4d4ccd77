"""The barcodes of a scanned page. What they say is patient text: never logged."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import cv2
import numpy as np
import zxingcpp

from pipeline.model.geometry import Affine, Box
from pipeline.model.types import Barcode, PageImage
from pipeline.pages.barcode_places import Cut, cuts
from pipeline.pages.dark_parts import DarkParts
from pipeline.pages.large import from_afar
from pipeline.pages.pale import pale_cuts
from pipeline.pages.patch_codes import read_patches
from pipeline.pages.sketch import Sketch, sketched
from pipeline.pages.two_tones import in_two_tones
from pipeline.raster.shrink import halved

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_FORMATS = {
    zxingcpp.BarcodeFormat.Code39: ("code_39", 4),  # the least length that is believed: short ones are seen in print and ruled lines
    zxingcpp.BarcodeFormat.Code128: ("code_128", 2),
    zxingcpp.BarcodeFormat.ITF: ("itf", 8),  # has no check digit of its own
    zxingcpp.BarcodeFormat.PDF417: ("pdf_417", 1),
    zxingcpp.BarcodeFormat.QRCode: ("qr_code", 1),
    zxingcpp.BarcodeFormat.DataMatrix: ("data_matrix", 1),
}
_WANTED = zxingcpp.BarcodeFormats(list(_FORMATS))
_LEAST_SIDE = 16  # pixels of the sketch; smaller pages hold no code
_LEAST_CHANGES, _CHANGES_AN_INCH = 8, 4.0  # from dark to light and back; the widest codes have twice as many
_BLACK_OVER, _LEAST_BLACK, _BLACK_AT_DPI = 0.15, 0.42, 50.0  # inches; share of black there; dpi that are enough to see it
_ABOUT_BLACK, _LESS = 0.4, 0.6  # inches about what is black: a code's paler end, paper; share of a piece that is worth cutting out
_MOST_LARGE = 2  # pieces of a page that is looked at from afar
_COARSE_DPI = 220.0  # below, bars are a pixel or two and read better enlarged


def read_barcodes(image: PageImage) -> tuple[Barcode, ...]:
    """Every barcode of the page as scanned, from the top; each place once. At any turn; pages without one cost little."""
    sketch = sketched(image)
    if min(sketch.small.shape) < _LEAST_SIDE:
        return ()
    dark = DarkParts(sketch)
    found = list(read_patches(sketch, image)) if dark.may_hold_patch() else []
    found += _codes(cuts(sketch, dark.parts()), image)
    found = found or _large(sketch, dark, image)
    found = found or [replace(one, pale=True) for one in _codes(pale_cuts(sketch), image)]
    return tuple(sorted(found, key=lambda one: (one.box.y0, one.box.x0)))


def _large(sketch: Sketch, dark: DarkParts, image: PageImage) -> list[Barcode]:
    """Codes whose single bars are too broad to be taken for parts of one, read on a much smaller copy of the page."""
    afar = from_afar(sketch, dark)
    if afar is None:
        return []
    across, down = image.width / afar.page.shape[1], image.height / afar.page.shape[0]
    pieces = [cut for cut in cuts(afar, DarkParts(afar).parts())[:_MOST_LARGE] if in_two_tones(cut.pixels)]
    scale = Affine(a=across, e=down)
    return [replace(one, box=scale.box(one.box).clipped(image.width, image.height)) for one in _codes(pieces, image, once=True)]


def _codes(pieces: Iterable[Cut], image: PageImage, once: bool = False) -> list[Barcode]:
    """The codes of these pieces of the page; each place once. `once`: what is not read as it is isn't tried again."""
    found: list[Barcode] = []
    for cut in pieces:
        found += [one for one in _read(cut, image, once) if not any(_same(one, other) for other in found)]
    return found


def _read(piece: Cut, image: PageImage, once: bool) -> list[Barcode]:
    cut = _blackest(piece)
    if cut is None or not _striped(cut):
        return []
    for pixels, scale in islice(_tries(cut), 1 if once else None):
        read = zxingcpp.read_barcodes(pixels, formats=_WANTED, try_rotate=True, try_downscale=scale == 1, try_invert=False)
        found = [_barcode(one, cut, scale, image) for one in read]
        believed = [one for one in found if one is not None]
        if believed:
            return believed
    return []


def _blackest(cut: Cut) -> Cut | None:
    """The piece, or where a part of it is as black as bars and modules are, that; None where nothing is: a block of print."""
    small, dpi = cut.pixels, cut.dpi
    while dpi >= 2 * _BLACK_AT_DPI and min(small.shape) > 8:
        small, dpi = halved(small), dpi / 2
    side = max(1, round(_BLACK_OVER * dpi))
    dark, light = np.percentile(small, [1, 90])
    black = cv2.blur(small, (side, side)) <= light - _LEAST_BLACK * (light - dark)
    x, y, wide, high = cv2.boundingRect(black.astype(np.uint8))
    if not wide:
        return None
    step, about = cut.dpi / dpi, _ABOUT_BLACK * cut.dpi
    left, top = max(0, int(x * step - about)), max(0, int(y * step - about))
    right, bottom = math.ceil((x + wide) * step + about), math.ceil((y + high) * step + about)
    if (right - left) * (bottom - top) > _LESS * cut.pixels.size:
        return cut
    return Cut(np.ascontiguousarray(cut.pixels[top:bottom, left:right]), cut.dpi, Affine(c=left, f=top).then(cut.back))


def _striped(cut: Cut) -> bool:
    """Whether a line through the piece's middle, along or across, changes often between dark and light, as on a code of any kind."""
    if min(cut.pixels.shape) < 8:
        return False
    for pixels in (cut.pixels, cut.pixels.T):
        height, width = pixels.shape
        lines = np.ascontiguousarray(pixels[height * 3 // 8 : height * 5 // 8 + 1 : max(height // 32, 1)])
        middle = (int(lines.min()) + int(lines.max())) / 2
        dark = lines < middle
        changes = (dark[:, 1:] != dark[:, :-1]).sum(axis=1)
        if np.median(changes) >= max(_LEAST_CHANGES, _CHANGES_AN_INCH * width / cut.dpi):
            return True
    return False


def _tries(cut: Cut) -> Iterator[tuple[Pixels, int]]:
    """The piece as it is, then made better to read: enlarged where its bars are a pixel or two, smoothed where there is more."""
    yield cut.pixels, 1
    if cut.dpi < _COARSE_DPI:
        yield np.asarray(cv2.resize(cut.pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), np.uint8), 2
    else:
        yield np.asarray(cv2.GaussianBlur(cut.pixels, (0, 0), 0.8), np.uint8), 1


def _barcode(read: zxingcpp.Barcode, cut: Cut, scale: int, image: PageImage) -> Barcode | None:
    name, least = _FORMATS.get(read.format, ("", 0))
    if not name or len(read.text) < least:
        return None
    at = read.position
    points = [cut.back.point(corner.x / scale, corner.y / scale) for corner in (at.top_left, at.top_right, at.bottom_right, at.bottom_left)]
    xs, ys = [round(x) for x, _ in points], [round(y) for _, y in points]
    return Barcode(name, read.text, Box(min(xs), min(ys), max(xs) + 1, max(ys) + 1).clipped(image.width, image.height))


def _same(one: Barcode, other: Barcode) -> bool:
    """The same code in two pieces that overlap."""
    a, b = one.box, other.box
    apart = a.x0 >= b.x1 or b.x0 >= a.x1 or a.y0 >= b.y1 or b.y0 >= a.y1
    return not apart and one.format == other.format and one.text == other.text
