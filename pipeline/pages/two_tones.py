"""Whether a piece is dark and light with little between, as bars and modules are: photographs, shadows and rough paper are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from pipeline.model.types import Pixels

# Of a piece's variance, what lies between its dark and its light half (Otsu): of grain .64, of a shadow .75, of codes .86 and more.
_SHARE = 0.8


def in_two_tones(pixels: Pixels) -> bool:
    """Otsu's measure of a grey picture."""
    shares = cv2.calcHist([pixels], [0], None, [256], [0, 256]).ravel().astype(np.float64) / pixels.size
    greys = np.arange(256)
    dark, sums = np.cumsum(shares)[:-1], np.cumsum(shares * greys)[:-1]
    mean = float(shares @ greys)
    variance = float(shares @ (greys - mean) ** 2)
    between = (mean * dark - sums) ** 2 / np.maximum(dark * (1 - dark), 1e-9)
    return bool(between.max() >= _SHARE * variance > 0)
