"""How light a picture is, counted: on eight bits a histogram tells in a tenth of what sorting takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from pipeline.model.types import Pixels


def level(picture: Pixels, share: float, every: int = 1) -> int:
    """The grey that so large a share of the picture's pixels is at most as light as."""
    if every > 1:
        picture = np.ascontiguousarray(picture[::every, ::every])
    counts = np.cumsum(cv2.calcHist([picture], [0], None, [256], [0, 256]), dtype=np.float64)  # a third of bincount's time
    return int(np.searchsorted(counts, share * counts[-1]))
