"""Uneven light made even: each pixel as a share of the paper around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from pipeline.raster.level import level

if TYPE_CHECKING:
    from pipeline.model.types import Pixels


def unevenness(paper: Pixels) -> float:
    """Grey levels between the darker and the lighter parts of the paper (10th and 90th percentile)."""
    return float(level(paper, 0.9, 2) - level(paper, 0.1, 2))


STRETCH, FARTHEST = 2.5, 8.0  # how much farther from the paper's grey faint print is brought, and print that has nearly faded away


def strengthened(page: Pixels, paper: Pixels, times: float = STRETCH) -> Pixels:
    """The page over its paper, with everything on it darker: pencil, a worn ribbon."""
    table = np.clip(255 - times * (255 - np.arange(256)), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(evened(page, paper), table), dtype=np.uint8)


def evened(page: Pixels, paper: Pixels) -> Pixels:
    """The page over its paper, which is any size and is stretched to the page's."""
    if paper.shape != page.shape:
        paper = np.asarray(cv2.resize(paper, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_LINEAR), np.uint8)
    return np.asarray(cv2.divide(page, np.maximum(paper, 1), scale=255.0), dtype=np.uint8)
