"""Decoded pictures as the pixels every later stage expects: uint8, grey or RGB, white paper 255."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_COLOUR_SPREAD = 24  # grey levels between channels up to which a scanner's tint and JPEG noise are still grey
_DEFAULTS = {72, 96}  # what software writes that doesn't know: Adobe's point and Windows' logical inch
_LEGAL = (8.5 * 1.1, 14 * 1.1)  # inches; a page that would be larger at a default was scanned at something else
_LONGEST_PAGE = 40  # inches; beyond it only posters and wrong resolutions
_COARSE_FAX, _LONGEST_FAX = (1.9, 2.2), 18.0  # columns to rows of 204 x 98 dpi; inches that no sheet a fax machine takes has
_COLOUR_SHARE = 0.0005  # share of a page's pixels that must be coloured before it counts as a colour page


def from_pillow(picture: Image.Image) -> Pixels:
    """Any of Pillow's modes; transparency becomes white paper, 16 bits become 8."""
    if picture.mode == "LAB":
        picture = picture.getchannel(0)  # lightness
    if picture.mode.startswith("I") or picture.mode == "F":
        return _deep(picture)
    if picture.mode in {"RGBA", "RGBa", "LA", "La", "PA"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(paper, layer)
    if picture.mode in {"1", "L"}:
        return np.asarray(picture).view(np.uint8)  # of a picture in black and white Pillow calls the bytes true and false: 255 and 0
    return grey_if_possible(np.asarray(picture.convert("RGB")))


def _deep(picture: Image.Image) -> Pixels:
    values = np.asarray(picture)
    if picture.mode.startswith("I;16"):
        return (values >> 8).astype(np.uint8)
    # 32 bits a sample: nobody says what white is, so it is the depth's that the whitest pixel needs
    most = float(values.max(initial=0))
    depths = (1.0, 255.0, 65535.0) if picture.mode == "F" else (255.0, 65535.0)
    top = next((depth for depth in depths if most <= depth), most)
    return (values * np.float32(255.0 / top)).clip(0, 255).astype(np.uint8)


def grey_if_possible(rgb: Pixels) -> Pixels:
    """(height, width, 3) as (height, width) when the page has no real colour."""
    small = rgb[:: max(1, rgb.shape[0] // 1000), :: max(1, rgb.shape[1] // 1000)]
    spread = small.max(axis=2).astype(np.int16) - small.min(axis=2)
    if float((spread > _COLOUR_SPREAD).mean()) > _COLOUR_SHARE:
        return np.ascontiguousarray(rgb)
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def believable_dpi(x: float | None, y: float | None, width: int, height: int) -> tuple[float | None, float | None]:
    """The resolution a file claims for a page of this size in pixels, or None where no scanner would say so.

    A fax of 204 x 98 dpi that would be longer than any sheet has the fine resolution's 196: programs write the first page's for all.
    """
    if not x or not y or not (50 <= x <= 2400 and 50 <= y <= 2400):
        return None, None
    if _COARSE_FAX[0] < x / y < _COARSE_FAX[1] and height / y > _LONGEST_FAX:
        y = 2 * y
    short, long = sorted((width / x, height / y))
    if long < 1 or long > _LONGEST_PAGE:
        return None, None
    by_default = round(x) in _DEFAULTS and round(y) in _DEFAULTS
    return (None, None) if by_default and (short > _LEGAL[0] or long > _LEGAL[1]) else (float(x), float(y))
