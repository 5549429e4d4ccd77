"""A second opinion on single characters by their shape alone, from a small network of its own: it knows nothing of what stands beside them.

Two layers over a picture's pixels (`python -m benchmarks.glyphs` draws the pictures, trains and writes the file).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from pipeline.ocr.lstm.glyphs import Grey

SHIPPED = Path(__file__).with_name("glyphs.npz")
Chances = npt.NDArray[np.float64]


class GlyphReader:
    """The network, loaded. `characters` are what it tells apart: figures, capitals and the stroke between a date's parts."""

    def __init__(self, path: Path = SHIPPED) -> None:
        with np.load(path, allow_pickle=False) as stored:
            self.characters = str(stored["characters"])
            self._weights = [(stored[f"weights{layer}"].astype(np.float32), stored[f"bias{layer}"].astype(np.float32)) for layer in (0, 1)]

    def __call__(self, pictures: Sequence[Grey]) -> Chances:
        """(pictures, characters): how likely each picture is each of the characters."""
        (first, first_bias), (last, last_bias) = self._weights
        hidden = np.maximum(np.stack(pictures).reshape(len(pictures), -1) @ first + first_bias, 0)
        scores = (hidden @ last + last_bias).astype(np.float64)
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        return np.asarray(chances / chances.sum(axis=1, keepdims=True))
