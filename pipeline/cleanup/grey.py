"""RGB to grey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from pipeline.model.types import Pixels


def grey(pixels: Pixels) -> Pixels:
    """(height, width) uint8 of either form; luminance by ITU-R BT.601 weights."""
    if pixels.ndim == 2:
        return pixels
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), dtype=np.uint8)
