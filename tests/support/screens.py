"""Greys broken into dots, as scanners, faxes and printers that know black and white alone do it."""

from __future__ import annotations

import numpy as np
from PIL import Image

from tests.support.drawing import Pixels

_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]])
_CLUSTERED = np.array([[12, 5, 6, 13], [4, 0, 1, 7], [11, 3, 2, 8], [15, 10, 9, 14]])
SCREENS = ("diffused", "bayer", "clustered")


def broken(pixels: Pixels, screen: str) -> Pixels:
    """The grey picture in black and white: errors diffused (Floyd and Steinberg), or over one of two patterns of four by four."""
    if screen == "diffused":
        return np.array(Image.fromarray(pixels).convert("1"), np.uint8) * np.uint8(255)
    pattern = ((_BAYER if screen == "bayer" else _CLUSTERED) + 0.5) / 16 * 255
    height, width = pixels.shape
    levels = np.tile(pattern, (height // 4 + 1, width // 4 + 1))[:height, :width]
    return np.where(pixels > levels, 255, 0).astype(np.uint8)
