"""A page as it is seen through the sheet from behind: print of the other side that shines through can be read there."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from pipeline.model.geometry import Affine
from pipeline.model.types import CleanPage


def mirrored(page: CleanPage, upside_down: bool = False) -> CleanPage:
    """Left and right changed, or top and bottom, as some duplexers turn a sheet; boxes still lead to the page as it was scanned."""
    high, wide = page.pixels.shape
    flip = Affine(e=-1, f=high) if upside_down else Affine(a=-1, c=wide)
    pixels = page.pixels[::-1] if upside_down else page.pixels[:, ::-1]
    return replace(page, pixels=np.ascontiguousarray(pixels), transform=page.transform.then(flip))
