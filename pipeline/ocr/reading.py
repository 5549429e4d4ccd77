"""A word as the network read it, with what is known of its reading."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.model.geometry import Box
from pipeline.model.types import Rotation
from pipeline.ocr.initials import SETTLED
from pipeline.ocr.lines import TextLine
from pipeline.ocr.lstm.confidence import Features, calibrated

_DOUBTED = 0.45  # the most that a number is believed on which the readings differ: behind the best label it is not sure


class Reading(NamedTuple):
    """A word: its box on the cleaned page, its text, and what is known of its reading."""

    box: Box
    text: str
    features: Features
    line: TextLine
    doubted: bool = False  # whether other readings of it differ
    settled: bool = False  # whether it is an initial on which other readings agree
    turn: Rotation = 0  # degrees clockwise by which the page was turned to read it

    @property
    def confidence(self) -> float:
        """Probability from 0 to 1 that it was read right."""
        sure = max(calibrated(self.features), SETTLED) if self.settled else calibrated(self.features)
        return min(sure, _DOUBTED) if self.doubted else sure
