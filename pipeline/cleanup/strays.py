"""What paper, office and scanner leave on a sheet, taken off it; asked for only where nothing that was read is believed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.cleanup.folds import folds
from pipeline.cleanup.fringes import fringes
from pipeline.cleanup.rings import rings
from pipeline.cleanup.shades import shades
from pipeline.cleanup.sketch import Sketch, with_ink

if TYPE_CHECKING:
    from pipeline.model.types import Pixels


def strays(page: Sketch, cells: Pixels) -> Pixels | None:
    """1 where a sketch shows fringes, shades and rings; None where there are none.

    `cells`: the page's grey, much reduced, before anything was taken off it.
    """
    found = None
    for mask in (fringes(page), shades(page, cells)):
        if mask is not None:
            found = mask if found is None else found | mask
    round_ones = rings(page if found is None else without(page, found))
    if round_ones is None:
        return found
    return round_ones if found is None else np.asarray(found | round_ones, np.uint8)


def without_strays(page: Sketch, cells: Pixels) -> Sketch:
    """The sketch without them."""
    mask = strays(page, cells)
    return page if mask is None else without(page, mask)


def without_folds(page: Sketch) -> Sketch:
    """The sketch, from which ruled lines were taken off, without folds."""
    mask = folds(page.ink)
    return page if mask is None else without(page, mask)


def without(page: Sketch, mask: Pixels) -> Sketch:
    """The sketch without the ink under the mask, and without specks there."""
    bare = with_ink(page, page.ink * (1 - mask))
    return replace(bare, dots=bare.dots[mask[bare.dots[:, 1], bare.dots[:, 0]] == 0])
