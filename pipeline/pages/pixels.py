"""Decoded pictures as the pixels every later stage expects: uint8, grey or RGB, white paper 255."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

_COLOUR_SPREAD = 24  # grey levels between channels up to which a scanner's tint and JPEG noise are still grey
_COLOUR_SHARE = 0.0005  # share of a page's pixels that must be coloured before it counts as a colour page


def from_pillow(picture: Image.Image) -> Pixels:
    """Any of Pillow's modes; transparency becomes white paper, 16 bits become 8."""
    if picture.mode == "1":
        return np.asarray(picture.convert("L"))
    if picture.mode.startswith("I") or picture.mode == "F":
        return _deep(picture)
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        layer = picture.convert("RGBA")
        paper = Image.new("RGBA", layer.size, (255, 255, 255, 255))
        picture = Image.alpha_composite(paper, layer)
    if picture.mode == "L":
        return np.asarray(picture)
    return grey_if_possible(np.asarray(picture.convert("RGB")))


def _deep(picture: Image.Image) -> Pixels:
    values = np.asarray(picture).astype(np.float64)
    top = 65535.0 if values.max(initial=0) > 255 else 255.0
    if values.max(initial=0) > 65535:  # 24 or 32 bits a sample
        top = float(values.max())
    return (values * (255.0 / top)).clip(0, 255).astype(np.uint8)


def grey_if_possible(rgb: Pixels) -> Pixels:
    """(height, width, 3) as (height, width) when the page has no real colour."""
    small = rgb[:: max(1, rgb.shape[0] // 1000), :: max(1, rgb.shape[1] // 1000)]
    spread = small.max(axis=2).astype(np.int16) - small.min(axis=2)
    if float((spread > _COLOUR_SPREAD).mean()) > _COLOUR_SHARE:
        return np.ascontiguousarray(rgb)
    return np.asarray(cv2.cvtColor(np.ascontiguousarray(rgb), cv2.COLOR_RGB2GRAY), dtype=np.uint8)


def believable_dpi(x: float | None, y: float | None, width: int, height: int) -> tuple[float | None, float | None]:
    """The resolution a file claims, or None where no scanner would say so (72 on a page that would be a poster)."""
    if not x or not y or not (50 <= x <= 2400 and 50 <= y <= 2400):
        return None, None
    inches = max(width / x, height / y)
    return (None, None) if inches > 40 or inches < 1 else (float(x), float(y))
